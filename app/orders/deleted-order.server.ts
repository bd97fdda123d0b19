// The shop does not know the order any more: somebody deleted it there. Nothing more is bought for it, and what is kept stays.
import { recordActivity } from "../platform/activity.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import { openProblem, resolveProblems } from "../problems/store.server.ts";
import { listAllocations } from "./allocation-store.server.ts";
import { unitsIn } from "./allocation.ts";
import { findOrderByShopifyId } from "./store.server.ts";

const keyOf = (orderId: string): string => `order_deleted:${orderId}`;

/** Run twice: it is missing already. Without a confirmation no step goes on with it. */
export async function markDeleted(tx: ShopTransaction, shopifyOrderId: string, at: Date): Promise<void> {
  const known = await findOrderByShopifyId(tx, shopifyOrderId);
  if (!known) return;
  await lockOrder(tx, known.id);
  const { count } = await tx.db.order.updateMany({ where: { id: known.id, missingSince: null }, data: { missingSince: at, confirmedAt: null } });
  if (count === 0) return;
  await recordActivity(tx, { subject: "order", subjectId: known.id, orderId: known.id, actor: { kind: "SHOPIFY" }, code: "order_deleted", params: { order: known.name }, at });
  const units = unitsIn(await listAllocations(tx, known.id), "WITH_SUPPLIER");
  if (units > 0) await openProblem(tx, { key: keyOf(known.id), code: "order_deleted", params: { order: known.name, units }, whoActs: "MERCHANT", orderId: known.id });
}

/** It is there after all: Shopify had not answered for it. */
export async function markFound(tx: ShopTransaction, orderId: string): Promise<void> {
  const { count } = await tx.db.order.updateMany({ where: { id: orderId, missingSince: { not: null } }, data: { missingSince: null } });
  if (count > 0) await resolveProblems(tx, [keyOf(orderId)], "shopify");
}
