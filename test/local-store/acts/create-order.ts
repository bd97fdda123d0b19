// What does an app's orderCreate ask for, and can the local store make it? The refusals are worded as recorded;
// an input that is not modelled is an error, so that nothing is dropped silently.

import { notModelled, userError, type UserError } from "../graphql/models.ts";
import { emptyAddress, type StoredTransaction } from "../order-extras.ts";
import type { FinancialStatus, NameValue, StoredOrder } from "../order-state.ts";
import { named } from "../regions.ts";
import { variantsOf, type StoredAddress } from "../shop-state.ts";
import type { Place } from "../world.ts";
import type { TaxLineInput } from "./order-options.ts";
import { routeOrder } from "./route-order.ts";
import { placeOrder, type PlaceOrder, type PlaceOrderLine } from "./place-order.ts";

type Amount = { amount: string; currencyCode: string };
type Money = { shopMoney: Amount; presentmentMoney?: Amount | null };
type TaxInput = { title: string; rate: string; priceSet?: Money | null };
type LineInput = {
  variantId?: string | null; productId?: string | null; title?: string | null; sku?: string | null; vendor?: string | null; quantity: number; priceSet?: Money | null;
  requiresShipping?: boolean | null; taxable?: boolean | null; giftCard?: boolean | null; properties?: NameValue[] | null; taxLines?: TaxInput[] | null;
};
type TransactionInput = {
  kind?: StoredTransaction["type"] | null; status?: StoredTransaction["status"] | null; test?: boolean | null; gateway?: string | null; amountSet: Money;
};

export type OrderInput = {
  lineItems?: LineInput[] | null;
  test?: boolean | null;
  tags?: string[] | null;
  note?: string | null;
  email?: string | null;
  phone?: string | null;
  poNumber?: string | null;
  customer?: object | null;
  financialStatus?: FinancialStatus | null;
  transactions?: TransactionInput[] | null;
  customAttributes?: { key: string; value: string }[] | null;
  shippingAddress?: Partial<StoredAddress> | null;
  billingAddress?: Partial<StoredAddress> | null;
  shippingLines?: { title: string; code?: string | null; priceSet: Money; taxLines?: TaxInput[] | null }[] | null;
  currency?: string | null;
  presentmentCurrency?: string | null;
  processedAt?: string | null;
  taxesIncluded?: boolean | null;
};
export type OptionsInput = { inventoryBehaviour?: string | null; sendReceipt?: boolean | null; sendFulfillmentReceipt?: boolean | null };

const knownFields = new Set([
  "lineItems", "test", "tags", "note", "email", "phone", "financialStatus", "transactions", "customAttributes", "shippingAddress", "billingAddress", "shippingLines",
  "currency", "presentmentCurrency", "processedAt", "taxesIncluded",
]);
const knownLineFields = new Set(["variantId", "productId", "title", "sku", "vendor", "quantity", "priceSet", "requiresShipping", "taxable", "giftCard", "properties", "taxLines"]);

export function createOrder(place: Place, order: OrderInput, options: OptionsInput | null | undefined): StoredOrder | UserError {
  const refused = whyNot(place, order);
  if (refused) return refused;
  refuseUnknown(order, options);
  const placed = placeOrder(place, toPlaced(place, order));
  // An app's own order has its fulfillment orders in the answer, as recorded.
  routeOrder(place, placed);
  return placed;
}

/** What the schema gives by itself where the app says nothing; any other value is not modelled. */
const isUnknown = (known: ReadonlySet<string>) => ([name, value]: [string, unknown]): boolean => !known.has(name) && !(name === "buyerAcceptsMarketing" && value === null);

function refuseUnknown(order: OrderInput, options: OptionsInput | null | undefined): void {
  const [field] = Object.entries(order).find(isUnknown(knownFields)) ?? order.lineItems?.flatMap((line) => Object.entries(line)).find(isUnknown(knownLineFields)) ?? [];
  if (field) throw notModelled(`orderCreate input ${field}`);
  // Stock is not counted here and nobody gets mail, so only what asks for neither is understood.
  if ((options?.inventoryBehaviour ?? "BYPASS") !== "BYPASS") throw notModelled(`orderCreate option inventoryBehaviour ${options?.inventoryBehaviour}`);
  if (options?.sendReceipt || options?.sendFulfillmentReceipt) throw notModelled("orderCreate option sendReceipt");
}

