// Does the stand-in charge, refund and refuse as Shopify's points do?

import { afterEach, expect, test } from "vitest";
import { startStoreUnderTest, type StoreUnderTest } from "./store-under-test.ts";

let store: StoreUnderTest;
let nowMs = Date.parse("2026-11-25T00:00:00Z");
const start = async () => {
  store = await startStoreUnderTest({ now: () => nowMs });
};
afterEach(() => store.close());

test("an object costs 1, a scalar 0, and a connection as many children as it asks for; what was not returned is refunded", async () => {
  await start();

  const answer = await store.admin("{ shop { name email } productVariants(first: 20) { nodes { sku product { title } } } }");

  expect(answer.cost?.requestedQueryCost).toBe(1 + 20 * 2);
  expect(answer.cost?.actualQueryCost).toBe(1 + 11 * 2);
  expect(answer.cost?.throttleStatus).toEqual({ maximumAvailable: 2000, currentlyAvailable: 2000 - 23, restoreRate: 100 });
});

test("a mutation costs 10 and its objects; lists of plain rows are free", async () => {
  await start();

  const answer = await store.admin(
    "mutation { fulfillmentCancel(id: \"gid://shopify/Fulfillment/1\") { fulfillment { id trackingInfo(first: 10) { number } } userErrors { message } } }");

  expect(answer.cost?.requestedQueryCost).toBe(11);
  expect(answer.cost?.actualQueryCost).toBe(10);
});

test("the size of a page may come from a variable", async () => {
  await start();

  const answer = await store.admin("query ($n: Int!) { locations(first: $n) { nodes { id } } }", { n: 7 });

  expect(answer.cost?.requestedQueryCost).toBe(7);
});

test("what the bucket cannot afford is THROTTLED with status 200, and a hundred points come back each second", async () => {
  await start();
  await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
  const dear = "mutation { fulfillmentCancel(id: \"gid://shopify/Fulfillment/1\") { userErrors { message } } }";
  for (let call = 0; call < 200; call += 1) await store.admin(dear);

  const refused = await store.admin(dear);
  nowMs += 100;
  const affordable = await store.admin(dear);

  expect(refused.status).toBe(200);
  expect(refused.data).toBeUndefined();
  expect(refused.errors.map((error) => [error.message, error.extensions?.code])).toEqual([["Throttled", "THROTTLED"]]);
  expect(refused.cost).toMatchObject({ requestedQueryCost: 10, actualQueryCost: null, throttleStatus: { currentlyAvailable: 0 } });
  expect(affordable.errors).toEqual([]);
});

test("a query too large to count linearly is charged Shopify's limit for one query", async () => {
  await start();

  const answer = await store.admin("{ orders(first: 50) { nodes { lineItems(first: 50) { nodes { id } } } } }");

  expect(answer.errors).toEqual([]);
  expect(answer.cost).toMatchObject({ requestedQueryCost: 1000, actualQueryCost: 0 });
});
