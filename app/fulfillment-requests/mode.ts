// In which of the two modes does the app ship for this shop, since when, and from which location of Shopify's?

export type FulfillmentMode = {
  readonly mode: "SHOP_LOCATION" | "FULFILLMENT_SERVICE";
  readonly changedAt: Date | null;
  /** Shopify's ids; a shop that went back keeps both, because work at the location may still be open. */
  readonly serviceId: string | null;
  readonly locationId: string | null;
  readonly requestsAutomatically: boolean;
  readonly writesCost: boolean;
};
