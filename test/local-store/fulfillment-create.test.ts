// Does fulfillmentCreate accept and refuse as it was recorded on real shops, word for word?

import { afterEach, beforeEach, expect, test } from "vitest";
import type { BookedOrder } from "./control/order-book.ts";
import { numericId } from "./ids.ts";
import { routed, startStoreUnderTest, type StoreUnderTest } from "./store-under-test.ts";

let store: StoreUnderTest;
beforeEach(async () => {
  store = await startStoreUnderTest();
});
afterEach(() => store.close());

const mutation = `mutation Fulfil($f: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $f) {
    fulfillment { id name status displayStatus trackingInfo(first: 10) { company number url } fulfillmentLineItems(first: 50) { nodes { quantity lineItem { id } } } }
    userErrors { field message }
  }
}`;

type Created = {
  fulfillment: { id: string; name: string; status: string; displayStatus: string; trackingInfo: unknown[]; fulfillmentLineItems: { nodes: { quantity: number; lineItem: { id: string } }[] } } | null;
  userErrors: { field: string[]; message: string }[];
};
type Group = { fulfillmentOrderId: string; fulfillmentOrderLineItems?: { id: string; quantity: number }[] };

async function fulfil(groups: Group[], more: object = {}): Promise<Created> {
  const answer = await store.admin(mutation, { f: { lineItemsByFulfillmentOrder: groups, ...more } });
  expect(answer.errors).toEqual([]);
  return (answer.data as { fulfillmentCreate: Created }).fulfillmentCreate;
}

async function place(quantity = 2, more: { locationId?: string } = {}): Promise<BookedOrder> {
  const { id } = await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity, ...more }] });
  return routed(store, id);
}

function firstOf(order: BookedOrder) {
  const [fulfillmentOrder] = order.fulfillmentOrders;
  const [line] = fulfillmentOrder?.lines ?? [];
  if (!fulfillmentOrder || !line) throw new Error("the order has no fulfillment order");
  return { id: fulfillmentOrder.id, lineId: line.id };
}

const units = (order: BookedOrder, quantity: number): Group => {
  const { id, lineId } = firstOf(order);
  return { fulfillmentOrderId: id, fulfillmentOrderLineItems: [{ id: lineId, quantity }] };
};
const generalError = (message: string) => [{ field: ["fulfillment"], message }];

test("more units than remain are refused", async () => {
  const order = await place(2);

  const { fulfillment, userErrors } = await fulfil([units(order, 3)]);

  expect(fulfillment).toBeNull();
  expect(userErrors).toEqual(generalError("Invalid fulfillment order line item quantity requested."));
});

test("the same line twice may not exceed what remains either", async () => {
  const order = await place(2);
  const { id, lineId } = firstOf(order);

  const { userErrors } = await fulfil([{ fulfillmentOrderId: id, fulfillmentOrderLineItems: [{ id: lineId, quantity: 2 }, { id: lineId, quantity: 1 }] }]);

  expect(userErrors).toEqual(generalError("Invalid fulfillment order line item quantity requested."));
});

test("quantity 0 is refused before anything else is looked at", async () => {
  const order = await place(2);

  const { userErrors } = await fulfil([
    { fulfillmentOrderId: "gid://shopify/FulfillmentOrder/999" }, units(order, 0),
  ]);

  expect(userErrors).toEqual([{
    field: ["fulfillment", "lineItemsByFulfillmentOrder", "1", "fulfillmentOrderLineItems", "0", "quantity"],
    message: "Quantity must be greater than 0",
  }]);
});

test("a closed fulfillment order and the one of a cancelled order are unfulfillable", async () => {
  const shipped = await place(1);
  await fulfil([{ fulfillmentOrderId: firstOf(shipped).id }]);
  const cancelled = await place(1);
  await store.shop.cancelOrder(cancelled.id);

  for (const order of [shipped, cancelled]) {
    const { id } = firstOf(order);
    const { userErrors } = await fulfil([{ fulfillmentOrderId: id }]);
    expect(userErrors).toEqual(generalError(`Fulfillment order ${numericId(id)} has an unfulfillable status= closed.`));
  }
});

test("an unknown fulfillment order and an unknown line are told apart", async () => {
  const order = await place(1);

  const unknownOrder = await fulfil([{ fulfillmentOrderId: "gid://shopify/FulfillmentOrder/999" }]);
  const unknownLine = await fulfil([{
    fulfillmentOrderId: firstOf(order).id, fulfillmentOrderLineItems: [{ id: "gid://shopify/FulfillmentOrderLineItem/999", quantity: 1 }],
  }]);

  expect(unknownOrder.userErrors).toEqual(generalError("Fulfillment order does not exist."));
  expect(unknownLine.userErrors).toEqual(generalError("Fulfillment order line item does not exist."));
});

