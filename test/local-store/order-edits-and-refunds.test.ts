// Can an app edit and refund an order, and read what became of its cancel job, as the recordings say?

import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually, routed, startStoreUnderTest, type StoreUnderTest } from "./store-under-test.ts";

const scopes = ["read_orders", "write_orders", "write_order_edits", "read_products", "read_locations", "write_merchant_managed_fulfillment_orders"];
let store: StoreUnderTest;
beforeEach(async () => {
  store = await startStoreUnderTest({ scopes });
});
afterEach(() => store.close());

async function ask<Data>(query: string, variables: object): Promise<Data> {
  const answer = await store.admin(query, { ...variables });
  expect(answer.errors).toEqual([]);
  return answer.data as Data;
}

const lines = [{ sku: "POUR-SET", quantity: 2 }];
const calculated = "calculatedOrder { id totalPriceSet { shopMoney { amount } } lineItems(first: 5) { nodes { id quantity } } addedLineItems(first: 5) { nodes { title quantity } } } userErrors { field message }";
type Calculated = { calculatedOrder: { id: string; lineItems: { nodes: { id: string }[] } }; userErrors: object[] };

async function begin(id: string) {
  return (await ask<{ orderEditBegin: Calculated }>(`mutation M($id: ID!) { orderEditBegin(id: $id) { ${calculated} } }`, { id })).orderEditBegin;
}

test("an edit changes nothing until it is committed, then it adds and removes at once", async () => {
  const order = await store.shop.placeOrder({ lines });
  await routed(store, order.id);
  const lamp = (await store.shop.variants()).find(({ sku }) => sku === "LAMP-USBC")?.id;
  const { calculatedOrder: { id, lineItems: { nodes: [first] } } } = await begin(order.id);

  await ask(`mutation M($id: ID!, $line: ID!) { orderEditSetQuantity(id: $id, lineItemId: $line, quantity: 1) { ${calculated} } }`, { id, line: first?.id });
  const added = await ask(`mutation M($id: ID!, $variant: ID!) { orderEditAddVariant(id: $id, variantId: $variant, quantity: 3) { ${calculated} } }`, { id, variant: lamp });
  expect(added).toMatchObject({ orderEditAddVariant: { userErrors: [], calculatedOrder: {
    totalPriceSet: { shopMoney: { amount: "123.5" } }, lineItems: { nodes: [{ quantity: 1 }] }, addedLineItems: { nodes: [{ title: "USB-C desk lamp", quantity: 3 }] },
  } } });
  expect((await store.shop.order(order.id)).lines).toHaveLength(1);

  const text = "mutation M($id: ID!) { orderEditCommit(id: $id, notifyCustomer: true) { order { displayFinancialStatus lineItems(first: 5) { nodes { quantity currentQuantity } } } successMessages userErrors { field message } } }";
  expect(await ask(text, { id })).toEqual({ orderEditCommit: {
    order: { displayFinancialStatus: "PARTIALLY_PAID", lineItems: { nodes: [{ quantity: 2, currentQuantity: 1 }, { quantity: 3, currentQuantity: 3 }] } },
    successMessages: ["Order updated", "Invoice sent"], userErrors: [],
  } });
  expect(await ask(text, { id })).toMatchObject({ orderEditCommit: { order: null, userErrors: [{ field: ["id"], message: "The calculated order does not exist." }] } });
  const edited = await eventually(() => store.door.received.find(({ headers }) => headers["x-shopify-topic"] === "orders/edited"));
  expect(JSON.parse(edited.body)).toMatchObject({ order_edit: { line_items: { additions: [{ delta: 3 }], removals: [{ delta: 1 }] } } });
});

test("what cannot be edited says why", async () => {
  const order = await store.shop.placeOrder({ lines });
  const variant = (await store.shop.variants()).find(({ sku }) => sku === "POUR-SET")?.id;
  const { calculatedOrder: { id } } = await begin(order.id);
  const add = `mutation M($id: ID!, $variant: ID!) { orderEditAddVariant(id: $id, variantId: $variant, quantity: 1) { userErrors { field message } } }`;

  expect(await ask(add, { id, variant })).toMatchObject({ orderEditAddVariant: { userErrors: [{ field: ["id"], message: "Ceramic pour-over set was not added because it's already on the order." }] } });
  expect(await ask(add, { id, variant: "gid://shopify/ProductVariant/999" })).toMatchObject({ orderEditAddVariant: { userErrors: [{ field: ["variantId"], message: "The variant does not exist in the shop." }] } });
  await store.shop.cancelOrder(order.id);
  expect((await begin(order.id)).userErrors).toEqual([{ field: null, message: "The order cannot be edited." }]);
});

