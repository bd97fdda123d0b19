// What do the fulfillment_orders topics say? Gids and lower-case states, never the whole fulfillment order.

import type { StoredFulfillmentOrder, StoredHold } from "../fulfillment-state.ts";

function brief(fulfillmentOrder: StoredFulfillmentOrder) {
  return { id: fulfillmentOrder.id, status: fulfillmentOrder.status.toLowerCase() };
}

export function holdPayload(hold: StoredHold) {
  return {
    id: hold.id,
    reason: hold.reason.toLowerCase(),
    reason_notes: hold.reasonNotes,
    held_by_requesting_app: hold.isHeldByApp,
    handle: hold.handle,
    held_by_app: hold.isHeldByApp ? { id: "gid://shopify/App/12345" } : null,
  };
}

export function routingCompletePayload(fulfillmentOrder: StoredFulfillmentOrder) {
  return { fulfillment_order: brief(fulfillmentOrder) };
}

export function placedOnHoldPayload(fulfillmentOrder: StoredFulfillmentOrder, hold: StoredHold, remaining: StoredFulfillmentOrder | null) {
  return {
    fulfillment_order: { ...brief(fulfillmentOrder), fulfillment_holds: fulfillmentOrder.holds.map(holdPayload) },
    remaining_fulfillment_order: remaining && brief(remaining),
    held_fulfillment_order_line_items: fulfillmentOrder.lines.map((line) => ({ id: line.id, quantity: line.remainingQuantity })),
    created_fulfillment_hold: holdPayload(hold),
  };
}

export function holdReleasedPayload(fulfillmentOrder: StoredFulfillmentOrder) {
  return { fulfillment_order: brief(fulfillmentOrder) };
}

type Moved = { original: StoredFulfillmentOrder; moved: StoredFulfillmentOrder; source: string; requested: { id: string; quantity: number }[] };

export function movedPayload({ original, moved, source, requested }: Moved) {
  const placed = (one: StoredFulfillmentOrder) => ({ ...brief(one), assigned_location_id: one.locationId });
  return {
    original_fulfillment_order: placed(original),
    moved_fulfillment_order: placed(moved),
    destination_location_id: moved.locationId,
    fulfillment_order_line_items_requested: requested,
    source_location: { id: source },
  };
}

export function cancelledPayload(fulfillmentOrder: StoredFulfillmentOrder, replacement: StoredFulfillmentOrder) {
  return { fulfillment_order: brief(fulfillmentOrder), replacement_fulfillment_order: brief(replacement) };
}
