// What was each supplier asked of this order, and what did it answer? Newest first, given-up drafts last.
import type { Prisma } from "@prisma/client";
import { unitsIn, type Allocation, type Reason } from "../orders/allocation.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Params } from "../platform/errors.ts";
import { liveStates } from "../supplier-orders/change-request.ts";
import type { ShownSupplierOrder } from "./order-page.ts";

const parts = { lines: { orderBy: { position: "asc" } }, supplier: { select: { name: true } }, batch: { select: { day: true } }, changes: { where: { kind: "RECALL", state: { in: liveStates() } }, select: { id: true } } } satisfies Prisma.SupplierOrderInclude;
type Row = Prisma.SupplierOrderGetPayload<{ include: typeof parts }>;

const recallable: readonly Row["state"][] = ["TO_HAND_OVER", "SENT", "ACCEPTED", "PARTLY_SHIPPED"];

export async function readShownSupplierOrders(tx: ShopTransaction, orderId: string, allocations: readonly Allocation[]): Promise<ShownSupplierOrder[]> {
  const rows = await tx.db.supplierOrder.findMany({ where: { orderId }, include: parts, orderBy: { id: "desc" } });
  const isOver = (row: Row): number => (row.state === "CANCELLED" ? 1 : 0);
  return rows.toSorted((left, right) => isOver(left) - isOver(right)).map((row) => toShown(row, allocations));
}

function toShown(row: Row, allocations: readonly Allocation[]): ShownSupplierOrder {
  const { acknowledgedCostMinor: minor, acknowledgedCostCurrency: currency } = row;
  return {
    id: row.id,
    supplierName: row.supplier.name,
    state: row.state,
    sheetDay: row.batch?.day.toISOString().slice(0, 10) ?? null,
    reason: reasonOf(row.reasonCode, row.reasonParams),
    reference: row.reference,
    supplierReference: row.supplierReference,
    total: { minor: row.totalMinor, currency: row.currency },
    acknowledgedCost: minor === null || currency === null ? null : { minor, currency },
    sentAt: row.sentAt,
    isReleased: row.releasedAt !== null,
    toCallBack: !recallable.includes(row.state) || row.changes.length > 0 ? [] : row.lines.flatMap((line) => {
      const units = unitsIn(allocations.filter((one) => one.supplierOrderLineId === line.id), "WITH_SUPPLIER");
      return units > 0 ? [{ title: line.titleEn, units }] : [];
    }),
    lines: row.lines.map((line) => ({
      id: line.id,
      title: line.titleEn,
      itemId: line.specId ? `${line.itemId} / ${line.specId}` : line.itemId,
      quantity: line.quantity,
      packs: line.packs,
      packRatio: line.packRatio,
      unitCost: { minor: line.unitCostMinor, currency: line.currency },
      answer: line.answer,
    })),
  };
}

/** A reason as its two columns hold it. */
export function reasonOf(code: string | null, params: unknown): Reason | null {
  return code === null ? null : { code, params: (params ?? {}) as Params };
}
