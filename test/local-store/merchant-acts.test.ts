// What happens when the merchant presses Shopify's own buttons on a fulfillment order: request, take back, ship, split, hold and move a part?

import { afterEach, beforeEach, expect, test } from "vitest";
import type { BookedOrder } from "./control/order-book.ts";
import { eventually, everyTopic, routed, startStoreUnderTest, type StoreUnderTest } from "./store-under-test.ts";

const scopes = [
  "read_orders", "read_products", "read_locations", "write_fulfillments", "write_merchant_managed_fulfillment_orders", "write_assigned_fulfillment_orders",
];
const topics = [...everyTopic, ...["fulfillment_request_submitted", "cancellation_request_submitted", "split"].map((name) => `fulfillment_orders/${name}`)];

let store: StoreUnderTest;
let order: BookedOrder;
beforeEach(async () => {
  store = await startStoreUnderTest({ scopes, topics });
  order = await routed(store, (await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 3 }] })).id);
});
afterEach(() => store.close());

const first = (now: BookedOrder) => {
  const [found] = now.fulfillmentOrders;
  const [line] = found?.lines ?? [];
  if (!found || !line) throw new Error("nothing to ship");
  return { id: found.id, lineId: line.id, locationId: found.locationId };
};
const units = (now: BookedOrder) => now.fulfillmentOrders.map(({ status, lines }) => [status, ...lines.map(({ totalQuantity, remainingQuantity }) => `${remainingQuantity}/${totalQuantity}`)]);
const again = () => store.shop.order(order.id);
const topicsHeard = () => store.door.received.map(({ headers }) => headers["x-shopify-topic"]);
const heard = (topic: string) => eventually(() => store.door.received.find(({ headers }) => headers["x-shopify-topic"] === topic));

async function ownService(): Promise<string> {
  const { data } = await store.admin('mutation { fulfillmentServiceCreate(name: "Daifa", callbackUrl: "https://app.daifa.example/service") { fulfillmentService { location { id } } userErrors { message } } }');
  return (data as { fulfillmentServiceCreate: { fulfillmentService: { location: { id: string } } } }).fulfillmentServiceCreate.fulfillmentService.location.id;
}

async function atService(): Promise<{ id: string; lineId: string }> {
  await store.shop.moveFulfillmentOrder(first(order).id, await ownService());
  return first(order);
}

const answer = (root: string, id: string) => store.admin(`mutation ($id: ID!) { ${root}(id: $id) { fulfillmentOrder { status requestStatus } userErrors { message } } }`, { id });

test("a request reaches the service's callback and its webhook, and a part of it leaves the rest unasked", async () => {
  const { id, lineId } = await atService();

  await store.shop.requestFulfillment(id, { lines: [{ id: lineId, quantity: 2 }], message: "please", notifyCustomer: true });

  expect(JSON.parse((await heard("fulfillment_order_notification")).body)).toEqual({ kind: "FULFILLMENT_REQUEST" });
  expect(JSON.parse((await heard("fulfillment_orders/fulfillment_request_submitted")).body)).toMatchObject({ fulfillment_order_merchant_request: { message: "please" } });
  const now = await again();
  expect(units(now)).toEqual([["OPEN", "2/2"], ["OPEN", "1/1"]]);
  expect(now.fulfillmentOrders.map(({ requestStatus }) => requestStatus)).toEqual(["SUBMITTED", "UNSUBMITTED"]);
  expect(now.fulfillmentOrders[0]?.merchantRequests).toMatchObject([{ requestKind: "FULFILLMENT_REQUEST", requestOptions: { notify_customer: true } }]);
});

test("nothing can be requested where no service is, nor twice", async () => {
  await expect(store.shop.requestFulfillment(first(order).id)).rejects.toThrow("must be of api type");
  const { id } = await atService();
  await store.shop.requestFulfillment(id);

  await expect(store.shop.requestFulfillment(id)).rejects.toThrow("Cannot request fulfillment");
});

test("a request that nobody answered is taken back at once; an accepted one is asked for and waits", async () => {
  const { id } = await atService();
  await store.shop.requestFulfillment(id);
  await store.shop.requestCancellation(id);
  expect((await again()).fulfillmentOrders[0]?.requestStatus).toBe("UNSUBMITTED");
  expect(topicsHeard()).not.toContain("fulfillment_orders/cancellation_request_submitted");

  await store.shop.requestFulfillment(id);
  await answer("fulfillmentOrderAcceptFulfillmentRequest", id);
  await store.shop.requestCancellation(id, "changed my mind");

  expect((await again()).fulfillmentOrders[0]).toMatchObject({ status: "IN_PROGRESS", requestStatus: "CANCELLATION_REQUESTED" });
  await heard("fulfillment_orders/cancellation_request_submitted");
  await eventually(() => store.door.received.find(({ body }) => body === JSON.stringify({ kind: "CANCELLATION_REQUEST" })));
  await answer("fulfillmentOrderAcceptCancellationRequest", id);
  expect(units(await again())).toEqual([["CLOSED", "0/0"], ["OPEN", "3/3"]]);
});

