// Do the metrics and the log say what happened? Real orders go through, and both are held against the tables, the
// suppliers' books and the store's.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFigures } from "../../app/figures.server.ts";
import { openMetricsDoor, type MetricsDoor } from "../../app/platform/metrics-door.server.ts";
import { routed } from "../support/by-hand.ts";
import { readSamples, type Samples } from "../support/read-metrics.ts";
import { bookedFor, enqueue, ourOrderId, startStory, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
let door: MetricsDoor;
let aheadMs = 0;
const logged: Record<string, unknown>[] = [];
beforeAll(async () => {
  story = await startStory({ now: () => new Date(Date.now() + aheadMs), logTo: { write: (line) => void logged.push(JSON.parse(line) as Record<string, unknown>) } });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  const { metrics: { registry }, log } = story.tools;
  // Counted anew each time it is asked; a process that runs counts all shops at most every few seconds.
  door = await openMetricsDoor({ registry, refresh: () => createFigures(story.tools)(), log }, { host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await door.close();
  await story.close();
});

const scrape = async (): Promise<Samples> => readSamples(await (await fetch(door.url)).text());
const rows = <Row>(sql: string) => story.inShop((tx) => tx.db.$queryRawUnsafe<Row[]>(sql));

describe("the metrics after an order", () => {
  it("count what came in, what ran, and what the supplier said", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }] });
    await story.drain();
    const samples = await scrape();
    const [stored] = await rows<{ count: number }>(`select count(*)::int as count from "InboxMessage"`);
    const done = await rows<{ step: string; count: number }>("select name as step, count(*)::int as count from pgboss.job where state = 'completed' group by name");

    expect(stored?.count).toBeGreaterThan(0);
    expect(samples.sum("daifa_webhook_outcomes_total", { outcome: "stored" })).toBe(stored?.count);
    expect(samples.sum("daifa_webhook_answers_total", { door: "webhooks", status: "200" })).toBe(stored?.count);
    expect(samples.sum("daifa_webhook_batch_rows_sum")).toBe(stored?.count);
    expect(done.map(({ step }) => step)).toContain("submit-supplier-order");
    expect(samples.by("daifa_step_runs_total", "step", { verdict: "completed" })).toEqual(Object.fromEntries(done.map(({ step, count }) => [step, count])));
    expect(await bookedFor(story.harbor, order.name)).toHaveLength(1);
    expect(samples.by("daifa_supplier_calls_total", "outcome", { connector: "rest-api", call: "submit" })).toEqual({ accepted: 1 });
    expect(samples.sum("daifa_queue_jobs", { state: "due" })).toBe(0);
    expect([samples.sum("daifa_shops_installed"), samples.sum("daifa_orders_unbalanced"), samples.sum("daifa_database_answers")]).toEqual([1, 0, 1]);
  });

  it("name the shop whose points are spent, and what this process is made of", async () => {
    const samples = await scrape();
    const points = story.tools.admin.pointsOf(story.shopId);

    expect(Object.keys(samples.by("daifa_shopify_points_left_ratio", "shop"))).toEqual([story.shopId]);
    expect(samples.sum("daifa_shopify_points_left_ratio")).toBeLessThanOrEqual((points?.left ?? 0) / (points?.most ?? 1));
    expect(samples.sum("daifa_shopify_shops")).toBe(1);
    expect(samples.sum("daifa_database_connections", { pool: "app" })).toBeGreaterThan(0);
    expect(samples.sum("nodejs_eventloop_lag_p99_seconds")).toBeGreaterThan(0);
  });

  it("tell how long the oldest due job waits, and which wait for their time", async () => {
    await enqueue(story, "check-balance");
    await story.inShop((tx) => story.tools.queue.enqueue(tx, [{ step: "check-balance", input: { shopId: story.shopId }, key: "later", afterS: 3600 }]));
    await rows("update pgboss.job set start_after = now() - interval '90 seconds' where name = 'check-balance' and state = 'created' and start_after < now() returning 1");
    const waiting = await scrape();
    await story.drain({ later: true });

    expect(waiting.by("daifa_queue_jobs", "state", { step: "check-balance" })).toEqual({ due: 1, later: 1, active: 0 });
    expect(waiting.sum("daifa_queue_oldest_due_seconds", { step: "check-balance" })).toBeGreaterThanOrEqual(90);
    expect((await scrape()).sum("daifa_queue_oldest_due_seconds")).toBe(0);
  });

  it("show an order that does not balance, an order that no webhook told of, and a job that was given up", async () => {
    await story.shop.addFaults({ webhooks: [{ kind: "drop", topic: null, times: 9 }] });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await routed(story, order.id);
    aheadMs = 90_000;
    await enqueue(story, "sweep-orders");
    await story.drain();
    await rows(`update "OrderCheck" set "balanced" = false where "orderId" = '${await ourOrderId(story, order.id)}' returning 1`);
    await story.tools.queue.enqueueOn(story.tools.queue.boss.getDb(), "sweep-orders.dead", [{ data: { shopId: story.shopId } }]);
    const samples = await scrape();

    expect(samples.sum("daifa_orders_unbalanced")).toBe(1);
    expect(samples.by("daifa_sweep_findings_last_day", "finding")).toEqual({ missing: 1, outdated: 0 });
    expect(samples.by("daifa_queue_given_up", "step")).toMatchObject({ "sweep-orders": 1, "route-order": 0 });
  });

  it("leave the database's figures out where it does not answer, and stand all the same", async () => {
    const { database, ...others } = story.tools;
    const broken = createFigures({ ...others, database: { ...database, inSharedTables: () => Promise.reject(new Error("no database")) } });
    await broken();
    const samples = readSamples(await story.tools.metrics.registry.metrics());

    expect(samples.sum("daifa_database_answers")).toBe(0);
    for (const name of ["daifa_orders_unbalanced", "daifa_queue_jobs", "daifa_queue_oldest_due_seconds", "daifa_sweep_findings_last_day"]) expect(samples.count(name)).toBe(0);
    expect(samples.sum("daifa_step_runs_total")).toBeGreaterThan(0);
  });
});

describe("the log", () => {
  it("says of each line of a step whose it is: shop, order, step and attempt, also deep in a client", async () => {
    const [submitted] = logged.filter(({ step, msg }) => step === "submit-supplier-order" && msg === "called out");
    const [ended] = logged.filter(({ step, msg }) => step === "submit-supplier-order" && msg === "step ended");
    const about = { shop: story.shopId, order: expect.stringMatching(/^[0-9a-f-]{36}$/), supplierOrder: expect.any(String), attempt: 1, job: expect.any(String) };

    expect(submitted).toMatchObject(about);
    expect(ended).toMatchObject({ ...about, verdict: "completed", ms: expect.any(Number) });
    expect(logged.filter(({ msg, step }) => msg === "Admin API asked" && step === "create-fulfillment").every(({ shop }) => shop === story.shopId)).toBe(true);
  });
});
