// Web and worker as processes of their own, killed, stopped and cut off from a database that crashes.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { randomUUID } from "node:crypto";
import { withClient } from "../../scripts/database-roles.ts";
import { deliver, openSlowSenders } from "./deliver.ts";
import { effort } from "./effort.ts";
import { placeMany, startFaultWorld, until, untilOrdered, type FaultWorld } from "./fault-world.ts";
import { startKillablePostgres, type KillablePostgres } from "./killable-postgres.ts";
import { everythingHolds } from "./scene.ts";

let postgres: KillablePostgres;
let at: FaultWorld;
beforeAll(async () => {
  postgres = await startKillablePostgres();
  at = await startFaultWorld({ urls: postgres.urls, port: postgres.port });
});
afterEach(async () => {
  for (const role of ["web", "worker"] as const) if (at.running(role).length === 0) await at.start(role);
  await everythingHolds(at.scene);
});
afterAll(async () => {
  await at.close();
  await postgres.stop();
});

const worker = () => at.running("worker")[0] ?? expect.fail("no worker runs");
const web = () => at.running("web")[0] ?? expect.fail("no web runs");

/** The process that met the seam is gone; another takes its place, and the claims of the first have run out. */
async function succeed(point: string): Promise<void> {
  const dying = worker();
  await until(`the worker to die at ${point}`, () => at.armed().length === 0 && !dying.isAlive());
  await at.letClaimsEnd();
  await at.start("worker");
}

describe("a process that is killed", () => {
  const points = ["submit-supplier-order:intent-saved", "submit-supplier-order:called", "route-order:commit", "import-order:committed"];
  it.each(effort(points.slice(1, 2), points))("F1 the worker, at %s: the order is with its supplier once", async (point) => {
    at.arm(point);
    const names = await placeMany(at, 1);
    await succeed(point);
    await untilOrdered(at, names);
  });

  it("F2 the web, while webhooks come in: none that it has acknowledged is lost, and the others come again", async () => {
    const placing = placeMany(at, effort(14, 200));
    await until("the first acknowledgements", async () => (await at.shop.deliveries()).filter(({ state }) => state === "delivered").length > 4);
    await web().kill();
    await at.start("web");
    await untilOrdered(at, await placing);
  });
});

describe("a worker that stands still", () => {
  it("F3 for longer than its claim, after the supplier has answered: its outcome is refused when it wakes, and the supplier saw one key", async () => {
    const sleeper = worker();
    at.arm("submit-supplier-order:called", "stop");
    const names = await placeMany(at, 1);
    await until("the worker to stop", () => at.armed().length === 0);
    await at.letClaimsEnd();
    await at.start("worker");
    await untilOrdered(at, names);
    sleeper.signal("SIGCONT");
    await until("its late outcome to be refused", () => at.logged().includes("is no longer ours"));
    const { reference } = await at.database.inShop(at.shopId, (tx) => tx.db.supplierOrder.findFirstOrThrow({ where: { orderName: names[0] ?? "" } }));
    const calls = (await Promise.all(at.world.suppliers.map(({ client }) => client.readCalls()))).flat();
    expect(new Set(calls.flatMap(({ idempotencyKey }) => (idempotencyKey?.startsWith(reference) ? [idempotencyKey] : []))).size).toBe(1);
    await sleeper.end();
  });
});

/** As the server sees it: with the names of the app's own roles. */
const asAdmin = <T>(question: string) => withClient(postgres.adminUrl("daifa"), async (client) => (await client.query(question)).rows as T[]);
const pids = () => [web().pid, worker().pid];
const rowsOf = (webhookId: string) => at.database.withoutShop.inboxMessage.findMany({ where: { webhookId }, select: { id: true } });

