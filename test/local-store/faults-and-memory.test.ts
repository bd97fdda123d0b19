// Can a test make Shopify fail on purpose, and does a demo find its shops again after a restart?

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { localStoreClient } from "./control-client.ts";
import { askAdmin, post, routed, startStoreUnderTest, type StoreUnderTest } from "./store-under-test.ts";

const open: StoreUnderTest[] = [];
async function start(options: Parameters<typeof startStoreUnderTest>[0] = {}) {
  const store = await startStoreUnderTest(options);
  open.push(store);
  return store;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((store) => store.close()));
});

const create = "mutation ($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) { fulfillment { id } userErrors { message } } }";

test("calls fail by root field: throttled, 500, and nothing was done", async () => {
  const store = await start();
  const order = await routed(store, (await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] })).id);
  const variables = { f: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: order.fulfillmentOrders[0]?.id }] } };
  await store.shop.addFaults({ graphql: [
    { kind: "throttled", root: "fulfillmentCreate", times: 1 }, { kind: "error500", root: "fulfillmentCreate", times: 1 },
  ] });

  const untouched = await store.admin("{ shop { name } }");
  const throttled = await store.admin(create, variables);
  const broken = await store.admin(create, variables);

  expect(untouched.errors).toEqual([]);
  expect(throttled.errors[0]?.extensions?.code).toBe("THROTTLED");
  expect(broken.status).toBe(500);
  expect((await store.shop.order(order.id)).fulfillments).toEqual([]);
});

test("a lost answer has been executed all the same", async () => {
  const store = await start();
  const order = await routed(store, (await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] })).id);
  await store.shop.addFaults({ graphql: [{ kind: "answer-lost", root: "fulfillmentCreate", times: 1 }] });

  const lost = store.admin(create, { f: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: order.fulfillmentOrders[0]?.id }] } });

  await expect(lost).rejects.toThrow();
  expect((await store.shop.order(order.id)).fulfillments).toHaveLength(1);
  expect((await store.shop.calls()).at(-1)).toMatchObject({ roots: ["fulfillmentCreate"], fault: "answer-lost", status: 0 });
});

test("a call that hangs does not keep the store from closing", async () => {
  const store = await start();
  await store.shop.addFaults({ graphql: [{ kind: "hang", root: null, times: 1 }] });
  const hanging = store.admin("{ shop { name } }").then(() => "answered", () => "cut off");
  const waiting = new Promise((resolve) => setTimeout(() => resolve("still waiting"), 50));

  expect(await Promise.race([hanging, waiting])).toBe("still waiting");
  await store.close();
  open.splice(0);
  expect(await hanging).toBe("cut off");
});

test("every call is in the log with its roots, variables and cost", async () => {
  const store = await start();
  await store.admin("query ($id: ID!) { order(id: $id) { id } }", { id: "gid://shopify/Order/1" });

  expect((await store.shop.calls()).at(-1)).toMatchObject({
    roots: ["order"], variables: { id: "gid://shopify/Order/1" }, status: 200, requestedQueryCost: 1, actualQueryCost: 0, errorCodes: [],
  });
});

test("a second start from the state file has the same orders, tokens and numbering", async () => {
  const folder = await mkdtemp(join(tmpdir(), "local-store-"));
  try {
    const stateFile = join(folder, "state.json");
    const first = await start({ stateFile });
    const order = await routed(first, (await first.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] })).id);
    await first.close();
    open.splice(0);

    const second = await start({ stateFile });

    expect(await second.shop.order(order.id)).toEqual(order);
    expect((await askAdmin(second.store.url, first.grant.access_token, { query: "{ shop { id } }" })).status).toBe(200);
    const next = await second.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    expect([next.name, next.id === order.id]).toEqual(["#1002", false]);
    expect(await readdir(folder)).toEqual(["state.json"]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("reset forgets orders, tokens, logs and faults", async () => {
  const store = await start();
  await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
  await store.shop.addFaults({ graphql: [{ kind: "error500", root: null, times: 9 }] });

  await localStoreClient(store.store.url).reset();

  expect(await store.shop.orders()).toEqual([]);
  expect((await store.admin("{ shop { id } }")).status).toBe(401);
  await store.shop.install();
  expect((await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] })).name).toBe("#1001");
});

test("the shop is picked by the Host header, with its own currency and ids", async () => {
  const store = await start();
  const other = localStoreClient(store.store.url).shop("other.myshopify.com");
  const grant = await other.install();
  const order = await other.placeOrder({ lines: [{ sku: "TEA-TIN", quantity: 1 }], shippingLine: null });
  const headers = { host: "other.myshopify.com", "content-type": "application/json", "x-shopify-access-token": grant.access_token };
  const body = JSON.stringify({ query: "{ shop { id currencyCode } orders(first: 1) { nodes { id totalPriceSet { shopMoney { amount } } } } }" });

  const answer = await post(`${store.store.url}/admin/api/2026-10/graphql.json`, headers, body);
  const foreign = await store.admin("{ shop { id } }", {}, grant.access_token);

  expect((JSON.parse(answer.text) as { data: unknown }).data).toEqual({
    shop: { id: "gid://shopify/Shop/9007199254742995", currencyCode: "JPY" },
    orders: { nodes: [{ id: order.id, totalPriceSet: { shopMoney: { amount: "2400.0" } } }] },
  });
  expect(foreign.status).toBe(401);
  expect(order.total).toBe("2400");
});

test("what is not a shop, a control address or the admin page is not found", async () => {
  const store = await start();

  const unknownShop = await post(`${store.store.url}/admin/api/2026-10/graphql.json`, { host: "nobody.myshopify.com" }, "{}");
  const unknownPath = await post(`${store.store.url}/anything`, {}, "");

  expect([unknownShop.status, unknownPath.status]).toEqual([404, 404]);
});

test("the admin page handed in answers what is left over", async () => {
  const store = await start({
    admin: async (_request, response, facts) => {
      response.end(facts.shops().map((shop) => `${shop.domain} ${shop.id}`).join("\n"));
      return true;
    },
  });

  const answer = await post(`${store.store.url}/admin-page`, {}, "");

  expect(answer.text.split("\n")[0]).toBe("demo.myshopify.com 9007199254741993");
});

test("an order placed just before the store stopped gets its fulfillment orders after the next start", async () => {
  const folder = await mkdtemp(join(tmpdir(), "local-store-"));
  try {
    const stateFile = join(folder, "state.json");
    const first = await start({ stateFile, timing: { routingDelayMs: 60_000 } });
    const order = await first.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await first.close();
    open.splice(0);

    const second = await start({ stateFile });

    expect((await routed(second, order.id)).fulfillmentOrders).toHaveLength(1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
