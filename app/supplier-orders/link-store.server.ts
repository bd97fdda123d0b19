// The memory of the doors that suppliers were given: one open link for an order, which expires and can be revoked.
import type { SupplierLink } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import { linkDays } from "../platform/link-token.server.ts";

type About = { readonly supplierId: string; readonly supplierOrderId: string };

/** The order's open link, or a new one. Run twice: the same link. */
export async function openLink(tx: ShopTransaction, { supplierId, supplierOrderId }: About, now: Date): Promise<string> {
  const known = await tx.db.supplierLink.findFirst({ where: { supplierId, supplierOrderId, revokedAt: null, expiresAt: { gt: now } }, orderBy: { createdAt: "desc" }, select: { id: true } });
  if (known) return known.id;
  const id = newId();
  await tx.db.supplierLink.create({ data: { id, shopId: tx.shopId, supplierId, supplierOrderId, createdAt: now, expiresAt: new Date(now.getTime() + linkDays * 24 * 3_600_000) } });
  return id;
}

export async function findLink(tx: ShopTransaction, id: string): Promise<SupplierLink | undefined> {
  return (await tx.db.supplierLink.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } } })) ?? undefined;
}

export async function noteOpened(tx: ShopTransaction, link: SupplierLink, at: Date): Promise<void> {
  await tx.db.supplierLink.update({ where: { shopId_id: { shopId: tx.shopId, id: link.id } }, data: { lastOpenedAt: at, ...(link.firstOpenedAt ? {} : { firstOpenedAt: at }) } });
}

export async function revokeLinks(tx: ShopTransaction, supplierOrderId: string, at: Date): Promise<void> {
  await tx.db.supplierLink.updateMany({ where: { supplierOrderId, revokedAt: null }, data: { revokedAt: at } });
}

/** Somebody at the supplier's has looked: what was written to it has arrived. */
export async function wasOpened(tx: ShopTransaction, supplierOrderId: string): Promise<boolean> {
  return (await tx.db.supplierLink.findFirst({ where: { supplierOrderId, firstOpenedAt: { not: null } }, select: { id: true } })) !== null;
}
