// How does an app refund, and what does the Admin API tell about refunds? Refusals are worded as recorded.

import { orderTotals } from "../acts/order-facts.ts";
import { transactionsOf } from "../acts/payments.ts";
import { refundOrder, type RefundOrder } from "../acts/refund-order.ts";
import { plainAmount, toMinor } from "../amounts.ts";
import { connect, connectionModels, type ConnectionArgs } from "../graphql/connections.ts";
import { idempotent } from "../graphql/idempotency.ts";
import { always, notModelled, own, userError, userErrorFields, type GraphqlContext, type Models, type UserError } from "../graphql/models.ts";
import { numericId } from "../ids.ts";
import type { RestockType, StoredOrder, StoredRefund } from "../order-state.ts";
import { primaryLocation } from "../shop-state.ts";
import { moneyBag } from "./money.ts";
import { transactionSource } from "./transactions.ts";

type TransactionInput = { amount: string; gateway: string; kind: string; orderId: string; parentId?: string | null };
type Input = {
  orderId: string; note?: string | null; notify?: boolean | null; refundLineItems?: { lineItemId: string; quantity: number; restockType?: RestockType | null }[] | null;
  shipping?: { amount?: string | null; fullRefund?: boolean | null } | null; transactions?: TransactionInput[] | null; refundMethods?: object[] | null; refundDuties?: object[] | null;
};
type RefundSource = { kind: "Refund"; id: string; refund: StoredRefund; order: StoredOrder };
type LineSource = { id: string; line: StoredRefund["lines"][number]; order: StoredOrder };

function sourceOf(order: StoredOrder, refund: StoredRefund): RefundSource {
  return { kind: "Refund", id: refund.id, refund, order };
}

function create(_root: unknown, { input }: { input: Input }, { world, shop }: GraphqlContext) {
  if ((input.refundMethods ?? []).length > 0 || (input.refundDuties ?? []).length > 0 || input.notify) throw notModelled("refundCreate with refundMethods, refundDuties or notify");
  const order = shop.orders.find((candidate) => candidate.id === input.orderId);
  if (!order) return { refund: null, order: null, userErrors: [userError(["orderId"], "Order does not exist")] };
  const refused = whyNot(order, input);
  if (refused) return { refund: null, order, userErrors: [refused] };
  return { refund: sourceOf(order, refundOrder({ world, shop }, order, toRefund(order, input))), order, userErrors: [] };
}

function whyNot(order: StoredOrder, input: Input): UserError | undefined {
  for (const { kind, parentId } of input.transactions ?? []) {
    if (kind !== "REFUND") return userError(null, `Kind ${kind.toLowerCase()} is not a valid transaction`);
    if (!transactionsOf(order).some((one) => one.id === parentId)) return userError(["transactions"], "Transactions require a parent_id associated with the order");
  }
  const over = (input.refundLineItems ?? []).findIndex(({ lineItemId, quantity }) => quantity > (order.lines.find((line) => line.id === lineItemId)?.currentQuantity ?? 0));
  if (over >= 0) return userError(["refundLineItems", String(over), "quantity"], "Quantity cannot refund more items than were purchased");
  const amountMinor = amountOf(order, input);
  const net = order.paidMinor - orderTotals(order).refundedMinor;
  const inWords = (minor: number) => `$${plainAmount(minor, order.currency)}`;
  return amountMinor > net ? userError(null, `Refund amount ${inWords(amountMinor)} is greater than net payment received ${inWords(net)}`) : undefined;
}

/** Only transactions move money; lines and shipping alone are taken off the order. */
function amountOf(order: StoredOrder, { transactions }: Input): number {
  return (transactions ?? []).reduce((minor, { amount }) => minor + toMinor(amount, order.currency), 0);
}

function toRefund(order: StoredOrder, input: Input): RefundOrder {
  const { refundLineItems, shipping, transactions } = input;
  const shippingAmount = shipping?.amount ?? (shipping?.fullRefund ? plainAmount(order.shippingLine?.priceMinor ?? 0, order.currency) : undefined);
  const parentId = transactions?.[0]?.parentId;
  return {
    lines: (refundLineItems ?? []).map(({ lineItemId, quantity, restockType }) => ({ lineItemId, quantity, restockType: restockType ?? "NO_RESTOCK" })),
    amount: plainAmount(amountOf(order, input), order.currency), note: input.note ?? null,
    ...(shippingAmount == null ? {} : { shipping: shippingAmount }), ...(parentId ? { parentId } : {}),
  };
}

function refundTransactions({ order, refund }: RefundSource, args: ConnectionArgs) {
  return connect(transactionsOf(order).filter((one) => one.refundId === refund.id).map((one) => transactionSource(order, one)), args);
}

const lineFields: Models[string] = {
  id: ({ id }: LineSource) => id,
  quantity: ({ line }: LineSource) => line.quantity,
  restockType: ({ line }: LineSource) => line.restockType,
  restocked: ({ line }: LineSource) => line.restockType !== "NO_RESTOCK",
  lineItem: ({ line, order }: LineSource) => order.lines.find((candidate) => candidate.id === line.lineItemId),
  location: ({ line }: LineSource, _args: unknown, { shop }: GraphqlContext) => (line.restockType === "NO_RESTOCK" ? null : primaryLocation(shop)),
  subtotalSet: ({ line, order }: LineSource) => moneyBag(order, line.subtotalMinor),
  priceSet: ({ line, order }: LineSource) => moneyBag(order, line.subtotalMinor / line.quantity),
  totalTaxSet: ({ order }: LineSource) => moneyBag(order, 0),
};

export const refundModels: Models = {
  Mutation: { refundCreate: idempotent("refundCreate", { refund: null, order: null }, create) },
  Order: {
    refunds: (order: StoredOrder, { first }: { first?: number | null }) => order.refunds.slice(0, first ?? undefined).map((refund) => sourceOf(order, refund)),
    totalRefundedShippingSet: (order: StoredOrder) => moneyBag(order, order.refunds.reduce((minor, refund) => minor + (refund.shippingMinor ?? 0), 0)),
    returns: (_order: StoredOrder, args: ConnectionArgs) => connect([], args),
  },
  RefundCreatePayload: own<Record<string, unknown>>("refund", "order", "userErrors"),
  Refund: {
    id: ({ id }: RefundSource) => id,
    legacyResourceId: ({ id }: RefundSource) => numericId(id),
    note: ({ refund }: RefundSource) => refund.note,
    createdAt: ({ refund }: RefundSource) => refund.createdAt,
    updatedAt: ({ refund }: RefundSource) => refund.createdAt,
    processedAt: ({ refund }: RefundSource) => refund.createdAt,
    order: ({ order }: RefundSource) => order,
    totalRefundedSet: ({ refund, order }: RefundSource) => moneyBag(order, refund.amountMinor),
    refundLineItems: ({ refund, order }: RefundSource, args: ConnectionArgs) => connect(refund.lines.map((line): LineSource => ({ id: line.id, line, order })), args),
    transactions: refundTransactions,
    duties: always([]),
    return: always(null),
  },
  RefundLineItem: lineFields,
  // No returns here; the type is modelled so that asking is answered with an empty list.
  Return: own<Record<string, unknown>>("id", "status"),
  UserError: userErrorFields,
  ...connectionModels("RefundLineItem", "OrderTransaction", "Return"),
};
