import { randomBytes } from "node:crypto";
import { Session } from "@shopify/shopify-api";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSealer } from "../../app/platform/secrets.server.ts";
import { createSessionStorage, type SessionStorage } from "../../app/shopify/sealed-session-storage.server.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

const shop = "demo.myshopify.com";
const keys = [{ id: "2", key: randomBytes(32) }, { id: "1", key: randomBytes(32) }];

let db: TestDatabase;
let storage: SessionStorage;

beforeAll(async () => {
  db = await createTestDatabase();
  storage = createSessionStorage({ prisma: db.database.prisma, sealer: createSealer(keys) });
});
afterAll(() => db.close());

const offline = () =>
  new Session({
    id: `offline_${shop}`, shop, state: "", isOnline: false, scope: "read_orders",
    accessToken: "shpat_secret", expires: new Date("2030-01-01T00:00:00Z"),
    refreshToken: "shprt_secret", refreshTokenExpires: new Date("2030-03-01T00:00:00Z"),
  });

const online = () =>
  new Session({
    id: `${shop}_42`, shop, state: "", isOnline: true, scope: "read_orders", accessToken: "shpua_secret", expires: new Date("2030-01-01T00:00:00Z"),
    onlineAccessInfo: {
      expires_in: 60, associated_user_scope: "read_orders",
      associated_user: { id: 42, first_name: "Test", last_name: "Staff", email: "staff@example.com", account_owner: true, locale: "zh-CN", collaborator: false, email_verified: true },
    },
  });

it("an offline session comes back with its access token, its refresh token and both ends", async () => {
  expect(await storage.storeSession(offline())).toBe(true);

  const found = await storage.loadSession(`offline_${shop}`);

  expect(found?.toObject()).toMatchObject({ accessToken: "shpat_secret", refreshToken: "shprt_secret", isOnline: false, scope: "read_orders" });
  expect(found?.expires).toEqual(new Date("2030-01-01T00:00:00Z"));
  expect(found?.refreshTokenExpires).toEqual(new Date("2030-03-01T00:00:00Z"));
});

it("an online session comes back with its user", async () => {
  await storage.storeSession(online());

  const found = await storage.loadSession(`${shop}_42`);

  expect(found?.accessToken).toBe("shpua_secret");
  expect(found?.refreshToken).toBeUndefined();
  expect(found?.onlineAccessInfo?.associated_user).toMatchObject({ id: 42, locale: "zh-CN" });
});

it("the database holds no token that can be read", async () => {
  await storage.storeSession(offline());

  const row = await db.database.prisma.session.findUniqueOrThrow({ where: { id: `offline_${shop}` } });

  expect(row.accessToken).toMatch(/^k2\./);
  expect(row.refreshToken).toMatch(/^k2\./);
  expect(JSON.stringify(row)).not.toContain("secret");
});

it("the session that the library goes on using keeps its plain token", async () => {
  const session = offline();

  await storage.storeSession(session);

  expect(session.accessToken).toBe("shpat_secret");
});

it("a row copied to another id does not open", async () => {
  await storage.storeSession(offline());
  const row = await db.database.prisma.session.findUniqueOrThrow({ where: { id: `offline_${shop}` } });
  await db.database.prisma.session.create({ data: { ...row, id: "offline_other.myshopify.com", shop: "other.myshopify.com" } });

  await expect(storage.loadSession("offline_other.myshopify.com")).rejects.toThrow(/does not open/);
});

it("a refresh token put in the access token's place does not open", async () => {
  await storage.storeSession(offline());
  const row = await db.database.prisma.session.findUniqueOrThrow({ where: { id: `offline_${shop}` } });
  await db.database.prisma.session.update({ where: { id: row.id }, data: { accessToken: row.refreshToken ?? "" } });

  await expect(storage.loadSession(row.id)).rejects.toThrow(/does not open/);
});

it("what an older key sealed still opens, and is sealed with the new one when it is stored again", async () => {
  const older = createSessionStorage({ prisma: db.database.prisma, sealer: createSealer(keys.slice(1)) });
  await older.storeSession(offline());

  const found = await storage.loadSession(`offline_${shop}`);
  if (!found) throw new Error("the session is gone");
  await storage.storeSession(found);

  const row = await db.database.prisma.session.findUniqueOrThrow({ where: { id: `offline_${shop}` } });
  expect(found.accessToken).toBe("shpat_secret");
  expect(row.accessToken).toMatch(/^k2\./);
});

it("all of a shop's sessions are found opened, and can be deleted", async () => {
  await storage.storeSession(offline());
  await storage.storeSession(online());

  const tokens = (await storage.findSessionsByShop(shop)).map((session) => session.accessToken).toSorted();
  await storage.deleteSession(`${shop}_42`);
  await storage.deleteSessions([`offline_${shop}`]);

  expect(tokens).toEqual(["shpat_secret", "shpua_secret"]);
  expect(await storage.loadSession(`offline_${shop}`)).toBeUndefined();
  expect(await storage.findSessionsByShop(shop)).toEqual([]);
});

it("a database that is away at the first use is an ordinary error, and the next use works", async () => {
  let isAway = true;
  const session = new Proxy(db.database.prisma.session, {
    get: (target, name) => (name === "count" && isAway ? () => Promise.reject(new Error("away")) : (Reflect.get(target, name) as unknown)),
  });
  const prisma = new Proxy(db.database.prisma, { get: (target, name) => (name === "session" ? session : (Reflect.get(target, name) as unknown)) });
  const early = createSessionStorage({ prisma, sealer: createSealer(keys) });

  await expect(early.loadSession("any")).rejects.toThrow("away");
  isAway = false;

  expect(await early.loadSession("any")).toBeUndefined();
});
