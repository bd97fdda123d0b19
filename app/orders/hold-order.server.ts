// A person holds an order back, or lets it go again: a fact of ours beside Shopify's, so that no re-import takes it away.
import { recordActivity } from "../platform/activity.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import type { MerchantHold } from "./order.ts";
import { settleHolds } from "./settle-holds.server.ts";
import { findOrder, saveMerchantHold } from "./store.server.ts";

/** Run twice, or held by somebody else already: false, and nothing changes. */
export async function holdOrder(tx: ShopTransaction, orderId: string, hold: MerchantHold): Promise<boolean> {
  await lockOrder(tx, orderId);
  const order = await findOrder(tx, orderId);
  if (!order || order.heldByMerchant) return false;
  await saveMerchantHold(tx, orderId, hold);
  await settleHolds(tx, orderId, hold.at);
  await recordActivity(tx, {
    subject: "order", subjectId: orderId, orderId, actor: { kind: "STAFF", name: hold.by }, at: hold.at, code: "held_by_merchant", params: { note: hold.note },
  });
  return true;
}

/** Its drafts are named anew by whoever owns them; see `release-hold`. */
export async function letOrderGo(tx: ShopTransaction, orderId: string, by: { name: string; at: Date }): Promise<boolean> {
  await lockOrder(tx, orderId);
  const order = await findOrder(tx, orderId);
  if (!order?.heldByMerchant) return false;
  await saveMerchantHold(tx, orderId, null);
  await settleHolds(tx, orderId, by.at);
  await recordActivity(tx, { subject: "order", subjectId: orderId, orderId, actor: { kind: "STAFF", name: by.name }, at: by.at, code: "let_go_by_merchant" });
  return true;
}
