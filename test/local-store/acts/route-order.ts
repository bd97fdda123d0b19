// Which location ships which line? One fulfillment order per location, made asynchronously after the order; lines that need no shipping get none.

import type { StoredFulfillmentOrder, StoredFulfillmentOrderLine } from "../fulfillment-state.ts";
import { newId } from "../ids.ts";
import { utcInstant } from "../instants.ts";
import type { StoredLine, StoredOrder } from "../order-state.ts";
import type { ShopState } from "../shop-state.ts";
import { routingCompletePayload } from "../webhooks/fulfillment-order-payloads.ts";
import type { Place } from "../world.ts";

/** Run twice for one order, it does nothing the second time. */
export function routeOrder(place: Place, order: StoredOrder): void {
  const { world } = place;
  if (order.routedAt !== null || order.cancelledAt !== null) return;
  order.routedAt = utcInstant(world.now());
  const toShip = order.lines.filter((line) => line.requiresShipping && line.currentQuantity > 0);
  for (const locationId of new Set(toShip.map((line) => line.locationId))) {
    const lines = toShip.filter((line) => line.locationId === locationId);
    openFulfillmentOrder(place, order, lines.map((line) => ({ lineItemId: line.id, quantity: line.currentQuantity, locationId })));
  }
  world.changed();
}

export type UnitsToShip = { lineItemId: string; quantity: number; locationId: string };

/** All units must be at one location. */
export function openFulfillmentOrder(place: Place, order: StoredOrder, units: UnitsToShip[]): StoredFulfillmentOrder {
  const { world, shop } = place;
  const created = newFulfillmentOrder(shop, order, { units, at: utcInstant(world.now()) });
  shop.fulfillmentOrders.push(created);
  world.webhooks.emit(shop, "fulfillment_orders/order_routing_complete", routingCompletePayload(created));
  return created;
}

export function newFulfillmentOrder(
  shop: ShopState, order: StoredOrder, { units, at }: { units: UnitsToShip[]; at: string },
): StoredFulfillmentOrder {
  const id = newId(shop, "FulfillmentOrder");
  const locationId = units[0]?.locationId;
  if (locationId === undefined) throw new Error("a fulfillment order needs units to ship");
  return {
    kind: "FulfillmentOrder",
    id,
    orderId: order.id,
    status: "OPEN",
    requestStatus: "UNSUBMITTED",
    createdAt: at,
    updatedAt: at,
    locationId,
    deliveryMethodId: newId(shop, "DeliveryMethod"),
    destinationId: `gid://shopify/FulfillmentOrderDestination/${id.slice(id.lastIndexOf("/") + 1)}`,
    holds: [],
    lines: units.map(({ lineItemId, quantity }) => newFulfillmentOrderLine(shop, id, { lineItemId, quantity })),
  };
}

export function newFulfillmentOrderLine(
  shop: ShopState, fulfillmentOrderId: string, { lineItemId, quantity }: { lineItemId: string; quantity: number },
): StoredFulfillmentOrderLine {
  return {
    kind: "FulfillmentOrderLineItem", id: newId(shop, "FulfillmentOrderLineItem"), fulfillmentOrderId, lineItemId,
    totalQuantity: quantity, remainingQuantity: quantity,
  };
}

export function lineOf(order: StoredOrder, lineItemId: string): StoredLine {
  const line = order.lines.find((candidate) => candidate.id === lineItemId);
  if (!line) throw new Error(`order ${order.name} has no line ${lineItemId}`);
  return line;
}
