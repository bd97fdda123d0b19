// What does the Admin API say of an order, in our words? Optional fields are read where the document asks for them.
import { readOrder } from "./read-order.ts";
import type { AmountFacts, LineFacts, OrderFacts, OrderReading, PriceFacts, Shop } from "./read-order.ts";
import type { AddressFacts } from "./read-address.ts";

type Text = string | null;
type AdminMoney = { readonly amount: string; readonly currencyCode: string };
type AdminPrice = { readonly shopMoney: AdminMoney; readonly presentmentMoney: AdminMoney };
type AdminAttribute = { readonly key: string; readonly value: Text };

type AdminAddress = {
  readonly name: Text; readonly firstName: Text; readonly lastName: Text; readonly company: Text;
  readonly address1: Text; readonly address2: Text; readonly city: Text; readonly province: Text; readonly provinceCode: Text;
  readonly zip: Text; readonly country: Text; readonly countryCodeV2: Text; readonly phone: Text;
};

export type AdminLine = {
  readonly id: string;
  readonly title: string;
  readonly variantTitle: Text;
  readonly sku: Text;
  readonly quantity: number;
  readonly currentQuantity: number;
  readonly requiresShipping: boolean;
  readonly isGiftCard: boolean;
  readonly variant: { readonly id: string } | null;
  readonly product: { readonly id: string } | null;
  readonly originalUnitPriceSet: AdminPrice;
  readonly customAttributes: readonly AdminAttribute[];
  readonly weight?: { readonly unit: string; readonly value: number } | null;
};

export type AdminOrder = {
  readonly id: string;
  readonly name: string;
  readonly number: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly cancelledAt: Text;
  readonly cancelReason: Text;
  readonly test: boolean;
  readonly displayFinancialStatus: Text;
  readonly paymentGatewayNames: readonly string[];
  readonly paymentTerms: { readonly paymentTermsName: Text; readonly paymentTermsType: string } | null;
  readonly currentTotalPriceSet: AdminPrice;
  readonly currentTotalDutiesSet?: AdminPrice | null;
  readonly email: Text;
  readonly phone: Text;
  readonly customer?: { readonly defaultEmailAddress?: { readonly emailAddress: string } | null; readonly defaultPhoneNumber?: { readonly phoneNumber: string } | null } | null;
  readonly customerLocale: Text;
  readonly note: Text;
  readonly poNumber: Text;
  readonly sourceName: Text;
  readonly customerJourneySummary?: { readonly lastVisit: { readonly landingPage: Text; readonly referrerUrl: Text } | null } | null;
  readonly customAttributes: readonly AdminAttribute[];
  readonly localizedFields?: { readonly nodes: readonly { readonly key: string; readonly countryCode: string; readonly value: string }[] };
  readonly discountCodes: readonly string[];
  readonly tags: readonly string[];
  readonly dutiesIncluded: boolean | null;
  readonly shippingAddress: AdminAddress | null;
  readonly shippingLine: { readonly title: Text; readonly code: Text; readonly phone?: Text; readonly originalPriceSet: AdminPrice } | null;
  readonly lineItems: { readonly nodes: readonly AdminLine[] };
};

export function orderFromAdmin(node: AdminOrder, shop: Shop): OrderReading {
  return readOrder(factsOf(node), shop);
}

function factsOf(node: AdminOrder): OrderFacts {
  return {
    shopifyOrderId: node.id,
    name: node.name,
    orderNumber: node.number,
    placedAt: new Date(node.createdAt),
    shopifyUpdatedAt: new Date(node.updatedAt),
    cancelledAt: node.cancelledAt === null ? null : new Date(node.cancelledAt),
    cancelReason: node.cancelReason,
    isTest: node.test,
    financialStatus: node.displayFinancialStatus,
    paymentGateways: node.paymentGatewayNames,
    paymentTerms: termsOf(node),
    total: toPrice(node.currentTotalPriceSet),
    email: node.email,
    phones: phonesOf(node),
    customerEmail: node.customer?.defaultEmailAddress?.emailAddress ?? null,
    customerLocale: node.customerLocale,
    // Order.customer asks for read_customers, which the app does without: the webhook's body tells the account.
    shopifyCustomerId: null,
    note: node.note,
    poNumber: node.poNumber,
    delivery: toDelivery(node.shippingLine),
    dutiesIncluded: node.dutiesIncluded,
    duties: node.currentTotalDutiesSet ? toPrice(node.currentTotalDutiesSet) : null,
    attribution: visitOf(node),
    attributes: node.customAttributes.map(toNamedValue),
    localizedFields: node.localizedFields?.nodes ?? [],
    discountCodes: node.discountCodes,
    tags: node.tags,
    address: node.shippingAddress && toAddress(node.shippingAddress),
    lines: node.lineItems.nodes.map(toLine),
  };
}

const termsOf = ({ paymentTerms: terms }: AdminOrder): Text => terms && (terms.paymentTermsName ?? terms.paymentTermsType.toLowerCase());

function phonesOf(node: AdminOrder): OrderFacts["phones"] {
  return {
    address: node.shippingAddress?.phone ?? null,
    delivery_instructions: node.shippingLine?.phone ?? null,
    order: node.phone,
    customer: node.customer?.defaultPhoneNumber?.phoneNumber ?? null,
  };
}

function visitOf({ sourceName, customerJourneySummary }: AdminOrder): OrderFacts["attribution"] {
  const visit = customerJourneySummary?.lastVisit;
  return { sourceName, landingSite: visit?.landingPage ?? null, referringSite: visit?.referrerUrl ?? null };
}

function toLine(line: AdminLine): LineFacts {
  return {
    shopifyLineItemId: line.id,
    shopifyVariantId: line.variant?.id ?? null,
    shopifyProductId: line.product?.id ?? null,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    requiresShipping: line.requiresShipping,
    isGiftCard: line.isGiftCard,
    unitWeightGrams: line.weight ? toGrams(line.weight) : null,
    properties: line.customAttributes.map(toNamedValue),
    price: toPrice(line.originalUnitPriceSet),
  };
}

const grams: Readonly<Record<string, number>> = { GRAMS: 1, KILOGRAMS: 1000, OUNCES: 28.349523125, POUNDS: 453.59237 };

function toGrams({ unit, value }: { readonly unit: string; readonly value: number }): number | null {
  const factor = grams[unit];
  return factor === undefined ? null : Math.round(value * factor);
}

function toDelivery(line: AdminOrder["shippingLine"]): OrderFacts["delivery"] {
  return line && { title: line.title, code: line.code, price: toPrice(line.originalPriceSet), instructions: null };
}

function toAddress(address: AdminAddress): AddressFacts {
  return {
    name: address.name,
    firstName: address.firstName,
    lastName: address.lastName,
    company: address.company,
    line1: address.address1,
    line2: address.address2,
    city: address.city,
    province: address.province,
    provinceCode: address.provinceCode,
    postalCode: address.zip,
    countryCode: address.countryCodeV2,
    countryName: address.country,
    source: address,
  };
}

const toNamedValue = ({ key, value }: AdminAttribute) => ({ name: key, value: value ?? "" });
const toAmount = (money: AdminMoney): AmountFacts => ({ amount: money.amount, currency: money.currencyCode });
const toPrice = (price: AdminPrice): PriceFacts => ({ shop: toAmount(price.shopMoney), presentment: toAmount(price.presentmentMoney) });
