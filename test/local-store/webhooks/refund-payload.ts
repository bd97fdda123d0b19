// What is the body of refunds/create, also listed inside its order?

import { lineOf } from "../acts/route-order.ts";
import { gatewaysOf, transactionsOf } from "../acts/payments.ts";
import { plainAmount } from "../amounts.ts";
import { bareId, numericId } from "../ids.ts";
import { zonedInstant } from "../instants.ts";
import type { StoredOrder, StoredRefund } from "../order-state.ts";
import { primaryLocation } from "../shop-state.ts";
import type { Place } from "../world.ts";
import { lineItemPayload } from "./line-item-payload.ts";
import { moneySet } from "./money-payload.ts";

export function refundPayload(place: Place, order: StoredOrder, refund: StoredRefund): Record<string, unknown> {
  const createdAt = zonedInstant(refund.createdAt, place.shop.ianaTimezone);
  return {
    id: bareId(refund.id),
    admin_graphql_api_id: refund.id,
    order_id: bareId(order.id),
    created_at: createdAt,
    note: refund.note,
    user_id: null,
    processed_at: createdAt,
    restock: refund.lines.some((line) => line.restockType !== "NO_RESTOCK"),
    duties: [],
    total_duties_set: moneySet(order, 0),
    return: null,
    refund_line_items: refund.lines.map((line) => refundLinePayload(place, order, line)),
    transactions: refund.amountMinor > 0 ? [transactionPayload(order, refund, createdAt)] : [],
    order_adjustments: [],
  };
}

function refundLinePayload(place: Place, order: StoredOrder, line: StoredRefund["lines"][number]) {
  return {
    id: bareId(line.id),
    quantity: line.quantity,
    line_item_id: bareId(line.lineItemId),
    location_id: line.restockType === "NO_RESTOCK" ? null : bareId(primaryLocation(place.shop).id),
    restock_type: line.restockType.toLowerCase(),
    // A JSON number here, although amounts elsewhere are text.
    subtotal: Number(plainAmount(line.subtotalMinor, order.currency)),
    total_tax: 0,
    subtotal_set: moneySet(order, line.subtotalMinor),
    total_tax_set: moneySet(order, 0),
    line_item: lineItemPayload(place, order, lineOf(order, line.lineItemId)),
  };
}

function transactionPayload(order: StoredOrder, refund: StoredRefund, createdAt: string | null) {
  // Refunds of an older state file have no transaction of their own.
  const made = transactionsOf(order).find((one) => one.refundId === refund.id);
  const id = made ? bareId(made.id) : bareId(refund.id) + 1n;
  return {
    id,
    admin_graphql_api_id: `gid://shopify/OrderTransaction/${id}`,
    amount: plainAmount(refund.amountMinor, order.currency),
    created_at: createdAt,
    currency: order.currency,
    gateway: made?.gateway ?? gatewaysOf(order)[0] ?? "manual",
    kind: "refund",
    order_id: bareId(order.id),
    parent_id: made?.parentId ? bareId(made.parentId) : BigInt(numericId(order.id)) + 1n,
    processed_at: createdAt,
    status: "success",
    test: order.isTest,
  };
}
