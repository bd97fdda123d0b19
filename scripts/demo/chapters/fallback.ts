// A supplier refuses, and the next one is asked for what remains, by itself.
import { inState, place, until, whenOrdered, type Stage } from "../stage.ts";

export async function refusalWithFallback(stage: Stage): Promise<void> {
  const [harbor, yiwu] = stage.world.suppliers;
  stage.log(`${yiwu.name} is cheaper and sold out: it refuses, and ${harbor.name} is asked instead.`);
  await yiwu.client.setStock({ "YW-POUR-SET": 0 });
  const order = await place(stage, [{ sku: "POUR-SET", quantity: 2 }]);
  const all = await whenOrdered(stage, order, inState("ACCEPTED"));
  if (all.map(({ state }) => state).toSorted().join() !== "ACCEPTED,REFUSED") throw new Error(`${order.name}: ${all.map(({ state }) => state).join(", ")}`);
  const told = await until("the line in the timeline", () => stage.database.inShop(stage.shopId, (tx) => tx.db.activity.findFirst({ where: { code: "fell_back" } }).then((row) => row ?? undefined)));
  stage.log(`${order.name}: ${JSON.stringify(told.params)}`);
}
