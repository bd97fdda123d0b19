// The memory of what suppliers were asked. A state changes only along the noun's own table, and each change is dated.
import { Prisma } from "@prisma/client";
import type { Reason } from "../orders/allocation.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { BugError, type Params } from "../platform/errors.ts";
import { newId } from "../platform/ids.server.ts";
import { assertMove, type SupplierOrder, type SupplierOrderState } from "./supplier-order.ts";

export const supplierOrderParts = {
  lines: { orderBy: { position: "asc" } },
  order: { select: { name: true, orderNumber: true } },
} satisfies Prisma.SupplierOrderInclude;
export type SupplierOrderRow = Prisma.SupplierOrderGetPayload<{ include: typeof supplierOrderParts }>;

export async function findSupplierOrder(tx: ShopTransaction, id: string): Promise<SupplierOrder | undefined> {
  const row = await tx.db.supplierOrder.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } }, include: supplierOrderParts });
  return row ? toSupplierOrder(row) : undefined;
}

export async function findSupplierOrderByReference(tx: ShopTransaction, reference: string): Promise<SupplierOrder | undefined> {
  const row = await tx.db.supplierOrder.findUnique({ where: { reference }, include: supplierOrderParts });
  return row ? toSupplierOrder(row) : undefined;
}

export async function listSupplierOrders(tx: ShopTransaction, orderId: string): Promise<SupplierOrder[]> {
  const rows = await tx.db.supplierOrder.findMany({ where: { orderId }, include: supplierOrderParts, orderBy: { id: "asc" } });
  return rows.map(toSupplierOrder);
}

/** Drafts that nobody has allowed yet, of orders from this number on; oldest first. */
export async function listUnreleased(tx: ShopTransaction, fromOrderNumber: number): Promise<SupplierOrder[]> {
  const rows = await tx.db.supplierOrder.findMany({
    where: { state: "DRAFT", releasedAt: null, order: { orderNumber: { gte: fromOrderNumber } } },
    include: supplierOrderParts,
    orderBy: { id: "asc" },
  });
  return rows.map(toSupplierOrder);
}

/** Suppliers that still owe us something: an answer, or parcels. */
export async function listSuppliersWithOpenOrders(tx: ShopTransaction): Promise<string[]> {
  const rows = await tx.db.supplierOrder.findMany({
    where: { state: { in: ["SENDING", "UNKNOWN", "SENT", "ACCEPTED", "PARTLY_SHIPPED"] } },
    select: { supplierId: true },
    distinct: ["supplierId"],
  });
  return rows.map((row) => row.supplierId);
}

/** Released, being sent or without an answer, and unchanged since then. Orders on hold wait for a reason. */
export async function listStuck(tx: ShopTransaction, before: Date, take: number): Promise<{ id: string; orderId: string }[]> {
  return tx.db.supplierOrder.findMany({
    where: {
      OR: [{ state: "DRAFT", releasedAt: { lt: before } }, { state: { in: ["SENDING", "UNKNOWN"] } }],
      order: { holdCode: null, confirmedAt: { not: null } },
      history: { none: { at: { gte: before } } },
    },
    select: { id: true, orderId: true },
    orderBy: { id: "asc" },
    take,
  });
}

/** Run twice: what was released stays as it was; returns the ids that are newly allowed. */
export async function releaseDrafts(tx: ShopTransaction, ids: readonly string[], by: { name: string; at: Date }): Promise<string[]> {
  const open = await tx.db.supplierOrder.findMany({ where: { id: { in: [...ids] }, state: "DRAFT", releasedAt: null }, select: { id: true } });
  await tx.db.supplierOrder.updateMany({ where: { id: { in: open.map(({ id }) => id) } }, data: { releasedAt: by.at, releasedBy: by.name } });
  return open.map(({ id }) => id);
}

export async function takeBackReleases(tx: ShopTransaction, releasedBy: string): Promise<void> {
  await tx.db.supplierOrder.updateMany({ where: { state: "DRAFT", releasedBy }, data: { releasedAt: null, releasedBy: null } });
}

