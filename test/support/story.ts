// What do journeys say again and again? A shop that sends by itself, two suppliers it knows, and what the outside saw.
import { createRunner } from "../../app/worker.server.ts";
import { asJob } from "../../app/platform/queue.server.ts";
import { listOpenProblems } from "../../app/problems/store.server.ts";
import type { Problem } from "../../app/problems/problem.ts";
import { listChanges } from "../../app/supplier-orders/change-store.server.ts";
import { goLive } from "../../app/supplier-orders/release-supplier-orders.server.ts";
import type { WorldSupplier } from "../../scripts/local-world.ts";
import type { BookedOrder } from "../local-store/control/order-book.ts";
import { addSupplier, startTestWorld, type TestWorld, type TestWorldOptions } from "./world.ts";

export type Story = TestWorld & {
  readonly harbor: WorldSupplier;
  readonly yiwu: WorldSupplier;
  readonly harborId: string;
  readonly yiwuId: string;
};

export const by = { name: "Store Owner", at: new Date("2026-11-24T09:00:00Z") };

/** Suppliers are given a second to answer, so that a silent one costs a test no more. */
export async function startStory({ isLive = true, ...options }: TestWorldOptions & { isLive?: boolean } = {}): Promise<Story> {
  const world = await startTestWorld(options);
  const [harbor, yiwu] = world.suppliers;
  const harborId = await addSupplier(world, harbor, { timeoutSeconds: 1 });
  const yiwuId = await addSupplier(world, yiwu, { timeoutSeconds: 1 });
  if (isLive) await world.inShop((tx) => goLive(tx, 1, by));
  return { ...world, harbor, yiwu, harborId, yiwuId };
}

export async function enqueue(world: TestWorld, step: string, input: Record<string, unknown> = {}): Promise<void> {
  await world.inShop((tx) => world.tools.queue.enqueue(tx, [{ step, input: { shopId: world.shopId, ...input }, key: `test:${step}` }]));
}

/** Runs what waits in one queue as if its time had come, once; then whatever follows. Returns how many jobs waited. */
export async function letTimePass(world: TestWorld, queue: string): Promise<number> {
  const { boss } = world.tools.queue;
  const run = createRunner(world.tools);
  const rows = await boss.fetch<unknown>(queue, { batchSize: 50, includeMetadata: true, ignoreStartAfter: true });
  const results = await Promise.all(rows.map((row) => run(asJob(queue, row))));
  for (const result of results) if (result.status !== "completed") await boss.fail(queue, result.id);
  await world.drain();
  return rows.length;
}

/** Jobs that are not done, by queue: what would still run by itself. */
export async function openJobs(world: TestWorld): Promise<string[]> {
  const rows = await world.inShop((tx) => tx.db.$queryRaw<{ name: string }[]>`select name from pgboss.job where state < 'completed' and name not like '%.dead' order by name`);
  return rows.map(({ name }) => name);
}

export const problemsOf = (world: TestWorld): Promise<Problem[]> => world.inShop((tx) => listOpenProblems(tx));

export async function problemCodes(world: TestWorld): Promise<string[]> {
  return (await problemsOf(world)).map(({ code }) => code).toSorted();
}

/** What stands where for one order: "state reason" with its units. */
export async function unitsOf(world: TestWorld, shopifyOrderId: string): Promise<Record<string, number>> {
  const rows = await world.inShop((tx) => tx.db.allocation.findMany({ where: { order: { shopifyOrderId } } }));
  const units: Record<string, number> = {};
  for (const row of rows) {
    const key = row.reasonCode ? `${row.state} ${row.reasonCode}` : row.state;
    units[key] = (units[key] ?? 0) + row.quantity;
  }
  return units;
}

export async function ourOrderId(world: TestWorld, shopifyOrderId: string): Promise<string> {
  return (await world.inShop((tx) => tx.db.order.findFirstOrThrow({ where: { shopifyOrderId } }))).id;
}

/** What suppliers were asked to change of an order, oldest first: "RECALL ACCEPTED change.accepted". */
export async function changesOf(world: TestWorld, shopifyOrderId: string): Promise<string[]> {
  const orderId = await ourOrderId(world, shopifyOrderId);
  return (await world.inShop((tx) => listChanges(tx, orderId))).map(({ kind, state, answer }) => [kind, state, answer?.code ?? ""].join(" ").trim());
}

/** What a supplier's own book holds of one order of the shop's: its lines as "item × packs". */
export async function bookedFor(supplier: WorldSupplier, orderName: string): Promise<{ reference: string; lines: string[]; lookUps: number }[]> {
  const { orders } = await supplier.client.readBook();
  return orders.filter(({ order }) => order.identity.orderName === orderName).map(({ order, lookUps }) => ({
    reference: order.identity.reference, lookUps, lines: order.lines.map((line) => `${line.itemId} × ${line.quantity}`),
  }));
}

/** What the store's own book calls shipped: "number company: units …" for each fulfillment. */
export function shippedIn(order: BookedOrder): { number: string | null; company: string | null; url: string | null; units: number[] }[] {
  return order.fulfillments.map(({ trackingInfo, lines }) => ({
    number: trackingInfo[0]?.number ?? null, company: trackingInfo[0]?.company ?? null, url: trackingInfo[0]?.url ?? null,
    units: lines.map(({ quantity }) => quantity),
  }));
}

export async function callsOf(world: TestWorld, root: string): Promise<number> {
  return (await world.shop.calls()).filter((call) => call.roots.includes(root)).length;
}

/** Every order's check; all of them must balance for a story to end well. */
export async function unbalanced(world: TestWorld): Promise<string[]> {
  const checks = await world.inShop((tx) => tx.db.orderCheck.findMany({ where: { balanced: false } }));
  return checks.flatMap((check) => (check.findings as { code: string }[]).map(({ code }) => code));
}
