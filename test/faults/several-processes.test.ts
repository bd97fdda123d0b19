// Two webs and two workers on one database: a storm, one of each killed, the rest replaced one by one as a deployment does.
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { findShopByDomain } from "../../app/merchants/store.server.ts";
import { openPage } from "../../scripts/demo/open-app.ts";
import { withClient } from "../../scripts/database-roles.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { effort } from "./effort.ts";
import { placeMany, startFaultWorld, until, untilOrdered, type FaultWorld } from "./fault-world.ts";
import { everythingHolds } from "./scene.ts";
import type { Scene } from "./invariants.ts";

const other = "other.myshopify.com";
let test: TestDatabase;
let at: FaultWorld;
let scene: Scene;
beforeAll(async () => {
  test = await createTestDatabase();
  at = await startFaultWorld({ urls: test.urls, port: Number(new URL(inject("postgres").adminUrl).port), roles: ["web", "web", "worker", "worker"] });
  await openPage(at.world, other);
  const otherId = (await findShopByDomain(at.database, other))?.id ?? "";
  scene = { ...at.scene, shops: { ...at.scene.shops, [other]: otherId } };
});
afterEach(() => everythingHolds(scene));
afterAll(async () => {
  await at.close();
  await test.close();
});

describe("several processes", () => {
  it("F42 in a storm, one web and one worker are killed, the others replaced one by one, and the schema grows: nothing is lost, and each ends in time", async () => {
    const placing = placeMany(at, effort(20, 400));
    await until("the storm to be under way", async () => (await at.shop.orders()).length >= 10);
    await Promise.all([at.running("web")[0]?.kill(), at.running("worker")[0]?.kill()]);
    const old = [...at.running("web"), ...at.running("worker")];
    // What a new version adds, the old one does not know.
    await withClient(test.urls.owner, (client) => client.query(`alter table "Order" add column "addedByANewerVersion" text`));
    for (const one of old) {
      await at.start(one.role);
      // Ten seconds are the promise; what takes longer is killed here, and has no exit code then.
      expect(await one.end(10_000)).toBe(0);
    }
    await at.letClaimsEnd();
    await untilOrdered(at, await placing, 120_000);
  }, 300_000);

  it("F41 one shop's storm does not keep another's order waiting until its end", async () => {
    const [variant] = await at.world.store.shop(other).variants();
    const placing = placeMany(at, effort(60, 2_000));
    await until("the storm to be under way", async () => (await at.shop.orders()).length >= 20);
    const theirs = await at.world.store.shop(other).placeOrder({ lines: [{ sku: variant?.sku ?? "", quantity: 1 }] });
    const id = scene.shops[other] ?? "";
    await until("the other shop's order to be routed", () => at.database.inShop(id, (tx) => tx.db.routingPlan.findFirst({ where: { order: { shopifyOrderId: theirs.id } } }).then((plan) => plan !== null)));
    const names = await placing;
    const done = await at.database.inShop(at.shopId, (tx) => tx.db.supplierOrder.count({ where: { orderName: { in: names }, state: "ACCEPTED" } }));
    expect(done).toBeLessThan(names.length);
    await untilOrdered(at, names, 200_000);
  }, 400_000);
});
