// What does the Admin API tell about payments and taxes of an order?

import { currentTax, orderTotals } from "../acts/order-facts.ts";
import { transactionsOf } from "../acts/payments.ts";
import { plainAmount } from "../amounts.ts";
import { always, own, type GraphqlContext, type Models } from "../graphql/models.ts";
import type { StoredTaxLine, StoredTransaction } from "../order-extras.ts";
import type { StoredLine, StoredOrder } from "../order-state.ts";
import { orderOfLine } from "./line-items.ts";
import { moneyBag } from "./money.ts";

type ListArgs = { first?: number | null; capturable?: boolean | null };
export type TransactionSource = { kind: "OrderTransaction"; transaction: StoredTransaction; order: StoredOrder };
type TaxSource = { tax: StoredTaxLine; minor: number; order: StoredOrder };

export function transactionSource(order: StoredOrder, transaction: StoredTransaction): TransactionSource & { id: string } {
  return { kind: "OrderTransaction", id: transaction.id, transaction, order };
}

function list(order: StoredOrder, { first, capturable }: ListArgs) {
  const listed = transactionsOf(order).filter((one) => capturable == null || capturable === (one.type === "AUTHORIZATION"));
  return listed.slice(0, first ?? undefined).map((transaction) => transactionSource(order, transaction));
}

/** Taxes of the same title and rate are one line of the order. */
function orderTaxes(order: StoredOrder, amountOf: (line: StoredLine, minor: number) => number): TaxSource[] {
  const found = new Map<string, TaxSource>();
  const add = (tax: StoredTaxLine, minor: number) => {
    const key = `${tax.title} ${tax.rate}`;
    found.set(key, { tax, order, minor: (found.get(key)?.minor ?? 0) + minor });
  };
  for (const line of order.lines) for (const tax of line.taxLines ?? []) add(tax, amountOf(line, tax.priceMinor));
  for (const tax of order.shippingTaxLines ?? []) add(tax, tax.priceMinor);
  return [...found.values()];
}

/** Authorized and neither taken nor released. */
function capturableMinor(order: StoredOrder): number {
  return order.financialStatus === "AUTHORIZED" ? orderTotals(order).totalMinor : 0;
}

export const transactionModels: Models = {
  Order: {
    transactions: list,
    totalTaxSet: (order: StoredOrder) => moneyBag(order, orderTotals(order).taxMinor),
    currentTotalTaxSet: (order: StoredOrder) => moneyBag(order, orderTotals(order).currentTaxMinor),
    taxLines: (order: StoredOrder) => orderTaxes(order, (_line, minor) => minor),
    currentTaxLines: (order: StoredOrder) => orderTaxes(order, currentTax).filter(({ minor }) => minor > 0),
    taxesIncluded: (order: StoredOrder) => order.taxesIncluded ?? false,
    capturable: (order: StoredOrder) => capturableMinor(order) > 0,
    totalCapturable: (order: StoredOrder) => plainAmount(capturableMinor(order), order.currency),
    totalCapturableSet: (order: StoredOrder) => moneyBag(order, capturableMinor(order)),
    // What is authorized is not asked for again.
    totalOutstandingSet: (order: StoredOrder) => moneyBag(order, orderTotals(order).balanceMinor - capturableMinor(order)),
    netPaymentSet: (order: StoredOrder) => moneyBag(order, order.paidMinor - orderTotals(order).refundedMinor),
  },
  LineItem: {
    taxable: (line: StoredLine) => line.isTaxable ?? true,
    taxLines: (line: StoredLine, { first }: { first?: number | null }, { shop }: GraphqlContext) => {
      const order = orderOfLine(shop, line.id);
      return (line.taxLines ?? []).slice(0, first ?? undefined).map((tax) => ({ tax, minor: tax.priceMinor, order }) satisfies TaxSource);
    },
    discountAllocations: always([]),
  },
  TaxLine: {
    title: ({ tax }: TaxSource) => tax.title,
    rate: ({ tax }: TaxSource) => tax.rate,
    ratePercentage: ({ tax }: TaxSource) => tax.rate * 100,
    priceSet: ({ minor, order }: TaxSource) => moneyBag(order, minor),
    channelLiable: always(false),
    source: always(null),
  },
  // No line here has a discount of its own; the type is modelled so that asking is answered with an empty list.
  DiscountAllocation: own<Record<string, unknown>>("allocatedAmountSet", "discountApplication"),
  OrderTransaction: {
    id: ({ transaction }: TransactionSource) => transaction.id,
    kind: ({ transaction }: TransactionSource) => transaction.type,
    status: ({ transaction }: TransactionSource) => transaction.status,
    gateway: ({ transaction }: TransactionSource) => transaction.gateway,
    createdAt: ({ transaction }: TransactionSource) => transaction.at,
    processedAt: ({ transaction }: TransactionSource) => transaction.at,
    test: ({ order }: TransactionSource) => order.isTest,
    amountSet: ({ transaction, order }: TransactionSource) => moneyBag(order, transaction.amountMinor),
    order: ({ order }: TransactionSource) => order,
    parentTransaction: ({ transaction, order }: TransactionSource) => {
      const parent = transactionsOf(order).find((one) => one.id === transaction.parentId);
      return parent ? transactionSource(order, parent) : null;
    },
  },
};
