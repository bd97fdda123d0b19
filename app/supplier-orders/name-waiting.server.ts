// A draft waits for somebody: its units say for what.
import { listAllocations, saveAllocations } from "../orders/allocation-store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { JudgedDraft } from "./judge-drafts.server.ts";

export async function nameWaiting(tx: ShopTransaction, drafts: readonly JudgedDraft[]): Promise<void> {
  for (const { orderId, lineIds, choice } of drafts) {
    const reason = { code: `waiting.${choice.code}`, params: choice.params };
    const rows = await listAllocations(tx, orderId);
    await saveAllocations(tx, orderId, rows.map((row) => (row.state === "WAITING" && lineIds.has(row.supplierOrderLineId ?? "") ? { ...row, reason } : row)));
  }
}
