// Do orders change truly, and does the app hear of it as Shopify tells: signed, complete, exact, repeated, and wrong only on demand?

import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readExactJson } from "./exact-json.ts";
import { numericId } from "./ids.ts";
import { apiSecret, demoDomain, eventually, routed, startStoreUnderTest, type ReceivedWebhook, type StoreUnderTest } from "./store-under-test.ts";

let store: StoreUnderTest;
beforeEach(async () => {
  store = await startStoreUnderTest();
});
afterEach(() => store.close());

const heard = (topic: string) => store.door.received.filter((webhook) => webhook.headers["x-shopify-topic"] === topic);
const hear = (topic: string, times = 1) => eventually(() => (heard(topic).length >= times ? heard(topic) : undefined));
const bodyOf = (webhook: ReceivedWebhook | undefined) => readExactJson(webhook?.body ?? "null") as Record<string, unknown>;
const delivery = async (topic: string) => (await store.shop.deliveries()).find((found) => found.topic === topic);
const oneLine = { lines: [{ sku: "POUR-SET", quantity: 2 }] };

test("a webhook is signed over its raw bytes and carries every header", async () => {
  await store.shop.placeOrder(oneLine);

  const [webhook] = await hear("orders/create");

  expect(webhook?.headers["x-shopify-hmac-sha256"]).toBe(createHmac("sha256", apiSecret).update(webhook?.body ?? "").digest("base64"));
  expect(webhook?.headers).toMatchObject({
    "content-type": "application/json", "x-shopify-topic": "orders/create", "x-shopify-shop-domain": demoDomain,
    "x-shopify-api-version": "2026-10", "x-shopify-webhook-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    "x-shopify-event-id": expect.stringMatching(/^[0-9a-f-]{36}$/), "x-shopify-triggered-at": expect.stringMatching(/^\d{4}-.*Z$/),
  });
});

test("ids beyond 2^53 are written as bare integers, every digit right", async () => {
  const order = await store.shop.placeOrder(oneLine);
  const [webhook] = await hear("orders/create");

  const id = numericId(order.id);
  expect(Number.isSafeInteger(Number(id))).toBe(false);
  expect(webhook?.body.startsWith(`{"id":${id},`)).toBe(true);
  const body = bodyOf(webhook);
  expect(body["id"]).toBe(BigInt(id));
  expect(body["line_items"]).toMatchObject([{ id: BigInt(numericId(order.lines[0]?.id ?? "")), admin_graphql_api_id: order.lines[0]?.id }]);
});

test("the body and the Admin API tell the same order", async () => {
  const order = await store.shop.placeOrder({
    lines: [{ sku: "BAG-30-GRN", quantity: 2, properties: [{ name: "Engraving", value: "A" }] }, { title: "Custom", price: "3.10", quantity: 1 }],
    presentment: { currency: "JPY", rate: 150 }, note: "ring twice", attributes: [{ name: "gift", value: "yes" }],
    discountCodes: [{ code: "TEN", amount: "10.00" }], landingSite: "/?ref=x",
  });
  const [webhook] = await hear("orders/create");
  const answer = await store.admin(
    "query ($id: ID!) { order(id: $id) { name note customAttributes { key value } totalPriceSet { shopMoney { amount } presentmentMoney { amount currencyCode } } lineItems(first: 5) { nodes { title sku quantity variant { id } customAttributes { key value } } } } }",
    { id: order.id });

  expect(bodyOf(webhook)).toMatchObject({
    name: "#1001", order_number: 1001, note: "ring twice", landing_site: "/?ref=x", note_attributes: [{ name: "gift", value: "yes" }],
    total_price: "116.10", total_price_set: { presentment_money: { amount: "17415", currency_code: "JPY" } },
    financial_status: "paid", discount_codes: [{ code: "TEN", amount: "10.00", type: "fixed_amount" }],
    line_items: [{ sku: "BAG-30-GRN", quantity: 2, properties: [{ name: "Engraving", value: "A" }] }, { title: "Custom", variant_id: null, price: "3.10" }],
  });
  expect(answer.data).toMatchObject({ order: {
    name: "#1001", note: "ring twice", customAttributes: [{ key: "gift", value: "yes" }],
    totalPriceSet: { shopMoney: { amount: "116.1" }, presentmentMoney: { amount: "17415.0", currencyCode: "JPY" } },
    lineItems: { nodes: [{ sku: "BAG-30-GRN", customAttributes: [{ key: "Engraving", value: "A" }] }, { title: "Custom", variant: null }] },
  } });
});

