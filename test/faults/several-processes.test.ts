// Two webs and two workers on one database: a storm, one of each killed, the rest replaced one by one as a deployment does.
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { withClient } from "../../scripts/database-roles.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { effort } from "./effort.ts";
import { placeMany, startFaultWorld, until, untilOrdered, type FaultWorld } from "./fault-world.ts";
import { everythingHolds } from "./scene.ts";

let test: TestDatabase;
let at: FaultWorld;
beforeAll(async () => {
  test = await createTestDatabase();
  at = await startFaultWorld({ urls: test.urls, port: Number(new URL(inject("postgres").adminUrl).port), roles: ["web", "web", "worker", "worker"] });
});
afterEach(() => everythingHolds(at.scene));
afterAll(async () => {
  await at.close();
  await test.close();
});

describe("several processes", () => {
  it("F42 in a storm, one web and one worker are killed, the others replaced one by one, and the schema grows: nothing is lost, and each ends in time", async () => {
    const placing = placeMany(at, effort(20, 200));
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
    await untilOrdered(at, await placing);
  }, 200_000);
});
