// The memory of where each unit stands. Rows of a line are replaced together, so that their sum never changes halfway.
import { Prisma, type Allocation as Row } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Params } from "../platform/errors.ts";
import { BugError } from "../platform/errors.ts";
import { newId } from "../platform/ids.server.ts";
import { moveUnits, type Allocation, type AllocationChange } from "./allocation.ts";

export async function listAllocations(tx: ShopTransaction, orderId: string): Promise<Allocation[]> {
  const rows = await tx.db.allocation.findMany({ where: { orderId }, orderBy: { id: "asc" } });
  return rows.map(toAllocation);
}

/**
 * Writes the rows of an order as they are to be: changed, added, and removed where they are not among them.
 * Two statements however many lines there are; nothing refers to these rows, so what changed is written anew under its id.
 */
export async function saveAllocations(tx: ShopTransaction, orderId: string, rows: readonly Allocation[]): Promise<void> {
  const before = new Map((await listAllocations(tx, orderId)).map((row) => [row.id, row]));
  const kept = new Set(rows.map((row) => row.id));
  const changed = rows.filter((row) => JSON.stringify(before.get(row.id)) !== JSON.stringify(row));
  const gone = [...before.keys()].filter((id) => !kept.has(id));
  const written = [...gone, ...changed.flatMap(({ id }) => (before.has(id) ? [id] : []))];
  if (written.length > 0) await tx.db.allocation.deleteMany({ where: { id: { in: written } } });
  const changedAt = new Date();
  if (changed.length > 0) await tx.db.allocation.createMany({ data: changed.map((row) => ({ ...toRow(row), changedAt, id: row.id, shopId: tx.shopId, orderId })) });
}

export type UnitsMove = { readonly quantity: number; readonly to: AllocationChange; readonly from: (row: Allocation) => boolean };

/** Moves units of an order from the rows that match into another place. Throws BugError when fewer match. */
export async function moveAllocated(tx: ShopTransaction, orderId: string, moves: readonly UnitsMove[]): Promise<void> {
  let rows = await listAllocations(tx, orderId);
  for (const move of moves) {
    const matching = rows.filter(move.from);
    const moved = moveUnits(matching, move, newId);
    rows = [...rows.filter((row) => !matching.includes(row)), ...moved];
  }
  const sum = (list: readonly Allocation[]) => list.reduce((total, row) => total + row.quantity, 0);
  if (sum(rows) !== sum(await listAllocations(tx, orderId))) throw new BugError("units were lost or doubled in a move");
  await saveAllocations(tx, orderId, rows);
}

function toRow(row: Allocation) {
  return {
    lineItemId: row.lineItemId,
    quantity: row.quantity,
    state: row.state,
    reasonCode: row.reason?.code ?? null,
    reasonParams: row.reason ? row.reason.params : Prisma.DbNull,
    supplierOrderLineId: row.supplierOrderLineId,
    parcelLineId: row.parcelLineId,
  };
}

function toAllocation(row: Row): Allocation {
  return {
    id: row.id,
    lineItemId: row.lineItemId,
    quantity: row.quantity,
    state: row.state,
    reason: row.reasonCode ? { code: row.reasonCode, params: (row.reasonParams ?? {}) as Params } : null,
    supplierOrderLineId: row.supplierOrderLineId,
    parcelLineId: row.parcelLineId,
  };
}