test("fulfillment orders come after the order, one per location, none for lines that need no shipping", async () => {
  const order = await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }, { title: "E-book", quantity: 1, requiresShipping: false }] });
  expect(order.fulfillmentOrders).toEqual([]);

  const later = await routed(store, order.id);

  expect(later.fulfillmentOrders.map((found) => found.lines.map((line) => line.lineItemId))).toEqual([[order.lines[0]?.id]]);
  const [webhook] = await hear("fulfillment_orders/order_routing_complete");
  expect(bodyOf(webhook)).toEqual({ fulfillment_order: { id: later.fulfillmentOrders[0]?.id, status: "open" } });
});

test("a pending order is paid later and says so", async () => {
  const order = await store.shop.placeOrder({ ...oneLine, financialStatus: "PENDING" });
  expect(heard("orders/paid")).toEqual([]);

  const paid = await store.shop.payOrder(order.id);

  expect(paid.financialStatus).toBe("PAID");
  expect(Date.parse(paid.updatedAt)).toBeGreaterThan(Date.parse(order.updatedAt));
  expect(bodyOf((await hear("orders/paid"))[0])).toMatchObject({ financial_status: "paid", total_outstanding: "0.00" });
});

test("a cancelled paid order is refunded and its fulfillment orders closed", async () => {
  const { id } = await routed(store, (await store.shop.placeOrder(oneLine)).id);

  const order = await store.shop.cancelOrder(id, { reason: "INVENTORY" });

  expect([order.cancelReason, order.financialStatus, order.fulfillmentOrders[0]?.status]).toEqual(["INVENTORY", "REFUNDED", "CLOSED"]);
  expect(bodyOf((await hear("orders/cancelled"))[0])).toMatchObject({ cancel_reason: "inventory", line_items: [{ quantity: 2, current_quantity: 0 }] });
  expect(bodyOf((await hear("refunds/create"))[0])).toMatchObject({ order_id: BigInt(numericId(id)), refund_line_items: [{ quantity: 2, restock_type: "cancel" }] });
  await expect(store.shop.cancelOrder(id)).rejects.toThrow("Cannot cancel an order that has already been canceled");
});

test("a refund of one unit lowers what is to be shipped", async () => {
  const placed = await routed(store, (await store.shop.placeOrder(oneLine)).id);

  const order = await store.shop.refundOrder(placed.id, { lines: [{ lineItemId: placed.lines[0]?.id ?? "", quantity: 1 }] });

  expect([order.financialStatus, order.lines[0]?.currentQuantity, order.fulfillmentOrders[0]?.lines[0]?.remainingQuantity]).toEqual(["PARTIALLY_REFUNDED", 1, 1]);
  await expect(store.shop.refundOrder(placed.id, { lines: [{ lineItemId: placed.lines[0]?.id ?? "", quantity: 2 }] }))
    .rejects.toThrow("Quantity cannot refund more items than were purchased");
});

test("an edit removes units in place and adds a variant in a fulfillment order of its own", async () => {
  const placed = await routed(store, (await store.shop.placeOrder(oneLine)).id);
  const lineItemId = placed.lines[0]?.id ?? "";

  const order = await store.shop.editOrder(placed.id, { change: [{ lineItemId, quantity: 1 }], add: [{ sku: "LAMP-USBC", quantity: 2 }] });

  expect(order.lines.map((line) => [line.sku, line.quantity, line.currentQuantity])).toEqual([["POUR-SET", 2, 1], ["LAMP-USBC", 2, 2]]);
  expect(order.fulfillmentOrders.map((found) => found.lines.map((line) => [line.totalQuantity, line.remainingQuantity]))).toEqual([[[1, 1]], [[2, 2]]]);
  expect(bodyOf((await hear("orders/edited"))[0])).toMatchObject({ order_edit: { line_items: {
    additions: [{ id: BigInt(numericId(order.lines[1]?.id ?? "")), delta: 2 }], removals: [{ id: BigInt(numericId(lineItemId)), delta: 1 }],
  } } });
});