function whyNot({ world, shop }: Place, { lineItems, processedAt, customer, email }: OrderInput): UserError | undefined {
  if (!lineItems || lineItems.length === 0) return userError(["order", "lineItems"], "Line items must have at least one line item", "INVALID");
  if (processedAt && Date.parse(processedAt) > world.now()) return userError(["order", "processedAt"], "Processed at must not be in the future", "PROCESSED_AT_INVALID");
  if (customer && email) return userError(["order"], "Only one of customer and email can be given", "REDUNDANT_CUSTOMER_FIELDS");
  const missing = lineItems.findIndex((line) => line.variantId && !variantsOf(shop).some((variant) => variant.id === line.variantId));
  return missing < 0 ? undefined : userError(["order", "lineItems", String(missing), "variantId"], "Variant does not exist", "INVALID");
}

function toPlaced(place: Place, input: OrderInput): PlaceOrder {
  const [shipping] = input.shippingLines ?? [];
  return {
    lines: (input.lineItems ?? []).map(toLine),
    buyer: input.email ? { email: input.email, firstName: "", lastName: "", phone: input.phone ?? null } : null,
    shippingAddress: input.shippingAddress ? named({ ...emptyAddress, ...input.shippingAddress }) : null, isWholeAddress: true,
    billingAddress: input.billingAddress ? named({ ...emptyAddress, ...input.billingAddress }) : null,
    shippingLine: shipping ? { title: shipping.title, code: shipping.code ?? shipping.title, price: shipping.priceSet.shopMoney.amount } : null,
    shippingTaxLines: (shipping?.taxLines ?? []).map(toTax),
    ...paymentOf(input),
    ...presentmentOf(input),
    currency: input.currency ?? place.shop.currencyCode, taxesIncluded: input.taxesIncluded ?? false,
    test: input.test ?? false,
    tags: input.tags ?? [],
    attributes: (input.customAttributes ?? []).map(({ key, value }) => ({ name: key, value })),
    sourceName: "app",
    ...(input.note ? { note: input.note } : {}),
    ...(input.processedAt ? { processedAt: input.processedAt } : {}),
  };
}

/** The rate that the first line's two prices show. */
function presentmentOf({ presentmentCurrency, currency, lineItems }: OrderInput): Pick<PlaceOrder, "presentment"> {
  const prices = lineItems?.find((line) => line.priceSet?.presentmentMoney)?.priceSet;
  if (!presentmentCurrency || presentmentCurrency === currency || !prices?.presentmentMoney) return {};
  return { presentment: { currency: presentmentCurrency, rate: Number(prices.presentmentMoney.amount) / Number(prices.shopMoney.amount) } };
}

function toTax({ title, rate, priceSet }: TaxInput): TaxLineInput {
  return { title, rate: Number(rate), price: priceSet?.shopMoney.amount ?? "0" };
}

function toLine(line: LineInput): PlaceOrderLine {
  return {
    quantity: line.quantity,
    ...(line.variantId ? { variantId: line.variantId } : {}),
    ...(line.title ? { title: line.title } : {}),
    ...(line.sku ? { sku: line.sku } : {}),
    ...(line.vendor ? { vendor: line.vendor } : {}),
    ...(line.productId ? { productId: line.productId } : {}),
    ...(line.priceSet ? { price: line.priceSet.shopMoney.amount } : {}),
    properties: line.properties ?? [], taxLines: (line.taxLines ?? []).map(toTax), isTaxable: line.taxable ?? true, isGiftCard: line.giftCard ?? false,
    // By the schema's default a line needs no shipping unless the app says that it does.
    requiresShipping: line.requiresShipping ?? false,
  };
}

/** "If not specified, then this will be derived through the given transactions"; without any, it reads null. */
function paymentOf({ financialStatus, transactions }: OrderInput): Pick<PlaceOrder, "financialStatus" | "transactions" | "isPaymentUnknown"> {
  const given = (transactions ?? []).map(({ kind, status, gateway, amountSet }) => ({
    kind: kind ?? "SALE" as const, status: status ?? "SUCCESS" as const, gateway: gateway ?? "manual", amount: amountSet.shopMoney.amount,
  }));
  const succeeded = given.filter(({ status }) => status === "SUCCESS").map(({ kind }) => kind);
  const derived = succeeded.includes("SALE") || succeeded.includes("CAPTURE") ? "PAID" : succeeded.includes("AUTHORIZATION") ? "AUTHORIZED" : "PENDING";
  return { financialStatus: financialStatus ?? derived, transactions: given, isPaymentUnknown: !financialStatus && given.length === 0 };
}
