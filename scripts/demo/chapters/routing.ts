// Who ships what: a split order, and a line that nobody is mapped to.
import { offer } from "../seed-shop.ts";
import { pressButton } from "../open-app.ts";
import { domain, inState, place, until, whenOrdered, type Stage } from "../stage.ts";

export async function splitOrder(stage: Stage): Promise<void> {
  stage.log("An order is split between two suppliers; one of them counts in CNY.");
  const order = await place(stage, [{ sku: "BAG-30-BLK", quantity: 1 }, { sku: "LAMP-USBC", quantity: 2 }, { sku: "POUR-SET", quantity: 1 }]);
  await whenOrdered(stage, order, inState("ACCEPTED", 2));
}

export async function lineWithoutMapping(stage: Stage): Promise<void> {
  stage.log("A line nobody is mapped to holds only itself; the merchant's own goods stay untouched.");
  const order = await place(stage, [{ sku: "BOTTLE-750", quantity: 1 }, { sku: "CARD-HAND", quantity: 1 }, { sku: "SCARF-RED", quantity: 1 }]);
  await whenOrdered(stage, order, inState("ACCEPTED"));
  const problem = await until("the problem of the unmapped line", async () => {
    const open = await stage.database.inShop(stage.shopId, (tx) => tx.db.problem.findFirst({ where: { code: "unroutable.unmapped", openKey: { not: null } } }));
    return open ?? undefined;
  });
  stage.log(`${order.name}: the scarf is with its supplier; the bottle is a problem (${problem.code}) until it is mapped.`);
  await stage.database.inShop(stage.shopId, (tx) => offer(tx, stage.world, { sku: "BOTTLE-750", supplierId: stage.seeded.harborId, prefix: "HG", cost: 680n, currency: "USD" }));
  await pressButton(stage.world, { domain, path: "/app/problems", fields: { intent: "retry", problemId: problem.id } });
  await whenOrdered(stage, order, inState("ACCEPTED", 2));
  stage.log(`${order.name}: mapped, and sent.`);
}
