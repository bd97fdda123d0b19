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
  const returned = order.refunds.flatMap((refund) => refund.lines).filter((entry) => entry.restockType === "RETURN");
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
  refundedMinor: number;
  outstandingMinor: number;
};

export function orderTotals(order: StoredOrder): OrderTotals {
  const dutiesMinor = dutiesOf(order);
  const linesMinor = sum(order.lines.map((line) => line.unitPriceMinor * line.quantity));
  const currentLinesMinor = sum(order.lines.map((line) => line.unitPriceMinor * line.currentQuantity));
  const shippingMinor = order.shippingLine?.priceMinor ?? 0;
  const subtotalMinor = Math.max(0, linesMinor - order.discountMinor);
  const currentSubtotalMinor = Math.max(0, currentLinesMinor - order.discountMinor);
  const totalMinor = subtotalMinor + shippingMinor + dutiesMinor;
  const currentTotalMinor = currentSubtotalMinor + shippingMinor + dutiesMinor;
  const refundedMinor = sum(order.refunds.map((refund) => refund.amountMinor));
  return {
    linesMinor, subtotalMinor, shippingMinor, dutiesMinor, totalMinor, currentSubtotalMinor, currentTotalMinor, refundedMinor,
    outstandingMinor: Math.max(0, currentTotalMinor - order.paidMinor + refundedMinor),
  };
}

export function dutiesOf(order: StoredOrder): number {
  return sum(order.lines.flatMap((line) => line.duties).map((duty) => toMinor(duty.amount, order.currency)));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
