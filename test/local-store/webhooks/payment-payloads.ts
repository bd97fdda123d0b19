// How do order webhooks write the terms of payment and the buying company?

import { orderTotals } from "../acts/order-facts.ts";
import { plainAmount } from "../amounts.ts";
import { bareId } from "../ids.ts";
import { zonedInstant } from "../instants.ts";
import type { StoredOrder } from "../order-state.ts";
import type { ShopState } from "../shop-state.ts";

const typeNames = { NET: "net", FIXED: "fixed", FULFILLMENT: "fulfillment", RECEIPT: "receipt", UNKNOWN: "unknown" };

export function paymentTermsPayload(shop: ShopState, order: StoredOrder): Record<string, unknown> | null {
  const terms = order.paymentTerms;
  if (!terms) return null;
  const zoned = (instant: string | null) => zonedInstant(instant, shop.ianaTimezone);
  const { totalMinor, outstandingMinor } = orderTotals(order);
  const issuedAt = zoned(terms.issuedAt);
  return {
    id: bareId(terms.id),
    created_at: issuedAt,
    due_in_days: terms.dueInDays,
    payment_schedules: [{
      id: bareId(terms.scheduleId), created_at: issuedAt, updated_at: zoned(order.updatedAt), payment_terms_id: bareId(terms.id),
      issued_at: issuedAt, due_at: zoned(terms.dueAt), completed_at: outstandingMinor === 0 ? zoned(order.updatedAt) : null,
      amount: plainAmount(totalMinor, order.currency), currency: order.currency,
      presentment_amount: plainAmount(totalMinor, order.currency), presentment_currency: order.currency,
    }],
    payment_terms_name: terms.name,
    payment_terms_type: typeNames[terms.type],
    updated_at: zoned(order.updatedAt),
  };
}

/** Absent, not null, for an order of a person. */
export function companyPayload(order: StoredOrder): Record<string, unknown> {
  if (!order.company) return {};
  return { company: { id: bareId(order.company.id), location_id: bareId(order.company.locationId) } };
}