test("a part refund moves the money that its transaction names, and no more than was paid", async () => {
  const order = await store.shop.placeOrder({ lines });
  const read = await ask<{ order: { transactions: { id: string }[] } }>("query Q($id: ID!) { order(id: $id) { transactions(first: 5) { id } } }", { id: order.id });
  const text = `mutation M($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) {
    refund { totalRefundedSet { shopMoney { amount } } refundLineItems(first: 5) { nodes { quantity restockType } } } order { displayFinancialStatus } userErrors { field message } } }`;
  const transaction = { orderId: order.id, kind: "REFUND", gateway: "bogus", parentId: read.order.transactions[0]?.id };
  const input = { orderId: order.id, refundLineItems: [{ lineItemId: order.lines[0]?.id, quantity: 1, restockType: "CANCEL" }], transactions: [{ ...transaction, amount: "34.50" }] };

  const first = await ask(text, { input, key: "r1" });
  expect(first).toEqual({ refundCreate: {
    refund: { totalRefundedSet: { shopMoney: { amount: "34.5" } }, refundLineItems: { nodes: [{ quantity: 1, restockType: "CANCEL" }] } },
    order: { displayFinancialStatus: "PARTIALLY_REFUNDED" }, userErrors: [],
  } });
  expect(await ask(text, { input, key: "r1" })).toEqual(first);
  expect((await store.shop.order(order.id)).refunds).toHaveLength(1);
  const tooMuch = { orderId: order.id, transactions: [{ ...transaction, amount: "100.00" }] };
  expect(await ask(text, { input: tooMuch, key: "r2" })).toMatchObject({ refundCreate: { refund: null, userErrors: [{ field: null, message: "Refund amount $100.00 is greater than net payment received $39.50" }] } });
  const tooMany = { orderId: order.id, refundLineItems: [{ lineItemId: order.lines[0]?.id, quantity: 2 }] };
  expect(await ask(text, { input: tooMany, key: "r3" })).toMatchObject({ refundCreate: { userErrors: [{ field: ["refundLineItems", "0", "quantity"], message: "Quantity cannot refund more items than were purchased" }] } });
});

test("shipping alone is refunded without a unit", async () => {
  const order = await store.shop.placeOrder({ lines });

  const refunded = await store.shop.refundOrder(order.id, { lines: [], shipping: "5.00" });

  expect(refunded).toMatchObject({ financialStatus: "PARTIALLY_REFUNDED", lines: [{ currentQuantity: 2 }], refunds: [{ amountMinor: 500, lines: [] }] });
});

test("a cancel job is read until it is done", async () => {
  const { id } = await store.shop.placeOrder({ lines });
  const text = "mutation M($id: ID!) { orderCancel(orderId: $id, reason: OTHER, restock: true, refund: true) { job { id done } jobResult { status } userErrors { message } } }";
  const { orderCancel } = await ask<{ orderCancel: { job: { id: string; done: boolean }; jobResult: object } }>(text, { id });

  expect(orderCancel).toMatchObject({ job: { done: false }, jobResult: { status: "STARTED" } });
  const done = await eventually(async () => {
    const { job } = await ask<{ job: { done: boolean } }>("query Q($id: ID!) { job(id: $id) { done } }", { id: orderCancel.job.id });
    return job.done || undefined;
  });
  expect(done).toBe(true);
  expect(await ask("query Q($id: ID!) { order(id: $id) { cancelReason displayFinancialStatus currentTotalPriceSet { shopMoney { amount } } } }", { id }))
    .toEqual({ order: { cancelReason: "OTHER", displayFinancialStatus: "REFUNDED", currentTotalPriceSet: { shopMoney: { amount: "0.0" } } } });
});

test("paging by updated_at neither repeats nor loses an order that changes meanwhile", async () => {
  for (let index = 0; index < 5; index += 1) await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
  const all = (await store.shop.orders()).map(({ id }) => id);
  const text = `query Q($after: String) { orders(first: 2, after: $after, sortKey: UPDATED_AT, query: "updated_at:>=2020-01-01T00:00:00Z") { nodes { id } pageInfo { hasNextPage endCursor } } }`;
  const seen: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < 10; page += 1) {
    const { orders }: { orders: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } = await ask(text, { after });
    seen.push(...orders.nodes.map(({ id }) => id));
    // An order of the first page changes, and so comes again.
    if (page === 0) await store.shop.updateOrder(all[0] ?? "", { note: "changed" });
    if (!orders.pageInfo.hasNextPage) break;
    after = orders.pageInfo.endCursor;
  }

  // Where among the others depends on how many seconds they took to be placed.
  expect(seen.toSorted()).toEqual([...all, all[0]].toSorted());
});
