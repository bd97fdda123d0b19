// The memory of bulk actions: one row for the click, one for each thing it is about, each done once.
import { Prisma, type BulkAction as Row, type BulkActionItem as ItemRow } from "@prisma/client";
import type { Reason } from "../orders/allocation.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Params } from "../platform/errors.ts";
import { newId } from "../platform/ids.server.ts";
import { bulkParamsSchema, itemMemorySchema, type BulkAction, type BulkKind, type BulkParams, type ItemMemory } from "./bulk-action.ts";

export type BulkItem = { readonly id: string; readonly subjectId: string; readonly memory: ItemMemory };
export type NewBulkAction = {
  readonly kind: BulkKind;
  readonly params: BulkParams;
  readonly by: { readonly name: string; readonly at: Date };
  readonly items: readonly { readonly subjectId: string; readonly memory?: ItemMemory }[];
};

const rowsAtOnce = 2_000;

export async function createBulkAction(tx: ShopTransaction, { kind, params, by, items }: NewBulkAction): Promise<string> {
  const bulkActionId = newId();
  await tx.db.bulkAction.create({ data: { id: bulkActionId, shopId: tx.shopId, kind, params, createdAt: by.at, createdBy: by.name } });
  const rows = items.map(({ subjectId, memory }, position) => ({
    id: newId(), shopId: tx.shopId, bulkActionId, position, subjectId, ...(memory ? { before: memory } : {}),
  }));
  for (let from = 0; from < rows.length; from += rowsAtOnce) await tx.db.bulkActionItem.createMany({ data: rows.slice(from, from + rowsAtOnce) });
  return bulkActionId;
}

export async function findBulkAction(tx: ShopTransaction, id: string): Promise<BulkAction | undefined> {
  const row = await tx.db.bulkAction.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } } });
  return row ? toBulkAction(row) : undefined;
}

/** The newest of the shop, for the line above the orders. */
export async function findLatestBulkAction(tx: ShopTransaction, since: Date): Promise<BulkAction | undefined> {
  const row = await tx.db.bulkAction.findFirst({ where: { createdAt: { gte: since } }, orderBy: { createdAt: "desc" } });
  return row ? toBulkAction(row) : undefined;
}

/** What is still to be done, in the order of the selection. */
export async function listOpenItems(tx: ShopTransaction, bulkActionId: string, take: number): Promise<BulkItem[]> {
  const rows = await tx.db.bulkActionItem.findMany({ where: { bulkActionId, doneAt: null }, orderBy: { position: "asc" }, take });
  return rows.map(toItem);
}

/** Of everything that the action has really done, for its undo. */
export async function listDoneItems(tx: ShopTransaction, bulkActionId: string): Promise<BulkItem[]> {
  const rows = await tx.db.bulkActionItem.findMany({ where: { bulkActionId, doneAt: { not: null }, code: null }, orderBy: { position: "asc" } });
  return rows.map(toItem);
}

export async function saveItem(tx: ShopTransaction, id: string, done: { at: Date; skip: Reason | null; memory: ItemMemory }): Promise<void> {
  await tx.db.bulkActionItem.update({
    where: { shopId_id: { shopId: tx.shopId, id } },
    data: { doneAt: done.at, code: done.skip?.code ?? null, params: done.skip ? { ...done.skip.params } : Prisma.DbNull, before: done.memory },
  });
}

export async function finishBulkAction(tx: ShopTransaction, id: string, at: Date): Promise<void> {
  await tx.db.bulkAction.updateMany({ where: { id, finishedAt: null }, data: { finishedAt: at } });
}

/** False when somebody else has undone it already. */
export async function markUndone(tx: ShopTransaction, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.db.bulkAction.updateMany({ where: { id, undoneAt: null }, data: { undoneAt: at } });
  return count === 1;
}

export type Progress = { readonly items: number; readonly done: number; readonly skipped: readonly { readonly code: string; readonly items: number }[] };

export async function readProgress(tx: ShopTransaction, bulkActionId: string): Promise<Progress> {
  const groups = await tx.db.bulkActionItem.groupBy({ by: ["code"], where: { bulkActionId, doneAt: { not: null } }, _count: true, orderBy: { code: "asc" } });
  return {
    items: await tx.db.bulkActionItem.count({ where: { bulkActionId } }),
    done: groups.find(({ code }) => code === null)?._count ?? 0,
    skipped: groups.flatMap(({ code, _count: items }) => (code === null ? [] : [{ code, items }])),
  };
}

export type ShownItem = { readonly subjectId: string; readonly skip: Reason | null; readonly memory: ItemMemory };

/** Skipped ones first: they are what a person looks for. */
export async function listFinishedItems(tx: ShopTransaction, bulkActionId: string, take: number): Promise<ShownItem[]> {
  const rows = await tx.db.bulkActionItem.findMany({
    where: { bulkActionId, doneAt: { not: null } }, orderBy: [{ code: { sort: "asc", nulls: "last" } }, { position: "asc" }], take,
  });
  return rows.map((row) => ({ subjectId: row.subjectId, skip: row.code === null ? null : { code: row.code, params: (row.params ?? {}) as Params }, memory: memoryOf(row) }));
}

const memoryOf = (row: ItemRow): ItemMemory => itemMemorySchema.parse(row.before ?? {});
const toItem = (row: ItemRow): BulkItem => ({ id: row.id, subjectId: row.subjectId, memory: memoryOf(row) });

function toBulkAction(row: Row): BulkAction {
  const { id, kind, createdAt, createdBy, finishedAt, undoneAt } = row;
  return { id, kind, params: bulkParamsSchema.parse(row.params), createdAt, createdBy, finishedAt, undoneAt };
}
