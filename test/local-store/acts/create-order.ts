// What does an app's orderCreate ask for, and can the local store make it? The refusals are worded as recorded;
// an input that is not modelled is an error, so that nothing is dropped silently.

import { GraphQLError } from "graphql";
import { notModelled, userError, type UserError } from "../graphql/models.ts";
import { emptyAddress } from "../order-extras.ts";
import type { FinancialStatus, StoredOrder } from "../order-state.ts";
import { named } from "../regions.ts";
import { variantsOf, type ShopState, type StoredAddress } from "../shop-state.ts";
import type { Place } from "../world.ts";
import { placeOrder, type PlaceOrder, type PlaceOrderLine } from "./place-order.ts";

type Money = { shopMoney: { amount: string; currencyCode: string } };
type LineInput = { variantId?: string | null; title?: string | null; quantity: number; priceSet?: Money | null; requiresShipping?: boolean | null };
type TransactionInput = { kind?: string | null; status?: string | null; test?: boolean | null; gateway?: string | null; amountSet: Money };

export type OrderInput = {
  lineItems?: LineInput[] | null;
  test?: boolean | null;
  tags?: string[] | null;
  note?: string | null;
  email?: string | null;
  financialStatus?: FinancialStatus | null;
  transactions?: TransactionInput[] | null;
  customAttributes?: { key: string; value: string }[] | null;
  shippingAddress?: Partial<StoredAddress> | null;
  shippingLines?: { title: string; code?: string | null; priceSet: Money }[] | null;
  currency?: string | null;
};
export type OptionsInput = { inventoryBehaviour?: string | null; sendReceipt?: boolean | null; sendFulfillmentReceipt?: boolean | null };

const knownFields = new Set([
  "lineItems", "test", "tags", "note", "email", "financialStatus", "transactions", "customAttributes", "shippingAddress", "shippingLines", "currency",
]);
const knownLineFields = new Set(["variantId", "title", "quantity", "priceSet", "requiresShipping"]);

export function createOrder(place: Place, order: OrderInput, options: OptionsInput | null | undefined): StoredOrder | UserError {
  refuseUnknown(order, options);
  const refused = whyNot(place.shop, order);
  if (refused) return refused;
  return placeOrder(place, toPlaced(order));
}

/** What the schema gives by itself where the app says nothing; any other value is not modelled. */
const defaults: Readonly<Record<string, unknown>> = { buyerAcceptsMarketing: null, taxesIncluded: false, giftCard: false, taxable: true };

const isUnknown = (known: ReadonlySet<string>) => ([name, value]: [string, unknown]): boolean => !known.has(name) && !(name in defaults && value === defaults[name]);

function refuseUnknown(order: OrderInput, options: OptionsInput | null | undefined): void {
  const [field] = Object.entries(order).find(isUnknown(knownFields)) ?? order.lineItems?.flatMap((line) => Object.entries(line)).find(isUnknown(knownLineFields)) ?? [];
  if (field) throw notModelled(`orderCreate input ${field}`);
  // Stock is not counted here and nobody gets mail, so only what asks for neither is understood.
  if ((options?.inventoryBehaviour ?? "BYPASS") !== "BYPASS") throw notModelled(`orderCreate option inventoryBehaviour ${options?.inventoryBehaviour}`);
  if (options?.sendReceipt || options?.sendFulfillmentReceipt) throw notModelled("orderCreate option sendReceipt");
}

function whyNot(shop: ShopState, { lineItems, currency }: OrderInput): UserError | undefined {
  if (!lineItems || lineItems.length === 0) return userError(["order", "lineItems"], "Line items must have at least one line item", "INVALID");
  if (currency && currency !== shop.currencyCode) throw new GraphQLError("not modelled by the local store: another currency than the shop's", { extensions: { code: "NOT_MODELLED" } });
  const missing = lineItems.findIndex((line) => line.variantId && !variantsOf(shop).some((variant) => variant.id === line.variantId));
  return missing < 0 ? undefined : userError(["order", "lineItems", String(missing), "variantId"], "Variant does not exist", "INVALID");
}

function toPlaced(input: OrderInput): PlaceOrder {
  const [shipping] = input.shippingLines ?? [];
  return {
    lines: (input.lineItems ?? []).map(toLine),
    buyer: input.email ? { email: input.email } : null,
    shippingAddress: input.shippingAddress ? named({ ...emptyAddress, ...input.shippingAddress }) : null,
    shippingLine: shipping ? { title: shipping.title, code: shipping.code ?? shipping.title, price: shipping.priceSet.shopMoney.amount } : null,
    financialStatus: statusOf(input),
    test: input.test ?? false,
    tags: input.tags ?? [],
    attributes: (input.customAttributes ?? []).map(({ key, value }) => ({ name: key, value })),
    sourceName: "app",
    ...(input.note ? { note: input.note } : {}),
  };
}

function toLine(line: LineInput): PlaceOrderLine {
  return {
    quantity: line.quantity,
    ...(line.variantId ? { variantId: line.variantId } : {}),
    ...(line.title && !line.variantId ? { title: line.title } : {}),
    ...(line.priceSet ? { price: line.priceSet.shopMoney.amount } : {}),
    // By the schema's default a line needs no shipping unless the app says that it does.
    requiresShipping: line.requiresShipping ?? false,
  };
}

/** "If not specified, then this will be derived through the given transactions." */
function statusOf({ financialStatus, transactions }: OrderInput): FinancialStatus {
  if (financialStatus) return financialStatus;
  const isSold = (transactions ?? []).some(({ kind, status }) => (kind ?? "SALE") === "SALE" && (status ?? "SUCCESS") === "SUCCESS");
  return isSold ? "PAID" : "PENDING";
}
