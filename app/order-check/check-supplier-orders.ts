// Are the units that we believe with a supplier or shipped the ones that supplier orders and parcels hold?
import type { Allocation } from "../orders/allocation.ts";
import { isOutside } from "../orders/outside-units.ts";
import type { SupplierOrderState } from "../supplier-orders/supplier-order.ts";
import type { CheckedSupplierOrder, CheckFinding, OrderToCheck } from "./order-check.ts";

/**
 * What a line's allocations may come to in each state. `either` is a call on its way or without an answer: the units may
 * have been moved or not, but never in part. After a cancellation only what was shipped before may remain.
 */
const expectedIn: Record<SupplierOrderState, "none" | "all" | "either" | "shipped_only"> = {
  DRAFT: "none",
  SENDING: "either",
  UNKNOWN: "either",
  REFUSED: "none",
  TO_HAND_OVER: "all",
  SENT: "all",
  ACCEPTED: "all",
  PARTLY_SHIPPED: "all",
  SHIPPED: "all",
  CANCELLED: "shipped_only",
};

/** Of the line nothing is with the supplier: he refused it, or gave it back. */
export const isOut = ({ answer }: Pick<OrderedLine, "answer">): boolean => answer === "refused" || answer === "recalled";

export type OrderedLine = CheckedSupplierOrder["lines"][number];

/** Quantities that a line may have outside our own allocations, given the state of its order. */
export function mayHave(state: SupplierOrderState, line: OrderedLine, full: number): (found: number) => boolean {
  const expected = isOut(line) ? "none" : expectedIn[state];
  if (expected === "all") return (found) => found === full;
  if (expected === "either") return (found) => found === 0 || found === full;
  if (expected === "shipped_only") return (found) => found <= full;
  return (found) => found === 0;
}

export function checkSupplierOrders({ supplierOrders, allocations }: OrderToCheck): CheckFinding[] {
  const sent = allocations.filter((row) => row.state === "WITH_SUPPLIER" || (row.state === "SHIPPED" && !isOutside(row)));
  const findings: CheckFinding[] = [];
  for (const order of supplierOrders) {
    for (const line of order.lines) findings.push(...checkLine(order, line, sent));
  }
  const known = new Set(supplierOrders.flatMap((order) => order.lines.map((line) => line.id)));
  for (const row of sent.filter(({ supplierOrderLineId }) => supplierOrderLineId === null || !known.has(supplierOrderLineId))) {
    findings.push({ code: "check.supplier_order_missing", params: { lineItemId: row.lineItemId, found: row.quantity } });
  }
  return findings;
}

function checkLine(order: CheckedSupplierOrder, line: OrderedLine, sent: readonly Allocation[]): CheckFinding[] {
  const linked = sent.filter((row) => row.supplierOrderLineId === line.id);
  const found = sumOf(linked);
  const isStillWithCancelled = order.state === "CANCELLED" && linked.some((row) => row.state === "WITH_SUPPLIER");
  if (mayHave(order.state, line, line.quantity)(found) && !isStillWithCancelled) return [];
  const params = { reference: order.reference, state: order.state, expected: line.quantity, found };
  return [{ code: "check.supplier_order_differs", params }];
}

export function checkParcels({ lines, allocations, fulfillments }: OrderToCheck): CheckFinding[] {
  const packed = fulfillments.flatMap((parcel) => parcel.lines);
  const shipped = allocations.filter((row) => row.state === "SHIPPED" && !isOutside(row));
  const titles = new Map(lines.map((line) => [line.id, line.title]));
  const ids = new Set([...packed, ...shipped].map((row) => row.lineItemId));
  return [...ids]
    .map((id) => ({ id, expected: sumOf(packed.filter((row) => row.lineItemId === id)), found: sumOf(shipped.filter((row) => row.lineItemId === id)) }))
    .filter(({ expected, found }) => expected !== found)
    .map(({ id, expected, found }) => ({ code: "check.parcels_differ", params: { title: titles.get(id) ?? id, expected, found } }));
}

const sumOf = (rows: readonly { readonly quantity: number }[]): number => rows.reduce((sum, row) => sum + row.quantity, 0);
