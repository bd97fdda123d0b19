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

/** Writes the rows of an order as they are to be: changed, added, and removed where they are not among them. */
export async function saveAllocations(tx: ShopTransaction, orderId: string, rows: readonly Allocation[]): Promise<void> {
  const before = new Map((await listAllocations(tx, orderId)).map((row) => [row.id, row]));
  const gone = [...before.keys()].filter((id) => !rows.some((row) => row.id === id));
  if (gone.length > 0) await tx.db.allocation.deleteMany({ where: { id: { in: gone } } });
  for (const row of rows) {
    const known = before.get(row.id);
    if (known && JSON.stringify(known) === JSON.stringify(row)) continue;
    const data = { ...toRow(row), changedAt: new Date() };
    if (known) await tx.db.allocation.update({ where: { shopId_id: { shopId: tx.shopId, id: row.id } }, data });
    else await tx.db.allocation.create({ data: { ...data, id: row.id, shopId: tx.shopId, orderId } });
  }
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
