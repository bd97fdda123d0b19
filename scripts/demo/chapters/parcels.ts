// One order in two parcels, and one webhook that comes five times.
import { booked, domain, inState, place, until, whenOrdered, type Stage } from "../stage.ts";

export async function twoParcels(stage: Stage): Promise<void> {
  stage.log("A supplier ships three aprons in two parcels.");
  const order = await place(stage, [{ sku: "APRON-LIN", quantity: 3 }]);
  const [supplierOrder] = await whenOrdered(stage, order, inState("ACCEPTED"));
  const reference = supplierOrder?.reference ?? "";
  const [, yiwu] = stage.world.suppliers;
  await yiwu.client.ship(reference, [{ lines: [{ lineReference: "1", quantity: 2 }] }]);
  await until(`the first parcel of ${order.name} in the store`, async () => (await booked(stage, order)).fulfillments.length === 1);
  await yiwu.client.ship(reference, [{ lines: [{ lineReference: "1", quantity: 1 }] }]);
}

export async function fiveEqualWebhooks(stage: Stage): Promise<void> {
  stage.log("The same webhook comes five times at once.");
  const shop = stage.world.store.shop(domain);
  await shop.addFaults({ webhooks: [{ kind: "duplicate", topic: "orders/create", times: 1, copies: 4 }] });
  const order = await place(stage, [{ sku: "BOARD-S", quantity: 2 }]);
  const all = await whenOrdered(stage, order, inState("ACCEPTED"));
  const deliveries = (await shop.deliveries()).filter((delivery) => delivery.topic === "orders/create").length;
  stage.log(`${order.name}: ${all.length} supplier order; the store counts ${deliveries} deliveries of orders/create in all.`);
  if (all.length !== 1) throw new Error(`${order.name} became ${all.length} supplier orders`);
}
