// What does an order webhook say, in our words? Ids are taken as GIDs, because as numbers they pass 2^53.
import type { OrderPayload, OrderPayloadAddress, OrderPayloadLine } from "../shopify/payloads/order.ts";
import { readOrder } from "./read-order.ts";
import type { AmountFacts, LineFacts, OrderFacts, OrderReading, PriceFacts, Shop } from "./read-order.ts";
import type { AddressFacts } from "./read-address.ts";

export type { OrderReading } from "./read-order.ts";

export function orderFromPayload(payload: OrderPayload, shop: Shop): OrderReading {
  return readOrder(factsOf(payload), shop);
}

function factsOf(payload: OrderPayload): OrderFacts {
  const shipping = payload.shipping_lines.find((line) => line.is_removed !== true) ?? null;
  return {
    shopifyOrderId: payload.admin_graphql_api_id,
    name: payload.name,
    orderNumber: payload.order_number,
    placedAt: payload.created_at,
    shopifyUpdatedAt: payload.updated_at,
    cancelledAt: payload.cancelled_at,
    cancelReason: payload.cancel_reason,
    isTest: payload.test,
    financialStatus: payload.financial_status,
    paymentGateways: payload.payment_gateway_names,
    paymentTerms: payload.payment_terms && (payload.payment_terms.payment_terms_name ?? payload.payment_terms.payment_terms_type),
    total: toPrice(payload.current_total_price_set ?? payload.total_price_set),
    email: payload.email ?? payload.contact_email,
    phones: phonesOf(payload, shipping),
    ...buyerOf(payload),
    customerLocale: payload.customer_locale,
    note: payload.note,
    poNumber: payload.po_number,
    delivery: shipping && { title: shipping.title, code: shipping.code, price: toPrice(shipping.price_set), instructions: null },
    dutiesIncluded: payload.duties_included,
    duties: payload.current_total_duties_set && toPrice(payload.current_total_duties_set),
    attribution: { sourceName: payload.source_name, landingSite: payload.landing_site, referringSite: payload.referring_site },
    attributes: payload.note_attributes,
    localizedFields: [],
    discountCodes: payload.discount_codes,
    tags: payload.tags,
    address: payload.shipping_address && toAddress(payload.shipping_address),
    lines: payload.line_items.map(toLine),
  };
}

const buyerOf = ({ customer }: OrderPayload): Pick<OrderFacts, "customerEmail" | "shopifyCustomerId"> =>
  ({ customerEmail: customer?.email ?? null, shopifyCustomerId: customer?.id ?? null });

function phonesOf(payload: OrderPayload, shipping: OrderPayload["shipping_lines"][number] | null): OrderFacts["phones"] {
  return {
    address: payload.shipping_address?.phone ?? null,
    delivery_instructions: shipping?.phone ?? null,
    order: payload.phone,
    customer: payload.customer?.phone ?? null,
  };
}

function toLine(line: OrderPayloadLine): LineFacts {
  return {
    shopifyLineItemId: line.admin_graphql_api_id,
    shopifyVariantId: line.variant_id,
    shopifyProductId: line.product_id,
    title: line.title,
    variantTitle: line.variant_title,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.current_quantity ?? line.quantity,
    requiresShipping: line.requires_shipping,
    isGiftCard: line.gift_card,
    unitWeightGrams: line.grams === null ? null : Math.round(line.grams),
    properties: line.properties,
    price: toPrice(line.price_set),
  };
}

function toAddress(address: OrderPayloadAddress): AddressFacts {
  return {
    name: address.name,
    firstName: address.first_name,
    lastName: address.last_name,
    company: address.company,
    line1: address.address1,
    line2: address.address2,
    city: address.city,
    province: address.province,
    provinceCode: address.province_code,
    postalCode: address.zip,
    countryCode: address.country_code,
    countryName: address.country,
    source: address,
  };
}

type Set = OrderPayload["total_price_set"];

const toAmount = (money: Set["shop_money"]): AmountFacts => ({ amount: money.amount, currency: money.currency_code });
const toPrice = (set: Set): PriceFacts => ({ shop: toAmount(set.shop_money), presentment: toAmount(set.presentment_money) });
