// How far is an order shipped, and what is it worth? Always computed from its lines, fulfillment orders and fulfillments.

import { toMinor } from "../amounts.ts";
import type { StoredFulfillment, StoredFulfillmentOrder } from "../fulfillment-state.ts";
import type { StoredLine, StoredOrder } from "../order-state.ts";
import type { ShopState } from "../shop-state.ts";

export function fulfillmentsOf(shop: ShopState, order: StoredOrder): StoredFulfillment[] {
  return shop.fulfillments.filter((fulfillment) => fulfillment.orderId === order.id);
}

export function fulfillmentOrdersOf(shop: ShopState, order: StoredOrder): StoredFulfillmentOrder[] {
  return shop.fulfillmentOrders.filter((candidate) => candidate.orderId === order.id);
}

export function isOpen(fulfillmentOrder: StoredFulfillmentOrder): boolean {
  return ["OPEN", "IN_PROGRESS", "ON_HOLD", "INCOMPLETE"].includes(fulfillmentOrder.status);
}

export function shippedUnits(shop: ShopState, line: StoredLine): number {
  const shipped = shop.fulfillments.filter((fulfillment) => fulfillment.status === "SUCCESS").flatMap((fulfillment) => fulfillment.lines);
  return sum(shipped.filter((entry) => entry.lineItemId === line.id).map((entry) => entry.quantity));
}

export function returnedUnits(order: StoredOrder, line: StoredLine): number {
  const returned = order.refunds.flatMap((refund) => refund.lines).filter((entry) => entry.restockType === "RETURN" && !entry.isUnshipped);
  return sum(returned.filter((entry) => entry.lineItemId === line.id).map((entry) => entry.quantity));
}

/** Units still to be shipped. Returned units were shipped, so they do not reduce it a second time. */
export function unfulfilledUnits({ shop, order, line }: { shop: ShopState; order: StoredOrder; line: StoredLine }): number {
  if (!line.requiresShipping) return 0;
  return Math.max(0, line.currentQuantity + returnedUnits(order, line) - shippedUnits(shop, line));
}

/** Units of a line in fulfillment orders that may be shipped now; held units count as none. */
export function fulfillableUnits(shop: ShopState, line: StoredLine): number {
  const ready = shop.fulfillmentOrders.filter((candidate) => isOpen(candidate) && candidate.status !== "ON_HOLD");
  const entries = ready.flatMap((candidate) => candidate.lines).filter((entry) => entry.lineItemId === line.id);
  return sum(entries.map((entry) => entry.remainingQuantity));
}

export function displayFulfillmentStatus(shop: ShopState, order: StoredOrder): string {
  const shipped = sum(order.lines.map((line) => shippedUnits(shop, line)));
  const left = sum(order.lines.map((line) => unfulfilledUnits({ shop, order, line })));
  if (shipped > 0) return left === 0 ? "FULFILLED" : "PARTIALLY_FULFILLED";
  const open = fulfillmentOrdersOf(shop, order).filter(isOpen);
  if (open.some((candidate) => candidate.status === "IN_PROGRESS" && candidate.isProgressReported)) return "IN_PROGRESS";
  return open.length > 0 && open.every((candidate) => candidate.status === "ON_HOLD") ? "ON_HOLD" : "UNFULFILLED";
}

export type OrderTotals = {
  linesMinor: number;
  subtotalMinor: number;
  shippingMinor: number;
  dutiesMinor: number;
  totalMinor: number;
  currentSubtotalMinor: number;
  currentTotalMinor: number;
  taxMinor: number;
  currentTaxMinor: number;
  refundedMinor: number;
  outstandingMinor: number;
  /** Below 0 when the buyer is owed something. */
  balanceMinor: number;
};

export function orderTotals(order: StoredOrder): OrderTotals {
  const dutiesMinor = dutiesOf(order);
  const linesMinor = sum(order.lines.map((line) => line.unitPriceMinor * line.quantity));
  const currentLinesMinor = sum(order.lines.map((line) => line.unitPriceMinor * line.currentQuantity));
  const shippingMinor = order.shippingLine?.priceMinor ?? 0;
  const subtotalMinor = Math.max(0, linesMinor - order.discountMinor);
  const currentSubtotalMinor = Math.max(0, currentLinesMinor - order.discountMinor);
  const { taxMinor, currentTaxMinor } = taxesOf(order);
  const isTaxOnTop = !order.taxesIncluded;
  const totalMinor = subtotalMinor + shippingMinor + dutiesMinor + (isTaxOnTop ? taxMinor : 0);
  // Nothing is asked for a cancelled order, its shipping neither.
  const currentTotalMinor = order.cancelledAt !== null ? 0 : currentSubtotalMinor + shippingMinor + dutiesMinor + (isTaxOnTop ? currentTaxMinor : 0);
  const refundedMinor = sum(order.refunds.map((refund) => refund.amountMinor));
  const balanceMinor = currentTotalMinor - order.paidMinor + refundedMinor;
  return {
    linesMinor, subtotalMinor, shippingMinor, dutiesMinor, totalMinor, currentSubtotalMinor, currentTotalMinor, refundedMinor, taxMinor, currentTaxMinor,
    balanceMinor, outstandingMinor: Math.max(0, balanceMinor),
  };
}

/** What is left of a line keeps its share of the line's tax. */
export function currentTax(line: StoredLine, priceMinor: number): number {
  return line.quantity === 0 ? 0 : Math.round((priceMinor * line.currentQuantity) / line.quantity);
}

function taxesOf(order: StoredOrder): { taxMinor: number; currentTaxMinor: number } {
  const shipping = sum((order.shippingTaxLines ?? []).map((tax) => tax.priceMinor));
  const lines = order.lines.flatMap((line) => (line.taxLines ?? []).map((tax) => ({ line, minor: tax.priceMinor })));
  return {
    taxMinor: shipping + sum(lines.map(({ minor }) => minor)),
    currentTaxMinor: shipping + sum(lines.map(({ line, minor }) => currentTax(line, minor))),
  };
}

export function dutiesOf(order: StoredOrder): number {
  return sum(order.lines.flatMap((line) => line.duties).map((duty) => toMinor(duty.amount, order.currency)));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
