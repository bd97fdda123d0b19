// The network at its worst: an answer that is lost, a webhook that never comes, and a Shopify that says "slow down".
import type { BookedOrder } from "../../../test/local-store/control/order-book.ts";
import { domain, inState, place, supplierOrdersOf, until, whenOrdered, type Stage } from "../stage.ts";

export async function lostAnswer(stage: Stage): Promise<void> {
  const [harbor] = stage.world.suppliers;
  stage.log(`${harbor.name} takes an order, and its answer is lost.`);
  await harbor.client.addFault({ answer: "cut", on: "orders", when: "after" });
  const order = await place(stage, [{ sku: "BOARD-S", quantity: 1 }]);
  await whenOrdered(stage, order, inState("UNKNOWN"));
  stage.log(`${order.name} is shown as unknown; the supplier is asked whether it has the order before anything is sent again.`);
  await whenOrdered(stage, order, inState("ACCEPTED"));
  const { reference = "" } = (await supplierOrdersOf(stage, order))[0] ?? {};
  const had = (await harbor.client.readBook()).orders.filter((one) => one.order.identity.reference === reference).length;
  stage.log(`${order.name}: ${had} order in the supplier's book.`);
  if (had !== 1) throw new Error(`${order.name} was ordered ${had} times`);
}

/** Nobody waits for it here: the sweep leaves Shopify a minute to tell itself. */
export async function webhookThatNeverComes(stage: Stage): Promise<BookedOrder> {
  stage.log("No webhook of the next order ever comes.");
  const shop = stage.world.store.shop(domain);
  await shop.addFaults({ webhooks: ["orders/create", "orders/paid"].map((topic) => ({ kind: "drop", topic, times: 1 })) });
  const order = await place(stage, [{ sku: "BAG-30-GRN", quantity: 2 }]);
  return order;
}

export async function foundBySweep(stage: Stage, order: BookedOrder): Promise<void> {
  await whenOrdered(stage, order, inState("ACCEPTED"));
  stage.log(`${order.name}, of which no webhook had told, was found by the sweep, and is with its supplier.`);
}

export async function throttled(stage: Stage): Promise<void> {
  stage.log("Shopify's Admin API answers the next three calls with THROTTLED.");
  await stage.world.store.shop(domain).addFaults({ graphql: [{ kind: "throttled", root: "nodes", times: 3 }] });
  const order = await place(stage, [{ sku: "BOARD-S", quantity: 1 }]);
  await until(`${order.name} behind the throttle`, async () => inState("ACCEPTED")(await supplierOrdersOf(stage, order)));
  stage.log(`${order.name}: it was waited for, and sent once.`);
}
