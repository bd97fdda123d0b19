// A worker was only slow, and its job has been given to another: whatever it still wants to save is rolled back.
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { createLog } from "../../app/platform/log.server.ts";
import { asJob, installQueues, openQueue, type Queue } from "../../app/platform/queue.server.ts";
import { entry, runJob } from "../../app/platform/run-step.server.ts";
import type { Step } from "../../app/platform/step.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

const name = "note-in-settings";
let db: TestDatabase;
let queue: Queue;
beforeAll(async () => {
  db = await createTestDatabase();
  await installQueues(db.urls.queue, [{ name }]);
  queue = await openQueue(db.urls.queue, createLog("silent"));
  await db.database.withoutShop.shop.create({ data: { id: "1", domain: "one.myshopify.com", name: "One", currency: "USD", timeZone: "UTC", locale: "en", installedAt: new Date(), grantedScopes: [] } });
});
afterAll(async () => {
  await queue.close();
  await db.close();
});

const step: Step<object, { shopId: string }, string> = {
  name, input: z.object({ shopId: z.string() }),
  run: async () => async (tx) => {
    await tx.db.exchangeRate.create({ data: { id: crypto.randomUUID(), shopId: tx.shopId, fromCurrency: "USD", toCurrency: "EUR", rate: "1", quotedOn: new Date(), source: "a test" } });
    return "saved";
  },
};

const take = async () => {
  const [row] = await queue.boss.fetch<unknown>(name, { batchSize: 1, includeMetadata: true, ignoreStartAfter: true });
  if (!row) throw new Error("no job waits");
  return asJob(name, row);
};
const run = (job: Awaited<ReturnType<typeof take>>) => runJob({ tools: {}, database: db.database, queue, log: createLog("silent"), onTrouble: () => Promise.resolve() }, entry(step, () => []), job);
const saved = () => db.database.inShop("1", (tx) => tx.db.exchangeRate.count());

it("saves nothing once another has the job, and the other saves once", async () => {
  await db.database.inShop("1", (tx) => queue.enqueue(tx, [{ step: name, input: { shopId: "1" } }]));
  const slow = await take();
  // Its time is over: the queue takes the job back, and another worker gets it.
  await queue.boss.fail(name, slow.id);
  const next = await take();
  expect([next.id, next.retryCount]).toEqual([slow.id, slow.retryCount + 1]);

  expect([await run(slow), await saved()]).toEqual(["failed", 0]);
  expect([await run(next), await saved()]).toEqual(["completed", 1]);
});
