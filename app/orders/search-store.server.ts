// The memory of what orders are found by. Written again after each step that touched the order; only what differs is.
import type { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { searchTermsOf, type Searchable } from "./search-terms.ts";

/** Run twice: the second finds nothing to change. */
export async function saveSearchTerms(tx: ShopTransaction, orderId: string): Promise<void> {
  const row = await tx.db.order.findUnique({ where: { shopId_id: { shopId: tx.shopId, id: orderId } }, select: parts });
  if (!row) return;
  const parcels = await tx.db.parcel.findMany({ where: { orderId }, select: { trackingNumber: true, firstLegNumber: true, lastMileNumber: true } });
  const terms = searchTermsOf(searchableOf(row, parcels.flatMap((parcel) => [parcel.trackingNumber, parcel.firstLegNumber, parcel.lastMileNumber])));
  const known = new Set(row.searchTerms.map(({ term }) => term));
  const gone = [...known].filter((term) => !terms.includes(term));
  const fresh = terms.filter((term) => !known.has(term));
  if (gone.length > 0) await tx.db.orderSearchTerm.deleteMany({ where: { orderId, term: { in: gone } } });
  if (fresh.length > 0) await tx.db.orderSearchTerm.createMany({ data: fresh.map((term) => ({ shopId: tx.shopId, orderId, term })), skipDuplicates: true });
}

const parts = {
  name: true, email: true, phone: true, poNumber: true,
  address: { select: { name: true, company: true, phone: true, phoneE164: true, email: true } },
  lines: { select: { title: true, sku: true } },
  supplierOrders: { select: { reference: true, supplierReference: true } },
  searchTerms: { select: { term: true } },
} satisfies Prisma.OrderSelect;

const nobody = { name: null, company: null, phone: null, phoneE164: null, email: null };

function searchableOf(row: Prisma.OrderGetPayload<{ select: typeof parts }>, numbers: readonly (string | null)[]): Searchable {
  const address = row.address ?? nobody;
  return {
    name: row.name,
    codes: [row.email, address.email, row.poNumber, ...row.lines.map((line) => line.sku), ...numbers, ...row.supplierOrders.flatMap((one) => [one.reference, one.supplierReference])],
    phones: [row.phone, address.phone, address.phoneE164],
    texts: [address.name, address.company, ...row.lines.map((line) => line.title)],
  };
}
