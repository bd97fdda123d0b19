// What does a hold do to a fulfillment order, whole or in part, and what follows when it is released?

import type { StoredFulfillmentOrder, StoredHold } from "../fulfillment-state.ts";
import { newId } from "../ids.ts";
import { holdPayload, holdReleasedPayload, placedOnHoldPayload } from "../webhooks/fulfillment-order-payloads.ts";
import type { Place } from "../world.ts";
import { mergeInto, splitOff, touchFulfillmentOrder, unpicked, type PickedUnits } from "./split-units.ts";

export type HoldFacts = Omit<StoredHold, "kind" | "id">;

/** Held in part: the held units keep the fulfillment order, the rest gets one of its own. */
export function placeHold(
  place: Place, fulfillmentOrder: StoredFulfillmentOrder, { picked = [], ...facts }: HoldFacts & { picked?: readonly PickedUnits[] },
): { hold: StoredHold; remaining: StoredFulfillmentOrder | null } {
  const rest = picked.length > 0 ? unpicked(fulfillmentOrder, picked) : [];
  const remaining = rest.length > 0 ? splitOff(place, fulfillmentOrder, { units: rest }) : null;
  if (remaining) remaining.heldApartFrom = fulfillmentOrder.id;
  const hold: StoredHold = { kind: "FulfillmentHold", id: newId(place.shop, "FulfillmentHold"), ...facts };
  fulfillmentOrder.holds.push(hold);
  fulfillmentOrder.status = "ON_HOLD";
  touchFulfillmentOrder(place, fulfillmentOrder);
  const { webhooks } = place.world;
  webhooks.emit(place.shop, "fulfillment_orders/placed_on_hold", placedOnHoldPayload(fulfillmentOrder, hold, remaining));
  webhooks.emit(place.shop, "fulfillment_holds/added", { fulfillment_order: { id: fulfillmentOrder.id }, fulfillment_hold: holdPayload(hold) });
  return { hold, remaining };
}

/** Releasing one of several holds leaves the fulfillment order on hold; the last one gathers what a partial hold left apart. */
export function releaseHolds(place: Place, fulfillmentOrder: StoredFulfillmentOrder, holdIds: string[] | null): void {
  const released = fulfillmentOrder.holds.filter((held) => holdIds === null || holdIds.includes(held.id));
  fulfillmentOrder.holds = fulfillmentOrder.holds.filter((held) => !released.includes(held));
  const { webhooks } = place.world;
  if (fulfillmentOrder.holds.length === 0 && fulfillmentOrder.status === "ON_HOLD") {
    const isStarted = fulfillmentOrder.lines.some((line) => line.remainingQuantity < line.totalQuantity);
    fulfillmentOrder.status = isStarted ? "IN_PROGRESS" : "OPEN";
    gather(place, fulfillmentOrder);
    webhooks.emit(place.shop, "fulfillment_orders/hold_released", holdReleasedPayload(fulfillmentOrder));
  }
  for (const hold of released) {
    webhooks.emit(place.shop, "fulfillment_holds/released", { fulfillment_order: { id: fulfillmentOrder.id }, fulfillment_hold: holdPayload(hold) });
  }
  touchFulfillmentOrder(place, fulfillmentOrder);
}

function gather(place: Place, fulfillmentOrder: StoredFulfillmentOrder): void {
  const apart = place.shop.fulfillmentOrders.find((one) =>
    one.heldApartFrom === fulfillmentOrder.id && one.status === "OPEN" && one.locationId === fulfillmentOrder.locationId
    && one.requestStatus === fulfillmentOrder.requestStatus);
  if (!apart || fulfillmentOrder.status !== "OPEN") return;
  mergeInto(place, fulfillmentOrder, { from: apart, units: apart.lines.map((line) => ({ line, quantity: line.remainingQuantity })) });
}
