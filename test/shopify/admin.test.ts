import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MerchantError, RetryableError } from "../../app/platform/errors.ts";
import { createLog } from "../../app/platform/log.server.ts";
import { AdminErrors, OutcomeUnknownError } from "../../app/shopify/admin-errors.ts";
import { createAdminApi, type AdminApi, type AdminApiOptions, type AdminExchange } from "../../app/shopify/admin.server.ts";
import { fulfillmentCreate, fulfillmentEventCreate } from "../../app/shopify/graphql/fulfillments.ts";
import { orderDetails } from "../../app/shopify/graphql/orders.ts";
import { shopFacts } from "../../app/shopify/graphql/shop.ts";
import { localStoreClient, type ShopClient } from "../local-store/control-client.ts";
import { startLocalStore, type LocalStore } from "../local-store/local-store.ts";
import { reachStore } from "./reach-store.ts";

const shop = { id: "1", domain: "demo.myshopify.com" };
const event = { event: { fulfillmentId: "gid://shopify/Fulfillment/1", status: "IN_TRANSIT" as const } };
const log = createLog("silent");

const facts = { shop: { id: "gid://shopify/Shop/1", name: "Demo Goods" }, currentAppInstallation: { accessScopes: [] } };
const throttleStatus = { maximumAvailable: 2_000, currentlyAvailable: 1_990, restoreRate: 100 };
const cost = { requestedQueryCost: 10, actualQueryCost: 10, throttleStatus };

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A stand-in for odd answers only; what a shop really says comes from the local store further down. */
const answers: Answer[] = [];
const asked: { token: string | undefined; body: string }[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    asked.push({ token: request.headers["x-shopify-access-token"]?.toString(), body: Buffer.concat(chunks).toString() });
    const answer = answers.shift();
    if (answer) answer(request, response);
    else response.writeHead(500).end("no answer was scripted");
  });
});
let leave: () => Promise<void>;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  answers.length = 0;
  asked.length = 0;
});

const status = (code: number, headers: Record<string, string> = {}): Answer => (_request, response) => void response.writeHead(code, headers).end("{}");
const json = (body: object): Answer => (_request, response) => void response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
const page: Answer = (_request, response) => void response.writeHead(200, { "Content-Type": "text/html" }).end("<html>");
const reset: Answer = (request) => void request.socket.destroy();
const silence: Answer = () => undefined;
const throttled = json({ errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }], extensions: { cost: { ...cost, throttleStatus: { ...throttleStatus, currentlyAvailable: 0 } } } });
const error = (code: string, more: object = {}) => ({ message: code.toLowerCase(), extensions: { code }, ...more });

function openApi(overrides: Partial<AdminApiOptions> = {}) {
  const waits: number[] = [];
  const api = createAdminApi({
    tokens: { accessTokenFor: (_domain, rejected) => Promise.resolve(rejected === undefined ? "token-1" : "token-2") },
    apiVersion: "2026-10",
    log,
    sleep: (ms) => Promise.resolve(void waits.push(ms)),
    timeoutMs: 500,
    ...overrides,
  });
  return { api, waits };
}

const failure = async (work: Promise<unknown>): Promise<Error> => {
  try {
    await work;
  } catch (thrown) {
    if (thrown instanceof Error) return thrown;
  }
  throw new Error("nothing was thrown");
};

