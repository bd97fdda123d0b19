// What is the body of orders/create, paid, updated and cancelled? The whole order in the REST shape of API 2026-07 and later.

import { displayFulfillmentStatus, fulfillmentsOf, orderTotals } from "../acts/order-facts.ts";
import { gatewaysOf } from "../acts/payments.ts";
import { bareId, numericId } from "../ids.ts";
import { zonedInstant } from "../instants.ts";
import type { StoredOrder } from "../order-state.ts";
import type { Place } from "../world.ts";
import { addressPayload } from "./address-payload.ts";
import { customerPayload } from "./customer-payload.ts";
import { fulfillmentPayload } from "./fulfillment-payload.ts";
import { lineItemPayload } from "./line-item-payload.ts";
import { moneyKeys, moneySet } from "./money-payload.ts";
import { companyPayload, paymentTermsPayload } from "./payment-payloads.ts";
import { orderTaxes, taxPayload } from "./tax-payload.ts";
import { refundPayload } from "./refund-payload.ts";

const fulfillmentStatuses: Record<string, string> = { FULFILLED: "fulfilled", PARTIALLY_FULFILLED: "partial" };

export function orderPayload(place: Place, order: StoredOrder): Record<string, unknown> {
  const { shop } = place;
  return {
    id: bareId(order.id),
    admin_graphql_api_id: order.id,
    ...headPayload(place, order),
    ...amountsPayload(order),
    ...partiesPayload(place, order),
    discount_applications: [],
    fulfillments: fulfillmentsOf(shop, order).map((fulfillment) => fulfillmentPayload(place, order, fulfillment)),
    line_items: order.lines.map((line) => lineItemPayload(place, order, line)),
    payment_terms: paymentTermsPayload(shop, order),
    ...companyPayload(order),
    refunds: order.refunds.map((refund) => refundPayload(place, order, refund)),
    shipping_lines: shippingLines(order),
  };
}

function headPayload({ shop }: Place, order: StoredOrder) {
  const zoned = (instant: string | null) => zonedInstant(instant, shop.ianaTimezone);
  return {
    app_id: null, browser_ip: null, buyer_accepts_marketing: false,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    cancelled_at: zoned(order.cancelledAt),
    cart_token: null, checkout_token: null, client_details: null,
    closed_at: zoned(order.closedAt),
    confirmation_number: null, confirmed: true,
    contact_email: order.email,
    created_at: zoned(order.createdAt),
    currency: order.currency,
    customer_locale: order.customerLocale,
    device_id: null,
    discount_codes: order.discountCodes,
    duties_included: false,
    email: order.email,
    estimated_taxes: false,
    financial_status: order.financialStatus.toLowerCase(),
    fulfillment_status: fulfillmentStatuses[displayFulfillmentStatus(shop, order)] ?? null,
    landing_site: order.landingSite, landing_site_ref: null,
    location_id: null, merchant_business_entity_id: "MTU0ODM4MDAwOQ", merchant_of_record_app_id: null,
    name: order.name,
    note: order.note,
    note_attributes: order.customAttributes,
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `https://${shop.domain}/${numericId(shop.id)}/orders/${order.token}/authenticate?key=sample`,
    payment_gateway_names: gatewaysOf(order),
    phone: order.phone,
    po_number: order.poNumber,
    presentment_currency: order.presentmentCurrency,
    processed_at: zoned(order.processedAt),
    reference: null, referring_site: order.referringSite,
    source_identifier: null, source_name: order.sourceName, source_url: null,
    tags: order.tags.join(", "),
    tax_exempt: false, tax_lines: taxPayload(order, orderTaxes(order)), taxes_included: order.taxesIncluded ?? false,
    test: order.isTest,
    token: order.token,
    total_weight: order.lines.reduce((grams, line) => grams + line.grams * line.quantity, 0),
    updated_at: zoned(order.updatedAt),
    user_id: null,
  };
}

function amountsPayload(order: StoredOrder) {
  const totals = orderTotals(order);
  const duties = totals.dutiesMinor > 0 ? moneySet(order, totals.dutiesMinor) : null;
  const plain = moneyKeys(order, {
    current_subtotal_price: totals.currentSubtotalMinor,
    current_total_discounts: order.discountMinor,
    current_total_price: totals.currentTotalMinor,
    current_total_tax: totals.currentTaxMinor,
    subtotal_price: totals.subtotalMinor,
    total_discounts: order.discountMinor,
    total_line_items_price: totals.linesMinor,
    total_price: totals.totalMinor,
    total_tax: totals.taxMinor,
  });
  const texts = moneyKeys(order, { total_outstanding: totals.outstandingMinor, total_tip_received: tipsOf(order) });
  return {
    ...plain,
    total_outstanding: texts["total_outstanding"],
    total_tip_received: texts["total_tip_received"],
    current_shipping_price_set: moneySet(order, totals.shippingMinor),
    current_total_additional_fees_set: null,
    current_total_duties_set: duties,
    original_total_additional_fees_set: null,
    original_total_duties_set: duties,
    total_cash_rounding_payment_adjustment_set: moneySet(order, 0),
    total_cash_rounding_refund_adjustment_set: moneySet(order, 0),
    total_shipping_price_set: moneySet(order, totals.shippingMinor),
  };
}

function tipsOf(order: StoredOrder): number {
  return order.lines.filter((line) => line.isTip).reduce((minor, line) => minor + line.unitPriceMinor * line.quantity, 0);
}

/** Absent, not null, when the order has none: digital orders carry no shipping_address at all. */
function partiesPayload({ shop }: Place, order: StoredOrder) {
  return {
    ...(order.billingAddress ? { billing_address: addressPayload(order.billingAddress) } : {}),
    ...(order.customer ? { customer: customerPayload(shop, order, order.customer) } : {}),
    ...(order.shippingAddress ? { shipping_address: shop.withheld?.includes("shippingAddress") ? null : addressPayload(order.shippingAddress) } : {}),
  };
}

function shippingLines(order: StoredOrder) {
  if (order.shippingLine === null) return [];
  const { id, title, code, priceMinor } = order.shippingLine;
  return [{
    id: bareId(id),
    carrier_identifier: null,
    code,
    ...moneyKeys(order, { discounted_price: priceMinor, price: priceMinor }),
    phone: null,
    requested_fulfillment_service_id: null,
    source: "shopify",
    title,
    tax_lines: taxPayload(order, order.shippingTaxLines ?? []),
    discount_allocations: [],
  }];
}
