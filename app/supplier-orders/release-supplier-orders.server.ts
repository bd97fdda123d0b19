// A person says "send", for chosen drafts or by taking the whole shop live. Nothing is called here: jobs are made.
import { saveSettings } from "../merchants/store.server.ts";
import { shopSubject } from "../merchants/merchant.ts";
import { listAllocations, saveAllocations } from "../orders/allocation-store.server.ts";
import { heldReason } from "../orders/merchant-hold.ts";
import { recordActivity } from "../platform/activity.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import { loadAutomation } from "./automation-store.server.ts";
import { judgeDrafts } from "./judge-drafts.server.ts";
import { nameWaiting } from "./name-waiting.server.ts";
import { findSupplierOrder, listOrderIds, listUnreleased, releaseDrafts, takeBackReleases } from "./store.server.ts";
import { releasedByLiveMode } from "./supplier-order.ts";

export type Released = { readonly supplierOrderId: string; readonly orderId: string };
export type By = { readonly name: string; readonly at: Date };

/** Run twice, or by two people at once: each draft is released once, and only the first is told so. */
export async function releaseSupplierOrders(tx: ShopTransaction, ids: readonly string[], by: By & { readonly as?: string }): Promise<Released[]> {
  const released: Released[] = [];
  await lockOrdersOf(tx, ids);
  for (const id of await releaseDrafts(tx, ids, { name: by.as ?? by.name, at: by.at })) {
    const supplierOrder = await findSupplierOrder(tx, id);
    if (!supplierOrder) continue;
    await clearReason(tx, supplierOrder.orderId, new Set(supplierOrder.lines.map((line) => line.id)));
    await recordActivity(tx, {
      subject: "supplier_order", subjectId: id, orderId: supplierOrder.orderId, actor: { kind: "STAFF", name: by.name }, code: "supplier_order_released", at: by.at,
    });
    released.push({ supplierOrderId: id, orderId: supplierOrder.orderId });
  }
  return released;
}

/** Before any row is touched, and in one order of ids, as every step does: two people and a step never wait in a circle. */
async function lockOrdersOf(tx: ShopTransaction, supplierOrderIds: readonly string[]): Promise<void> {
  for (const orderId of await listOrderIds(tx, supplierOrderIds)) await lockOrder(tx, orderId);
}

async function clearReason(tx: ShopTransaction, orderId: string, lineIds: ReadonlySet<string>): Promise<void> {
  const rows = await listAllocations(tx, orderId);
  await saveAllocations(tx, orderId, rows.map((row) => (row.supplierOrderLineId && lineIds.has(row.supplierOrderLineId) && row.reason?.code !== heldReason ? { ...row, reason: null } : row)));
}

/** From this order number on everything is sent by itself, as far as suppliers' switches and rules let it; what is drafted goes now, the rest says why not. */
export async function goLive(tx: ShopTransaction, fromOrderNumber: number, by: By): Promise<Released[]> {
  await saveSettings(tx, { sendingMode: "LIVE", sendFromOrderNumber: fromOrderNumber, wentLiveAt: by.at });
  await recordActivity(tx, {
    subject: "shop", subjectId: shopSubject, actor: { kind: "STAFF", name: by.name }, code: "went_live", params: { from: fromOrderNumber }, at: by.at,
  });
  await lockOrdersOf(tx, (await listUnreleased(tx, 0)).map((draft) => draft.id));
  const drafts = (await judgeDrafts(tx, await loadAutomation(tx))).filter((draft) => draft.releasedBy === null);
  await nameWaiting(tx, drafts.filter(({ choice }) => choice.code !== "send"));
  return await releaseSupplierOrders(tx, drafts.filter(({ choice }) => choice.code === "send").map((draft) => draft.id), by);
}

/** What the live mode had allowed and was not sent yet, such as the drafts of an order on hold, waits for a click again. */
export async function backToReview(tx: ShopTransaction, by: By): Promise<void> {
  await saveSettings(tx, { sendingMode: "REVIEW" });
  await takeBackReleases(tx, releasedByLiveMode);
  await recordActivity(tx, { subject: "shop", subjectId: shopSubject, actor: { kind: "STAFF", name: by.name }, code: "back_to_review", at: by.at });
}
