// The read model of customers' data: periods, last clean-up, requests, and a page of the log of disclosures.
import type { ShopTransaction } from "../platform/db.server.ts";
import { dueAfter } from "../privacy/read-request.ts";
import { findLastRun, readPeriods } from "../privacy/retention-store.server.ts";
import { readDisclosures } from "./disclosures.server.ts";
import { stateOf, type DisclosuresQuery, type PrivacyPage, type ShownRequest, type ShownRun } from "./privacy-page.ts";

const mostRequests = 50;

export async function readPrivacyPage(tx: ShopTransaction, query: DisclosuresQuery, now: Date): Promise<PrivacyPage> {
  const suppliers = await tx.db.disclosure.groupBy({ by: ["supplierId", "supplierName"], orderBy: [{ supplierName: "asc" }] });
  return {
    periods: await readPeriods(tx),
    run: await readRun(tx),
    requests: await readRequests(tx, now),
    query,
    ...(await readDisclosures(tx, query)),
    // A supplier that was renamed is one supplier.
    suppliers: [...new Map(suppliers.map(({ supplierId, supplierName }) => [supplierId, { id: supplierId, name: supplierName }])).values()],
  };
}

async function readRun(tx: ShopTransaction): Promise<ShownRun | null> {
  const run = await findLastRun(tx);
  if (!run) return null;
  const orders = await tx.db.order.findMany({ where: { id: { in: run.stays.flatMap(({ orderIds }) => orderIds) } }, select: { id: true, name: true } });
  return { ...run, stays: run.stays.map(({ code, count, orderIds }) => ({ code, count, orders: orders.filter(({ id }) => orderIds.includes(id)) })) };
}

async function readRequests(tx: ShopTransaction, now: Date): Promise<ShownRequest[]> {
  const tasks = await tx.db.privacyTask.findMany({
    select: { id: true, topic: true, receivedAt: true, dueAt: true, doneAt: true, ordersFound: true, downloadedAt: true },
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }], take: mostRequests,
  });
  const withFile = new Set((await tx.db.privacyTask.findMany({ where: { id: { in: tasks.map(({ id }) => id) }, file: { not: null } }, select: { id: true } })).map(({ id }) => id));
  return tasks.map((task) => {
    const shown = { ...task, dueAt: task.dueAt ?? dueAfter(task.receivedAt), hasFile: withFile.has(task.id) };
    return { ...shown, state: stateOf(shown, now) };
  });
}
