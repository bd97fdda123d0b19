// The memory of what makes an order doubtful after it was placed: Shopify's opinion of it, and disputes with the buyer's bank.
// No webhook of the order tells of either, so they are read, and written beside the order.
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { Dispute } from "./from-admin-doubts.ts";
import type { Risk } from "./order.ts";

const keyOf = (tx: ShopTransaction, id: string) => ({ shopId_id: { shopId: tx.shopId, id } });

/** `facts` only where they were read. */
export async function saveRisk(tx: ShopTransaction, orderId: string, seen: { risk: Risk | null; facts?: readonly string[]; at: Date }): Promise<void> {
  const { risk, facts, at } = seen;
  await tx.db.order.update({
    where: keyOf(tx, orderId),
    data: { riskLevel: risk?.level ?? null, riskRecommendation: risk?.recommendation ?? null, riskSeenAt: at, ...(facts ? { riskFacts: [...facts] } : {}) },
  });
}

/** Shopify never takes a dispute back out of its list. */
export async function saveDisputes(tx: ShopTransaction, orderId: string, { disputes, at }: { disputes: readonly Dispute[]; at: Date }): Promise<void> {
  for (const { id, kind, status } of disputes) {
    await tx.db.orderDispute.upsert({
      where: { shopId_shopifyDisputeId: { shopId: tx.shopId, shopifyDisputeId: id } },
      update: { kind, status, changedAt: at },
      create: { id: newId(), shopId: tx.shopId, orderId, shopifyDisputeId: id, kind, status, changedAt: at },
    });
  }
}
