// A fresh install sends nothing by itself; the merchant decides from which order on it may, and what is older is left alone.
import type { BookedOrder } from "../../../test/local-store/control/order-book.ts";
import { pressButton } from "../open-app.ts";
import { domain, inState, place, until, whenOrdered, type Stage } from "../stage.ts";

/** Returns the order that stays as it is to the end of the story. */
export async function reviewThenLive(stage: Stage): Promise<BookedOrder> {
  stage.log("A fresh install sends nothing by itself: the first two orders are held in review.");
  const older = await place(stage, [{ sku: "BOARD-L", quantity: 1 }]);
  const order = await place(stage, [{ sku: "BAG-30-GRN", quantity: 1 }]);
  for (const one of [older, order]) await whenOrdered(stage, one, inState("DRAFT"));
  const books = await Promise.all(stage.world.suppliers.map((supplier) => supplier.client.readBook()));
  const placed = books.reduce((sum, book) => sum + book.orders.length, 0);
  stage.log(`${older.name} and ${order.name} are drafted; the suppliers' books hold ${placed} orders.`);
  if (placed > 0) throw new Error("something was sent while in review");
  stage.log(`The merchant presses "Go live" on the home page: POST /app?index, from order ${order.name.slice(1)} on.`);
  await pressButton(stage.world, { domain, path: "/app?index", fields: { intent: "go-live", from: order.name.slice(1) } });
  await whenOrdered(stage, order, inState("ACCEPTED"));
  await until(`${older.name} named as older`, () => stage.database.inShop(stage.shopId, (tx) =>
    tx.db.allocation.findFirst({ where: { order: { shopifyOrderId: older.id }, reasonCode: "waiting.before_go_live" } }).then((row) => row !== null)));
  stage.log(`${order.name} went out; ${older.name} is older than the start, and is left alone.`);
  return older;
}
