// Does the store tell of another app's service, its stock and its parcels, and does it withhold customer data as Shopify does?

import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually, routed, startStoreUnderTest, type StoreUnderTest } from "./store-under-test.ts";

let store: StoreUnderTest;
beforeEach(async () => {
  store = await startStoreUnderTest();
});
afterEach(() => store.close());

const services = "{ shop { fulfillmentServices { serviceName handle type location { id isActive isFulfillmentService } } } }";

test("a service comes with its location, and leaves with it", async () => {
  expect((await store.admin(services)).data).toEqual({ shop: { fulfillmentServices: [] } });
  const { id } = await store.shop.addFulfillmentService("Far Warehouse");
  expect((await store.admin(services)).data).toEqual({
    shop: { fulfillmentServices: [{ serviceName: "Far Warehouse", handle: "far-warehouse", type: "THIRD_PARTY", location: { id, isActive: true, isFulfillmentService: true } }] },
  });
  await store.shop.removeFulfillmentService("Far Warehouse");
  expect((await store.admin(services)).data).toEqual({ shop: { fulfillmentServices: [] } });
});

test("what is stocked at a service's location says so, and its parcels name the service", async () => {
  const { id } = await store.shop.addFulfillmentService("Far Warehouse");
  await store.shop.stockAt("POUR-SET", id);
  const variant = (await store.shop.variants()).find(({ sku }) => sku === "POUR-SET");
  const stocked = await store.admin(
    "query Q($id: ID!) { productVariant(id: $id) { inventoryItem { inventoryLevels(first: 5) { nodes { location { id isFulfillmentService fulfillmentService { serviceName } } } } } } }", { id: variant?.id });
  expect(stocked.data).toEqual({ productVariant: { inventoryItem: { inventoryLevels: { nodes: [{ location: { id, isFulfillmentService: true, fulfillmentService: { serviceName: "Far Warehouse" } } }] } } } });

  const order = await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
  await routed(store, order.id);
  await store.shop.fulfillOrder(order.id);
  const told = await store.admin("query Q($id: ID!) { order(id: $id) { fulfillments(first: 5) { service { serviceName } } } }", { id: order.id });
  expect(told.data).toEqual({ order: { fulfillments: [{ service: { serviceName: "Far Warehouse" } }] } });
});

test("withheld customer data is null with an error that names the place, and null in webhooks", async () => {
  await store.shop.withhold(["shippingAddress"]);
  const order = await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });

  const answer = await store.admin("query Q($id: ID!) { order(id: $id) { name shippingAddress { name } } }", { id: order.id });

  expect(answer.data).toEqual({ order: { name: order.name, shippingAddress: null } });
  expect(answer.errors).toMatchObject([{ path: ["order", "shippingAddress"], extensions: { code: "ACCESS_DENIED" } }]);
  const webhook = await eventually(() => store.door.received.find(({ headers }) => headers["x-shopify-topic"] === "orders/create"));
  expect(JSON.parse(webhook.body)).toMatchObject({ shipping_address: null });
});
