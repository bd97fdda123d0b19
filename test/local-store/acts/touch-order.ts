// What follows every change of an order? A newer updatedAt, the state saved, and orders/updated sent.

import { laterInstant } from "../instants.ts";
import type { StoredOrder } from "../order-state.ts";
import { orderPayload } from "../webhooks/order-payload.ts";
import type { Place } from "../world.ts";

export function touchOrder(place: Place, order: StoredOrder, topics: readonly string[] = []): void {
  order.updatedAt = laterInstant(order.updatedAt, place.world.now());
  place.world.changed();
  for (const topic of [...topics, "orders/updated"]) {
    place.world.webhooks.emit(place.shop, topic, orderPayload(place, order));
  }
}

/** For control calls that ask for something the shop's admin would not offer. */
export class ImpossibleAct extends Error {}

export function findOrder(place: Place, id: string): StoredOrder {
  const order = place.shop.orders.find((candidate) => candidate.id === id || candidate.id.endsWith(`/${id}`) || candidate.name === id);
  if (!order) throw new ImpossibleAct(`no order ${id} in ${place.shop.domain}`);
  return order;
}
