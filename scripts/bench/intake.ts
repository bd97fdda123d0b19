// One load at one door: what was sent and answered, what it cost, and whether the books balance.
import { PgBoss } from "pg-boss";
import { webhookQueue } from "../../app/dispatch-webhook.server.ts";
import { schemaName } from "../../app/platform/queue.server.ts";
import { lookIntoInbox } from "./cluster.ts";
import type { ServerProcess } from "./app-process.ts";
import type { Ledger } from "./ledger.ts";
import type { Pace, Sent } from "./load/delivery.ts";
import type { Stage } from "./stage.ts";
import { domainOf, skus } from "./world/bench-shops.ts";

export type Door = { readonly name: string; readonly server: ServerProcess; readonly table: "InboxMessage" | "ReferenceInbox" };
export type Loaded = { readonly sent: Sent; readonly ledger: Ledger; readonly cpuUsEach: number; readonly nodeUsEach: number; readonly perSecond: number };

const example = "example";
let exampleBytes = 0;

/** One order of five lines, as the store tells of it. */
export async function prepareExample(stage: Stage): Promise<number> {
  if (exampleBytes > 0) return exampleBytes;
  const lines = skus.slice(0, 5).map((sku) => ({ sku, quantity: 2, properties: [{ name: "Engraving", value: "A sample text of the buyer's" }] }));
  const order = { lines, billingAddress: { address1: "1 Sample Street" }, note: "Please leave it with the neighbor. ".repeat(15) };
  await stage.shops(1);
  const { bytes } = await stage.load.ask<{ bytes: number }>("place", { set: example, storeUrl: stage.storeUrl, orders: [{ domain: domainOf(0), order }] });
  exampleBytes = bytes;
  return bytes;
}

/** Signed webhooks of a shop that nobody has installed: the door does not know shops, and no worker looks at them. */
export async function makeWebhooks(stage: Stage, set: string, many: { count: number; repeatsPercent?: number }): Promise<void> {
  await prepareExample(stage);
  await stage.load.ask("make", { set, example, ...many, secret: stage.apiSecret, domain: `${set}.myshopify.com` });
}

export async function doorsOf(stage: Stage): Promise<{ app: Door; bare: Door; remix: Door }> {
  const [app, bare, remix] = [await stage.web(), await stage.reference("bare"), await stage.reference("remix")];
  return {
    app: { name: "app", server: app, table: "InboxMessage" },
    bare: { name: "bare", server: bare, table: "ReferenceInbox" },
    remix: { name: "remix", server: remix, table: "ReferenceInbox" },
  };
}

/** The worker of a later arm is not to find what was taken in to measure the door alone. */
export async function forgetWebhooks({ cluster }: Stage): Promise<void> {
  const boss = new PgBoss({ connectionString: cluster.urls.queue, schema: schemaName, max: 1, supervise: false, schedule: false, migrate: false });
  boss.on("error", () => undefined);
  await boss.start();
  await boss.deleteQueuedJobs(webhookQueue);
  await boss.stop({ graceful: false });
}

export type Load = { readonly set: string; readonly pace: Pace; readonly what: string };

export async function loadDoor(stage: Stage, { server, table, name }: Door, { set, pace, what }: Load): Promise<Loaded> {
  await stage.cluster.settle();
  const before = { node: server.cpu(), cluster: stage.cluster.cpu() };
  const sent = await stage.load.ask<Sent>("send", { set, url: `${server.url}/webhooks`, pace });
  const nodeUs = server.cpu() - before.node;
  const cpuUs = nodeUs + stage.cluster.cpu() - before.cluster;
  const count = sent.outcomes.length;
  const kept = await lookIntoInbox(stage.cluster, table, sent.outcomes.map(({ domain, webhookId, status }) => ({ domain, webhookId, isAcked: status === 200 })));
  return { sent, ledger: ledgerOf(`${what} (${name})`, sent, kept), cpuUsEach: cpuUs / count, nodeUsEach: nodeUs / count, perSecond: (count / sent.wallMs) * 1000 };
}

export function ledgerOf(what: string, { outcomes }: Pick<Sent, "outcomes">, kept: { absent: number; rows: number }): Ledger {
  const acked = outcomes.filter(({ status }) => status === 200);
  const failed = outcomes.filter(({ status }) => status === 0).length;
  return {
    what, sent: outcomes.length, acked: acked.length, failed, rejected: outcomes.length - acked.length - failed,
    inbox: { ackedButAbsent: kept.absent, ackedDistinct: new Set(acked.map(({ domain, webhookId }) => `${domain} ${webhookId}`)).size, rows: kept.rows },
  };
}
