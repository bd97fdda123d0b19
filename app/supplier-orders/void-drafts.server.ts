// An order changed before its drafts were sent: drafts that no longer hold exactly their units are given up.
import { listAllocations, saveAllocations } from "../orders/allocation-store.server.ts";
import type { Allocation } from "../orders/allocation.ts";
import type { SavedOrder } from "../orders/order.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { changeState, listSupplierOrders } from "./store.server.ts";
import type { SupplierOrder } from "./supplier-order.ts";

/** Whether any draft was given up. The units it still held are free again. */
export async function voidStaleDrafts(tx: ShopTransaction, order: SavedOrder, at: Date): Promise<boolean> {
  const rows = await listAllocations(tx, order.id);
  const drafts = (await listSupplierOrders(tx, order.id)).filter((one) => one.state === "DRAFT");
  const stale = drafts.filter((draft) => !isIntact(draft, rows));
  for (const draft of stale) await voidDraft(tx, draft, at);
  return stale.length > 0;
}

/** Does each line of the draft still hold just as many waiting units as it asks for? */
export function isIntact(draft: SupplierOrder, rows: readonly Allocation[]): boolean {
  return draft.lines.every((line) => {
    const held = rows.filter((row) => row.supplierOrderLineId === line.id && row.state === "WAITING");
    return held.reduce((sum, row) => sum + row.quantity, 0) === line.quantity;
  });
}

export async function voidDraft(tx: ShopTransaction, draft: SupplierOrder, at: Date): Promise<void> {
  await giveUpDraft(tx, draft, { at, reason: "order_changed", event: "supplier_order_voided" });
}

/** Its units are free again. */
export async function giveUpDraft(tx: ShopTransaction, draft: SupplierOrder, why: { at: Date; reason: string; event: string }): Promise<void> {
  const lineIds = new Set(draft.lines.map((line) => line.id));
  const rows = await listAllocations(tx, draft.orderId);
  await saveAllocations(tx, draft.orderId, rows.map((row) => (lineIds.has(row.supplierOrderLineId ?? "") ? { ...row, supplierOrderLineId: null, reason: null } : row)));
  await changeState(tx, { from: draft, to: "CANCELLED", at: why.at, reason: { code: why.reason, params: {} } });
  await recordActivity(tx, { subject: "supplier_order", subjectId: draft.id, orderId: draft.orderId, actor: system, code: why.event });
}
