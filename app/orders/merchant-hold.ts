// Units that wait for the end of a hold: what do they say, and what do they say once it is over?
import type { Allocation, Reason } from "./allocation.ts";
import type { OrderHold } from "./hold.ts";
import type { MerchantHold } from "./order.ts";

export const heldReason = "waiting.held_by_merchant";
const isHeld = (reason: Reason | null): boolean => reason?.code === heldReason || (reason?.code.startsWith("held.") ?? false);

/**
 * Units that wait say that a person holds the order, or what holds their line; those that say so wrongly say nothing.
 * Drafted units name what their draft waits for, unless a person holds the order. Run twice: the same.
 */
export function nameHold(rows: readonly Allocation[], byMerchant: MerchantHold | null, lines: ReadonlyMap<string, OrderHold>): Allocation[] {
  return rows.map((row) => {
    if (row.state !== "WAITING") return row;
    const reason = reasonOf(row, byMerchant, lines);
    return reason || isHeld(row.reason) ? { ...row, reason } : row;
  });
}

function reasonOf(row: Allocation, byMerchant: MerchantHold | null, lines: ReadonlyMap<string, OrderHold>): Reason | null {
  if (byMerchant) return { code: "waiting.held_by_merchant", params: { note: byMerchant.note } };
  const hold = row.supplierOrderLineId === null ? lines.get(row.lineItemId) : undefined;
  return hold ? { code: `held.${hold.code}`, params: hold.params } : null;
}
