// What does a refund change? Money goes back, current quantities shrink, and units not yet shipped leave their fulfillment orders.
// That last effect is not proven by any recording; it follows Shopify's description of removed items.

import { toMinor } from "../amounts.ts";
import { newId } from "../ids.ts";
import { utcInstant } from "../instants.ts";
import type { RestockType, StoredLine, StoredOrder, StoredRefund } from "../order-state.ts";
import { refundPayload } from "../webhooks/refund-payload.ts";
import type { Place } from "../world.ts";
import { orderTotals, unfulfilledUnits } from "./order-facts.ts";
import { lineOf } from "./route-order.ts";
import { takeFromFulfillmentOrders } from "./take-units.ts";
import { ImpossibleAct, touchOrder } from "./touch-order.ts";

export type RefundOrder = {
  /** Units to refund; "all" means everything left, shipping included. */
  lines: "all" | { lineItemId: string; quantity: number }[];
  restock?: boolean;
  /** Decimal text; the price of the lines when absent. */
  amount?: string;
  note?: string | null;
};

export function refundOrder(place: Place, order: StoredOrder, input: RefundOrder): StoredRefund {
  const { world, shop } = place;
  const wanted = input.lines === "all" ? everythingLeft(order) : input.lines;
  const counted = wanted.map(({ lineItemId, quantity }) => ({ line: lineOf(order, lineItemId), quantity }));
  for (const { line, quantity } of counted) {
    if (quantity > line.currentQuantity) throw new ImpossibleAct("Quantity cannot refund more items than were purchased");
  }
  const amountMinor = amountOf(order, input, counted);
  const net = order.paidMinor - orderTotals(order).refundedMinor;
  if (amountMinor > net) throw new ImpossibleAct("Refund amount is greater than net payment received");
  const lines = counted.flatMap((entry) => refundLines(place, order, { ...entry, restock: input.restock ?? true }));
  const refund: StoredRefund = {
    kind: "Refund", id: newId(shop, "Refund"), createdAt: utcInstant(world.now()), note: input.note ?? null, lines, amountMinor,
  };
  order.refunds.push(refund);
  order.financialStatus = amountMinor >= net ? "REFUNDED" : "PARTIALLY_REFUNDED";
  world.webhooks.emit(shop, "refunds/create", refundPayload(place, order, refund));
  touchOrder(place, order);
  return refund;
}

function everythingLeft(order: StoredOrder) {
  return order.lines.filter((line) => line.currentQuantity > 0).map((line) => ({ lineItemId: line.id, quantity: line.currentQuantity }));
}

function amountOf(order: StoredOrder, input: RefundOrder, counted: { line: StoredLine; quantity: number }[]): number {
  if (input.amount !== undefined) return toMinor(input.amount, order.currency);
  const { refundedMinor } = orderTotals(order);
  const net = order.paidMinor - refundedMinor;
  if (input.lines === "all") return net;
  const priced = counted.reduce((total, { line, quantity }) => total + line.unitPriceMinor * quantity, 0);
  return Math.min(priced, net);
}

type RefundedUnits = { line: StoredLine; quantity: number; restock: boolean };

/** Units not shipped yet are cancelled first; shipped ones can only come back as a return. */
function refundLines(place: Place, order: StoredOrder, { line, quantity, restock }: RefundedUnits): StoredRefund["lines"] {
  const { shop } = place;
  const unshipped = line.requiresShipping ? Math.min(quantity, unfulfilledUnits({ shop, order, line })) : quantity;
  takeFromFulfillmentOrders(place, line.id, unshipped);
  line.currentQuantity -= quantity;
  const parts: [number, RestockType][] = [[unshipped, restock ? "CANCEL" : "NO_RESTOCK"], [quantity - unshipped, "RETURN"]];
  return parts.filter(([units]) => units > 0).map(([units, restockType]) => ({
    id: newId(shop, "RefundLineItem"), lineItemId: line.id, quantity: units, restockType,
    subtotalMinor: line.unitPriceMinor * units,
  }));
}
