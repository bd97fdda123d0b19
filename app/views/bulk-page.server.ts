// The read model of a bulk action: how far it is, what was left out and why.
import { canUndo, type BulkAction } from "../bulk-actions/bulk-action.ts";
import { findBulkAction, findLatestBulkAction, listFinishedItems, readProgress, type Progress } from "../bulk-actions/store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { BulkPage, RunningBulk, ShownBulkItem } from "./bulk-page.ts";

const shownForMs = 30 * 60_000;
const mostShown = 500;

export async function readRunningBulk(tx: ShopTransaction, now: Date): Promise<RunningBulk | null> {
  const action = await findLatestBulkAction(tx, new Date(now.getTime() - shownForMs));
  return action ? toRunning(action, await readProgress(tx, action.id)) : null;
}

export async function readBulkPage(tx: ShopTransaction, id: string): Promise<BulkPage | undefined> {
  const action = await findBulkAction(tx, id);
  if (!action) return undefined;
  const progress = await readProgress(tx, id);
  return { bulk: toRunning(action, progress), reasons: progress.skipped, shown: await readItems(tx, action) };
}

function toRunning(action: BulkAction, { items, done, skipped }: Progress): RunningBulk {
  const { id, kind, params, createdAt, createdBy } = action;
  return {
    id, kind, params, createdAt, createdBy, items, done,
    skipped: skipped.reduce((sum, group) => sum + group.items, 0),
    isFinished: action.finishedAt !== null,
    isUndone: action.undoneAt !== null,
    canUndo: done > 0 && canUndo(action),
  };
}

async function readItems(tx: ShopTransaction, action: BulkAction): Promise<ShownBulkItem[]> {
  const items = await listFinishedItems(tx, action.id, mostShown);
  const ids = items.map((item) => item.subjectId);
  const ofProblems = action.kind === "RETRY_PROBLEMS" ? await tx.db.problem.findMany({ where: { id: { in: ids } }, select: { id: true, order: { select: { id: true, name: true } } } }) : [];
  const ofOrders = action.kind === "RETRY_PROBLEMS" ? [] : await tx.db.order.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const orders = new Map([...ofOrders.map((order) => [order.id, order] as const), ...ofProblems.flatMap(({ id, order }) => (order ? [[id, order] as const] : []))]);
  return items.map(({ subjectId, skip, memory }) => ({
    key: subjectId, skip, name: orders.get(subjectId)?.name ?? "", orderId: orders.get(subjectId)?.id ?? null, stay: memory.stay ?? [], gone: memory.gone ?? 0,
  }));
}
