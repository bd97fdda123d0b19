// Does the stand-in refuse what Shopify refuses, and never answer what it does not model?

import { afterEach, beforeEach, expect, test } from "vitest";
import { startStoreUnderTest, type StoreUnderTest } from "./store-under-test.ts";

let store: StoreUnderTest;
beforeEach(async () => {
  store = await startStoreUnderTest();
});
afterEach(() => store.close());

test("a field that Shopify's schema does not have is an undefinedField error", async () => {
  const answer = await store.admin("query Look { shop { id colour } }");

  expect(answer.status).toBe(200);
  expect(answer.data).toBeUndefined();
  expect(answer.errors).toEqual([{
    message: "Field 'colour' doesn't exist on type 'Shop'", locations: [{ line: 1, column: 24 }], path: ["query Look", "shop", "colour"],
    extensions: { code: "undefinedField", typeName: "Shop", fieldName: "colour" },
  }]);
});

test("user errors of fulfillmentCreate have no code, as on Shopify", async () => {
  const answer = await store.admin(
    "mutation ($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) { userErrors { field message code } } }",
    { f: { lineItemsByFulfillmentOrder: [] } });

  expect(answer.errors[0]?.message).toBe("Field 'code' doesn't exist on type 'UserError'");
});

test("a root of Shopify's that is not modelled is named in the error", async () => {
  const answer = await store.admin("{ shop { id } markets(first: 1) { nodes { id } } }");

  expect(answer.data).toBeUndefined();
  expect(answer.errors.map((error) => error.message)).toContain("not modelled by the local store: QueryRoot.markets");
});

test("a field of a modelled type that is not modelled is named in the error", async () => {
  const order = await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });

  const answer = await store.admin(`{ order(id: "${order.id}") { id edited } }`);

  expect(answer.data).toBeUndefined();
  expect(answer.errors.map((error) => error.message)).toEqual(["not modelled by the local store: Order.edited"]);
});

test("a mutation that selects something unmodelled changes nothing", async () => {
  const { data } = await store.admin("{ shop { id } }");
  const ownerId = (data as { shop: { id: string } }).shop.id;
  const answer = await store.admin(
    `mutation { metafieldsSet(metafields: [{ ownerId: "${ownerId}", namespace: "custom", key: "mark", type: "boolean", value: "true" }]) { metafields { definition { id } } } }`);

  expect(answer.errors[0]?.message).toBe("not modelled by the local store: Metafield.definition");
  const listed = await store.admin("{ shop { metafields(first: 5) { nodes { id } } } }");
  expect(listed.data).toEqual({ shop: { metafields: { nodes: [] } } });
});

test("an argument that would be ignored is refused", async () => {
  const answer = await store.admin(`{ orders(first: 1, savedSearchId: "gid://shopify/SavedSearch/1") { nodes { id } } }`);

  expect(answer.errors[0]?.message).toBe("not modelled by the local store: argument savedSearchId of QueryRoot.orders");
});

test("a search key that is not modelled is refused instead of finding everything", async () => {
  const answer = await store.admin(`{ orders(first: 1, query: "gateway:bogus") { nodes { id } } }`);

  expect(answer.errors[0]?.message).toBe("not modelled by the local store: search key gateway");
});

