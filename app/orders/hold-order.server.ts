// A person holds an order back, or lets it go again: a fact of ours beside Shopify's, so that no re-import takes it away.
import { recordActivity } from "../platform/activity.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import { listAllocations, saveAllocations } from "./allocation-store.server.ts";
import { nameHold } from "./merchant-hold.ts";
import { holdOf, type MerchantHold } from "./order.ts";
import { findOrder, saveHold, saveMerchantHold } from "./store.server.ts";

/** Run twice, or held by somebody else already: false, and nothing changes. */
export async function holdOrder(tx: ShopTransaction, orderId: string, hold: MerchantHold): Promise<boolean> {
  await lockOrder(tx, orderId);
  const order = await findOrder(tx, orderId);
  if (!order || order.heldByMerchant) return false;
  await settle(tx, orderId, hold);
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
  await settle(tx, orderId, null);
  await recordActivity(tx, { subject: "order", subjectId: orderId, orderId, actor: { kind: "STAFF", name: by.name }, at: by.at, code: "let_go_by_merchant" });
  return true;
}

async function settle(tx: ShopTransaction, orderId: string, hold: MerchantHold | null): Promise<void> {
  await saveMerchantHold(tx, orderId, hold);
  const order = await findOrder(tx, orderId);
  if (!order) return;
  // What was taken out by the customer's wish keeps the order for ever.
  if (order.hold?.code !== "customer_redacted") await saveHold(tx, orderId, holdOf(order, hold));
  await saveAllocations(tx, orderId, nameHold(await listAllocations(tx, orderId), order));
}
