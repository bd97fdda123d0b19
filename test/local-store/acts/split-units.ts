// How does part of a fulfillment order become one of its own, and how do two become one again?

import type { StoredFulfillmentOrder, StoredFulfillmentOrderLine } from "../fulfillment-state.ts";
import { laterInstant, utcInstant } from "../instants.ts";
import type { Place } from "../world.ts";
import { newFulfillmentOrder, newFulfillmentOrderLine } from "./route-order.ts";

export type LineInput = { id: string; quantity: number };
export type PickedUnits = { line: StoredFulfillmentOrderLine; quantity: number };

export function touchFulfillmentOrder({ world }: Pick<Place, "world">, fulfillmentOrder: StoredFulfillmentOrder): void {
  fulfillmentOrder.updatedAt = laterInstant(fulfillmentOrder.updatedAt, world.now());
  world.changed();
}

/** Undefined where a line is unknown or has fewer units left than asked for. */
export function pickUnits(fulfillmentOrder: StoredFulfillmentOrder, inputs: readonly LineInput[]): PickedUnits[] | undefined {
  const picked: PickedUnits[] = [];
  for (const { id, quantity } of inputs) {
    const line = fulfillmentOrder.lines.find((candidate) => candidate.id === id);
    if (!line || quantity > line.remainingQuantity) return undefined;
    picked.push({ line, quantity });
  }
  return picked;
}

/** What is left when the picked units are taken out. */
export function unpicked(fulfillmentOrder: StoredFulfillmentOrder, picked: readonly PickedUnits[]): PickedUnits[] {
  return fulfillmentOrder.lines.flatMap((line) => {
    const taken = picked.filter((unit) => unit.line === line).reduce((units, { quantity }) => units + quantity, 0);
    return line.remainingQuantity > taken ? [{ line, quantity: line.remainingQuantity - taken }] : [];
  });
}

/** The units leave for a new fulfillment order, at the same location unless another is given. */
export function splitOff(
  place: Place, source: StoredFulfillmentOrder, { units, locationId }: { units: readonly PickedUnits[]; locationId?: string },
): StoredFulfillmentOrder {
  const { world, shop } = place;
  const order = shop.orders.find((candidate) => candidate.id === source.orderId);
  if (!order) throw new Error(`${source.id} belongs to no order`);
  const made = newFulfillmentOrder(shop, order, {
    at: utcInstant(world.now()),
    units: units.map(({ line, quantity }) => ({ lineItemId: line.lineItemId, quantity, locationId: locationId ?? source.locationId })),
  });
  made.fulfillBy = source.fulfillBy ?? null;
  made.createdAt = source.createdAt;
  for (const { line, quantity } of units) {
    line.totalQuantity -= quantity;
    line.remainingQuantity -= quantity;
  }
  source.lines = source.lines.filter((line) => line.totalQuantity > 0);
  shop.fulfillmentOrders.push(made);
  touchFulfillmentOrder(place, source);
  return made;
}

/** The other one is closed; its lines stay there, reading 0. */
export function mergeInto(place: Place, target: StoredFulfillmentOrder, { from, units }: { from: StoredFulfillmentOrder; units: readonly PickedUnits[] }): void {
  for (const { line, quantity } of units) {
    const same = target.lines.find((candidate) => candidate.lineItemId === line.lineItemId);
    if (same) {
      same.totalQuantity += quantity;
      same.remainingQuantity += quantity;
    } else target.lines.push(newFulfillmentOrderLine(place.shop, target.id, { lineItemId: line.lineItemId, quantity }));
    line.totalQuantity -= quantity;
    line.remainingQuantity -= quantity;
  }
  if (from.lines.every((line) => line.remainingQuantity === 0)) from.status = "CLOSED";
  touchFulfillmentOrder(place, target);
  touchFulfillmentOrder(place, from);
}
