// Where does each ordered unit stand? The rows of a line always add up to the line: units are moved, never counted.
import type { Params } from "../platform/errors.ts";
import { BugError } from "../platform/errors.ts";

export type AllocationState = "NOT_OURS" | "WAITING" | "WITH_SUPPLIER" | "SHIPPED" | "CANCELLED" | "NEEDS_YOU";

export type Reason = { readonly code: string; readonly params: Params };

export type Allocation = {
  readonly id: string;
  readonly lineItemId: string;
  readonly quantity: number;
  readonly state: AllocationState;
  readonly reason: Reason | null;
  readonly supplierOrderLineId: string | null;
  readonly parcelLineId: string | null;
};

export type AllocationChange = {
  readonly state: AllocationState;
  readonly reason?: Reason | null;
  readonly supplierOrderLineId?: string | null;
  readonly parcelLineId?: string | null;
};

/**
 * Moves `quantity` units out of `from` (in its order) into the changed place; a row is cut where needed.
 * Returns the rows as they are afterwards; their sum is unchanged. Throws BugError when there are not enough units.
 */
export function moveUnits(
  from: readonly Allocation[],
  move: { quantity: number; to: AllocationChange },
  newId: () => string,
): Allocation[] {
  let left = move.quantity;
  const rows: Allocation[] = [];
  for (const row of from) {
    const taken = Math.min(left, row.quantity);
    left -= taken;
    if (taken < row.quantity) rows.push({ ...row, quantity: row.quantity - taken });
    if (taken > 0) rows.push({ ...row, ...changed(row, move.to), id: taken < row.quantity ? newId() : row.id, quantity: taken });
  }
  if (left > 0) throw new BugError(`${move.quantity} units were to move to ${move.to.state}, ${left} are missing`);
  return rows;
}

function changed(row: Allocation, to: AllocationChange) {
  return {
    state: to.state,
    reason: to.reason === undefined ? null : to.reason,
    supplierOrderLineId: to.supplierOrderLineId === undefined ? row.supplierOrderLineId : to.supplierOrderLineId,
    parcelLineId: to.parcelLineId === undefined ? row.parcelLineId : to.parcelLineId,
  };
}

export function unitsIn(allocations: readonly Allocation[], ...states: AllocationState[]): number {
  return allocations.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.quantity, 0);
}
