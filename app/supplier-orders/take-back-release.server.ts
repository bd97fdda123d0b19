// A person takes "send" back: which drafts had not gone yet?
import { listAllocations, saveAllocations } from "../orders/allocation-store.server.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import { findSupplierOrder } from "./store.server.ts";

/** How many wait for a click again; what has left already stays with the supplier. Run twice: the second finds none. */
export async function takeBackRelease(tx: ShopTransaction, orderId: string, ids: readonly string[]): Promise<number> {
  await lockOrder(tx, orderId);
  let taken = 0;
  for (const id of ids) {
    const { count } = await tx.db.supplierOrder.updateMany({ where: { id, orderId, state: "DRAFT", releasedAt: { not: null } }, data: { releasedAt: null, releasedBy: null } });
    if (count === 0) continue;
    taken += 1;
    const lineIds = new Set((await findSupplierOrder(tx, id))?.lines.map((line) => line.id));
    const rows = await listAllocations(tx, orderId);
    const reason = { code: "waiting.review", params: {} };
    await saveAllocations(tx, orderId, rows.map((row) => (row.state === "WAITING" && lineIds.has(row.supplierOrderLineId ?? "") ? { ...row, reason } : row)));
    await recordActivity(tx, { subject: "supplier_order", subjectId: id, orderId, actor: system, code: "supplier_order_release_taken_back" });
  }
  return taken;
}