describe("the database", () => {
  it("F4 crashes and comes back: 503 meanwhile, never 200, no process ends, and listening begins again", async () => {
    const before = pids();
    await postgres.crash();
    const answers = await Promise.all(Array.from({ length: 5 }, () => deliver(at)));
    expect(new Set(answers)).toEqual(new Set([503]));
    const names = await placeMany(at, 3);
    await until("Shopify to be told 503", async () => (await at.shop.deliveries()).some(({ attempts }) => attempts.some(({ status }) => status === 503)));
    await postgres.start();
    await untilOrdered(at, names);
    expect(await deliver(at)).toBe(200);
    expect(pids()).toEqual(before);
    await until("somebody to listen", async () => (await asAdmin("select 1 from pg_stat_activity where usename = 'daifa_app' and query ilike 'listen %'")).length > 0);
  });

  it("F5 ends every connection of the app, again and again: the pools heal, and what was told meanwhile is found", async () => {
    const before = pids();
    const placing = placeMany(at, effort(5, 20));
    for (let round = 0; round < effort(3, 12); round += 1) {
      await asAdmin("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'daifa' and usename in ('daifa_app', 'daifa_boss')");
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    await untilOrdered(at, await placing);
    expect(pids()).toEqual(before);
  });

  it("F6 commits, and the line is cut before its answer: the repeated webhook, and the repeated step, change nothing", async () => {
    const webhookId = randomUUID();
    const inWeb = at.line.cutBehind("Q\0\0\0\x0bcommit\0", 1);
    expect(await deliver(at, webhookId)).toBe(503);
    expect(inWeb.hit()).toBe(1);
    await until("the commit to have happened", async () => (await rowsOf(webhookId)).length === 1);
    expect(await deliver(at, webhookId)).toBe(200);
    const [stored, ...more] = await rowsOf(webhookId);
    expect(more).toEqual([]);
    expect(await asAdmin(`select 1 from pgboss.job where name = 'webhook' and data->>'inboxId' = '${stored?.id ?? ""}'`)).toHaveLength(1);
    const inWorker = at.line.cutBehind("COMMIT\0", effort(3, 12));
    await untilOrdered(at, await placeMany(at, effort(2, 6)));
    expect(inWorker.hit()).toBeGreaterThan(0);
  });

  it("F7 has a session that holds locks and a snapshot: an early 503 rather than silence, steps give up waiting, and go on afterwards", async () => {
    const held = await withClient(postgres.adminUrl("daifa"), async (client) => {
      await client.query("begin isolation level repeatable read; select count(*) from \"Order\"; lock table \"InboxMessage\", \"SupplierOrder\" in exclusive mode");
      const refused = await deliver(at);
      await client.query("rollback; begin isolation level repeatable read; select count(*) from \"Order\"; lock table \"SupplierOrder\" in exclusive mode");
      const names = await placeMany(at, 2);
      await until("a step to give up its lock", () => at.logged().includes("lock timeout"));
      await new Promise((resolve) => setTimeout(resolve, effort(0, 170_000)));
      await client.query("rollback");
      return { refused, names };
    });
    expect(held.refused).toBe(503);
    await untilOrdered(at, held.names);
    expect(await deliver(at)).toBe(200);
  }, 400_000);
});

describe("a process in distress", () => {
  it("F24 runs out of memory amid an order: another takes over, and the order is placed once", async () => {
    await worker().end();
    await at.start("worker", { nodeFlags: ["--max-old-space-size=200"] });
    at.arm("submit-supplier-order:called", "fill");
    const names = await placeMany(at, 1);
    await succeed("submit-supplier-order:called");
    await untilOrdered(at, names);
  });

  it("F24 blocks its event loop for two seconds: its claims outlive that, and no step is run twice", async () => {
    at.arm("draft-supplier-orders:commit", "block 2000");
    const names = await placeMany(at, 2);
    await untilOrdered(at, names);
    expect(at.armed()).toEqual([]);
  });

  it("F25 meets connections that send a byte a second: they are closed, and others are answered meanwhile", async () => {
    const slow = openSlowSenders(web().port, effort(100, 500));
    for (let asked = 0; asked < 5; asked += 1) {
      expect(await deliver(at)).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(slow.open()).toBeGreaterThan(0);
    await until("every slow sender to be cut off", () => slow.open() === 0, 60_000);
    slow.close();
  });
});
