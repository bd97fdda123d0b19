// Which units of an order has nobody: neither asked for, nor held by a draft? Those are decided about.
import { settleRequested } from "../fulfillment-requests/settle-requested.server.ts";
import { isDecidedAnew } from "../orders/fact-holds.ts";
import { heldLines } from "../orders/hold.ts";
import { listHolds } from "../orders/hold-store.server.ts";
import { saveAllocations } from "../orders/allocation-store.server.ts";
import type { Allocation } from "../orders/allocation.ts";
import type { SavedLineItem, SavedOrder } from "../orders/order.ts";
import { planUnits } from "../orders/save-import.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";

export type OpenUnits = { line: SavedLineItem; quantity: number }[];

/**
 * Of lines that nothing holds; those that lack a fact are among them, because what they lack depends on who would ship them.
 * The caller has locked the order. Brings the rows up to what the order says first. With `includeRefused` what was refused
 * waits again like anything else.
 */
export async function openUnits(tx: ShopTransaction, order: SavedOrder, { includeRefused, at }: { includeRefused: boolean; at: Date }): Promise<OpenUnits> {
  const plan = await planUnits(tx, order);
  const rows = includeRefused ? plan.rows.map((row) => (isRefused(row) ? { ...row, state: "WAITING" as const, reason: null } : row)) : plan.rows;
  await saveAllocations(tx, order.id, rows);
  const asked = await settleRequested(tx, order, at);
  const held = heldLines((await listHolds(tx, order.id)).filter(({ code }) => !isDecidedAnew(code)));
  return order.lines.filter((line) => !held.has(line.id)).flatMap((line) => {
    const waiting = rows.filter((row) => row.lineItemId === line.id && isOpen(row)).reduce((sum, row) => sum + row.quantity, 0);
    // As Shopify's fulfillment service the app ships what it was asked for, and no unit more.
    const quantity = asked ? Math.min(waiting, asked.get(line.id) ?? 0) : waiting;
    return quantity > 0 ? [{ line, quantity }] : [];
  });
}

/** Goes to the next offer, and waits for a person where there is none. */
export const isRefused = (row: Allocation): boolean => row.state === "NEEDS_YOU" && (row.reason?.code.startsWith("refused.") ?? false);

export const isOpen = (row: Allocation): boolean => row.supplierOrderLineId === null && (row.state === "WAITING" || row.state === "NEEDS_YOU");
