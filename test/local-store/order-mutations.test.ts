// Can an app create a test order, cancel it and delete it, as the official schema and the recordings say?

import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually, routed, startStoreUnderTest, type StoreUnderTest } from "./store-under-test.ts";

const scopes = ["read_orders", "write_orders", "read_products", "read_locations", "write_merchant_managed_fulfillment_orders"];
let store: StoreUnderTest;
beforeEach(async () => {
  store = await startStoreUnderTest({ scopes });
});
afterEach(() => store.close());

const createText = `mutation M($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
  orderCreate(order: $order, options: $options) { order { id name test tags note displayFinancialStatus customAttributes { key value } totalPriceSet { shopMoney { amount } } shippingAddress { address1 city phone } } userErrors { field message code } }
}`;
type Order = { id: string; name: string };
type Created = { order: Order | null; userErrors: object[] };

const money = (amount: string) => ({ shopMoney: { amount, currencyCode: "USD" } });

async function anInput(more: object = {}) {
  const variant = (await store.shop.variants()).find(({ sku }) => sku === "POUR-SET");
  return { lineItems: [{ variantId: variant?.id, quantity: 1, requiresShipping: true, priceSet: money("0") }], test: true, ...more };
}

async function create(order: object, options: object = { inventoryBehaviour: "BYPASS", sendReceipt: false }): Promise<Created> {
  const answer = await store.admin(createText, { order, options });
  expect(answer.errors).toEqual([]);
  return (answer.data as { orderCreate: Created }).orderCreate;
}

async function aTestOrder(): Promise<Order> {
  const { order } = await create(await anInput({ financialStatus: "PAID" }));
  if (!order) throw new Error("no order was made");
  return order;
}

const cancelText = "mutation M($id: ID!) { orderCancel(orderId: $id, reason: STAFF, restock: false, refund: false, notifyCustomer: false) { job { id done } orderCancelUserErrors { field message code } userErrors { field message } } }";
const deleteText = "mutation M($id: ID!) { orderDelete(orderId: $id) { deletedId userErrors { field message code } } }";

test("a test order over nothing is paid, marked, and announced like every order", async () => {
  const { order, userErrors } = await create(await anInput({
    financialStatus: "PAID", tags: ["a-tag"], note: "What it is", customAttributes: [{ key: "mark", value: "1" }],
    shippingAddress: { firstName: "Test", lastName: "Order", address1: "1 Test Street", city: "New York", countryCode: "US" },
  }));

  expect(userErrors).toEqual([]);
  expect(order).toMatchObject({
    test: true, tags: ["a-tag"], note: "What it is", displayFinancialStatus: "PAID", customAttributes: [{ key: "mark", value: "1" }],
    totalPriceSet: { shopMoney: { amount: "0.0" } }, shippingAddress: { address1: "1 Test Street", city: "New York", phone: null },
  });
  const topics = await eventually(() => {
    const seen = store.door.received.map(({ headers }) => headers["x-shopify-topic"]);
    return seen.includes("orders/create") && seen.includes("orders/paid") ? seen : undefined;
  });
  expect(topics).toContain("orders/create");
  const webhook = store.door.received.find(({ headers }) => headers["x-shopify-topic"] === "orders/create");
  expect(JSON.parse(webhook?.body ?? "{}")).toMatchObject({ test: true, tags: "a-tag", note: "What it is", note_attributes: [{ name: "mark", value: "1" }] });
});

test("the financial status follows the transactions when none is given", async () => {
  const sale = { kind: "SALE", status: "SUCCESS", test: true, amountSet: money("10") };
  const paid = await create(await anInput({ transactions: [sale] }));
  const unpaid = await create(await anInput());

  expect(paid.order).toMatchObject({ displayFinancialStatus: "PAID" });
  expect(unpaid.order).toMatchObject({ displayFinancialStatus: null });
});

test("an order without lines is refused", async () => {
  const { order, userErrors } = await create({ test: true, lineItems: [] });

  expect(order).toBeNull();
  expect(userErrors).toEqual([{ field: ["order", "lineItems"], message: expect.any(String), code: "INVALID" }]);
});

test.each([
  ["an input that the store does not model", { poNumber: "7" }, {}],
  ["stock that would have to be counted", {}, { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" }],
  ["mail to the customer", {}, { sendReceipt: true }],
])("%s is an error and makes nothing", async (_name, more, options) => {
  const answer = await store.admin(createText, { order: await anInput(more), options });

  expect(answer.errors.map(({ extensions }) => extensions?.code)).toEqual(["NOT_MODELLED"]);
  expect(await store.shop.orders()).toEqual([]);
});

test("without write_orders it is denied", async () => {
  const { access_token } = await (await startAgain(["read_orders", "read_products", "read_locations"])).shop.install();

  const answer = await store.admin(createText, { order: await anInput() }, access_token);

  expect(answer.errors[0]?.extensions?.code).toBe("ACCESS_DENIED");
});

async function startAgain(granted: string[]) {
  await store.close();
  store = await startStoreUnderTest({ scopes: granted });
  return store;
}

test("cancelling is a job that runs a moment later; a second time is refused", async () => {
  const { id } = await aTestOrder();

  const first = await store.admin(cancelText, { id });
  expect(first.data).toMatchObject({ orderCancel: { job: { done: false }, orderCancelUserErrors: [] } });
  await eventually(async () => ((await store.shop.order(id)).cancelledAt === null ? undefined : true));
  const second = await store.admin(cancelText, { id });

  expect(second.data).toMatchObject({ orderCancel: { job: null, orderCancelUserErrors: [{ field: ["orderId"], message: "Cannot cancel an order that has already been canceled", code: "INVALID" }] } });
});

test("an order with a parcel is not cancelled before its fulfillment is", async () => {
  const { id } = await aTestOrder();
  await routed(store, id);
  const { fulfillments: [made] } = await store.shop.fulfillOrder(id, { trackingNumber: "T1" });

  const refused = await store.admin(cancelText, { id });
  await store.admin("mutation M($id: ID!) { fulfillmentCancel(id: $id) { userErrors { message } } }", { id: made?.id });
  const taken = await store.admin(cancelText, { id });

  expect(refused.data).toMatchObject({ orderCancel: { orderCancelUserErrors: [{ message: "Cannot cancel an order that has outstanding fulfillments" }] } });
  expect(taken.data).toMatchObject({ orderCancel: { orderCancelUserErrors: [] } });
});

test("an order is deleted once, and then it is gone", async () => {
  const { id } = await aTestOrder();

  const first = await store.admin(deleteText, { id });
  const again = await store.admin(deleteText, { id });

  expect(first.data).toMatchObject({ orderDelete: { deletedId: id, userErrors: [] } });
  expect(again.data).toMatchObject({ orderDelete: { deletedId: null, userErrors: [{ field: ["orderId"], message: "Order does not exist", code: "NOT_FOUND" }] } });
  expect(await store.shop.orders()).toEqual([]);
});
