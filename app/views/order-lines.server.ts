// Where does each unit of each line stand, and with whom?
import { findVariants } from "../catalog/store.server.ts";
import type { Allocation } from "../orders/allocation.ts";
import type { SavedOrder } from "../orders/order.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { buckets, bucketOf } from "./buckets.ts";
import type { ShownLine } from "./order-page.ts";

export async function readLines(tx: ShopTransaction, order: SavedOrder, allocations: readonly Allocation[]): Promise<ShownLine[]> {
  const variants = await findVariants(tx, order.lines.flatMap((line) => line.shopifyVariantId ?? []));
  const images = new Map(variants.map((variant) => [variant.shopifyVariantId, variant.imageUrl]));
  const suppliers = await suppliersOf(tx, order.id);
  return order.lines.map((line) => ({
    id: line.id,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    imageUrl: images.get(line.shopifyVariantId ?? "") ?? null,
    shopifyVariantId: line.shopifyVariantId,
    quantity: line.quantity,
    properties: line.properties,
    places: allocations.filter((row) => row.lineItemId === line.id).toSorted(byBucket).map((row) => ({
      id: row.id,
      state: row.state,
      quantity: row.quantity,
      reason: row.reason,
      supplierName: suppliers.get(row.supplierOrderLineId ?? "") ?? null,
    })),
  }));
}

const byBucket = (left: Allocation, right: Allocation): number => buckets.indexOf(bucketOf(left.state)) - buckets.indexOf(bucketOf(right.state));

async function suppliersOf(tx: ShopTransaction, orderId: string): Promise<Map<string, string>> {
  const lines = await tx.db.supplierOrderLine.findMany({
    where: { supplierOrder: { orderId } },
    select: { id: true, supplierOrder: { select: { supplier: { select: { name: true } } } } },
  });
  return new Map(lines.map((line) => [line.id, line.supplierOrder.supplier.name]));
}
