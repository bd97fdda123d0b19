// Can this description of an order be trusted to be acted on? Both of Shopify's dialects meet here, so that an order
// read from a webhook and one read from the Admin API come out equal. Nothing is guessed: what cannot be read is named.
import { parseMoney, UnknownCurrencyError } from "../platform/money.ts";
import type { Money } from "../platform/money.ts";
import { readAttribution } from "./attribution.ts";
import type { AttributionFacts } from "./attribution.ts";
import { findIdentities } from "./buyer-identity.ts";
import type { LocalizedField } from "./buyer-identity.ts";
import type { FinancialStatus, LineItem, NamedValue, Order } from "./order.ts";
import { blankToNull, readAddress } from "./read-address.ts";
import type { AddressFacts, Phones } from "./read-address.ts";

export type UnreadableCode =
  | "quantity_absurd" | "more_wanted_than_ordered" | "unknown_currency" | "currency_differs" | "currency_not_of_shop"
  | "amount_unreadable" | "id_missing" | "id_repeated" | "number_missing" | "date_unreadable";
/** `code` is one of UnreadableCode here; the doors before this one add reasons of their own. */
export type UnreadableReason = { readonly path: string; readonly code: string };

export type OrderReading =
  | { readonly kind: "order"; readonly order: Order }
  | { readonly kind: "unreadable"; readonly reasons: readonly UnreadableReason[] };

export type AmountFacts = { readonly amount: string; readonly currency: string };
export type PriceFacts = { readonly shop: AmountFacts; readonly presentment: AmountFacts };

export type LineFacts = Omit<LineItem, "position" | "unitPrice" | "unitPricePresentment"> & { readonly price: PriceFacts };

export type OrderFacts = {
  readonly shopifyOrderId: string;
  readonly name: string;
  readonly orderNumber: number;
  readonly placedAt: Date;
  readonly shopifyUpdatedAt: Date;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string | null;
  readonly isTest: boolean;
  readonly financialStatus: string | null;
  readonly paymentGateways: readonly string[];
  readonly paymentTerms: string | null;
  /** What the order comes to now: after an edit the total of the day it was placed says nothing about what is owed. */
  readonly total: PriceFacts;
  readonly email: string | null;
  readonly phones: Phones;
  readonly customerEmail: string | null;
  readonly customerLocale: string | null;
  readonly shopifyCustomerId: string | null;
  readonly note: string | null;
  readonly poNumber: string | null;
  readonly delivery: { readonly title: string | null; readonly code: string | null; readonly price: PriceFacts | null; readonly instructions: string | null } | null;
  readonly dutiesIncluded: boolean | null;
  readonly duties: PriceFacts | null;
  readonly attribution: AttributionFacts;
  readonly attributes: readonly NamedValue[];
  readonly localizedFields: readonly LocalizedField[];
  readonly discountCodes: readonly string[];
  readonly tags: readonly string[];
  readonly address: AddressFacts | null;
  readonly lines: readonly LineFacts[];
};

export type Shop = { readonly currency: string };

export function readOrder(facts: OrderFacts, shop: Shop): OrderReading {
  const reasons = whyUnreadable(facts);
  const amount = (path: string, read: AmountFacts): Money => readAmount(path, read, reasons);
  const total = amount("total.shop", facts.total.shop);
  if (total.currency !== shop.currency) reasons.push({ path: "total.shop", code: "currency_not_of_shop" });
  const totalPresentment = amount("total.presentment", facts.total.presentment);
  const lines = facts.lines.map((line, index) => readLine(line, index, amount));
  for (const [index, line] of lines.entries()) {
    const isSame = line.unitPrice.currency === total.currency && line.unitPricePresentment.currency === totalPresentment.currency;
    if (!isSame) reasons.push({ path: `lines.${index}.price`, code: "currency_differs" });
  }
  const deliveryPrice = facts.delivery?.price ? amount("delivery.price", facts.delivery.price.shop) : null;
  const duties = facts.duties ? amount("duties", facts.duties.shop) : null;
  if (reasons.length > 0) return { kind: "unreadable", reasons };
  return { kind: "order", order: assemble(facts, { total, totalPresentment, lines, deliveryPrice, duties }) };
}

type Amounts = { total: Money; totalPresentment: Money; lines: LineItem[]; deliveryPrice: Money | null; duties: Money | null };

