// Check 2: an answer of 200 is a promise. The process is killed the moment 200 orders are acknowledged: none is lost.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findShopByDomain } from "../../../app/merchants/store.server.ts";
import { openPage } from "../../../scripts/demo/open-app.ts";
import { startLocalWorld, type LocalWorld } from "../../../scripts/local-world.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { startRunningApp, type RunningApp } from "../../support/running-app.ts";

const domain = "demo.myshopify.com";
const orders = 200;
const atOnce = 20;

let database: TestDatabase;
let world: LocalWorld;
let app: RunningApp;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await startLocalWorld({ timing: { routingDelayMs: 5, webhookRetryMs: 60_000 } });
  app = await startRunningApp(world, database);
  await openPage(world, domain);
});
afterAll(async () => {
  await app.close();
  await world.close();
  await database.close();
});

const creations = async () => (await world.store.shop(domain).deliveries()).filter(({ topic }) => topic === "orders/create");
const acknowledged = async () => (await creations()).filter(({ state }) => state === "delivered");

async function until(what: string, is: () => Promise<boolean>): Promise<void> {
  const endsAt = Date.now() + 90_000;
  while (!(await is())) {
    if (Date.now() > endsAt) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("check 2: kill -9 after the acknowledgement", () => {
  it("loses none of 200 orders", async () => {
    const shop = world.store.shop(domain);
    for (let placed = 0; placed < orders; placed += atOnce) {
      await Promise.all(Array.from({ length: atOnce }, () => shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] })));
    }
    await until("200 acknowledgements", async () => (await acknowledged()).length >= orders);
    await app.kill();

    const promised = (await acknowledged()).map(({ webhookId }) => webhookId);
    const kept = new Set((await database.database.withoutShop.inboxMessage.findMany({ select: { webhookId: true } })).map(({ webhookId }) => webhookId));
    expect(promised.filter((webhookId) => !kept.has(webhookId))).toEqual([]);

    app = await startRunningApp(world, database);
    const { id: shopId } = (await findShopByDomain(database.database, domain)) ?? { id: "" };
    const known = () => database.database.inShop(shopId, (tx) => tx.db.order.count({ where: { confirmedAt: { not: null } } }));
    await until("every order to be imported and confirmed", async () => (await known()) === orders);
  }, 240_000);
});
