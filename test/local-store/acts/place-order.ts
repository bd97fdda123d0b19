// What happens when a buyer checks out? The order exists and is announced at once; its fulfillment orders come a moment later.

import { toMinor } from "../amounts.ts";
import { newId } from "../ids.ts";
import { utcInstant } from "../instants.ts";
import type { FinancialStatus, NameValue, StoredCustomer, StoredDuty, StoredLine, StoredOrder } from "../order-state.ts";
import { emptyAddress } from "../order-extras.ts";
import { named } from "../regions.ts";
import { primaryLocation, variantsOf, type ShopState, type StoredAddress, type StoredVariant } from "../shop-state.ts";
import { orderPayload } from "../webhooks/order-payload.ts";
import type { Place } from "../world.ts";
import { extrasOf, toTaxLine, type PlaceOrderOptions, type TaxLineInput } from "./order-options.ts";
import { startPayment } from "./payments.ts";
import { routeOrder } from "./route-order.ts";
import { ImpossibleAct } from "./touch-order.ts";

export type PlaceOrderLine = {
  /** One of variantId, sku or title; a title alone makes a custom line. */
  variantId?: string;
  sku?: string;
  title?: string;
  quantity: number;
  /** One unit, decimal text in the shop's currency; the variant's price when absent. */
  price?: string;
  requiresShipping?: boolean;
  grams?: number;
  properties?: NameValue[];
  duties?: StoredDuty[];
  /** Where it ships from, when not where the variant is stocked. */
  locationId?: string;
  /** Neither is shipped unless requiresShipping says so. */
  isGiftCard?: boolean;
  isTip?: boolean;
  isTaxable?: boolean;
  /** For all units of the line; decimal text. */
  taxLines?: TaxLineInput[];
  vendor?: string;
  productId?: string;
};

export type PlaceOrder = PlaceOrderOptions & {
  lines: PlaceOrderLine[];
  buyer?: { firstName?: string; lastName?: string; email?: string | null; phone?: string | null } | null;
  shippingAddress?: Partial<StoredAddress> | null;
  /** What the address does not name stays empty; otherwise a sample address in New York fills it. */
  isWholeAddress?: boolean;
  billingAddress?: Partial<StoredAddress> | null;
  shippingLine?: { title: string; code?: string; price?: string } | null;
  financialStatus?: FinancialStatus;
  presentment?: { currency: string; rate: number };
  note?: string;
  poNumber?: string;
  tags?: string[];
  attributes?: NameValue[];
  discountCodes?: { code: string; amount: string; type?: string }[];
  landingSite?: string;
  referringSite?: string;
  sourceName?: string;
  customerLocale?: string;
  test?: boolean;
};

const sampleAddress: StoredAddress = {
  ...emptyAddress, firstName: "Test", lastName: "Buyer", address1: "100 Sample Street", city: "New York", province: "New York",
  provinceCode: "NY", zip: "10001", country: "United States", countryCode: "US", phone: "+12125550100",
};

export function placeOrder(place: Place, input: PlaceOrder): StoredOrder {
  const { world, shop } = place;
  if (input.lines.length === 0) throw new ImpossibleAct("an order needs at least one line");
  const lines = input.lines.map((line) => newLine(shop, line, input.currency));
  const order = newOrder(place, input, lines);
  shop.nextOrderNumber += 1;
  shop.orders.push(order);
  world.changed();
  const topics = order.financialStatus === "PAID" ? ["orders/create", "orders/paid"] : ["orders/create"];
  for (const topic of topics) world.webhooks.emit(shop, topic, orderPayload(place, order));
  world.later(world.timing.routingDelayMs, () => routeOrder(place, order));
  return order;
}

export function newLine(shop: ShopState, input: PlaceOrderLine, currency = shop.currencyCode): StoredLine {
  if (!Number.isSafeInteger(input.quantity) || input.quantity < 1) throw new ImpossibleAct("quantity must be a whole number above 0");
  const variant = variantFor(shop, input);
  const product = shop.products.find((candidate) => candidate.id === variant?.productId);
  const isDigital = input.isGiftCard === true || input.isTip === true;
  const hasOnlyVariant = product?.variants.length === 1;
  return {
    kind: "LineItem",
    id: newId(shop, "LineItem"),
    variantId: variant?.id ?? null,
    productId: product?.id ?? input.productId ?? null,
    title: input.title ?? (variant ? product?.title : undefined) ?? (input.isTip ? "Tip" : "Custom item"),
    variantTitle: !variant || hasOnlyVariant ? null : variant.title,
    sku: variant?.sku ?? input.sku ?? null,
    vendor: product?.vendor ?? input.vendor ?? null,
    quantity: input.quantity,
    currentQuantity: input.quantity,
    requiresShipping: input.requiresShipping ?? (isDigital ? false : variant?.requiresShipping ?? true),
    grams: input.grams ?? variant?.grams ?? 0,
    unitPriceMinor: toMinor(input.price ?? variant?.price ?? "0", currency),
    properties: input.properties ?? [],
    duties: input.duties ?? [],
    locationId: input.locationId ?? variant?.locationId ?? primaryLocation(shop).id,
    isGiftCard: input.isGiftCard ?? false, isTip: input.isTip ?? false, isTaxable: input.isTaxable ?? true,
    taxLines: (input.taxLines ?? []).map((tax) => toTaxLine(tax, currency)),
  };
}

