// What may be done next with a fulfillment order? As recorded, in the recorded order; what a request in flight allows is
// assumed from Shopify's description of the actions.

import type { StoredFulfillmentOrder } from "../fulfillment-state.ts";
import { serviceAt, type ShopState } from "../shop-state.ts";

export const mostHolds = 10;

export function actionsOf(shop: ShopState, fulfillmentOrder: StoredFulfillmentOrder): string[] {
  if (serviceAt(shop, fulfillmentOrder.locationId)) return serviceActions(fulfillmentOrder);
  const many = unitsLeft(fulfillmentOrder) > 1 ? ["SPLIT"] : [];
  switch (fulfillmentOrder.status) {
    case "OPEN": return ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD", ...many, ...(mergeable(shop, fulfillmentOrder).length > 0 ? ["MERGE"] : [])];
    case "IN_PROGRESS": return ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "HOLD", "MARK_AS_OPEN"];
    case "ON_HOLD": return heldActions(fulfillmentOrder);
    default: return [];
  }
}

function serviceActions(fulfillmentOrder: StoredFulfillmentOrder): string[] {
  const { status, requestStatus } = fulfillmentOrder;
  if (status === "ON_HOLD") return heldActions(fulfillmentOrder);
  if (status === "IN_PROGRESS") {
    return ["CREATE_FULFILLMENT", ...(requestStatus === "ACCEPTED" || requestStatus === "CANCELLATION_REJECTED" ? ["REQUEST_CANCELLATION"] : [])];
  }
  if (status === "OPEN" && requestStatus === "SUBMITTED") return ["CANCEL_FULFILLMENT_ORDER"];
  if (status !== "OPEN" && status !== "INCOMPLETE") return [];
  return ["REQUEST_FULFILLMENT", "CREATE_FULFILLMENT", "HOLD", ...(unitsLeft(fulfillmentOrder) > 1 ? ["SPLIT"] : []), "MOVE"];
}

function heldActions({ holds }: StoredFulfillmentOrder): string[] {
  return ["RELEASE_HOLD", ...(holds.length < mostHolds ? ["HOLD"] : []), "MOVE"];
}

function unitsLeft(fulfillmentOrder: StoredFulfillmentOrder): number {
  return fulfillmentOrder.lines.reduce((total, line) => total + line.remainingQuantity, 0);
}

/** Siblings at the same place that nobody has begun to work on. */
export function mergeable(shop: ShopState, one: StoredFulfillmentOrder): StoredFulfillmentOrder[] {
  return shop.fulfillmentOrders.filter((other) =>
    other !== one && other.orderId === one.orderId && other.locationId === one.locationId && other.status === "OPEN" && one.status === "OPEN");
}
