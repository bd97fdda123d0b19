// An order is cancelled after its supplier has it: the supplier is asked to call it back, and agrees.
import { domain, inState, place, unitsOf, until, whenOrdered, type Stage } from "../stage.ts";

export async function calledBack(stage: Stage): Promise<void> {
  const [harbor] = stage.world.suppliers;
  stage.log("An order is cancelled when its supplier has it already.");
  const order = await place(stage, [{ sku: "BOARD-S", quantity: 2 }]);
  const [supplierOrder] = await whenOrdered(stage, order, inState("ACCEPTED"));
  await stage.world.store.shop(domain).cancelOrder(order.id);
  await until(`${order.name} called back`, async () => (await unitsOf(stage, order)).every((row) => row.state === "CANCELLED"));
  const book = (await harbor.client.readBook()).orders.find((one) => one.order.identity.reference === supplierOrder?.reference);
  stage.log(`${order.name}: ${harbor.name} was asked to call it back; its book says "${book?.standing}".`);
  if (book?.standing !== "cancelled") throw new Error(`${order.name} is still with its supplier`);
}
