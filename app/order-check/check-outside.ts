// Does each unit that somebody else shipped stand as shipped with us, so that no supplier is asked for it?
import type { Allocation } from "../orders/allocation.ts";
import { isOutside } from "../orders/outside-units.ts";
import type { CheckedLine, CheckFinding, OrderToCheck } from "./order-check.ts";

/** Fewer are right only where the rest is somewhere else already: with a supplier, in a parcel, or the merchant's own. */
export function checkOutside({ lines, allocations, shippedByOthers = new Map() }: OrderToCheck): CheckFinding[] {
  return lines.flatMap((line) => checkLine(line, allocations.filter((row) => row.lineItemId === line.id), shippedByOthers.get(line.id) ?? 0));
}

function checkLine(line: CheckedLine, rows: readonly Allocation[], expected: number): CheckFinding[] {
  const found = sumOf(rows.filter(isOutside));
  const isRight = found === expected || (found < expected && !rows.some(mayBeAskedFor));
  return isRight ? [] : [{ code: "check.outside_differs", params: { title: line.title, expected, found } }];
}

/** What a supplier has just refused is settled by the decision that follows. */
function mayBeAskedFor({ state, reason }: Allocation): boolean {
  return state === "WAITING" || (state === "NEEDS_YOU" && !reason?.code.startsWith("refused."));
}

const sumOf = (rows: readonly { readonly quantity: number }[]): number => rows.reduce((sum, row) => sum + row.quantity, 0);