function assemble(facts: OrderFacts, amounts: Amounts): Order {
  const { shopifyOrderId, name, orderNumber, placedAt, shopifyUpdatedAt, cancelledAt, isTest, dutiesIncluded } = facts;
  const email = blankToNull(facts.email);
  return {
    shopifyOrderId, name, orderNumber, placedAt, shopifyUpdatedAt, cancelledAt, isTest, dutiesIncluded,
    cancelReason: blankToNull(facts.cancelReason)?.toLowerCase() ?? null,
    financialStatus: readStatus(facts.financialStatus),
    // One gateway may have been tried twice.
    paymentGateways: [...new Set(facts.paymentGateways)],
    paymentTerms: blankToNull(facts.paymentTerms),
    total: amounts.total,
    totalPresentment: amounts.totalPresentment,
    email,
    phone: blankToNull(facts.phones.order),
    customerLocale: blankToNull(facts.customerLocale),
    shopifyCustomerId: facts.shopifyCustomerId,
    note: blankToNull(facts.note),
    poNumber: blankToNull(facts.poNumber),
    delivery: readDelivery(facts.delivery, amounts.deliveryPrice),
    duties: amounts.duties,
    attribution: readAttribution(facts.attribution),
    attributes: facts.attributes,
    discountCodes: facts.discountCodes,
    tags: facts.tags,
    identities: findIdentities(facts.attributes, facts.localizedFields),
    address: facts.address ? readAddress(facts.address, facts.phones, email ?? blankToNull(facts.customerEmail)) : null,
    lines: amounts.lines,
  };
}

function readDelivery(delivery: OrderFacts["delivery"], price: Money | null): Order["delivery"] {
  if (!delivery) return null;
  return { title: blankToNull(delivery.title), code: blankToNull(delivery.code), price, instructions: blankToNull(delivery.instructions) };
}

/** Shopify's Int column would take more; nobody orders more than this of one thing. */
const MOST_UNITS = 1_000_000;
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0 && value <= MOST_UNITS;
const MOST_ORDER_NUMBER = 2_147_483_647;

function whyUnreadable(facts: OrderFacts): UnreadableReason[] {
  const reasons: UnreadableReason[] = [];
  const say = (path: string, code: UnreadableCode) => reasons.push({ path, code });
  if (!isGid(facts.shopifyOrderId, "Order")) say("shopifyOrderId", "id_missing");
  const isNumber = Number.isSafeInteger(facts.orderNumber) && facts.orderNumber >= 0 && facts.orderNumber <= MOST_ORDER_NUMBER;
  if (!isNumber) say("orderNumber", "number_missing");
  for (const path of ["placedAt", "shopifyUpdatedAt", "cancelledAt"] as const) {
    if (Number.isNaN(facts[path]?.getTime())) say(path, "date_unreadable");
  }
  return [...reasons, ...whyLinesUnreadable(facts.lines)];
}

function whyLinesUnreadable(lines: readonly LineFacts[]): UnreadableReason[] {
  const reasons: UnreadableReason[] = [];
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    for (const [field, code] of whyLineUnreadable(line)) reasons.push({ path: `lines.${index}.${field}`, code });
    if (seen.has(line.shopifyLineItemId)) reasons.push({ path: `lines.${index}.shopifyLineItemId`, code: "id_repeated" });
    seen.add(line.shopifyLineItemId);
  }
  return reasons;
}

function whyLineUnreadable(line: LineFacts): [string, UnreadableCode][] {
  const reasons: [string, UnreadableCode][] = [];
  if (!isGid(line.shopifyLineItemId, "LineItem")) reasons.push(["shopifyLineItemId", "id_missing"]);
  if (!isCount(line.quantity)) reasons.push(["quantity", "quantity_absurd"]);
  if (!isCount(line.currentQuantity)) reasons.push(["currentQuantity", "quantity_absurd"]);
  else if (line.currentQuantity > line.quantity) reasons.push(["currentQuantity", "more_wanted_than_ordered"]);
  return reasons;
}

const isGid = (text: string, type: string): boolean => text.startsWith(`gid://shopify/${type}/`) && text.length > `gid://shopify/${type}/`.length;

function readLine(facts: LineFacts, index: number, amount: (path: string, read: AmountFacts) => Money): LineItem {
  const { price, ...line } = facts;
  return {
    ...line,
    position: index + 1,
    variantTitle: blankToNull(line.variantTitle),
    sku: blankToNull(line.sku),
    unitPrice: amount(`lines.${index}.price.shop`, price.shop),
    unitPricePresentment: amount(`lines.${index}.price.presentment`, price.presentment),
  };
}

function readAmount(path: string, { amount, currency }: AmountFacts, reasons: UnreadableReason[]): Money {
  try {
    return parseMoney(amount, currency);
  } catch (error) {
    if (error instanceof UnknownCurrencyError) reasons.push({ path, code: "unknown_currency" });
    else if (error instanceof RangeError) reasons.push({ path, code: "amount_unreadable" });
    else throw error;
    return { minor: 0n, currency };
  }
}

const statuses: readonly FinancialStatus[] = [
  "AUTHORIZED", "EXPIRED", "PAID", "PARTIALLY_PAID", "PARTIALLY_REFUNDED", "PENDING", "REFUNDED", "VOIDED",
];

function readStatus(text: string | null): FinancialStatus {
  const upper = text?.toUpperCase();
  return statuses.find((status) => status === upper) ?? "UNKNOWN";
}
