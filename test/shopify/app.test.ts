import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createLog } from "../../app/platform/log.server.ts";
import { createSealer } from "../../app/platform/secrets.server.ts";
import { createShopify, type GrantedSession, type Shopify } from "../../app/shopify/app.server.ts";
import { shopFacts } from "../../app/shopify/graphql/shop.ts";
import { createSessionStorage, type SessionStorage } from "../../app/shopify/sealed-session-storage.server.ts";
import { localStoreClient, type ShopClient } from "../local-store/control-client.ts";
import { startLocalStore, type LocalStore } from "../local-store/local-store.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { reachStore } from "./reach-store.ts";

const domain = "demo.myshopify.com";
const appUrl = "https://app.example.com";
const app = { apiKey: "key", apiSecret: "secret-of-this-test", url: appUrl, scopes: ["read_orders", "write_fulfillments"], subscriptions: [] };
const browser = { "User-Agent": "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36" };

let db: TestDatabase;
let store: LocalStore;
let client: ShopClient;
let sessions: SessionStorage;
let shopify: Shopify;
let leave: () => Promise<void>;
const installs: { session: GrantedSession; shopName: string }[] = [];
const lines: string[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  store = await startLocalStore({ app });
  leave = reachStore(store.url);
  client = localStoreClient(store.url).shop(domain);
  sessions = createSessionStorage({ prisma: db.database.prisma, sealer: createSealer([{ id: "1", key: randomBytes(32) }]) });
  shopify = createShopify({
    env: { SHOPIFY_API_KEY: app.apiKey, SHOPIFY_API_SECRET: app.apiSecret, SHOPIFY_APP_URL: appUrl },
    sessionStorage: sessions,
    onInstalled: async (session, admin) => {
      installs.push({ session, shopName: (await admin.query(shopFacts, {})).shop.name });
    },
    log: createLog("debug", { write: (line) => void lines.push(line) }),
  });
});
afterAll(async () => {
  await leave();
  await store.close();
  await db.close();
});
beforeEach(async () => {
  installs.length = 0;
  await sessions.deleteSession(`offline_${domain}`);
});

const dataRequest = (token: string) => new Request(`${appUrl}/app`, { headers: { ...browser, Authorization: `Bearer ${token}` } });
const documentRequest = (query: Record<string, string>) => new Request(`${appUrl}/app?${new URLSearchParams(query)}`, { headers: browser });
const host = Buffer.from("admin.shopify.com/store/demo").toString("base64url");

const refusal = async (request: Request): Promise<Response> => {
  try {
    await shopify.authenticate.admin(request);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
  throw new Error("the request was let in");
};

it("the first visit exchanges the session token, stores the session and tells the install, once", async () => {
  const token = await client.sessionToken();

  const { session } = await shopify.authenticate.admin(dataRequest(token));
  await shopify.authenticate.admin(dataRequest(token));

  expect(session.shop).toBe(domain);
  expect(installs).toEqual([{ session: { shopDomain: domain, scopes: expect.arrayContaining(app.scopes) as unknown }, shopName: "Demo Goods" }]);
});

it("the stored session is offline, expires, and can be refreshed", async () => {
  await shopify.authenticate.admin(dataRequest(await client.sessionToken()));

  const session = await sessions.loadSession(`offline_${domain}`);

  expect(session).toMatchObject({ isOnline: false, shop: domain });
  expect(session?.refreshToken).toMatch(/^shprt_/);
  expect(session?.expires?.getTime()).toBeLessThanOrEqual(Date.now() + 3_600_000);
});

it("a document opened in the admin is let in by the token in its address", async () => {
  const request = documentRequest({ shop: domain, host, embedded: "1", id_token: await client.sessionToken() });

  expect((await shopify.authenticate.admin(request)).session.shop).toBe(domain);
});

it("a document without a token is sent to fetch one", async () => {
  const answer = await refusal(documentRequest({ shop: domain, host, embedded: "1" }));

  expect(answer.status).toBe(302);
  expect(answer.headers.get("Location")).toMatch(/^\/auth\/session-token\?/);
});

it.each([
  ["no token of ours", "abc.def.ghi"],
  ["a token signed with no key", `${Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url")}.e30.`],
])("a data request with %s is refused", async (_what, token) => {
  const answer = await refusal(dataRequest(token));

  expect(answer.status).toBe(401);
  expect(installs).toEqual([]);
});

it("a page may be framed by its own shop and the admin only", () => {
  const headers = new Headers();

  shopify.addDocumentResponseHeaders(documentRequest({ shop: domain, host }), headers);

  expect(headers.get("Content-Security-Policy")).toMatch(new RegExp(`^frame-ancestors https://${domain} https://admin.shopify.com`));
});

it("offers no other door of the library", () => {
  expect(Object.keys(shopify)).toEqual(["authenticate", "addDocumentResponseHeaders"]);
  expect(Object.keys(shopify.authenticate)).toEqual(["admin", "customerAccount", "appProxy"]);
});

it("the library's words go to the log, and hold no token", async () => {
  const token = await client.sessionToken();
  await shopify.authenticate.admin(dataRequest(token));
  const session = await sessions.loadSession(`offline_${domain}`);

  expect(lines.length).toBeGreaterThan(0);
  for (const secret of [token, session?.accessToken ?? "", session?.refreshToken ?? "", app.apiSecret]) {
    expect(secret).not.toBe("");
    expect(lines.join()).not.toContain(secret);
  }
});
