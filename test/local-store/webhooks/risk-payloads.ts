// What are the bodies of disputes/create, disputes/update and orders/risk_assessment_changed?
// The dispute's is as sampled; of the assessment's no sample is published, so apps should read the order instead.

import { plainAmount } from "../amounts.ts";
import { bareId } from "../ids.ts";
import { zonedInstant } from "../instants.ts";
import type { StoredDispute, StoredRisk } from "../order-extras.ts";
import type { StoredOrder } from "../order-state.ts";
import type { ShopState } from "../shop-state.ts";

export function disputePayload(shop: ShopState, order: StoredOrder, dispute: StoredDispute): Record<string, unknown> {
  const zoned = (instant: string | null) => zonedInstant(instant, shop.ianaTimezone);
  return {
    id: bareId(dispute.id),
    order_id: bareId(order.id),
    type: dispute.initiatedAs.toLowerCase(),
    amount: plainAmount(dispute.amountMinor, order.currency),
    currency: order.currency,
    reason: dispute.reason,
    network_reason_code: "4837",
    status: dispute.status.toLowerCase(),
    evidence_due_by: zoned(dispute.evidenceDueAt),
    evidence_sent_on: null,
    finalized_on: zoned(dispute.finalizedAt),
    initiated_at: zoned(dispute.initiatedAt),
  };
}

export function riskPayload(shop: ShopState, order: StoredOrder, risk: StoredRisk): Record<string, unknown> {
  return {
    order_id: bareId(order.id),
    admin_graphql_api_order_id: order.id,
    risk_level: risk.level.toLowerCase(),
    provider_id: risk.provider === null ? null : bareId(risk.provider.id),
    provider_title: risk.provider?.title ?? "Shopify",
    created_at: zonedInstant(risk.at, shop.ianaTimezone),
  };
}
