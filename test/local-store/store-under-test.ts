// How do the local store's own tests talk to it: as an app would, by Host header, and with a webhook door of their own?

import { createServer, request as requestHttp, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { localStoreClient } from "./control-client.ts";
import { startLocalStore, type LocalStoreOptions } from "./local-store.ts";

export const demoDomain = "demo.myshopify.com";
export const apiKey = "test-api-key";
export const apiSecret = "test-api-secret";

export const everyTopic = [
  "orders/create", "orders/paid", "orders/updated", "orders/edited", "orders/cancelled", "refunds/create",
  "fulfillment_orders/order_routing_complete", "fulfillment_orders/placed_on_hold", "fulfillment_orders/hold_released",
  "fulfillment_orders/moved", "fulfillment_orders/cancelled", "app/uninstalled", "app/scopes_update",
  "customers/data_request", "customers/redact", "shop/redact",
];

const everyScope = ["read_orders", "read_products", "read_locations", "write_merchant_managed_fulfillment_orders"];

export type HttpAnswer = { status: number; text: string };
export type ReceivedWebhook = { headers: IncomingHttpHeaders; body: string };
export type GraphqlError = { message: string; path?: unknown; locations?: unknown; extensions?: { code?: string } & Record<string, unknown> };
export type GraphqlAnswer = {
  status: number;
  data: unknown;
  errors: GraphqlError[];
  cost: { requestedQueryCost: number; actualQueryCost: number | null; throttleStatus: Record<string, number> } | undefined;
};

export function post(url: string, headers: Record<string, string>, body: string): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const request = requestHttp(url, { method: "POST", agent: false, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Answers every webhook with the status that `answer` says at that moment; null keeps it waiting. */
export async function openWebhookDoor() {
  const received: ReceivedWebhook[] = [];
  const door = { received, answer: (_webhook: ReceivedWebhook): number | null => 200 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const webhook = { headers: request.headers, body: Buffer.concat(chunks).toString("utf8") };
      received.push(webhook);
      const status = door.answer(webhook);
      if (status !== null) response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => new Promise<void>((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
  return Object.assign(door, { url, close });
}

export type StartOptions = Partial<Omit<LocalStoreOptions, "app">> & { scopes?: string[]; topics?: string[] };

/** The door stands for the app; `shop` is the demo shop with the app installed. */
export async function startStoreUnderTest({ scopes = everyScope, topics = everyTopic, ...options }: StartOptions = {}) {
  const door = await openWebhookDoor();
  const subscriptions = topics.map((topic) => ({ topic, uri: "/webhooks" }));
  const store = await startLocalStore({
    ...options, app: { apiKey, apiSecret, url: door.url, scopes, subscriptions },
    timing: { routingDelayMs: 5, webhookRetryMs: 2, ...options.timing },
  });
  const shop = localStoreClient(store.url).shop(demoDomain);
  const grant = await shop.install();
  const admin = (query: string, variables: Record<string, unknown> = {}, accessToken = grant.access_token) =>
    askAdmin(store.url, accessToken, { query, variables });
  const close = async () => {
    await store.close();
    await door.close();
  };
  return { store, shop, door, grant, admin, close };
}

export type StoreUnderTest = Awaited<ReturnType<typeof startStoreUnderTest>>;

export async function askAdmin(storeUrl: string, accessToken: string, body: object): Promise<GraphqlAnswer> {
  const headers = { host: demoDomain, "content-type": "application/json", "x-shopify-access-token": accessToken };
  const { status, text } = await post(`${storeUrl}/admin/api/2026-10/graphql.json`, headers, JSON.stringify(body));
  const read = JSON.parse(text) as { data?: unknown; errors?: GraphqlError[]; extensions?: { cost?: GraphqlAnswer["cost"] } };
  return { status, data: read.data, errors: read.errors ?? [], cost: read.extensions?.cost };
}

/** Waits for what the store does by itself a moment later. */
export async function eventually<Found>(look: () => Promise<Found | undefined> | Found | undefined, withinMs = 3_000): Promise<Found> {
  const until = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error("it did not happen in time");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The order once its fulfillment orders exist. */
export function routed(store: StoreUnderTest, orderId: string) {
  return eventually(async () => {
    const order = await store.shop.order(orderId);
    return order.routedAt === null ? undefined : order;
  });
}
