// Who has refused units of this order before? Their supplier orders remember it, so no offer is asked twice by itself.
import type { ShopTransaction } from "../platform/db.server.ts";

export type Refusal = {
  readonly lineItemId: string;
  readonly offerId: string;
  readonly supplierOrderId: string;
  readonly supplierName: string;
};

/** Oldest first: of orders that were refused as a whole, and of single lines. */
export async function listRefusals(tx: ShopTransaction, orderId: string): Promise<Refusal[]> {
  const rows = await tx.db.supplierOrderLine.findMany({
    where: { supplierOrder: { orderId }, offerId: { not: null }, OR: [{ answer: "refused" }, { supplierOrder: { state: "REFUSED" } }] },
    select: { lineItemId: true, offerId: true, supplierOrderId: true, supplierOrder: { select: { supplier: { select: { name: true } } } } },
    // Our ids rise with time.
    orderBy: { id: "asc" },
  });
  return rows.flatMap(({ lineItemId, offerId, supplierOrderId, supplierOrder }) =>
    offerId === null ? [] : [{ lineItemId, offerId, supplierOrderId, supplierName: supplierOrder.supplier.name }]);
}