test("hold, release and move of a fulfillment order are told", async () => {
  const order = await routed(store, (await store.shop.placeOrder(oneLine)).id);
  const id = order.fulfillmentOrders[0]?.id ?? "";
  const { locations } = (await store.admin("{ locations(first: 5) { nodes { id } } }")).data as { locations: { nodes: { id: string }[] } };
  const elsewhere = locations.nodes.find((location) => location.id !== order.fulfillmentOrders[0]?.locationId)?.id ?? "";

  await store.shop.holdFulfillmentOrder(id);
  expect((await store.shop.order(order.id)).displayFulfillmentStatus).toBe("ON_HOLD");
  await store.shop.releaseFulfillmentOrder(id);
  await store.shop.moveFulfillmentOrder(id, elsewhere);

  expect(bodyOf((await hear("fulfillment_orders/placed_on_hold"))[0])).toMatchObject({ fulfillment_order: { id, status: "on_hold" } });
  expect(bodyOf((await hear("fulfillment_orders/hold_released"))[0])).toEqual({ fulfillment_order: { id, status: "open" } });
  expect(bodyOf((await hear("fulfillment_orders/moved"))[0])).toMatchObject({ destination_location_id: elsewhere });
});

test("a failing app gets the same webhook again, with the same id and the payload of the first time", async () => {
  store.door.answer = () => (heard("orders/create").length < 3 ? 503 : 200);
  const order = await store.shop.placeOrder({ ...oneLine, financialStatus: "PENDING" });
  await store.shop.payOrder(order.id);

  const attempts = await hear("orders/create", 3);

  expect(new Set(attempts.map((webhook) => webhook.headers["x-shopify-webhook-id"])).size).toBe(1);
  expect(new Set(attempts.map((webhook) => webhook.body)).size).toBe(1);
  expect(bodyOf(attempts[2])).toMatchObject({ financial_status: "pending" });
  expect(await eventually(async () => ((await delivery("orders/create"))?.state === "delivered" ? "delivered" : undefined))).toBe("delivered");
});

test("after eight repetitions a webhook is given up", async () => {
  store.door.answer = () => 500;
  await store.shop.sendWebhook({ topic: "app/scopes_update", payload: { id: 1 } });

  const failed = await eventually(async () => {
    const found = await delivery("app/scopes_update");
    return found?.state === "failed" ? found : undefined;
  });

  expect(failed.attempts.map((attempt) => attempt.status)).toEqual(Array.from({ length: 9 }, () => 500));
});

test("a slow app counts as failed after the time limit", async () => {
  await store.close();
  store = await startStoreUnderTest({ timing: { webhookTimeoutMs: 30, webhookRetryMs: 60_000 } });
  store.door.answer = () => null;
  await store.shop.sendWebhook({ topic: "shop/redact", payload: {} });

  const attempt = await eventually(async () => (await delivery("shop/redact"))?.attempts[0]);

  expect(attempt.status).toBeNull();
  expect(store.door.received).toHaveLength(1);
});

test("on demand a webhook is duplicated, dropped, delayed or overtaken", async () => {
  await store.shop.addFaults({ webhooks: [
    { kind: "duplicate", topic: "orders/create", times: 1, copies: 5 },
    { kind: "drop", topic: "orders/paid", times: 1 },
    { kind: "reorder", topic: "customers/redact", times: 1 },
    { kind: "delay", topic: "shop/redact", times: 1, delayMs: 30 },
  ] });
  await store.shop.sendWebhook({ topic: "shop/redact", payload: { nth: 1 } });
  await store.shop.sendWebhook({ topic: "customers/redact", payload: { nth: 1 } });
  await store.shop.sendWebhook({ topic: "customers/redact", payload: { nth: 2 } });
  // Last, since the message of its routing comes at a moment of its own, and whatever follows lets a held one go.
  await store.shop.placeOrder(oneLine);

  const copies = await hear("orders/create", 5);
  const redactions = await hear("customers/redact", 2);

  expect(new Set(copies.map((webhook) => webhook.headers["x-shopify-webhook-id"])).size).toBe(1);
  expect((await delivery("orders/paid"))?.state).toBe("dropped");
  expect(heard("orders/paid")).toEqual([]);
  expect(redactions.map((webhook) => bodyOf(webhook)["nth"])).toEqual([2, 1]);
  expect(await hear("shop/redact")).toHaveLength(1);
});

test("compliance requests name the customer and the orders, also after an uninstall", async () => {
  const order = await store.shop.placeOrder(oneLine);
  await store.shop.uninstall();
  await store.shop.sendComplianceRequest({ topic: "customers/redact", orderId: order.id });

  expect(bodyOf((await hear("customers/redact"))[0])).toMatchObject({
    shop_id: 9007199254741993n, shop_domain: demoDomain, customer: { email: "test.buyer.1001@example.com" }, orders_to_redact: [BigInt(numericId(order.id))],
  });
});
