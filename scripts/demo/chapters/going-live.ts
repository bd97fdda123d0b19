// A fresh install sends nothing by itself; what changes meanwhile changes the drafts; the merchant decides from which order on it may.
import type { BookedOrder } from "../../../test/local-store/control/order-book.ts";
import { pressButton } from "../open-app.ts";
import { booked, domain, inState, nothingOpen, place, unitsOf, until, whenOrdered, type Stage } from "../stage.ts";

/** Returns the order that stays as it is to the end of the story. */
export async function reviewThenLive(stage: Stage): Promise<BookedOrder> {
  stage.log("A fresh install sends nothing by itself: the first two orders are held in review.");
  const older = await place(stage, [{ sku: "BOARD-L", quantity: 1 }]);
  const order = await place(stage, [{ sku: "BAG-30-GRN", quantity: 1 }]);
  for (const one of [older, order]) await whenOrdered(stage, one, inState("DRAFT"));
  const changed = await changeDrafts(stage);
  const books = await Promise.all(stage.world.suppliers.map((supplier) => supplier.client.readBook()));
  const placed = books.reduce((sum, book) => sum + book.orders.length, 0);
  stage.log(`${older.name}, ${order.name} and what is left of the others are drafted; the suppliers' books hold ${placed} orders.`);
  if (placed > 0) throw new Error("something was sent while in review");
  stage.log(`The merchant presses "Go live" on the home page: POST /app?index, from order ${order.name.slice(1)} on.`);
  await pressButton(stage.world, { domain, path: "/app?index", fields: { intent: "go-live", from: order.name.slice(1) } });
  for (const one of [order, ...changed]) await whenOrdered(stage, one, inState("ACCEPTED"));
  await until(`${older.name} named as older`, () => stage.database.inShop(stage.shopId, (tx) =>
    tx.db.allocation.findFirst({ where: { order: { shopifyOrderId: older.id }, reasonCode: "waiting.before_go_live" } }).then((row) => row !== null)));
  stage.log(`${order.name} went out; ${older.name} is older than the start, and is left alone.`);
  return older;
}

/** Cancelled, shipped by hand, edited, refunded in part: all before anything was sent. Returns those that are still to be sent. */
async function changeDrafts(stage: Stage): Promise<BookedOrder[]> {
  const shop = stage.world.store.shop(domain);
  const cancelled = await place(stage, [{ sku: "BAG-30-GRN", quantity: 1 }]);
  const byHand = await place(stage, [{ sku: "BOARD-S", quantity: 1 }]);
  const edited = await place(stage, [{ sku: "SCARF-RED", quantity: 3 }, { sku: "BOARD-S", quantity: 1 }]);
  const refunded = await place(stage, [{ sku: "APRON-LIN", quantity: 3 }]);
  for (const one of [cancelled, byHand, edited, refunded]) await whenOrdered(stage, one, inState("DRAFT"));

  stage.log(`${cancelled.name} is cancelled before it was sent: its draft goes.`);
  await shop.cancelOrder(cancelled.id);
  await until(`no draft of ${cancelled.name}`, () => nothingOpen(stage, cancelled));

  stage.log(`${byHand.name} is marked as shipped in the admin, by the merchant's own hand: no supplier is asked.`);
  const [fulfillmentOrder] = (await until(`${byHand.name} ready to be shipped`, async () => {
    const now = await booked(stage, byHand);
    return now.fulfillmentOrders.length > 0 && now;
  })).fulfillmentOrders;
  await shop.fulfillByHand(fulfillmentOrder?.id ?? "", { tracking: { number: "HAND-1", company: "Other" } });
  await until(`${byHand.name} known as shipped`, async () => (await nothingOpen(stage, byHand)) && (await unitsOf(stage, byHand)).every((row) => row.state === "SHIPPED"));

  stage.log(`${edited.name} is edited: one scarf less, a board goes, an apron comes.`);
  const [scarf, board] = edited.lines;
  await shop.editOrder(edited.id, { change: [{ lineItemId: scarf?.id ?? "", quantity: 2 }, { lineItemId: board?.id ?? "", quantity: 0 }], add: [{ sku: "APRON-LIN", quantity: 1 }] });
  await whenOrdered(stage, edited, (all) => drafted(all).join() === "1 × YW-APRON-LIN,2 × HG-SCARF-RED");

  stage.log(`${refunded.name}: one of three aprons is refunded.`);
  await shop.refundOrder(refunded.id, { lines: [{ lineItemId: refunded.lines[0]?.id ?? "", quantity: 1 }] });
  await whenOrdered(stage, refunded, (all) => drafted(all).join() === "2 × YW-APRON-LIN");
  return [edited, refunded];
}

const drafted = (all: Awaited<ReturnType<typeof whenOrdered>>): string[] =>
  all.filter((one) => one.state === "DRAFT").flatMap((one) => one.lines).map((line) => `${line.packs} × ${line.itemId}`).toSorted();
