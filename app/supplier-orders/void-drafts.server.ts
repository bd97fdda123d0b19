// An order changed before its drafts were sent: drafts that no longer hold exactly their units are given up.
import { listAllocations, saveAllocations } from "../orders/allocation-store.server.ts";
import type { Allocation } from "../orders/allocation.ts";
import { heldReason } from "../orders/merchant-hold.ts";
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
  for (const draft of stale) await voidDraft(tx, draft, { at, why: "order_changed" });
  return stale.length > 0;
}

/** Does each line of the draft still hold just as many waiting units as it asks for? */
export function isIntact(draft: SupplierOrder, rows: readonly Allocation[]): boolean {
  return draft.lines.every((line) => {
    const held = rows.filter((row) => row.supplierOrderLineId === line.id && row.state === "WAITING");
    return held.reduce((sum, row) => sum + row.quantity, 0) === line.quantity;
  });
}

export type Voiding = { readonly at: Date; readonly why: "order_changed" | "supplier_chosen" };

export async function voidDraft(tx: ShopTransaction, draft: SupplierOrder, { at, why }: Voiding): Promise<void> {
  await giveUpDraft(tx, draft, { at, reason: why, event: why === "order_changed" ? "supplier_order_voided" : "supplier_order_voided_by_choice" });
}

/** Its units are free again; those of an order that a person holds stay held. */
export async function giveUpDraft(tx: ShopTransaction, draft: SupplierOrder, why: { at: Date; reason: string; event: string }): Promise<void> {
  const lineIds = new Set(draft.lines.map((line) => line.id));
  const rows = await listAllocations(tx, draft.orderId);
  await saveAllocations(tx, draft.orderId, rows.map((row) => (lineIds.has(row.supplierOrderLineId ?? "") ? { ...row, supplierOrderLineId: null, reason: row.reason?.code === heldReason ? row.reason : null } : row)));
  await changeState(tx, { from: draft, to: "CANCELLED", at: why.at, reason: { code: why.reason, params: {} } });
  await recordActivity(tx, { subject: "supplier_order", subjectId: draft.id, orderId: draft.orderId, actor: system, code: why.event });
}
