// One order in both of Shopify's dialects: as a webhook's body and as the Admin API's answer.
import type { AdminOrder } from "../../app/orders/from-admin.ts";

type Body = Record<string, unknown>;

const set = (shop: string, presentment: string) => ({
  shop_money: { amount: shop, currency_code: "USD" }, presentment_money: { amount: presentment, currency_code: "EUR" },
});

export function aLineBody(given: Body = {}): Body {
  return {
    id: "866550311766439020", admin_graphql_api_id: "gid://shopify/LineItem/866550311766439020", variant_id: 808950810, product_id: 632910392, title: "Lamp",
    variant_title: "Blue", sku: "LAMP-BLUE", quantity: 3, current_quantity: 2, requires_shipping: true, gift_card: false, grams: 567,
    price_set: set("19.90", "18.50"), properties: [{ name: "Engraving", value: "A & B" }], ...given,
  };
}

export const anAddressBody = (given: Body = {}): Body => ({
  name: "Test Buyer", first_name: "Test", last_name: "Buyer", company: "", address1: "1 Sample Street", address2: null, city: "Louisville", province: "Kentucky",
  province_code: "KY", zip: "40202", country: "United States", country_code: "US", phone: "(502) 574-3321", ...given,
});

export function anOrderBody(given: Body = {}): Body {
  return {
    id: "820982911946154508", admin_graphql_api_id: "gid://shopify/Order/820982911946154508", name: "#1234", order_number: 1234,
    created_at: "2026-11-01T19:00:00-05:00", updated_at: "2026-11-02T19:00:00-05:00", cancelled_at: null, cancel_reason: null, test: false, currency: "USD",
    presentment_currency: "EUR", financial_status: "partially_refunded", payment_gateway_names: ["shopify_payments", "shopify_payments"], payment_terms: { payment_terms_name: "Net 30", payment_terms_type: "net" }, total_price: "64.70", total_price_set: set("64.70", "60.50"),
    current_total_price_set: set("44.80", "42.00"), current_total_duties_set: null, duties_included: true, email: "buyer@example.com", contact_email: null, phone: "",
    customer_locale: "en-US", note: "Ring twice", po_number: null, source_name: "web", landing_site: null, referring_site: null,
    note_attributes: [{ name: "gift", value: "yes" }], tags: "VIP, gift wrap", discount_codes: [{ code: "WELCOME", amount: "5.00", type: "fixed_amount" }],
    customer: { email: "customer@example.com", phone: null }, shipping_address: anAddressBody(), billing_address: null,
    shipping_lines: [{ title: "Standard", code: "standard", phone: null, price_set: set("5.00", "4.70") }], line_items: [aLineBody()], ...given,
  };
}

const price = (shop: string, presentment: string) => ({
  shopMoney: { amount: shop, currencyCode: "USD" }, presentmentMoney: { amount: presentment, currencyCode: "EUR" },
});

export function anAdminOrder(given: Partial<AdminOrder> = {}): AdminOrder {
  return {
    id: "gid://shopify/Order/820982911946154508", name: "#1234", number: 1234, createdAt: "2026-11-02T00:00:00Z", updatedAt: "2026-11-03T00:00:00Z", cancelledAt: null,
    cancelReason: null, test: false, displayFinancialStatus: "PARTIALLY_REFUNDED", paymentGatewayNames: ["shopify_payments"], paymentTerms: { paymentTermsName: "Net 30", paymentTermsType: "NET" }, currentTotalPriceSet: price("44.8", "42.0"), email: "buyer@example.com",
    phone: null, customerLocale: "en-US", note: "Ring twice", poNumber: null, sourceName: "web", customAttributes: [{ key: "gift", value: "yes" }],
    discountCodes: ["WELCOME"], tags: ["VIP", "gift wrap"], dutiesIncluded: true,
    shippingAddress: {
      name: "Test Buyer", firstName: "Test", lastName: "Buyer", company: null, address1: "1 Sample Street", address2: "", city: "Louisville", province: "Kentucky",
      provinceCode: "KY", zip: "40202", country: "United States", countryCodeV2: "US", phone: "(502) 574-3321",
    },
    shippingLine: { title: "Standard", code: "standard", originalPriceSet: price("5.0", "4.7") },
    lineItems: {
      nodes: [{
        id: "gid://shopify/LineItem/866550311766439020", title: "Lamp", variantTitle: "Blue", sku: "LAMP-BLUE", quantity: 3, currentQuantity: 2,
        requiresShipping: true, isGiftCard: false, variant: { id: "gid://shopify/ProductVariant/808950810" }, product: { id: "gid://shopify/Product/632910392" },
        originalUnitPriceSet: price("19.9", "18.5"), customAttributes: [{ key: "Engraving", value: "A & B" }],
        weight: { unit: "GRAMS", value: 567 },
      }],
    },
    ...given,
  };
}
