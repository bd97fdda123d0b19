// Does work inside a shop commit as one, wait its turn, and survive a database that goes away?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, lockOrder, lockShop } from "../../app/platform/db.server.ts";
import { BugError } from "../../app/platform/errors.ts";
import { newId } from "../../app/platform/ids.server.ts";
import { pendingMigrations, prepareDatabase } from "../../scripts/database-migrations.ts";
import { withClient } from "../../scripts/database-roles.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

let test: TestDatabase;

const shop = (id: string) => ({
  id,
  domain: `shop-${id}.myshopify.com`,
  name: `Shop ${id}`,
  currency: "USD",
  timeZone: "UTC",
  locale: "en",
  installedAt: new Date(),
});
const supplier = (shopId: string, name: string) => ({
  id: newId(),
  shopId,
  name,
  kind: "FACTORY" as const,
  connector: "manual",
  connectorSettings: {},
  locale: "zh-CN",
  timeZone: "Asia/Shanghai",
});

beforeAll(async () => {
  test = await createTestDatabase();
  await test.database.withoutShop.shop.create({ data: shop("1") });
});
afterAll(() => test.close());

describe("one transaction of one shop", () => {
  it("is rolled back whole when the work throws", async () => {
    const failing = test.database.inShop("1", async (tx) => {
      await tx.db.supplier.create({ data: supplier(tx.shopId, "Half saved") });
      throw new Error("crash");
    });
    await expect(failing).rejects.toThrow("crash");
    expect(await test.database.inShop("1", (tx) => tx.db.supplier.count())).toBe(0);
  });

  it("needs a shop", async () => {
    await expect(test.database.inShop("", async () => undefined)).rejects.toThrow(BugError);
  });

  it("leaves no shop behind on the pooled connection", async () => {
    const single = createDatabase({ url: test.urls.app, maxConnections: 1 });
    await single.inShop("1", (tx) => tx.db.supplier.create({ data: supplier(tx.shopId, "Left behind") }));
    const seen = await single.prisma.supplier.count();
    await single.close();
    expect(seen).toBe(0);
  });

  it("gives up on a lock after the time it was given", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const locked = new Promise<void>((isLocked) => {
      void test.database.inShop("1", async (tx) => {
        await lockShop(tx);
        isLocked();
        await held;
      });
    });
    await locked;
    const waiting = test.database.inShop("1", lockShop, { lockTimeoutMs: 30 });
    await expect(waiting).rejects.toThrow(/lock timeout/);
    release();
  });

  it("lets work on one order go on one after the other, and other orders pass", async () => {
    const order = newId();
    const story: string[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let announce = () => {};
    const isLocked = new Promise<void>((resolve) => (announce = resolve));
    const first = test.database.inShop("1", async (tx) => {
      await lockOrder(tx, order);
      announce();
      await held;
      story.push("first");
    });
    await isLocked;
    const second = test.database.inShop("1", async (tx) => {
      await lockOrder(tx, order);
      story.push("second");
    });
    await test.database.inShop("1", (tx) => lockOrder(tx, newId()));
    story.push("other order");
    release();
    await Promise.all([first, second]);
    expect(story).toEqual(["other order", "first", "second"]);
  });
});

describe("the tables without a shop", () => {
  it("take an inbox message once, however often Shopify sends it", async () => {
    const message = { shopDomain: "shop-1.myshopify.com", webhookId: "w1", topic: "orders/create", apiVersion: "2026-10" };
    const receive = () =>
      test.database.inSharedTables((tx) =>
        tx.inboxMessage.createMany({ data: { ...message, id: newId(), body: Buffer.from("{}") }, skipDuplicates: true }),
      );
    expect((await receive()).count).toBe(1);
    expect((await receive()).count).toBe(0);
  });
});

describe("a database that goes away", () => {
  it("costs the idle connections, not the process", async () => {
    const broken: Error[] = [];
    const database = createDatabase({ url: test.urls.app, maxConnections: 2, onConnectionError: (error) => broken.push(error) });
    await database.ping();
    await withClient(test.adminUrl, (client) =>
      client.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'daifa_app' and datname = current_database() and state = 'idle'"),
    );
    await expect.poll(() => broken.length).toBeGreaterThan(0);
    await database.ping();
    await database.close();
  });
});

describe("migrations", () => {
  it("are all applied, and preparing the database again changes nothing", async () => {
    await prepareDatabase(test.urls);
    const rows = await withClient(test.urls.owner, async (client) => {
      expect(await pendingMigrations(client)).toEqual([]);
      return (await client.query("select migration_name, applied_steps_count from _prisma_migrations")).rows;
    });
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map((row: { migration_name: string }) => row.migration_name)).size).toBe(rows.length);
  });
});
