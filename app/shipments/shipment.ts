// What did the supplier send, in which parcels, with how many units of each line?

export type ParcelLine = {
  readonly supplierOrderLineId: string;
  readonly lineItemId: string;
  /** Shop units. */
  readonly quantity: number;
};

export type Parcel = {
  readonly position: number;
  readonly trackingNumber: string;
  /** Folder name of the recognised carrier, or null. */
  readonly carrier: string | null;
  /** The company as written to Shopify, exactly as Shopify spells it where it knows it. */
  readonly company: string;
  readonly trackingUrl: string | null;
  readonly firstLegNumber: string | null;
  readonly lastMileNumber: string | null;
  readonly lastMileCarrier: string | null;
  readonly weightGrams: number | null;
  readonly photoUrl: string | null;
  readonly lines: readonly ParcelLine[];
};

export type Shipment = {
  readonly shipmentReference: string;
  readonly shippedAt: Date;
  readonly parcels: readonly Parcel[];
};
