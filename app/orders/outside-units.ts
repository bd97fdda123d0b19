// Units in fulfillments that we did not make (by hand in the admin, by another app): which of a line's units are those?
// Shopify names quantities and not pieces, so they are taken from what nobody was asked for, then out of drafts.
import { moveUnits, unitsIn } from "./allocation.ts";
import type { Allocation, Reason } from "./allocation.ts";

export const outsideReason = "shipped.outside";

export const isOutside = (row: Allocation): boolean => row.state === "SHIPPED" && row.reason?.code === outsideReason;

const outsideUnits = (rows: readonly Allocation[]): number => unitsIn(rows.filter(isOutside), "SHIPPED");

/** A fulfillment of others was cancelled: its units wait again. */
export function giveBackOutside(rows: readonly Allocation[], { outside, notOurs, newId }: { outside: number; notOurs: Reason | null; newId: () => string }): Allocation[] {
  const surplus = outsideUnits(rows) - outside;
  if (surplus <= 0) return [...rows];
  const moved = moveUnits(rows.filter(isOutside), { quantity: surplus, to: { state: notOurs ? "NOT_OURS" : "WAITING", reason: notOurs } }, newId);
  return [...rows.filter((row) => !isOutside(row)), ...moved];
}

/**
 * `open`: the units that nobody has, in the order in which they go. What was counted as cancelled goes last, so that
 * a refund and a shipment come out alike whichever is told first. The merchant's own goods stay his.
 */
export function takeOutside(rows: readonly Allocation[], open: readonly Allocation[], { outside, newId }: { outside: number; newId: () => string }): Allocation[] {
  const from = [...open.filter((row) => row.state !== "NOT_OURS"), ...rows.filter((row) => row.state === "CANCELLED")];
  const quantity = Math.min(outside - outsideUnits(rows), from.reduce((sum, row) => sum + row.quantity, 0));
  if (quantity <= 0) return [...rows];
  const to = { state: "SHIPPED", reason: { code: "shipped.outside", params: {} }, supplierOrderLineId: null, parcelLineId: null } as const;
  return [...rows.filter((row) => !from.includes(row)), ...moveUnits(from, { quantity, to }, newId)];
}

/** Units that others have shipped and that a supplier has as well. */
export function alsoWithSupplier(rows: readonly Allocation[], outside: number): number {
  return Math.min(unitsIn(rows, "WITH_SUPPLIER"), Math.max(0, outside - outsideUnits(rows) - unitsIn(rows, "NOT_OURS")));
}
