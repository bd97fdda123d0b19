// Who bought, as the order's webhook body tells it?

import { bareId } from "../ids.ts";
import { zonedInstant } from "../instants.ts";
import type { StoredCustomer, StoredOrder } from "../order-state.ts";
import type { ShopState } from "../shop-state.ts";
import { addressPayload } from "./address-payload.ts";

export function customerPayload(shop: ShopState, order: StoredOrder, customer: StoredCustomer): Record<string, unknown> {
  const createdAt = zonedInstant(customer.createdAt, shop.ianaTimezone);
  return {
    id: bareId(customer.id),
    admin_graphql_api_id: customer.id,
    accepts_marketing: false,
    accepts_marketing_updated_at: null,
    created_at: createdAt,
    currency: shop.currencyCode,
    default_address: order.shippingAddress === null ? null : {
      id: bareId(order.shippingAddressId),
      customer_id: bareId(customer.id),
      ...addressPayload(order.shippingAddress),
      country_name: order.shippingAddress.country,
      default: true,
    },
    email: customer.email,
    email_marketing_consent: { state: "not_subscribed", opt_in_level: null, consent_updated_at: null },
    first_name: customer.firstName,
    last_name: customer.lastName,
    marketing_opt_in_level: null,
    multipass_identifier: null,
    note: null,
    phone: customer.phone,
    sms_marketing_consent: null,
    state: "disabled",
    tags: "",
    tax_exempt: false,
    tax_exemptions: [],
    updated_at: createdAt,
    verified_email: true,
  };
}
