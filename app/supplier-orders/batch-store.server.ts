// The sheets of the day: which orders lie in which, and which have left the house.
import { lockSheets, type ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import { supplierDay } from "./supplier-day.ts";

const asDate = (day: string): Date => new Date(`${day}T00:00:00Z`);

type Joining = { readonly supplierId: string; readonly at: Date };

/**
 * The open sheet of the supplier's day, made on demand; a sheet that was handed over takes no more, so another follows.
 * Call it with the order locked: first the order, then the sheets of its supplier, everywhere.
 */
export async function openBatchFor(tx: ShopTransaction, { supplierId, at }: Joining): Promise<string> {
  await lockSheets(tx, supplierId);
  const { timeZone } = await tx.db.supplier.findUniqueOrThrow({ where: { shopId_id: { shopId: tx.shopId, id: supplierId } }, select: { timeZone: true } });
  const day = asDate(supplierDay(at, timeZone));
  const [latest] = await tx.db.supplierBatch.findMany({ where: { supplierId, day }, orderBy: { number: "desc" }, take: 1 });
  if (latest && latest.handedOverAt === null) return latest.id;
  const id = newId();
  await tx.db.supplierBatch.create({ data: { id, shopId: tx.shopId, supplierId, day, number: (latest?.number ?? 0) + 1, createdAt: at } });
  return id;
}

export type Batch = { readonly id: string; readonly supplierId: string; readonly day: string; readonly number: number; readonly handedOverAt: Date | null };

export async function findBatch(tx: ShopTransaction, id: string): Promise<Batch | undefined> {
  const row = await tx.db.supplierBatch.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } } });
  return row ? { id: row.id, supplierId: row.supplierId, day: row.day.toISOString().slice(0, 10), number: row.number, handedOverAt: row.handedOverAt } : undefined;
}

export async function listBatchOrders(tx: ShopTransaction, batchId: string): Promise<{ id: string; orderId: string }[]> {
  return await tx.db.supplierOrder.findMany({ where: { batchId }, select: { id: true, orderId: true }, orderBy: { orderId: "asc" } });
}
