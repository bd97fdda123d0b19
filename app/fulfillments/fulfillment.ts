// What have we told Shopify of a parcel? One parcel is one fulfillment, for ever.

export type FulfillmentState = "PLANNED" | "SENDING" | "CREATED" | "UNKNOWN" | "WAITING";

/** From which state to which; SENDING is saved before calling out, and asked about before any repeat. */
export const legalMoves: Record<FulfillmentState, readonly FulfillmentState[]> = {
  PLANNED: ["SENDING", "WAITING", "CREATED"],
  WAITING: ["SENDING", "WAITING", "CREATED"],
  SENDING: ["SENDING", "CREATED", "UNKNOWN", "WAITING"],
  UNKNOWN: ["SENDING", "UNKNOWN", "CREATED", "WAITING"],
  CREATED: [],
};

/** A fulfillment order of Shopify's as far as the write-back needs it. */
export type FulfillmentOrder = {
  readonly id: string;
  readonly status: string;
  readonly locationId: string | null;
  readonly supportedActions: readonly string[];
  readonly holdReasons: readonly string[];
  readonly lines: readonly { readonly id: string; readonly shopifyLineItemId: string; readonly remainingQuantity: number }[];
};

/** A fulfillment as Shopify has it, for reading back. */
export type KnownFulfillment = {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly trackingNumbers: readonly string[];
  readonly lines: readonly { readonly shopifyLineItemId: string; readonly quantity: number }[];
};