function variantFor(shop: ShopState, input: PlaceOrderLine): StoredVariant | undefined {
  if (input.variantId === undefined && (input.sku === undefined || input.title !== undefined)) return undefined;
  const found = variantsOf(shop).find((variant) =>
    (input.variantId !== undefined ? variant.id === input.variantId : variant.sku === input.sku));
  if (!found) throw new ImpossibleAct(`no variant ${input.variantId ?? input.sku} in ${shop.domain}`);
  return found;
}

function newOrder({ world, shop }: Place, input: PlaceOrder, lines: StoredLine[]): StoredOrder {
  const at = utcInstant(world.now());
  const currency = input.currency ?? shop.currencyCode;
  const shippingAddress = input.shippingAddress === null ? null : addressOf(input);
  const discountCodes = (input.discountCodes ?? []).map((code) => ({ type: "fixed_amount", ...code }));
  const order: StoredOrder = {
    kind: "Order",
    id: newId(shop, "Order"),
    number: shop.nextOrderNumber,
    name: `#${shop.nextOrderNumber}`,
    token: `token${shop.position}${shop.nextOrderNumber}`,
    createdAt: at, processedAt: input.processedAt ?? at, updatedAt: at, cancelledAt: null, cancelReason: null, closedAt: null,
    isTest: input.test ?? false,
    tags: input.tags ?? [],
    note: input.note ?? null,
    poNumber: input.poNumber ?? null,
    currency,
    presentmentCurrency: input.presentment?.currency ?? currency,
    presentmentRate: input.presentment?.rate ?? 1,
    financialStatus: input.financialStatus ?? "PAID",
    paidMinor: 0,
    discountMinor: discountCodes.reduce((total, code) => total + toMinor(code.amount, currency), 0),
    discountCodes,
    customerLocale: input.customerLocale ?? "en",
    ...buyerOf(shop, input, at),
    shippingAddress, shippingAddressId: newId(shop, "MailingAddress"),
    billingAddress: input.billingAddress ? { ...emptyAddress, ...input.billingAddress } : shippingAddress,
    billingAddressId: newId(shop, "MailingAddress"),
    shippingLine: shippingLineOf(shop, input, currency),
    customAttributes: input.attributes ?? [],
    landingSite: input.landingSite ?? null,
    referringSite: input.referringSite ?? null,
    sourceName: input.sourceName ?? "web",
    lines, refunds: [], routedAt: null, ...extrasOf({ world, shop }, input),
  };
  startPayment(shop, order, input);
  return order;
}

function addressOf({ shippingAddress, isWholeAddress = false }: PlaceOrder): StoredAddress {
  return isWholeAddress ? named({ ...emptyAddress, ...shippingAddress }) : { ...sampleAddress, ...shippingAddress };
}

function buyerOf(shop: ShopState, input: PlaceOrder, at: string): { customer: StoredCustomer | null; email: string | null; phone: string | null } {
  if (input.buyer === null) return { customer: null, email: null, phone: null };
  // Another buyer each time, unless one is named: the same person ordering the same again is a case of its own.
  const { firstName = "Test", lastName = "Buyer", email = `test.buyer.${shop.nextOrderNumber}@example.com`, phone = null } = input.buyer ?? {};
  const known = shop.orders.find((order) => email !== null && order.customer?.email === email)?.customer;
  const customer = known ?? { id: newId(shop, "Customer"), firstName, lastName, email, phone, createdAt: at };
  return { customer, email, phone };
}

function shippingLineOf(shop: ShopState, input: PlaceOrder, currency: string): StoredOrder["shippingLine"] {
  if (input.shippingLine === null) return null;
  const { title, code, price } = input.shippingLine ?? { title: "Standard", code: "Standard", price: "5.00" };
  return { id: newId(shop, "ShippingLine"), title, code: code ?? title, priceMinor: toMinor(price ?? "0", currency) };
}
