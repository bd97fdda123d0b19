// Who is to ship what from where (fulfillment orders), and what has been shipped (fulfillments with their events)?

export type StoredHold = {
  kind: "FulfillmentHold";
  id: string;
  handle: string;
  reason: string;
  reasonNotes: string | null;
  isHeldByApp: boolean;
  externalId?: string | null;
};

export type StoredMerchantRequest = {
  kind: "FulfillmentOrderMerchantRequest";
  id: string;
  requestKind: "FULFILLMENT_REQUEST" | "CANCELLATION_REQUEST";
  message: string | null;
  requestOptions: Record<string, unknown>;
  sentAt: string;
};

export type RequestStatus =
  | "UNSUBMITTED" | "SUBMITTED" | "ACCEPTED" | "REJECTED" | "CANCELLATION_REQUESTED" | "CANCELLATION_ACCEPTED" | "CANCELLATION_REJECTED" | "CLOSED";

export type StoredFulfillmentOrderLine = {
  kind: "FulfillmentOrderLineItem";
  id: string;
  fulfillmentOrderId: string;
  lineItemId: string;
  totalQuantity: number;
  remainingQuantity: number;
};

export type FulfillmentOrderStatus = "OPEN" | "IN_PROGRESS" | "ON_HOLD" | "CLOSED" | "CANCELLED" | "INCOMPLETE" | "SCHEDULED";

export type StoredFulfillmentOrder = {
  kind: "FulfillmentOrder";
  id: string;
  orderId: string;
  status: FulfillmentOrderStatus;
  requestStatus: RequestStatus;
  createdAt: string;
  updatedAt: string;
  locationId: string;
  deliveryMethodId: string;
  destinationId: string;
  holds: StoredHold[];
  lines: StoredFulfillmentOrderLine[];
  /** Absent in files of an older demo, as are the next three. */
  merchantRequests?: StoredMerchantRequest[];
  fulfillBy?: string | null;
  /** Somebody reported that the work has begun, without shipping anything yet. */
  isProgressReported?: boolean;
  /** What a partial hold of this one left in another; released, it comes back. */
  heldApartFrom?: string | null;
};

export type StoredTracking = { company: string | null; number: string | null; url: string | null };

export type StoredFulfillmentEvent = {
  kind: "FulfillmentEvent";
  id: string;
  status: string;
  happenedAt: string;
  createdAt: string;
  estimatedDeliveryAt: string | null;
  message: string | null;
  address1: string | null;
  city: string | null;
  province: string | null;
  country: string | null;
  zip: string | null;
  latitude: number | null;
  longitude: number | null;
};

export type StoredFulfillmentLine = {
  kind: "FulfillmentLineItem";
  id: string;
  lineItemId: string;
  quantity: number;
};

export type StoredFulfillment = {
  kind: "Fulfillment";
  id: string;
  orderId: string;
  name: string;
  status: "SUCCESS" | "CANCELLED";
  displayStatus: string;
  createdAt: string;
  updatedAt: string;
  inTransitAt: string | null;
  deliveredAt: string | null;
  estimatedDeliveryAt: string | null;
  locationId: string;
  wasCustomerNotified: boolean;
  trackingInfo: StoredTracking[];
  lines: StoredFulfillmentLine[];
  /** Which lines of which fulfillment orders were consumed, to give them back on cancel. */
  sources: { fulfillmentOrderId: string; fulfillmentOrderLineId: string; quantity: number }[];
  events: StoredFulfillmentEvent[];
};