describe("an answer that is not the usual one", () => {
  beforeAll(() => {
    leave = reachStore(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterAll(() => leave());

  it("the usual one comes back as data, asked with the shop's token", async () => {
    answers.push(json({ data: facts, extensions: { cost } }));

    expect((await openApi().api.query(shop, shopFacts, {})).shop.name).toBe("Demo Goods");
    expect(asked[0]?.token).toBe("token-1");
  });

  it.each([
    ["HTTP 500", status(500)],
    ["HTTP 503", status(503)],
    ["a page instead of JSON", page],
    ["a cut connection", reset],
    ["silence", silence],
    ["an internal error of Shopify's", json({ errors: [error("INTERNAL_SERVER_ERROR")] })],
    ["an answer without data", json({ data: null })],
  ])("%s: a query may be asked again, the outcome of a mutation is unknown", async (_what, answer) => {
    answers.push(answer, answer);
    const { api } = openApi();

    const ofQuery = await failure(api.query(shop, shopFacts, {}));
    const ofMutation = await failure(api.mutate(shop, fulfillmentEventCreate, event));

    expect(ofQuery).toBeInstanceOf(RetryableError);
    expect(ofQuery).not.toBeInstanceOf(OutcomeUnknownError);
    expect(ofMutation).toBeInstanceOf(OutcomeUnknownError);
    expect(asked.length).toBe(2);
  });

  it("HTTP 429 was certainly not carried out, and says when to come back", async () => {
    answers.push(status(429, { "Retry-After": "2.5" }));

    const thrown = await failure(openApi().api.mutate(shop, fulfillmentEventCreate, event));

    expect(thrown).toBeInstanceOf(RetryableError);
    expect(thrown).not.toBeInstanceOf(OutcomeUnknownError);
    expect(thrown).toMatchObject({ retryAfterMs: 2_500 });
  });

  it("a refused token is replaced once, and the call goes through", async () => {
    answers.push(status(401), json({ data: facts }));

    await openApi().api.query(shop, shopFacts, {});

    expect(asked.map(({ token }) => token)).toEqual(["token-1", "token-2"]);
  });

  it("two refused tokens mean that the shop has taken its access back", async () => {
    answers.push(status(401), status(401));

    expect(await failure(openApi().api.mutate(shop, fulfillmentEventCreate, event))).toMatchObject({ code: "shopify.access_revoked" });
    expect(asked.length).toBe(2);
  });

  it.each([402, 403, 404, 423])("HTTP %i: the shop itself is closed to us", async (code) => {
    answers.push(status(code));

    expect(await failure(openApi().api.query(shop, shopFacts, {}))).toMatchObject({ code: "shopify.shop_unavailable", params: { status: code } });
  });

  it("a redirect is not followed", async () => {
    answers.push(status(302, { Location: "https://demo.myshopify.com/elsewhere" }));

    expect(await failure(openApi().api.query(shop, shopFacts, {}))).toMatchObject({ name: "BugError" });
    expect(asked.length).toBe(1);
  });

  it("THROTTLED waits for the points that the call needs, then asks again", async () => {
    answers.push(throttled, json({ data: facts, extensions: { cost } }));
    const { api, waits } = openApi({ now: () => new Date(0) });

    await api.query(shop, shopFacts, {});

    expect(waits).toEqual([100]);
    expect(asked.length).toBe(2);
  });

  it("THROTTLED again and again hands the work back with the time to wait, not carried out", async () => {
    answers.push(throttled, throttled, throttled);

    const thrown = await failure(openApi({ now: () => new Date(0) }).api.mutate(shop, fulfillmentEventCreate, event));

    expect(thrown).toBeInstanceOf(RetryableError);
    expect(thrown).not.toBeInstanceOf(OutcomeUnknownError);
    expect(thrown).toMatchObject({ retryAfterMs: 100 });
    expect(asked.length).toBe(3);
  });

  it("a scope that is missing is told by its name", async () => {
    answers.push(json({ data: null, errors: [{ message: "Access denied for order field.", path: ["order"], extensions: { code: "ACCESS_DENIED", requiredAccess: "`read_orders` access scope." } }] }));

    const thrown = await failure(openApi().api.query(shop, orderDetails, { id: "gid://shopify/Order/1" }));

    expect(thrown).toBeInstanceOf(MerchantError);
    expect(thrown).toMatchObject({ code: "shopify.scope_missing", params: { scope: "`read_orders` access scope." } });
  });

  const deniedEmail = { data: { order: { id: "gid://shopify/Order/1", email: null, phone: "1" } }, errors: [error("ACCESS_DENIED", { path: ["order", "email"] })] };

  it("fields that the app may not read are named, and the rest is kept", async () => {
    answers.push(json(deniedEmail), json(deniedEmail));
    const { api } = openApi();

    const { data, accessDenied } = await api.queryWithDenied(shop, orderDetails, { id: "gid://shopify/Order/1" });

    expect(accessDenied).toEqual(["order.email"]);
    expect(data.order).toMatchObject({ email: null, phone: "1" });
    expect((await api.query(shop, orderDetails, { id: "gid://shopify/Order/1" })).order?.phone).toBe("1");
  });

  it("a denied field that takes its whole object away is a missing scope", async () => {
    answers.push(json({ data: { order: null }, errors: [error("ACCESS_DENIED", { path: ["order", "fulfillmentOrders"] })] }));

    expect(await failure(openApi().api.query(shop, orderDetails, { id: "gid://shopify/Order/1" }))).toMatchObject({ code: "shopify.scope_missing" });
  });

  it("a wire that was never connected is not an unknown outcome", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const toClosedPort: typeof fetch = (_url, init) => fetch(`http://127.0.0.1:${port}/`, init);

    const thrown = await failure(openApi({ fetch: toClosedPort }).api.mutate(shop, fulfillmentEventCreate, event));

    expect(thrown).toBeInstanceOf(RetryableError);
    expect(thrown).not.toBeInstanceOf(OutcomeUnknownError);
  });

  it("what goes over the wire can be kept, and holds no token", async () => {
    answers.push(json({ data: facts }), reset);
    const kept: AdminExchange[] = [];
    const api = openApi().api.recording((exchange) => kept.push(exchange));

    await api.query(shop, shopFacts, {});
    await failure(api.mutate(shop, fulfillmentEventCreate, event));

    expect(kept.map(({ title, status: code }) => [title, code])).toEqual([["ShopFacts", 200], ["FulfillmentEventCreate", null]]);
    expect(JSON.parse(kept[1]?.request ?? "")).toMatchObject({ variables: event });
    expect(JSON.parse(kept[0]?.response ?? "")).toEqual({ data: facts });
    expect(JSON.stringify(kept)).not.toContain("token-1");
  });
});

describe("a shop of the local store", () => {
  const app = { apiKey: "key", apiSecret: "secret", url: "http://127.0.0.1:1", scopes: ["read_orders", "write_merchant_managed_fulfillment_orders", "write_fulfillments"], subscriptions: [] };
  let store: LocalStore;
  let client: ShopClient;
  let api: AdminApi;

  beforeAll(async () => {
    store = await startLocalStore({ app });
    leave = reachStore(store.url);
    client = localStoreClient(store.url).shop(shop.domain);
    const { access_token: token } = await client.install();
    api = openApi({ tokens: { accessTokenFor: () => Promise.resolve(token) }, timeoutMs: 10_000 }).api;
  });
  afterAll(async () => {
    await leave();
    await store.close();
  });

  it("tells its facts", async () => {
    const { shop: told, currentAppInstallation } = await api.query(shop, shopFacts, {});

    expect(told).toMatchObject({ id: "gid://shopify/Shop/9007199254741993", myshopifyDomain: shop.domain, currencyCode: "USD", ianaTimezone: "America/New_York" });
    expect(currentAppInstallation.accessScopes.map(({ handle }) => handle)).toContain("read_orders");
  });

  it("tells an order's lines", async () => {
    const [variant] = await client.variants();
    const placed = await client.placeOrder({ lines: [{ sku: variant?.sku ?? "", quantity: 2 }] });

    const { order } = await api.query(shop, orderDetails, { id: placed.id });

    expect(order?.lineItems.nodes).toMatchObject([{ quantity: 2, variant: { id: variant?.id } }]);
  });

  it("an id that nothing can have is an error that names its code", async () => {
    const thrown = await failure(api.mutate(shop, fulfillmentCreate, {
      fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: "gid://shopify/FulfillmentOrder/0" }] },
    }));

    expect(thrown instanceof AdminErrors ? thrown.has("RESOURCE_NOT_FOUND") : thrown).toBe(true);
  });

  it("an answer lost after the mutation was carried out is an unknown outcome, and is not repeated", async () => {
    const before = (await client.calls()).length;
    await client.addFaults({ graphql: [{ kind: "answer-lost", root: "fulfillmentEventCreate", times: 1 }] });

    const thrown = await failure(api.mutate(shop, fulfillmentEventCreate, event));

    expect(thrown).toBeInstanceOf(OutcomeUnknownError);
    expect((await client.calls()).length - before).toBe(1);
  });
});
