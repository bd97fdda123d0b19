// What was paid for an order, by which means, and what is left to refund? Every payment and refund is a transaction.

import { toMinor } from "../amounts.ts";
import { newId } from "../ids.ts";
import { utcInstant } from "../instants.ts";
import type { StoredTransaction } from "../order-extras.ts";
import type { FinancialStatus, StoredOrder } from "../order-state.ts";
import type { ShopState } from "../shop-state.ts";
import type { Place } from "../world.ts";
import { orderTotals, sum } from "./order-facts.ts";
import type { PlaceOrderOptions } from "./order-options.ts";

type NewTransaction = Pick<StoredTransaction, "type" | "status" | "amountMinor"> & Partial<Pick<StoredTransaction, "gateway" | "parentId" | "refundId">>;

export const usualGateways: readonly string[] = ["bogus"];

export function gatewaysOf(order: StoredOrder): readonly string[] {
  return order.gateways ?? usualGateways;
}

export function transactionsOf(order: StoredOrder): StoredTransaction[] {
  return order.transactions ?? [];
}

/** The payment that a refund goes back to. */
export function paymentOf(order: StoredOrder): StoredTransaction | undefined {
  return transactionsOf(order).find((one) => one.status === "SUCCESS" && (one.type === "SALE" || one.type === "CAPTURE"));
}

export function addTransaction(shop: ShopState, order: StoredOrder, at: string, made: NewTransaction): StoredTransaction {
  const transaction: StoredTransaction = {
    kind: "OrderTransaction", id: newId(shop, "OrderTransaction"), gateway: gatewaysOf(order)[0] ?? "manual", parentId: null, refundId: null, at, ...made,
  };
  order.transactions = [...transactionsOf(order), transaction];
  return transaction;
}

/** At checkout. An app's own transactions decide where it gave some. */
export function startPayment(shop: ShopState, order: StoredOrder, { transactions }: PlaceOrderOptions): void {
  const given = transactions?.map(({ kind, status, gateway, amount }) => ({ type: kind, status, gateway, amountMinor: toMinor(amount, order.currency) }));
  for (const transaction of given ?? usualPayment(order)) addTransaction(shop, order, order.createdAt, transaction);
  if (given) order.gateways = [...new Set(given.map((one) => one.gateway))];
  const paidMinor = sum(transactionsOf(order).filter((one) => one.status === "SUCCESS" && (one.type === "SALE" || one.type === "CAPTURE")).map((one) => one.amountMinor));
  // An app may call an order paid without saying how.
  order.paidMinor = given && paidMinor === 0 && isPaid(order.financialStatus) ? orderTotals(order).totalMinor : paidMinor;
}

function isPaid(status: FinancialStatus): boolean {
  return status === "PAID" || status === "PARTIALLY_REFUNDED" || status === "REFUNDED";
}

function usualPayment(order: StoredOrder): NewTransaction[] {
  const { totalMinor } = orderTotals(order);
  const status = order.financialStatus;
  if (isPaid(status)) return [{ type: "SALE", status: "SUCCESS", amountMinor: totalMinor }];
  if (status === "PARTIALLY_PAID") return [{ type: "SALE", status: "SUCCESS", amountMinor: Math.floor(totalMinor / 2) }];
  if (status === "AUTHORIZED") return [{ type: "AUTHORIZATION", status: "SUCCESS", amountMinor: totalMinor }];
  // Cash on delivery and bank deposits wait as a pending sale.
  return order.gateways ? [{ type: "SALE", status: "PENDING", amountMinor: totalMinor }] : [];
}

export function takePayment({ world, shop }: Place, order: StoredOrder, amountMinor: number): void {
  const authorized = transactionsOf(order).find((one) => one.type === "AUTHORIZATION");
  addTransaction(shop, order, utcInstant(world.now()), {
    type: authorized ? "CAPTURE" : "SALE", status: "SUCCESS", amountMinor, parentId: authorized?.id ?? null,
  });
  order.paidMinor += amountMinor;
  order.isPaymentUnknown = false;
}
