// What do the topics about the shop itself say: uninstall, scopes, and the three compliance requests?

import { bareId } from "../ids.ts";
import type { StoredOrder } from "../order-state.ts";
import { primaryLocation, type ShopState } from "../shop-state.ts";

export function shopPayload(shop: ShopState): Record<string, unknown> {
  return {
    id: bareId(shop.id),
    name: shop.name,
    email: shop.email,
    domain: shop.domain,
    province: shop.address.province,
    country: shop.address.countryCode,
    address1: shop.address.address1,
    zip: shop.address.zip,
    city: shop.address.city,
    source: null,
    phone: shop.address.phone,
    latitude: null,
    longitude: null,
    primary_locale: shop.primaryLocale,
    address2: shop.address.address2,
    country_code: shop.address.countryCode,
    country_name: shop.address.country,
    currency: shop.currencyCode,
    customer_email: shop.email,
    timezone: shop.ianaTimezone,
    iana_timezone: shop.ianaTimezone,
    shop_owner: shop.ownerName,
    weight_unit: "kg",
    province_code: shop.address.provinceCode,
    taxes_included: false,
    plan_display_name: "Development",
    plan_name: "partner_test",
    myshopify_domain: shop.domain,
    primary_location_id: bareId(primaryLocation(shop).id),
    enabled_presentment_currencies: [shop.currencyCode],
    money_format: "{{amount}}",
    money_in_emails_format: "{{amount}}",
    money_with_currency_format: `{{amount}} ${shop.currencyCode}`,
    money_with_currency_in_emails_format: `{{amount}} ${shop.currencyCode}`,
    multi_location_enabled: shop.locations.length > 1,
    ...unusedSettings,
  };
}

/** Settings of the real body that this store has no use for. */
const unusedSettings = {
  created_at: null, updated_at: null, auto_configure_tax_inclusivity: null, tax_shipping: null, county_taxes: null,
  has_discounts: false, has_gift_cards: false, google_apps_domain: null, google_apps_login_enabled: null, eligible_for_payments: true,
  requires_extra_payments_agreement: false, password_enabled: false, has_storefront: true, finances: true, checkout_api_supported: true,
  setup_required: false, pre_launch_enabled: false, transactional_sms_disabled: false, marketing_sms_consent_enabled_at_checkout: false,
};

export function scopesUpdatePayload(shop: ShopState, { previous, current, at }: { previous: string[]; current: string[]; at: string }) {
  return { id: 1n, shop_id: shop.id, previous, current, updated_at: at };
}

export function shopRedactPayload(shop: ShopState) {
  return { shop_id: bareId(shop.id), shop_domain: shop.domain };
}

export function customerDataRequestPayload(shop: ShopState, order: StoredOrder) {
  const customer = order.customer;
  const asked = shop.orders.filter((candidate) => customer !== null && candidate.customer?.id === customer.id);
  return {
    ...shopRedactPayload(shop),
    orders_requested: asked.map((candidate) => bareId(candidate.id)),
    customer: customerOf(order),
    data_request: { id: 9999n },
  };
}

export function customerRedactPayload(shop: ShopState, order: StoredOrder) {
  const { orders_requested: orders, customer } = customerDataRequestPayload(shop, order);
  return { ...shopRedactPayload(shop), customer, orders_to_redact: orders };
}

function customerOf(order: StoredOrder) {
  const { customer } = order;
  return customer && { id: bareId(customer.id), email: customer.email, phone: customer.phone };
}
