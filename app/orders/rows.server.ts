// How an order lies in its tables; both directions stand side by side so that neither forgets a field.
import type { Prisma, OrderAddress as AddressRow } from "@prisma/client";
import type { Money } from "../platform/money.ts";
import type { Params } from "../platform/errors.ts";
import type { Address, HoldCode, LineItem, Order, Risk, SavedLineItem, SavedOrder } from "./order.ts";

export type OrderRow = Prisma.OrderGetPayload<{
  include: { lines: { include: { properties: true } }; address: true; attributes: true; discountCodes: true };
}>;
type LineRow = OrderRow["lines"][number];

const money = (minor: bigint | null, currency: string | null): Money | null => (minor === null || currency === null ? null : { minor, currency });

export function toOrderRow(order: Order) {
  return {
    name: order.name,
    orderNumber: order.orderNumber,
    placedAt: order.placedAt,
    shopifyUpdatedAt: order.shopifyUpdatedAt,
    // Whatever is newer than the last confirmation has to be vouched for again.
    confirmedAt: null,
    financialStatus: order.financialStatus,
    paymentGateways: [...order.paymentGateways],
    paymentTerms: order.paymentTerms,
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelReason,
    isTest: order.isTest,
    currency: order.total.currency,
    presentmentCurrency: order.totalPresentment.currency,
    totalMinor: order.total.minor,
    totalPresentmentMinor: order.totalPresentment.minor,
    email: order.email,
    phone: order.phone,
    customerLocale: order.customerLocale,
    shopifyCustomerId: order.shopifyCustomerId,
    note: order.note,
    poNumber: order.poNumber,
    tags: [...order.tags],
    ...toDeliveryRow(order),
    dutiesIncluded: order.dutiesIncluded,
    dutiesMinor: order.duties?.minor ?? null,
    dutiesCurrency: order.duties?.currency ?? null,
    ...order.attribution,
  };
}

const noDelivery: NonNullable<Order["delivery"]> = { title: null, code: null, price: null, instructions: null };

/** What is not said is written as null, so that a newer message also takes back what an older one said. */
function toDeliveryRow(order: Order) {
  const { title, code, price, instructions } = order.delivery ?? noDelivery;
  return {
    deliveryTitle: title,
    deliveryCode: code,
    deliveryPriceMinor: price?.minor ?? null,
    deliveryPriceCurrency: price?.currency ?? null,
    deliveryInstructions: instructions,
  };
}

export function toLineRow(line: LineItem) {
  return {
    shopifyVariantId: line.shopifyVariantId,
    shopifyProductId: line.shopifyProductId,
    position: line.position,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    requiresShipping: line.requiresShipping,
    isGiftCard: line.isGiftCard,
    unitPriceMinor: line.unitPrice.minor,
    unitPricePresentmentMinor: line.unitPricePresentment.minor,
    unitWeightGrams: line.unitWeightGrams,
  };
}

export const toAddressRow = (address: Address): Address => ({ ...address });

export const toRisk = ({ riskLevel, riskRecommendation }: Pick<OrderRow, "riskLevel" | "riskRecommendation">): Risk | null =>
  (riskLevel === null ? null : { level: riskLevel as Risk["level"], recommendation: riskRecommendation ?? "NONE" });

export function toOrder(row: OrderRow): SavedOrder {
  return {
    id: row.id,
    shopifyOrderId: row.shopifyOrderId,
    name: row.name,
    orderNumber: row.orderNumber,
    placedAt: row.placedAt,
    shopifyUpdatedAt: row.shopifyUpdatedAt,
    confirmedAt: row.confirmedAt,
    financialStatus: row.financialStatus,
    paymentGateways: row.paymentGateways,
    paymentTerms: row.paymentTerms,
    risk: toRisk(row),
    cancelledAt: row.cancelledAt,
    cancelReason: row.cancelReason,
    hold: row.holdCode ? { code: row.holdCode as HoldCode, params: (row.holdParams ?? {}) as Params } : null,
    heldByMerchant: row.heldByMerchantAt ? { at: row.heldByMerchantAt, by: row.heldByMerchantBy ?? "", note: row.heldByMerchantNote ?? "" } : null,
    chosenSupplierId: row.chosenSupplierId,
    isTest: row.isTest,
    total: { minor: row.totalMinor, currency: row.currency },
    totalPresentment: { minor: row.totalPresentmentMinor, currency: row.presentmentCurrency },
    email: row.email,
    phone: row.phone,
    customerLocale: row.customerLocale,
    shopifyCustomerId: row.shopifyCustomerId,
    note: row.note,
    poNumber: row.poNumber,
    delivery: toDelivery(row),
    dutiesIncluded: row.dutiesIncluded,
    duties: money(row.dutiesMinor, row.dutiesCurrency),
    attribution: {
      sourceName: row.sourceName,
      landingSite: row.landingSite,
      referringSite: row.referringSite,
      utmSource: row.utmSource,
      utmMedium: row.utmMedium,
      utmCampaign: row.utmCampaign,
    },
    attributes: row.attributes.map(({ name, value }) => ({ name, value })),
    discountCodes: row.discountCodes.map(({ code }) => code),
    tags: row.tags,
    // Sealed values leave the store only for the supplier's order; see supplier-orders/store.
    identities: [],
    address: row.address ? toAddress(row.address) : null,
    lines: row.lines.map((line) => toLine(line, row)),
  };
}

function toDelivery(row: OrderRow) {
  if (row.deliveryTitle === null && row.deliveryCode === null && row.deliveryInstructions === null) return null;
  return {
    title: row.deliveryTitle,
    code: row.deliveryCode,
    price: money(row.deliveryPriceMinor, row.deliveryPriceCurrency),
    instructions: row.deliveryInstructions,
  };
}

export function toAddress(row: AddressRow): Address {
  return {
    name: row.name,
    firstName: row.firstName,
    lastName: row.lastName,
    company: row.company,
    line1: row.line1,
    line2: row.line2,
    city: row.city,
    province: row.province,
    provinceCode: row.provinceCode,
    postalCode: row.postalCode,
    countryCode: row.countryCode,
    countryName: row.countryName,
    phone: row.phone,
    phoneE164: row.phoneE164,
    phoneSource: row.phoneSource as Address["phoneSource"],
    email: row.email,
    raw: row.raw,
  };
}

function toLine(line: LineRow, order: OrderRow): SavedLineItem {
  return {
    id: line.id,
    shopifyLineItemId: line.shopifyLineItemId,
    shopifyVariantId: line.shopifyVariantId,
    shopifyProductId: line.shopifyProductId,
    position: line.position,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    requiresShipping: line.requiresShipping,
    isGiftCard: line.isGiftCard,
    unitPrice: { minor: line.unitPriceMinor, currency: order.currency },
    unitPricePresentment: { minor: line.unitPricePresentmentMinor, currency: order.presentmentCurrency },
    unitWeightGrams: line.unitWeightGrams,
    properties: line.properties.map(({ name, value }) => ({ name, value })),
  };
}