test("id 0 is a top-level error", async () => {
  const answer = await store.admin(mutation, { f: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: "gid://shopify/FulfillmentOrder/0" }] } });

  expect(answer.data).toEqual({ fulfillmentCreate: null });
  expect(answer.errors).toMatchObject([{ message: "invalid id", path: ["fulfillmentCreate"], extensions: { code: "RESOURCE_NOT_FOUND" } }]);
});

test("two orders in one call are refused by their numbers", async () => {
  const [left, right] = [await place(1), await place(1)];

  const { userErrors } = await fulfil([units(left, 1), units(right, 1)]);

  expect(userErrors).toEqual(generalError(
    `All fulfillment orders must belong to the same order. Multiple orders with ids [${numericId(left.id)}, ${numericId(right.id)}] were found.`));
});

test("two locations in one call are refused by their numbers, and nothing is shipped", async () => {
  const locations = (await store.shop.variants()).map((variant) => variant.locationId);
  const here = locations[0] ?? "";
  const there = here.replace(/\d+$/, (number) => String(BigInt(number) + 101n));
  const { id } = await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }, { sku: "LAMP-USBC", quantity: 1, locationId: there }] });
  const order = await routed(store, id);
  expect(order.fulfillmentOrders).toHaveLength(2);

  const { userErrors } = await fulfil(order.fulfillmentOrders.map((found) => ({ fulfillmentOrderId: found.id })));

  expect(userErrors).toEqual(generalError(
    `All fulfillment orders must be assigned to a single location. Multiple locations with ids [${numericId(here)}, ${numericId(there)}] were found.`));
  expect((await store.shop.order(id)).fulfillments).toEqual([]);
});

test("two fulfillment orders of one order and location give one fulfillment with summed lines", async () => {
  const order = await place(1);
  const [line] = order.lines;
  await store.shop.editOrder(order.id, { change: [{ lineItemId: line?.id ?? "", quantity: 3 }] });
  const edited = await store.shop.order(order.id);
  expect(edited.fulfillmentOrders.map((found) => found.lines.map((entry) => entry.totalQuantity))).toEqual([[1], [2]]);

  const { fulfillment } = await fulfil(edited.fulfillmentOrders.map((found) => ({ fulfillmentOrderId: found.id })));

  expect(fulfillment?.fulfillmentLineItems.nodes).toEqual([{ quantity: 3, lineItem: { id: line?.id } }]);
});

test("parcels are named -F1, -F2, and the fulfillment order stays in progress until the last unit", async () => {
  const order = await place(3);

  const first = await fulfil([units(order, 1)], { trackingInfo: { company: "Hermes", numbers: ["H1", "H2"], urls: ["https://t.example/1", "https://t.example/2"] } });
  const half = await store.shop.order(order.id);
  const second = await fulfil([{ fulfillmentOrderId: firstOf(order).id }]);
  const done = await store.shop.order(order.id);

  expect(first.fulfillment).toMatchObject({
    name: "#1001-F1", status: "SUCCESS", displayStatus: "FULFILLED",
    trackingInfo: [
      { company: "Hermes", number: "H1", url: "https://t.example/1" }, { company: "Hermes", number: "H2", url: "https://t.example/2" },
    ],
  });
  expect(half.displayFulfillmentStatus).toBe("PARTIALLY_FULFILLED");
  expect(half.fulfillmentOrders.map(({ status, lines }) => [status, lines[0]?.totalQuantity, lines[0]?.remainingQuantity])).toEqual([["IN_PROGRESS", 3, 2]]);
  expect(second.fulfillment).toMatchObject({ name: "#1001-F2", fulfillmentLineItems: { nodes: [{ quantity: 2 }] } });
  expect([done.displayFulfillmentStatus, done.fulfillmentOrders[0]?.status, done.closedAt === null]).toEqual(["FULFILLED", "CLOSED", false]);
});

test("a held fulfillment order is not shipped until it is released", async () => {
  const order = await place(1);
  const { id } = firstOf(order);
  await store.shop.holdFulfillmentOrder(id, { reason: "HIGH_RISK_OF_FRAUD" });

  const held = await fulfil([{ fulfillmentOrderId: id }]);
  await store.shop.releaseFulfillmentOrder(id);
  const released = await fulfil([{ fulfillmentOrderId: id }]);

  expect(held.userErrors).toHaveLength(1);
  expect(released.userErrors).toEqual([]);
});
