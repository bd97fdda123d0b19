// Which orders may a reply be about: all that a supplier still owes something of, and those that the text names.
import type { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { KnownParcel, OrderToShip } from "../shipments/plan-reply.ts";
import { packsFor } from "../suppliers/offer.ts";

const parts = {
  lines: { orderBy: { position: "asc" } }, supplier: { select: { name: true } }, receiver: { select: { name: true, redactedAt: true } },
} satisfies Prisma.SupplierOrderInclude;
type Row = Prisma.SupplierOrderGetPayload<{ include: typeof parts }>;

const owing = ["SENDING", "UNKNOWN", "TO_HAND_OVER", "SENT", "ACCEPTED", "PARTLY_SHIPPED"] as const;
const mostOrders = 3000;
const mostNamed = 1000;

/** supplierId: only this supplier's, where the person has said whose reply it is. */
export async function loadOrdersToShip(tx: ShopTransaction, { text, supplierId }: { text: string; supplierId: string | null }): Promise<OrderToShip[]> {
  const whose = supplierId === null ? {} : { supplierId };
  const open = await tx.db.supplierOrder.findMany({ where: { ...whose, state: { in: [...owing] } }, include: parts, orderBy: { id: "desc" }, take: mostOrders });
  const named = await tx.db.supplierOrder.findMany({ where: { ...whose, state: { in: ["SHIPPED", "REFUSED"] }, order: { orderNumber: { in: numbersIn(text) } } }, include: parts, take: mostOrders });
  const rows = [...open, ...named];
  const shipped = await tx.db.parcelLine.groupBy({
    by: ["supplierOrderLineId"], where: { supplierOrderLineId: { in: rows.flatMap(({ lines }) => lines.map(({ id }) => id)) } }, _sum: { quantity: true },
  });
  const units = new Map(shipped.map((row) => [row.supplierOrderLineId, row._sum.quantity ?? 0]));
  return rows.map((row) => toOrder(row, units));
}

/** Whole numbers that may be an order's. */
function numbersIn(text: string): number[] {
  const found = text.normalize("NFKC").match(/(?<!\d)\d{1,9}(?!\d)/g) ?? [];
  return [...new Set(found.map(Number))].slice(0, mostNamed);
}

function toOrder(row: Row, shipped: ReadonlyMap<string, number>): OrderToShip {
  return {
    supplierOrderId: row.id, orderName: row.orderName, supplierName: row.supplier.name, state: row.state,
    receiverName: row.receiver && !row.receiver.redactedAt ? row.receiver.name : null,
    lines: row.lines.filter(({ answer }) => answer !== "refused" && answer !== "recalled").map((line) => ({
      lineReference: line.lineReference, itemId: line.itemId, title: line.nameZh ?? line.titleEn, left: line.packs - packsFor(shipped.get(line.id) ?? 0, line.packRatio),
    })),
  };
}

export async function loadKnownParcels(tx: ShopTransaction, numbers: readonly string[]): Promise<KnownParcel[]> {
  const rows = await tx.db.parcel.findMany({
    where: { trackingNumber: { in: [...numbers], mode: "insensitive" } },
    select: { trackingNumber: true, shipment: { select: { supplierOrder: { select: { id: true, orderName: true } } } } },
  });
  return rows.map(({ trackingNumber, shipment: { supplierOrder } }) => ({ number: trackingNumber, orderName: supplierOrder.orderName, supplierOrderId: supplierOrder.id }));
}
