// Does every paid unit stand somewhere, and do the others count the same?
// Three independent counts: Shopify's order as confirmed, our allocations, and (where they can be read) the others' own books.
import { unitsIn } from "../orders/allocation.ts";
import type { Allocation, AllocationState, Reason } from "../orders/allocation.ts";
import { checkOutside } from "./check-outside.ts";
import { checkStoreBook, checkSupplierBooks } from "./check-books.ts";
import { checkParcels, checkSupplierOrders } from "./check-supplier-orders.ts";
import type { CheckedLine, CheckFinding, CheckFindingCode, OrderCheck, OrderToCheck } from "./order-check.ts";

export type { OrderCheck, OrderToCheck, OutsideBooks } from "./order-check.ts";

export function checkOrder(order: OrderToCheck): OrderCheck {
  const findings = [
    ...checkLines(order),
    ...checkShopifyCount(order),
    ...checkSupplierOrders(order),
    ...checkParcels(order),
    ...checkOutside(order),
    ...checkSupplierBooks(order),
    ...checkStoreBook(order),
  ];
  const bucket = (state: AllocationState): number => unitsIn(order.allocations, state);
  return {
    balanced: findings.length === 0,
    paidUnits: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    notOurs: bucket("NOT_OURS"),
    waiting: bucket("WAITING"),
    withSupplier: bucket("WITH_SUPPLIER"),
    shipped: bucket("SHIPPED"),
    cancelled: bucket("CANCELLED"),
    needsYou: bucket("NEEDS_YOU"),
    findings,
  };
}

function checkLines({ lines, allocations }: OrderToCheck): CheckFinding[] {
  const known = new Set(lines.map((line) => line.id));
  const uncovered = lines
    .map((line) => ({ line, found: sumOf(rowsOf(allocations, line.id)) }))
    .filter(({ line, found }) => found !== line.quantity)
    .map(({ line, found }) => finding("check.line_not_covered", { title: line.title, expected: line.quantity, found }));
  const strays = allocations.filter((row) => !known.has(row.lineItemId));
  const bad = allocations.filter((row) => !Number.isSafeInteger(row.quantity) || row.quantity < 1);
  return [
    ...uncovered,
    ...strays.map((row) => finding("check.unknown_line", { lineItemId: row.lineItemId, found: row.quantity })),
    ...bad.map((row) => finding("check.bad_row", { allocationId: row.id, found: row.quantity })),
  ];
}

/** A refund of goods already shipped is no imbalance; one of goods a supplier still has is named for what it is. */
function checkShopifyCount(order: OrderToCheck): CheckFinding[] {
  const { lines, allocations, confirmedUnits, cancelled = false, calledBack } = order;
  if (confirmedUnits === null) return [];
  const expected = cancelled ? 0 : confirmedUnits;
  const kept = sumOf(allocations.filter((row) => row.state !== "CANCELLED"));
  const surplus = lines.map((line) => ({ line, ...refundedTooLate(line, allocations, cancelled) }));
  const late = surplus.reduce((sum, { shipped, withSupplier }) => sum + shipped + withSupplier, 0);
  const refunded = surplus
    .map(({ line, withSupplier }) => ({ line, withSupplier: withSupplier - (calledBack?.get(line.id) ?? 0) }))
    .filter(({ withSupplier }) => withSupplier > 0)
    .map(({ line, withSupplier }) => finding("check.refunded_after_sending", { title: line.title, found: withSupplier }));
  if (kept - late === expected) return refunded;
  return [...refunded, finding("check.shopify_count_differs", { expected, found: kept - late })];
}

/** Units nobody wants any more that have left already or are with a supplier. */
function refundedTooLate(line: CheckedLine, allocations: readonly Allocation[], cancelled: boolean): { shipped: number; withSupplier: number } {
  const rows = rowsOf(allocations, line.id);
  const wanted = cancelled ? 0 : line.currentQuantity;
  const surplus = Math.max(0, sumOf(rows.filter((row) => row.state !== "CANCELLED")) - wanted);
  const withSupplier = Math.min(surplus, unitsIn(rows, "WITH_SUPPLIER"));
  return { withSupplier, shipped: Math.min(surplus - withSupplier, unitsIn(rows, "SHIPPED")) };
}

const finding = (code: CheckFindingCode, params: Reason["params"]): CheckFinding => ({ code, params });
const rowsOf = (rows: readonly Allocation[], lineItemId: string): Allocation[] => rows.filter((row) => row.lineItemId === lineItemId);
const sumOf = (rows: readonly { readonly quantity: number }[]): number => rows.reduce((sum, row) => sum + row.quantity, 0);
