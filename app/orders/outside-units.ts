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
 * `open`: the units that nobody has, in the order in which they go. A cancelled unit goes only where no other can be meant,
 * neither a supplier's nor the merchant's own: otherwise the supplier would be asked to give one back in its place.
 */
export function takeOutside(rows: readonly Allocation[], open: readonly Allocation[], { outside, newId }: { outside: number; newId: () => string }): Allocation[] {
  const free = open.filter((row) => row.state !== "NOT_OURS");
  const told = outside - outsideUnits(rows);
  const fromFree = Math.min(told, sum(free));
  const fromCancelled = Math.min(told - fromFree - unitsIn(rows, "WITH_SUPPLIER", "NOT_OURS"), unitsIn(rows, "CANCELLED"));
  return leave(leave(rows, free, { quantity: fromFree, newId }), rows.filter((row) => row.state === "CANCELLED"), { quantity: fromCancelled, newId });
}

const sum = (rows: readonly Allocation[]): number => rows.reduce((units, row) => units + row.quantity, 0);

function leave(rows: readonly Allocation[], from: readonly Allocation[], { quantity, newId }: { quantity: number; newId: () => string }): Allocation[] {
  if (quantity <= 0) return [...rows];
  const to = { state: "SHIPPED", reason: { code: outsideReason, params: {} }, supplierOrderLineId: null, parcelLineId: null } as const;
  return [...rows.filter((row) => !from.includes(row)), ...moveUnits(from, { quantity, to }, newId)];
}

/** Units that others have shipped and that a supplier has as well. */
export function alsoWithSupplier(rows: readonly Allocation[], outside: number): number {
  return Math.min(unitsIn(rows, "WITH_SUPPLIER"), Math.max(0, outside - outsideUnits(rows) - unitsIn(rows, "NOT_OURS")));
}
