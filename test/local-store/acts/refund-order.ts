// What does a refund change? Money goes back, current quantities shrink, and units not yet shipped leave their fulfillment orders.
// That last effect is not proven by any recording; it follows Shopify's description of removed items.

import { toMinor } from "../amounts.ts";
import { newId } from "../ids.ts";
import { utcInstant } from "../instants.ts";
import type { RestockType, StoredLine, StoredOrder, StoredRefund } from "../order-state.ts";
import { refundPayload } from "../webhooks/refund-payload.ts";
import type { Place } from "../world.ts";
import { orderTotals, sum, unfulfilledUnits } from "./order-facts.ts";
import { addTransaction, paymentOf } from "./payments.ts";
import { lineOf } from "./route-order.ts";
import { takeFromFulfillmentOrders } from "./take-units.ts";
import { ImpossibleAct, touchOrder } from "./touch-order.ts";

export type RefundOrder = {
  /** Units to refund; "all" means everything left, shipping included; none refunds money alone. */
  lines: "all" | { lineItemId: string; quantity: number; restockType?: RestockType }[];
  restock?: boolean;
  /** Decimal text; the price of the lines, and of the shipping named below, when absent. */
  amount?: string;
  /** Of the shipping, decimal text. */
  shipping?: string;
  note?: string | null;
  /** The payment it goes back to; the first one when absent. */
  parentId?: string;
};

type Counted = { line: StoredLine; quantity: number; restockType: RestockType | undefined };

export function refundOrder(place: Place, order: StoredOrder, input: RefundOrder): StoredRefund {
  const { world, shop } = place;
  const wanted: Exclude<RefundOrder["lines"], "all"> = input.lines === "all" ? everythingLeft(order) : input.lines;
  const counted = wanted.map(({ lineItemId, quantity, restockType }) => ({ line: lineOf(order, lineItemId), quantity, restockType }));
  for (const { line, quantity } of counted) {
    if (quantity > line.currentQuantity) throw new ImpossibleAct("Quantity cannot refund more items than were purchased");
  }
  const shippingMinor = input.shipping === undefined ? 0 : toMinor(input.shipping, order.currency);
  const amountMinor = amountOf(order, input, counted) + (input.amount === undefined && input.lines !== "all" ? shippingMinor : 0);
  const net = order.paidMinor - orderTotals(order).refundedMinor;
  if (amountMinor > net) throw new ImpossibleAct("Refund amount is greater than net payment received");
  const lines = counted.flatMap((entry) => refundLines(place, order, { ...entry, restock: input.restock ?? true }));
  const at = utcInstant(world.now());
  const refund: StoredRefund = { kind: "Refund", id: newId(shop, "Refund"), createdAt: at, note: input.note ?? null, lines, amountMinor, shippingMinor };
  order.refunds.push(refund);
  if (amountMinor > 0) {
    order.financialStatus = amountMinor >= net ? "REFUNDED" : "PARTIALLY_REFUNDED";
    const payment = order.transactions?.find((one) => one.id === input.parentId) ?? paymentOf(order);
    addTransaction(shop, order, at, {
      type: "REFUND", status: "SUCCESS", amountMinor, parentId: payment?.id ?? null, refundId: refund.id, ...(payment ? { gateway: payment.gateway } : {}),
    });
  }
  world.webhooks.emit(shop, "refunds/create", refundPayload(place, order, refund));
  touchOrder(place, order);
  return refund;
}

function everythingLeft(order: StoredOrder) {
  return order.lines.filter((line) => line.currentQuantity > 0).map((line) => ({ lineItemId: line.id, quantity: line.currentQuantity }));
}

function amountOf(order: StoredOrder, input: RefundOrder, counted: Counted[]): number {
  if (input.amount !== undefined) return toMinor(input.amount, order.currency);
  const { refundedMinor } = orderTotals(order);
  const net = order.paidMinor - refundedMinor;
  if (input.lines === "all") return net;
  return Math.min(sum(counted.map(({ line, quantity }) => line.unitPriceMinor * quantity)), net);
}

type RefundedUnits = { line: StoredLine; quantity: number; restock: boolean; restockType: RestockType | undefined };
type Part = [units: number, restockType: RestockType, isUnshipped: boolean];

/** Units not shipped yet are cancelled first; shipped ones can only come back as a return. An app may name the type itself. */
function refundLines(place: Place, order: StoredOrder, { line, quantity, restock, restockType }: RefundedUnits): StoredRefund["lines"] {
  const { shop } = place;
  const unshipped = line.requiresShipping ? Math.min(quantity, unfulfilledUnits({ shop, order, line })) : quantity;
  takeFromFulfillmentOrders(place, line.id, unshipped);
  line.currentQuantity -= quantity;
  const parts: Part[] = [[unshipped, restockType ?? (restock ? "CANCEL" : "NO_RESTOCK"), true], [quantity - unshipped, restockType ?? "RETURN", false]];
  return parts.filter(([units]) => units > 0).map(([units, type, isUnshipped]) => ({
    id: newId(shop, "RefundLineItem"), lineItemId: line.id, quantity: units, restockType: type, isUnshipped,
    subtotalMinor: line.unitPriceMinor * units,
  }));
}
