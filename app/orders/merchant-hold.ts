// A person holds an order back: what do its units say, and what do they say once it is let go?
import type { Allocation } from "./allocation.ts";
import type { SavedOrder } from "./order.ts";

export const heldReason = "waiting.held_by_merchant";

/** Units that wait say that a person holds them; those that say so wrongly say nothing. Run twice: the same. */
export function nameHold(rows: readonly Allocation[], { heldByMerchant }: Pick<SavedOrder, "heldByMerchant">): Allocation[] {
  const reason = heldByMerchant ? { code: "waiting.held_by_merchant", params: { note: heldByMerchant.note } } : null;
  return rows.map((row) => {
    if (row.state !== "WAITING") return row;
    return reason || row.reason?.code === heldReason ? { ...row, reason } : row;
  });
}