test.each([
  ["query ($id: ID!) { order(id: $id) { id } }", {}, "Variable $id of type ID! was provided invalid value"],
  [
    "query ($n: Int!) { orders(first: $n) { nodes { id } } }", { n: "three" },
    "Variable $n of type Int! was provided invalid value",
  ],
  [
    "mutation ($e: FulfillmentEventInput!) { fulfillmentEventCreate(fulfillmentEvent: $e) { userErrors { message } } }",
    { e: { fulfillmentId: "gid://shopify/Fulfillment/1" } },
    "Variable $e of type FulfillmentEventInput! was provided invalid value for status (Expected value to not be null)",
  ],
  [
    "mutation ($e: FulfillmentEventInput!) { fulfillmentEventCreate(fulfillmentEvent: $e) { userErrors { message } } }",
    { e: { fulfillmentId: "gid://shopify/Fulfillment/1", status: "IN_TRANSIT", happenedAt: "soon" } },
    "Variable $e of type FulfillmentEventInput! was provided invalid value for happenedAt (Invalid datetime 'soon')",
  ],
  [
    "mutation ($e: FulfillmentEventInput!) { fulfillmentEventCreate(fulfillmentEvent: $e) { userErrors { message } } }",
    { e: { fulfillmentId: "gid://shopify/Fulfillment/1", status: "IN_TRANSIT", carrier: "UPS" } },
    "Variable $e of type FulfillmentEventInput! was provided invalid value for carrier (Field is not defined on FulfillmentEventInput)",
  ],
])("a variable of the wrong type is INVALID_VARIABLE: %s %j", async (query, variables, message) => {
  const answer = await store.admin(query, variables);

  expect(answer.data).toBeUndefined();
  expect(answer.errors.map((error) => [error.message, error.extensions?.code])).toEqual([[message, "INVALID_VARIABLE"]]);
});

test("a status outside the enum is INVALID_VARIABLE and names the allowed ones", async () => {
  const answer = await store.admin(
    "mutation ($e: FulfillmentEventInput!) { fulfillmentEventCreate(fulfillmentEvent: $e) { userErrors { message } } }",
    { e: { fulfillmentId: "gid://shopify/Fulfillment/1", status: "LOST" } });

  expect(answer.errors[0]?.extensions?.code).toBe("INVALID_VARIABLE");
  expect(answer.errors[0]?.message).toMatch(/for status \(Expected "LOST" to be one of: .*OUT_FOR_DELIVERY/);
});

test("the answer follows the document, not the operation's name", async () => {
  const named = await store.admin("query OrderForRouting { shop { name } }");
  const renamed = await store.admin("query Anything { renamed: shop { called: name } }");

  expect(named.data).toEqual({ shop: { name: "Demo Goods" } });
  expect(renamed.data).toEqual({ renamed: { called: "Demo Goods" } });
});

test("a token nobody was given is 401 with Shopify's words", async () => {
  const answer = await store.admin("{ shop { id } }", {}, "shpat_wrong");

  expect(answer.status).toBe(401);
  expect(answer.errors).toBe("[API] Invalid API key or access token (unrecognized login or wrong password)");
});

test("a root beyond the granted scopes is ACCESS_DENIED and the rest is answered", async () => {
  await store.shop.changeScopes(["read_products"]);

  const answer = await store.admin("{ shop { name } orders(first: 1) { nodes { id } } }");

  expect(answer.errors.map((error) => [error.extensions?.code, error.message])).toEqual([
    ["ACCESS_DENIED", "Access denied for orders field. Required access: `read_orders` access scope."],
  ]);
});

test("a connection is paged with cursors until nothing is left", async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const answer = await store.admin(
      "query ($after: String) { productVariants(first: 4, after: $after) { nodes { sku } pageInfo { hasNextPage endCursor } } }", { after });
    const { productVariants } = answer.data as { productVariants: { nodes: { sku: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
    seen.push(...productVariants.nodes.map((node) => node.sku));
    after = productVariants.pageInfo.hasNextPage ? productVariants.pageInfo.endCursor : null;
  } while (after !== null);

  const every = (await store.shop.variants()).map((variant) => variant.sku);
  expect(seen.toSorted()).toEqual(every.toSorted());
  expect(new Set(seen).size).toBe(every.length);
});

test("orders changed since an instant are found, newest change last", async () => {
  const first = await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }], financialStatus: "PENDING" });
  const second = await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
  const paid = await store.shop.payOrder(first.id);

  const since = (instant: string) => store.admin(
    "query ($q: String) { orders(first: 10, query: $q, sortKey: UPDATED_AT) { nodes { name } } }", { q: `updated_at:>='${instant}'` });

  expect((await since(second.updatedAt)).data).toEqual({ orders: { nodes: [{ name: "#1002" }, { name: "#1001" }] } });
  expect((await since(paid.updatedAt)).data).toEqual({ orders: { nodes: [{ name: "#1001" }] } });
});
