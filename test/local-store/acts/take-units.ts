// Which fulfillment orders lose units that need not be shipped any more (an edit or a refund before shipping)?

import { laterInstant } from "../instants.ts";
import type { Place } from "../world.ts";
import { isOpen } from "./order-facts.ts";

/** A fulfillment order left with nothing to ship is closed. Answers the units it found no place for. */
export function takeFromFulfillmentOrders({ world, shop }: Place, lineItemId: string, units: number): number {
  let left = units;
  for (const fulfillmentOrder of shop.fulfillmentOrders.filter(isOpen)) {
    const line = fulfillmentOrder.lines.find((candidate) => candidate.lineItemId === lineItemId);
    const taken = Math.min(left, line?.remainingQuantity ?? 0);
    if (!line || taken === 0) continue;
    line.totalQuantity -= taken;
    line.remainingQuantity -= taken;
    left -= taken;
    fulfillmentOrder.updatedAt = laterInstant(fulfillmentOrder.updatedAt, world.now());
    if (fulfillmentOrder.lines.every((candidate) => candidate.remainingQuantity === 0)) fulfillmentOrder.status = "CLOSED";
  }
  return left;
}
