// Three independent counts of every order; an error planted in any of them is found, by name.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkOrder } from "../../app/order-check/check-order.ts";
import { loadOrderToCheck } from "../../app/order-check/store.server.ts";
import { bookedFor, enqueue, ourOrderId, problemsOf, startStory, unbalanced, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
let orderId: string;
let shopifyOrderId: string;
let reference: string;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET", packRatio: 2 });
  const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 4 }] });
  await story.drain();
  const [booked] = await bookedFor(story.harbor, order.name);
  await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups", lines: [{ lineReference: "1", quantity: 1 }] }]);
  await story.drain();
  [orderId, shopifyOrderId, reference] = [await ourOrderId(story, order.id), order.id, booked?.reference ?? ""];
});
afterAll(() => story.close());

/** The books of the suppliers and the store as they read over HTTP at this moment. */
async function findings(): Promise<string[]> {
  const order = await story.shop.order(shopifyOrderId);
  const fulfilled = new Map(order.lines.map((line) => [line.id, order.fulfillments.flatMap(({ lines }) => lines).filter(({ lineItemId }) => lineItemId === line.id).reduce((sum, { quantity }) => sum + quantity, 0)]));
  const books = [await story.harbor.client.readBook(), await story.yiwu.client.readBook()].flatMap(({ orders }) => orders)
    .filter((booked) => booked.order.identity.orderName === order.name)
    .map((booked) => [booked.order.identity.reference, booked.order.lines.reduce((sum, { quantity }) => sum + quantity, 0)] as const);
  const found = await story.inShop((tx) => loadOrderToCheck(tx, orderId));
  if (!found) throw new Error("the order is gone");
  return checkOrder({ ...found, outside: { supplierBooks: new Map(books), storeBook: fulfilled } }).findings.map(({ code }) => code);
}

describe("the order check", () => {
  it("finds nothing where nothing is wrong", async () => {
    expect([await findings(), await unbalanced(story), await problemsOf(story)]).toEqual([[], [], []]);
  });

  it("finds a unit that vanished from our own rows, tells it, and lets it go once it is back", async () => {
    const row = await story.inShop((tx) => tx.db.allocation.findFirstOrThrow({ where: { orderId, state: "WITH_SUPPLIER" } }));
    const change = (quantity: number) => story.inShop((tx) => tx.db.$executeRaw`update "Allocation" set "quantity" = ${quantity} where "id" = ${row.id}::uuid`);
    await change(row.quantity - 1);
    expect(await findings()).toEqual(["check.line_not_covered", "check.shopify_count_differs", "check.supplier_order_differs"]);
    await enqueue(story, "draft-supplier-orders", { orderId });
    await story.drain();
    expect((await problemsOf(story)).map(({ code, whoActs, params }) => [code, whoActs, params["finding"]])).toEqual([["order_check", "DAIFA", "check.line_not_covered"]]);

    await change(row.quantity);
    await enqueue(story, "draft-supplier-orders", { orderId });
    await story.drain();
    expect([await findings(), await problemsOf(story)]).toEqual([[], []]);
  });

  it("finds Shopify counting other units than we", async () => {
    const confirm = (units: number) => story.inShop((tx) => tx.db.order.updateMany({ where: { id: orderId }, data: { confirmedUnits: units } }));
    await confirm(5);
    expect(await findings()).toEqual(["check.shopify_count_differs"]);
    await confirm(4);
    expect(await findings()).toEqual([]);
  });

  it("finds an order that only the supplier's book knows, and one that it lost", async () => {
    const line = { lineReference: "1", itemId: "HG-POUR-SET", quantity: 1 };
    const { orders } = await story.harbor.client.readBook();
    const twice = structuredClone(orders[0]?.order);
    if (!twice) throw new Error("the supplier has no order");
    twice.identity.reference = "f".repeat(32);
    twice.identity.idempotencyKey = `${"f".repeat(32)}.r1`;
    const response = await fetch(`${story.harbor.url}/orders`, {
      method: "POST", body: JSON.stringify(twice),
      headers: { "content-type": "application/json", authorization: `Bearer ${story.harbor.credentials.apiKey}`, "idempotency-key": twice.identity.idempotencyKey },
    });
    expect([response.status, line.itemId]).toEqual([201, twice.lines[0]?.itemId]);
    expect(await findings()).toEqual(["check.supplier_book_differs"]);

    await story.inShop((tx) => tx.db.supplierOrder.updateMany({ where: { reference }, data: { orderName: "moved" } }));
    expect(await findings()).toEqual(["check.supplier_book_differs"]);
  });

  it("finds units that the store calls shipped and we do not", async () => {
    const before = await findings();
    await story.inShop((tx) => tx.db.fulfillment.updateMany({ where: { orderId }, data: { state: "PLANNED" } }));
    expect(await findings()).toEqual([...before, "check.store_book_differs"]);
  });
});