/** Drafts of these that were not sent yet wait again; returns how many. */
export async function takeBack(tx: ShopTransaction, ids: readonly string[]): Promise<number> {
  const { count } = await tx.db.supplierOrder.updateMany({ where: { id: { in: [...ids] }, state: "DRAFT", releasedAt: { not: null } }, data: { releasedAt: null, releasedBy: null } });
  return count;
}

/** The orders of these supplier orders, in the order of their ids. */
export async function listOrderIds(tx: ShopTransaction, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.db.supplierOrder.findMany({ where: { id: { in: [...ids] } }, select: { orderId: true }, distinct: ["orderId"], orderBy: { orderId: "asc" } });
  return rows.map(({ orderId }) => orderId);
}

export type StateChange = {
  readonly from: SupplierOrder;
  readonly to: SupplierOrderState;
  readonly at: Date;
  readonly reason?: Reason | null;
  readonly facts?: Prisma.SupplierOrderUncheckedUpdateManyInput;
};

/**
 * Changes the state if nobody else has since `from` was read: the attempt is the fence.
 * Returns false, and changes nothing, when somebody has.
 */
export async function changeState(tx: ShopTransaction, change: StateChange): Promise<boolean> {
  const { from, to, at, reason, facts } = change;
  assertMove(from.state, to);
  const attempt = to === "SENDING" ? from.attempt + 1 : from.attempt;
  const why = { reasonCode: reason?.code ?? null, reasonParams: reason?.params ?? Prisma.DbNull };
  const { count } = await tx.db.supplierOrder.updateMany({
    where: { id: from.id, attempt: from.attempt, state: from.state },
    data: { ...facts, ...why, state: to, attempt },
  });
  if (count === 0) return false;
  await tx.db.supplierOrderChange.create({
    data: { ...why, id: newId(), shopId: tx.shopId, supplierOrderId: from.id, fromState: from.state, toState: to, at, attempt },
  });
  return true;
}

export async function createDraft(tx: ShopTransaction, draft: Omit<Prisma.SupplierOrderUncheckedCreateInput, "shopId" | "state" | "lines">, lines: readonly Prisma.SupplierOrderLineCreateManyInput[]): Promise<void> {
  await tx.db.supplierOrder.create({ data: { ...draft, shopId: tx.shopId, state: "DRAFT" } });
  await tx.db.supplierOrderLine.createMany({ data: [...lines] });
  await tx.db.supplierOrderChange.create({
    data: { id: newId(), shopId: tx.shopId, supplierOrderId: draft.id, toState: "DRAFT", at: new Date(), attempt: 0 },
  });
}

export function toSupplierOrder(row: SupplierOrderRow): SupplierOrder {
  if (row.lines.some((line) => line.packs <= 0)) throw new BugError(`supplier order ${row.id} has a line without packs`);
  return {
    id: row.id,
    orderId: row.orderId,
    orderName: row.orderName,
    orderNumber: row.order.orderNumber,
    supplierId: row.supplierId,
    state: row.state,
    attempt: row.attempt,
    releasedAt: row.releasedAt,
    reference: row.reference,
    revision: row.revision,
    idempotencyKey: row.idempotencyKey,
    supplierReference: row.supplierReference,
    reason: row.reasonCode ? { code: row.reasonCode, params: (row.reasonParams ?? {}) as Params } : null,
    total: { minor: row.totalMinor, currency: row.currency },
    lines: row.lines.map((line) => ({
      id: line.id,
      lineItemId: line.lineItemId,
      lineReference: line.lineReference,
      titleEn: line.titleEn,
      itemId: line.itemId,
      sku: line.sku,
      quantity: line.quantity,
      packRatio: line.packRatio,
      packs: line.packs,
      unitCost: { minor: line.unitCostMinor, currency: line.currency },
      isRefused: line.answer === "refused" || line.answer === "recalled",
    })),
  };
}
