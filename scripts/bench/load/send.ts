// Sends deliveries at their scheduled times and writes down when each was answered. Latency counts from the schedule,
// so that a generator which waits for a slow server does not hide the waiting.
import { setTimeout as wait } from "node:timers/promises";
import { Pool } from "undici";
import type { Delivery, Outcome, Pace, Sent } from "./delivery.ts";

/** Shopify gives up after five seconds; the bench waits for longer to see what would have come. */
const answerLimitMs = 60_000;

/** Milliseconds since 1970, with fractions: other processes' clocks are compared with it. */
const now = (): number => performance.timeOrigin + performance.now();

type Run = { readonly pool: Pool; readonly path: string; readonly outcomes: Outcome[] };

export async function send(url: string, deliveries: readonly Delivery[], pace: Pace): Promise<Sent> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: pace.connections, pipelining: 1, headersTimeout: answerLimitMs, bodyTimeout: answerLimitMs });
  const run: Run = { pool, path: pathname, outcomes: [] };
  try {
    const startedAt = now();
    const worstLagMs = pace.kind === "closed" ? await sendInTurn(run, deliveries, pace.connections) : await sendOnTime(run, deliveries, pace.ordersPerSecond ?? Infinity);
    return { wallMs: now() - startedAt, outcomes: run.outcomes, worstLagMs };
  } finally {
    await pool.destroy();
  }
}

async function sendInTurn(run: Run, deliveries: readonly Delivery[], connections: number): Promise<number> {
  let next = 0;
  const oneAfterAnother = async (): Promise<void> => {
    for (let delivery = deliveries[next++]; delivery; delivery = deliveries[next++]) await sendOne(run, delivery, now());
  };
  await Promise.all(Array.from({ length: connections }, oneAfterAnother));
  return 0;
}

async function sendOnTime(run: Run, deliveries: readonly Delivery[], ordersPerSecond: number): Promise<number> {
  const orders = [...Map.groupBy(deliveries, (delivery) => `${delivery.domain} ${delivery.order}`).values()];
  const startedAt = now();
  const underWay: Promise<void>[] = [];
  let worstLagMs = 0;
  for (const [position, group] of orders.entries()) {
    const scheduledAt = startedAt + (Number.isFinite(ordersPerSecond) ? (position / ordersPerSecond) * 1000 : 0);
    for (let early = scheduledAt - now(); early > 0; early = scheduledAt - now()) await wait(Math.max(1, Math.floor(early)));
    worstLagMs = Math.max(worstLagMs, now() - scheduledAt);
    for (const delivery of group) underWay.push(sendOne(run, delivery, scheduledAt));
  }
  await Promise.all(underWay);
  return worstLagMs;
}

async function sendOne({ pool, path, outcomes }: Run, delivery: Delivery, scheduledAt: number): Promise<void> {
  const { domain, webhookId, order, topic } = delivery;
  const status = await pool.request({ path, method: "POST", headers: delivery.headers, body: delivery.body }).then(
    async (response) => {
      await response.body.dump();
      return response.statusCode;
    },
    () => 0,
  );
  outcomes.push({ domain, webhookId, order, topic, status, scheduledAt, latencyMs: now() - scheduledAt });
}