test("a cancellation of what was never requested is refused", async () => {
  await expect(store.shop.requestCancellation(first(order).id)).rejects.toThrow("Cannot request cancellation");
});

test("shipped by hand, in part and with tracking, it names no service and keeps the rest", async () => {
  const { id, lineId } = first(order);

  await store.shop.fulfillByHand(id, { lines: [{ id: lineId, quantity: 1 }], tracking: { company: "UPS", number: "1Z9" } });

  const now = await again();
  expect(units(now)).toEqual([["IN_PROGRESS", "2/3"]]);
  expect(now.fulfillments).toMatchObject([{ name: "#1001-F1", status: "SUCCESS", trackingInfo: [{ company: "UPS", number: "1Z9" }] }]);
  const { data } = await store.admin("query ($id: ID!) { fulfillment(id: $id) { service { handle type } } }", { id: now.fulfillments[0]?.id });
  expect(data).toEqual({ fulfillment: { service: { handle: "manual", type: "MANUAL" } } });
});

test("more than is left cannot be shipped by hand, and nothing of a closed one", async () => {
  const { id, lineId } = first(order);
  await expect(store.shop.fulfillByHand(id, { lines: [{ id: lineId, quantity: 4 }] })).rejects.toThrow("Invalid fulfillment order line item quantity requested.");
  await store.shop.fulfillByHand(id);

  await expect(store.shop.fulfillByHand(id)).rejects.toThrow("unfulfillable status= closed");
});

test("a parcel taken back gives its units back, once", async () => {
  const { id, lineId } = first(order);
  await store.shop.fulfillByHand(id, { lines: [{ id: lineId, quantity: 1 }] });
  await store.shop.fulfillByHand(id);
  const [part, rest] = (await again()).fulfillments;

  await store.shop.cancelFulfillment(rest?.id ?? "");

  expect(units(await again())).toEqual([["CLOSED", "2/3"], ["OPEN", "2/2"]]);
  expect((await again()).displayFulfillmentStatus).toBe("PARTIALLY_FULFILLED");
  await expect(store.shop.cancelFulfillment(rest?.id ?? "")).rejects.toThrow("already cancelled");
  await store.shop.cancelFulfillment(part?.id ?? "");
  expect((await again()).displayFulfillmentStatus).toBe("UNFULFILLED");
});

test("a split leaves the units in a second fulfillment order at the same place", async () => {
  const { id, lineId, locationId } = first(order);

  await store.shop.splitFulfillmentOrder(id, [{ id: lineId, quantity: 1 }]);

  const now = await again();
  expect(units(now)).toEqual([["OPEN", "2/2"], ["OPEN", "1/1"]]);
  expect(now.fulfillmentOrders[1]?.locationId).toBe(locationId);
  await heard("fulfillment_orders/split");
  await expect(store.shop.splitFulfillmentOrder(id, [{ id: lineId, quantity: 3 }])).rejects.toThrow("no such units left");
});

test("a part held by hand keeps the fulfillment order, and comes together again when released", async () => {
  const { id, lineId } = first(order);

  await store.shop.holdFulfillmentOrder(id, { lines: [{ id: lineId, quantity: 1 }], reason: "INVENTORY_OUT_OF_STOCK" });

  const held = await again();
  expect(units(held)).toEqual([["ON_HOLD", "1/1"], ["OPEN", "2/2"]]);
  expect(held.fulfillmentOrders[0]?.holds).toMatchObject([{ reason: "INVENTORY_OUT_OF_STOCK", isHeldByApp: false }]);
  await heard("fulfillment_orders/placed_on_hold");
  await store.shop.releaseFulfillmentOrder(id);
  expect(units(await again())).toEqual([["OPEN", "3/3"], ["CLOSED", "0/0"]]);
  await heard("fulfillment_orders/hold_released");
});

test("a part moved by hand gets a fulfillment order of its own at the new location", async () => {
  const { id, lineId, locationId } = first(order);
  const location = await store.shop.addFulfillmentService("Elsewhere");

  await store.shop.moveFulfillmentOrder(id, location.id, { lines: [{ id: lineId, quantity: 2 }] });

  const now = await again();
  expect(units(now)).toEqual([["OPEN", "1/1"], ["OPEN", "2/2"]]);
  expect(now.fulfillmentOrders.map((one) => one.locationId)).toEqual([locationId, location.id]);
  await heard("fulfillment_orders/moved");
  await expect(store.shop.moveFulfillmentOrder(id, "gid://shopify/Location/1")).rejects.toThrow("Location not found.");
});

test("what a service was asked for stays where it is", async () => {
  const { id } = await atService();
  await store.shop.requestFulfillment(id);

  await expect(store.shop.moveFulfillmentOrder(id, first(order).locationId)).rejects.toThrow("Cannot move submitted fulfillment order");
});
