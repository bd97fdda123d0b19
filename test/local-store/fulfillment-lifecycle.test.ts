// What becomes of a fulfillment after it was created: tracking, the carrier's events, and cancelling?

import { afterEach, beforeEach, expect, test } from "vitest";
import { routed, startStoreUnderTest, type StoreUnderTest } from "./store-under-test.ts";

let store: StoreUnderTest;
let orderId = "";
let fulfillmentId = "";
beforeEach(async () => {
  store = await startStoreUnderTest();
  const order = await routed(store, (await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] })).id);
  orderId = order.id;
  const answer = await store.admin(
    "mutation ($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) { fulfillment { id } userErrors { message } } }",
    { f: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: order.fulfillmentOrders[0]?.id }], trackingInfo: { company: "UPS", number: "1Z1" } } });
  fulfillmentId = (answer.data as { fulfillmentCreate: { fulfillment: { id: string } } }).fulfillmentCreate.fulfillment.id;
});
afterEach(() => store.close());

const read = async () => (await store.admin(
  "query ($id: ID!) { fulfillment(id: $id) { status displayStatus inTransitAt deliveredAt estimatedDeliveryAt trackingInfo { company number url } events(first: 9, sortKey: HAPPENED_AT) { nodes { status } } } }",
  { id: fulfillmentId })).data;

const report = (status: string, more: object = {}, id = fulfillmentId) => store.admin(
  "mutation ($e: FulfillmentEventInput!) { fulfillmentEventCreate(fulfillmentEvent: $e) { fulfillmentEvent { status } userErrors { field message } } }",
  { e: { fulfillmentId: id, status, ...more } });

const cancel = (id = fulfillmentId) => store.admin(
  "mutation ($id: ID!) { fulfillmentCancel(id: $id) { fulfillment { status displayStatus } userErrors { field message } } }", { id });

test("a known carrier's page is filled in, a new list replaces the old one", async () => {
  expect(await read()).toMatchObject({ fulfillment: { trackingInfo: [{ company: "UPS", url: expect.stringContaining("1Z1") }] } });

  await store.admin(
    "mutation ($id: ID!, $t: FulfillmentTrackingInput!) { fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $t) { userErrors { message } } }",
    { id: fulfillmentId, t: { company: "Anything", numbers: ["A", "B"], urls: ["https://t.example/a"] } });

  expect(await read()).toMatchObject({ fulfillment: { trackingInfo: [
    { company: "Anything", number: "A", url: "https://t.example/a" }, { company: "Anything", number: "B", url: null },
  ] } });
});

test("the newest event decides the display status, whatever order events arrive in", async () => {
  await report("OUT_FOR_DELIVERY", { happenedAt: "2026-11-20T08:00:00Z" });
  await report("IN_TRANSIT", { happenedAt: "2026-11-18T08:00:00Z", estimatedDeliveryAt: "2026-11-21T00:00:00Z" });

  expect(await read()).toMatchObject({ fulfillment: {
    status: "SUCCESS", displayStatus: "OUT_FOR_DELIVERY", inTransitAt: "2026-11-18T08:00:00Z", estimatedDeliveryAt: "2026-11-21T00:00:00Z",
    events: { nodes: [{ status: "IN_TRANSIT" }, { status: "OUT_FOR_DELIVERY" }] },
  } });
});

test("a delivered parcel tells when", async () => {
  await report("DELIVERED", { happenedAt: "2026-11-21T09:30:00Z" });

  expect(await read()).toMatchObject({ fulfillment: { displayStatus: "DELIVERED", deliveredAt: "2026-11-21T09:30:00Z" } });
});

test("cancelling gives the units back in a new open fulfillment order and keeps the events", async () => {
  await report("IN_TRANSIT");
  const answer = await cancel();

  expect(answer.data).toEqual({ fulfillmentCancel: { fulfillment: { status: "CANCELLED", displayStatus: "CANCELED" }, userErrors: [] } });
  expect(await read()).toMatchObject({ fulfillment: { events: { nodes: [{ status: "IN_TRANSIT" }] } } });
  const order = await store.shop.order(orderId);
  expect(order.fulfillmentOrders.map(({ status, lines }) => [status, lines[0]?.remainingQuantity])).toEqual([["CLOSED", 1], ["OPEN", 1]]);
  expect([order.displayFulfillmentStatus, order.closedAt]).toEqual(["UNFULFILLED", null]);
});

test("an event and a second cancel after a cancel are accepted, and the status stays", async () => {
  await cancel();

  expect((await report("DELIVERED")).data).toMatchObject({ fulfillmentEventCreate: { userErrors: [] } });
  expect((await cancel()).data).toMatchObject({ fulfillmentCancel: { userErrors: [] } });
  expect(await read()).toMatchObject({ fulfillment: { displayStatus: "CANCELED" } });
});

test("unknown fulfillments are refused with the field each mutation names", async () => {
  const unknown = "gid://shopify/Fulfillment/999";
  const updated = await store.admin(
    "mutation ($id: ID!) { fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: { number: \"1\" }) { userErrors { field message } } }",
    { id: unknown });

  expect(updated.data).toEqual({ fulfillmentTrackingInfoUpdate: { userErrors: [{ field: ["fulfillmentId"], message: "Fulfillment does not exist." }] } });
  expect((await report("DELIVERED", {}, unknown)).data).toEqual({ fulfillmentEventCreate: {
    fulfillmentEvent: null, userErrors: [{ field: ["fulfillmentEvent", "fulfillmentId"], message: "Fulfillment does not exist." }],
  } });
  expect((await cancel(unknown)).data).toEqual({ fulfillmentCancel: { fulfillment: null, userErrors: [{ field: ["id"], message: "Fulfillment not found." }] } });
});
