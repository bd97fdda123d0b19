// Who is let into the admin's pages? Session tokens, forged in every way, before Shopify's own library and a local store.
import { createHmac, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
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

type Claims = Partial<Record<"iss" | "dest" | "aud" | "sub", string> & Record<"exp" | "nbf" | "iat", number>>;

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const signed = (head: object, claims: Claims, secret: string = app.apiSecret) => {
  const now = Math.floor(Date.now() / 1000);
  const text = `${part({ typ: "JWT", ...head })}.${part({ iss: `https://${domain}/admin`, dest: `https://${domain}`, aud: app.apiKey, sub: "1", exp: now + 60, nbf: now, iat: now, jti: "j", sid: "s", ...claims })}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
};
const hs256 = { alg: "HS256" };
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const bySecretKey = (head: object): string => {
  const [start = ""] = signed(head, {}).split(/\.[^.]+$/);
  return `${start}.${createSign("RSA-SHA256").update(start).sign(privateKey).toString("base64url")}`;
};
const past = Math.floor(Date.now() / 1000) - 600;

it("a token of this shape, honestly made, is let in: the forgeries below fail for their one fault", async () => {
  expect((await shopify.authenticate.admin(dataRequest(signed(hs256, {})))).session.shop).toBe(domain);
});

it.each([
  ["no token of ours", "abc.def.ghi"],
  ["a token signed with no key", `${part({ alg: "none", typ: "JWT" })}.e30.`],
  ["a whole token that says it needs no signature", signed({ alg: "none" }, {}).replace(/[^.]+$/, "")],
  ["a token that only says so, with a signature", signed({ alg: "none" }, {})],
  ["a token signed by a key pair instead of our secret", bySecretKey({ alg: "RS256" })],
  ["a token signed with a public key as the secret", signed(hs256, {}, publicKey.export({ type: "spki", format: "pem" }).toString())],
  ["another app's secret", signed(hs256, {}, "secret-of-another-app")],
  ["an empty secret", signed(hs256, {}, "")],
  ["another app's name", signed(hs256, { aud: "another-key" })],
  ["an end in the past", signed(hs256, { exp: past, nbf: past - 60, iat: past - 60 })],
  ["a beginning in the future", signed(hs256, { nbf: past + 1_800, iat: past + 1_800, exp: past + 1_900 })],
  ["a place that is no shop of Shopify's", signed(hs256, { dest: "https://evil.example", iss: "https://evil.example/admin" })],
  ["a place that only begins like one", signed(hs256, { dest: `https://${domain}.evil.example`, iss: `https://${domain}.evil.example/admin` })],
  ["a changed body under the old signature", (() => {
    const [head, , sign] = signed(hs256, {}).split(".");
    return [head, part({ dest: "https://other.myshopify.com" }), sign].join(".");
  })()],
])("a data request with %s is refused", async (_what, token) => {
  const answer = await refusal(dataRequest(token));

  expect(answer.status).toBe(401);
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect([installs, await sessions.loadSession(`offline_${domain}`)]).toEqual([[], undefined]);
});

it("the issuer has to be the shop that the token is for", async () => {
  const answer = await refusal(dataRequest(signed(hs256, { iss: "https://other.myshopify.com/admin" })));

  expect([answer.status, installs]).toEqual([401, []]);
});

it("the shop comes from the token and never from the address", async () => {
  const request = new Request(`${appUrl}/app?shop=other.myshopify.com&host=${host}`, { headers: { ...browser, Authorization: `Bearer ${await client.sessionToken()}` } });

  expect((await shopify.authenticate.admin(request)).session.shop).toBe(domain);
});

it.each([
  `/auth/callback?shop=${domain}&code=stolen&state=guessed&hmac=${"0".repeat(64)}&timestamp=1`,
  `/auth?shop=evil.example&host=${host}`,
  "/auth/callback?code=stolen",
])("an answer of OAuth that nobody asked for opens nothing: %s", async (path) => {
  const answer = await refusal(new Request(`${appUrl}${path}`, { headers: browser }));

  expect(answer.status).toBeGreaterThanOrEqual(300);
  expect(answer.headers.get("Location") ?? "").not.toContain("evil.example/");
  expect([installs, await sessions.loadSession(`offline_${domain}`)]).toEqual([[], undefined]);
});

it.each(["evil.example", "demo.myshopify.com.evil.example", "demo.myshopify.com; script-src *", "*"])("no page may be framed in the name of %s", (shop) => {
  const headers = new Headers();

  shopify.addDocumentResponseHeaders(documentRequest({ shop, host }), headers);

  expect(headers.get("Content-Security-Policy") ?? "").not.toMatch(/evil|script-src|\*/);
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
