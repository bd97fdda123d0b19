// Nothing is bought for an order that nobody has paid for; it goes on by itself once somebody has.
import { domain, heldBy, inState, place, supplierOrdersOf, until, whenOrdered, type Stage } from "../stage.ts";

export async function unpaidThenPaid(stage: Stage): Promise<void> {
  stage.log("An order is not paid yet.");
  const order = await place(stage, [{ sku: "SCARF-RED", quantity: 1 }], { financialStatus: "PENDING" });
  await until(`${order.name} held`, async () => (await heldBy(stage, order)).includes("unpaid"));
  if ((await supplierOrdersOf(stage, order)).length > 0) throw new Error(`${order.name} was drafted unpaid`);
  stage.log(`${order.name} waits; then the customer pays.`);
  await stage.world.store.shop(domain).payOrder(order.id);
  await whenOrdered(stage, order, inState("ACCEPTED"));
}
