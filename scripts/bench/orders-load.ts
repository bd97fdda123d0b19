// Orders on their whole way: from the store's webhook to the supplier who is called, with every book read at the end.
import { setTimeout as wait } from "node:timers/promises";
import { lookIntoInbox } from "./cluster.ts";
import { ledgerOf } from "./intake.ts";
import type { Ledger } from "./ledger.ts";
import type { Pace, Sent } from "./load/delivery.ts";
import type { BenchShop } from "./open-shops.ts";
import type { Stage } from "./stage.ts";
import { domainOf, skus } from "./world/bench-shops.ts";
import type { Booked } from "./world/world-process.ts";

const linesOfOrder = 2;

/** Buyers check out, by turns in each shop; the store's webhooks of it are kept until they are sent. */
export async function placeOrders(stage: Stage, set: string, { shops, count }: { shops: readonly BenchShop[]; count: number }): Promise<void> {
  const orders = Array.from({ length: count }, (_, number) => ({
    domain: shops[number % shops.length]?.domain ?? "",
    order: { lines: Array.from({ length: linesOfOrder }, (_line, line) => ({ sku: skus[(number + line) % skus.length] ?? "", quantity: 1 + (number % 2) })) },
  }));
  await stage.load.ask("place", { set, storeUrl: stage.storeUrl, orders });
}

export type Way = {
  readonly sent: Sent;
  readonly ledger: Ledger;
  /** From the scheduled time of orders/create until the supplier had the order, in the order of arrival there. */
  readonly delays: readonly number[];
  readonly delaysOf: ReadonlyMap<string, readonly number[]>;
  /** From the first scheduled webhook to the last supplier's order. */
  readonly seconds: number;
  readonly cpuUsEach: number;
};

export type OrdersLoad = {
  readonly set: string;
  readonly pace: Pace;
  readonly what: string;
  /** Orders that are to reach their suppliers; their number is waited for. */
  readonly expected: number;
  readonly limitS?: number;
};

/** Ends when every order is with its supplier and the queues are empty, or when the limit is over: then the ledger says what is missing. */
export async function sendOrders(stage: Stage, { set, pace, what, expected, limitS = 300 }: OrdersLoad): Promise<Way> {
  const [web, worker] = [await stage.web(), await stage.worker()];
  await stage.world.ask("empty");
  await untilQuiet(stage, 120);
  await stage.cluster.settle();
  const cpu = () => web.cpu() + worker.cpu() + stage.cluster.cpu();
  const before = cpu();
  const sent = await stage.load.ask<Sent>("send", { set, url: `${web.url}/webhooks`, pace });
  for (const deadline = Date.now() + limitS * 1000; (await stage.world.ask<number>("count")) < expected && Date.now() < deadline; ) await wait(100);
  const cpuUsEach = (cpu() - before) / expected;
  await untilQuiet(stage, 60);
  await stage.load.ask("forget", { set });
  const booked = await stage.world.ask<Booked[]>("booked");
  const kept = await lookIntoInbox(stage.cluster, "InboxMessage", sent.outcomes.map(({ domain, webhookId, status }) => ({ domain, webhookId, isAcked: status === 200 })));
  const [unbalanced] = await stage.cluster.query<{ count: number }>(`select count(*)::int as count from "OrderCheck" where not balanced`);
  const effects = { expected, made: booked.length, distinctKeys: new Set(booked.map(({ key }) => key)).size, unbalanced: unbalanced?.count ?? -1 };
  return { sent, ledger: { ...ledgerOf(what, sent, kept), effects }, cpuUsEach, ...timesOf(sent, booked) };
}

function timesOf({ outcomes }: Sent, booked: readonly Booked[]): Pick<Way, "delays" | "delaysOf" | "seconds"> {
  const scheduled = new Map(outcomes.filter(({ topic }) => topic === "orders/create").map(({ domain, order, scheduledAt }) => [`${domain} ${order}`, scheduledAt]));
  const arrived = booked.toSorted((left, right) => left.acceptedAt - right.acceptedAt).map(({ supplier, order, acceptedAt }) => {
    const domain = domainOf(supplier);
    return { domain, acceptedAt, delay: acceptedAt - (scheduled.get(`${domain} ${order}`) ?? Number.NaN) };
  });
  const first = Math.min(...scheduled.values());
  const byDomain = Map.groupBy(arrived, ({ domain }) => domain);
  return {
    delays: arrived.map(({ delay }) => delay),
    delaysOf: new Map([...byDomain].map(([domain, all]) => [domain, all.map(({ delay }) => delay)])),
    seconds: ((arrived.at(-1)?.acceptedAt ?? Number.NaN) - first) / 1000,
  };
}

/** No job is due. What waits for its time does not count. */
export async function untilQuiet(stage: Stage, limitS: number): Promise<void> {
  for (const deadline = Date.now() + limitS * 1000; Date.now() < deadline; await wait(200)) {
    const [due] = await stage.cluster.query<{ count: number }>(`select count(*)::int as count from pgboss.job where state < 'completed' and start_after <= now() and name not like '%.dead'`);
    if (due?.count === 0) return;
  }
}
