import { randomBytes } from "node:crypto";
import { Session } from "@shopify/shopify-api";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { createLog } from "../../app/platform/log.server.ts";
import { createSealer } from "../../app/platform/secrets.server.ts";
import { createSessionStorage, type SessionStorage } from "../../app/shopify/sealed-session-storage.server.ts";
import { createTokens, type Tokens } from "../../app/shopify/tokens.server.ts";
import { localStoreClient, type ShopClient } from "../local-store/control-client.ts";
import { startLocalStore, type LocalStore } from "../local-store/local-store.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { reachStore } from "./reach-store.ts";

const domain = "demo.myshopify.com";
const app = { apiKey: "key", apiSecret: "secret", url: "http://127.0.0.1:1", scopes: ["read_orders"], subscriptions: [] };

let db: TestDatabase;
let store: LocalStore;
let shop: ShopClient;
let sessions: SessionStorage;
let leaveStore: () => Promise<void>;
const refreshes: string[] = [];
const opened: Tokens[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  store = await startLocalStore({ app });
  leaveStore = reachStore(store.url);
  shop = localStoreClient(store.url).shop(domain);
  sessions = createSessionStorage({ prisma: db.database.prisma, sealer: createSealer([{ id: "1", key: randomBytes(32) }]) });
  await db.database.prisma.shop.create({
    data: { id: "9007199254741993", domain, name: "Demo Goods", currency: "USD", timeZone: "America/New_York", locale: "en", installedAt: new Date(), grantedScopes: [] },
  });
});
afterAll(async () => {
  await leaveStore();
  await store.close();
  await db.close();
});
beforeEach(async () => {
  refreshes.length = 0;
  await localStoreClient(store.url).reset();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((tokens) => tokens.close()));
});

type Overrides = { apiSecret?: string; fetch?: typeof fetch };

/** Each one stands for a process of its own. */
function openTokens(overrides: Overrides = {}): Tokens {
  const counting: typeof fetch = (input, init) => {
    refreshes.push(String(init?.body));
    return (overrides.fetch ?? fetch)(input, init);
  };
  const tokens = createTokens({
    databaseUrl: db.urls.app, sessions, apiKey: app.apiKey, apiSecret: overrides.apiSecret ?? app.apiSecret, log: createLog("silent"), fetch: counting,
  });
  opened.push(tokens);
  return tokens;
}

async function install(minutesLeft: number) {
  const grant = await shop.install();
  const expires = new Date(Date.now() + minutesLeft * 60_000);
  await sessions.storeSession(
    new Session({
      id: `offline_${domain}`, shop: domain, state: "", isOnline: false, scope: grant.scope, accessToken: grant.access_token, expires,
      refreshToken: grant.refresh_token, refreshTokenExpires: new Date(Date.now() + 90 * 24 * 3_600_000),
    }),
  );
  return grant;
}

it("a token with more than five minutes left is used as it is", async () => {
  const grant = await install(6);

  expect(await openTokens().accessTokenFor(domain)).toBe(grant.access_token);
  expect(refreshes).toEqual([]);
});

it("a token with less than five minutes left is refreshed, and both new tokens are stored", async () => {
  const grant = await install(4);

  const token = await openTokens().accessTokenFor(domain);

  const stored = await sessions.loadSession(`offline_${domain}`);
  expect(token).not.toBe(grant.access_token);
  expect(stored?.accessToken).toBe(token);
  expect(stored?.refreshToken).not.toBe(grant.refresh_token);
  expect(stored?.expires?.getTime()).toBeGreaterThan(Date.now() + 50 * 60_000);
});

it("twenty callers in two processes cause one refresh", async () => {
  await install(1);
  const slow: typeof fetch = async (input, init) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return fetch(input, init);
  };
  const processes = [openTokens({ fetch: slow }), openTokens({ fetch: slow })];

  const tokens = await Promise.all(Array.from({ length: 20 }, (_, nth) => processes[nth % 2]?.accessTokenFor(domain)));

  expect(new Set(tokens).size).toBe(1);
  expect(refreshes.length).toBe(1);
});

it("a token that Shopify refused before its time is replaced, once for all who held it", async () => {
  const { access_token: refused } = await install(60);
  const tokens = openTokens();

  const first = await tokens.accessTokenFor(domain, refused);
  const second = await tokens.accessTokenFor(domain, refused);

  expect(first).not.toBe(refused);
  expect(second).toBe(first);
  expect(refreshes.length).toBe(1);
});

it("after an uninstall a person has to open the app again, and the dead session is gone so that it helps", async () => {
  await install(1);
  await shop.uninstall();

  await expect(openTokens().accessTokenFor(domain)).rejects.toMatchObject({ name: "MerchantError", code: "shopify.access_revoked", params: { shop: domain } });
  expect(await sessions.loadSession(`offline_${domain}`)).toBeUndefined();
});

it("a shop that never installed the app has given no access", async () => {
  await expect(openTokens().accessTokenFor("other.myshopify.com")).rejects.toMatchObject({ code: "shopify.access_revoked" });
  expect(refreshes).toEqual([]);
});

it("a wrong secret of ours is no fault of the shop, which keeps its session", async () => {
  await install(1);

  await expect(openTokens({ apiSecret: "wrong" }).accessTokenFor(domain)).rejects.toMatchObject({ name: "BugError" });
  expect(await sessions.loadSession(`offline_${domain}`)).toBeDefined();
});

const down: typeof fetch = () => Promise.resolve(new Response("", { status: 503 }));

it("while Shopify cannot refresh, a token that still has minutes is used", async () => {
  const grant = await install(4);

  expect(await openTokens({ fetch: down }).accessTokenFor(domain)).toBe(grant.access_token);
});

it.each([
  ["answers 503", down],
  ["answers 429", (() => Promise.resolve(new Response("", { status: 429 }))) satisfies typeof fetch],
  ["answers with a page", (() => Promise.resolve(new Response("<html>"))) satisfies typeof fetch],
  ["cannot be reached", (() => Promise.reject(new TypeError("fetch failed"))) satisfies typeof fetch],
])("with an expired token the work waits when Shopify %s", async (_how, answer) => {
  await install(-1);

  await expect(openTokens({ fetch: answer }).accessTokenFor(domain)).rejects.toMatchObject({ name: "RetryableError" });
  expect(await sessions.loadSession(`offline_${domain}`)).toBeDefined();
});
