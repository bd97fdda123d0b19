// The memory of the links that customers were given: one open link for an order, which expires and can be revoked.
import type { DetailsLink } from "@prisma/client";
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import { linkDays, linkTokens } from "../platform/link-token.server.ts";

export const { tokenOf, readToken } = linkTokens("details link");

type By = { readonly name: string; readonly at: Date };

/** The order's open link, or a new one. Run twice: the same link. The caller has locked the order. */
export async function openDetailsLink(tx: ShopTransaction, orderId: string, { name, at }: By): Promise<string> {
  const known = await tx.db.detailsLink.findFirst({ where: { orderId, revokedAt: null, answeredAt: null, expiresAt: { gt: at } }, orderBy: { id: "desc" }, select: { id: true } });
  if (known) return known.id;
  const id = newId();
  await tx.db.detailsLink.create({ data: { id, shopId: tx.shopId, orderId, createdAt: at, createdBy: name, expiresAt: new Date(at.getTime() + linkDays * 24 * 3_600_000), answered: [] } });
  await recordActivity(tx, { subject: "order", subjectId: orderId, orderId, actor: { kind: "STAFF", name }, code: "details_asked", at });
  return id;
}

export async function findDetailsLink(tx: ShopTransaction, id: string): Promise<DetailsLink | undefined> {
  return (await tx.db.detailsLink.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } } })) ?? undefined;
}

export async function latestDetailsLink(tx: ShopTransaction, orderId: string): Promise<DetailsLink | undefined> {
  return (await tx.db.detailsLink.findFirst({ where: { orderId }, orderBy: { id: "desc" } })) ?? undefined;
}

export async function noteLinkOpened(tx: ShopTransaction, link: DetailsLink, at: Date): Promise<void> {
  if (!link.firstOpenedAt) await tx.db.detailsLink.update({ where: { shopId_id: { shopId: tx.shopId, id: link.id } }, data: { firstOpenedAt: at } });
}

export async function noteLinkAnswered(tx: ShopTransaction, linkId: string, { fields, at }: { fields: readonly string[]; at: Date }): Promise<void> {
  await tx.db.detailsLink.update({ where: { shopId_id: { shopId: tx.shopId, id: linkId } }, data: { answeredAt: at, answered: [...fields] } });
}

/** False: there was none to take back. */
export async function revokeDetailsLinks(tx: ShopTransaction, orderId: string, { name, at }: By): Promise<boolean> {
  const { count } = await tx.db.detailsLink.updateMany({ where: { orderId, revokedAt: null }, data: { revokedAt: at } });
  if (count === 0) return false;
  await recordActivity(tx, { subject: "order", subjectId: orderId, orderId, actor: { kind: "STAFF", name }, code: "details_link_revoked", at });
  return true;
}
