// The memory of the connection to Shopify: what came last of each topic, what had to be found, and what the last look said.
import type { ShopTransaction } from "../platform/db.server.ts";
import type { ConnectionFinding, Heard, Untold } from "./judge-connection.ts";

/** The newest message of each wanted topic, and of those that nobody wants since a time. */
export async function listHeard(tx: ShopTransaction, { domain, topics, since }: { domain: string; topics: readonly string[]; since: Date }): Promise<Heard[]> {
  const wanted = await tx.db.$queryRaw<Heard[]>`
    select t.topic, m."receivedAt" as at, m."apiVersion" from unnest(${[...topics]}::text[]) as t(topic)
    cross join lateral (select "receivedAt", "apiVersion" from "InboxMessage" where "shopDomain" = ${domain} and "topic" = t.topic order by "receivedAt" desc limit 1) m`;
  const unwanted = await tx.db.$queryRaw<Heard[]>`
    select distinct on ("topic") "topic", "receivedAt" as at, "apiVersion" from "InboxMessage"
    where "shopDomain" = ${domain} and "receivedAt" > ${since} and not ("topic" = any(${[...topics]}::text[])) order by "topic", "receivedAt" desc limit 50`;
  return [...wanted, ...unwanted];
}

/** A sweep over a longer time made up for the app's own absence, or was asked for by a person: it blames nobody. */
const ordinarySweepMs = 20 * 60_000;

export async function findUntold(tx: ShopTransaction, since: Date): Promise<Untold | undefined> {
  const rows = await tx.db.sweepRecovery.findMany({
    where: { foundAt: { gt: since }, finding: "missing" }, select: { shopifyOrderId: true, shopifyUpdatedAt: true, sweep: { select: { fromAt: true, startedAt: true } } },
  });
  const ours = rows.filter(({ sweep }) => sweep.startedAt.getTime() - sweep.fromAt.getTime() <= ordinarySweepMs);
  if (ours.length === 0) return undefined;
  const firstAt = new Date(Math.min(...ours.map(({ shopifyUpdatedAt }) => shopifyUpdatedAt.getTime())));
  return { orders: new Set(ours.map(({ shopifyOrderId }) => shopifyOrderId)).size, firstAt };
}

export async function saveFindings(tx: ShopTransaction, findings: readonly ConnectionFinding[], at: Date): Promise<void> {
  await tx.db.shop.update({ where: { id: tx.shopId }, data: { subscriptionsCheckedAt: at, subscriptionFindings: findings.map(({ code, params }) => ({ code, params })) } });
}

export async function readFindings(tx: ShopTransaction): Promise<{ checkedAt: Date | null; findings: ConnectionFinding[] }> {
  const row = await tx.db.shop.findUniqueOrThrow({ where: { id: tx.shopId }, select: { subscriptionsCheckedAt: true, subscriptionFindings: true } });
  return { checkedAt: row.subscriptionsCheckedAt, findings: row.subscriptionFindings as unknown as ConnectionFinding[] };
}

export type SavedToken = { readonly expiresAt: Date | null; readonly refreshExpiresAt: Date | null };

/** Undefined: the shop has taken its access back, or nobody has opened the app there yet. */
export async function findToken(tx: ShopTransaction, domain: string): Promise<SavedToken | undefined> {
  const row = await tx.db.session.findFirst({ where: { shop: domain, isOnline: false }, select: { expires: true, refreshTokenExpires: true } });
  return row ? { expiresAt: row.expires, refreshExpiresAt: row.refreshTokenExpires } : undefined;
}

export type ShownRecovery = { readonly id: string; readonly orderId: string | null; readonly orderName: string; readonly finding: string; readonly changedAt: Date; readonly foundAt: Date };

export async function listRecoveries(tx: ShopTransaction, take: number): Promise<ShownRecovery[]> {
  const rows = await tx.db.sweepRecovery.findMany({ orderBy: [{ foundAt: "desc" }, { id: "desc" }], take });
  const orders = await tx.db.order.findMany({ where: { shopifyOrderId: { in: rows.map(({ shopifyOrderId }) => shopifyOrderId) } }, select: { id: true, shopifyOrderId: true } });
  const ids = new Map(orders.map(({ id, shopifyOrderId }) => [shopifyOrderId, id]));
  return rows.map((row) => ({ id: row.id, orderId: ids.get(row.shopifyOrderId) ?? null, orderName: row.orderName, finding: row.finding, changedAt: row.shopifyUpdatedAt, foundAt: row.foundAt }));
}
