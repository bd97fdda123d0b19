// What is true right now, for whoever scrapes this process: read from its parts and from the database when asked.
// A database that does not answer takes its own figures away and nothing else: the scrape that matters most is that one.
import type { Database } from "./platform/db.server.ts";
import type { Metrics } from "./platform/metrics.server.ts";
import { readQueueFigures } from "./platform/queue-figures.server.ts";
import { countEveryShop } from "./order-check/every-shop-store.server.ts";
import type { Tools } from "./tools.server.ts";
import { queueSpecs } from "./worker.server.ts";

const mostNamedShops = 20;
const dayMs = 24 * 3_600_000;
/** However often it is scraped, and by however many, all shops are counted no more often than this. */
const freshMs = 5_000;

export function createFigures(tools: Tools): () => Promise<void> {
  let readAtMs = -Infinity;
  return async () => {
    readProcess(tools);
    if (performance.now() - readAtMs < freshMs) return;
    readAtMs = performance.now();
    await readDatabase(tools);
  };
}

function readProcess({ metrics: { asked }, webhookDoor, callbackDoor, admin, database, inbox }: Tools): void {
  asked.webhookAnswers.reset();
  for (const [door, { answers }] of Object.entries({ webhooks: webhookDoor, fulfillment_service: callbackDoor })) {
    for (const [status, count] of answers) asked.webhookAnswers.inc({ door, status }, count);
  }
  notePool(asked, "app", database.pool());
  notePool(asked, "inbox", inbox.pool());
  const shops = admin.everyPoints().map(({ shopId, left, most }) => ({ shop: shopId, ratio: left / most })).toSorted((a, b) => a.ratio - b.ratio);
  asked.pointsLeft.reset();
  for (const { shop, ratio } of shops.slice(0, mostNamedShops)) asked.pointsLeft.set({ shop }, ratio);
  const under = (limit: number) => shops.filter(({ ratio }) => ratio < limit).length;
  asked.pointsShops.set({ left: "under_10" }, under(0.1));
  asked.pointsShops.set({ left: "under_50" }, under(0.5) - under(0.1));
  asked.pointsShops.set({ left: "rest" }, shops.length - under(0.5));
}

function notePool(asked: Metrics["asked"], pool: string, { open, idle, waiting }: ReturnType<Database["pool"]>): void {
  asked.connections.set({ pool, state: "in_use" }, open - idle);
  asked.connections.set({ pool, state: "idle" }, idle);
  asked.connections.set({ pool, state: "waiting" }, waiting);
}

async function readDatabase(tools: Tools): Promise<void> {
  const { metrics: { asked }, database, queue, log } = tools;
  const { shops, unbalanced, sweepFindings, queueJobs, queueAge, queueDead } = asked;
  try {
    const queues = await readQueueFigures(queue, queueSpecs.map(({ name }) => name));
    const every = await countEveryShop(database, new Date(tools.now().getTime() - dayMs));
    for (const { name: step, due, later, active, oldestDueS, dead } of queues) {
      for (const [state, count] of Object.entries({ due, later, active })) queueJobs.set({ step, state }, count);
      queueAge.set({ step }, oldestDueS);
      queueDead.set({ step }, dead);
    }
    shops.set(every.shops);
    unbalanced.set(every.unbalanced);
    sweepFindings.set({ finding: "missing" }, every.missing);
    sweepFindings.set({ finding: "outdated" }, every.outdated);
    asked.isAnswering.set(1);
  } catch (error) {
    log.error({ err: error }, "the database did not answer for the metrics");
    // A figure of before would look like one of now.
    for (const gauge of [shops, unbalanced]) gauge.remove();
    for (const gauge of [queueJobs, queueAge, queueDead, sweepFindings]) gauge.reset();
    asked.isAnswering.set(0);
  }
}
