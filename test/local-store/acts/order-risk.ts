// What makes an order doubtful after it was placed: a risk assessment, or a dispute that the buyer's bank opens and later settles?

import { toMinor } from "../amounts.ts";
import { newId } from "../ids.ts";
import { utcInstant } from "../instants.ts";
import { disputeStatuses, riskLevels, type DisputeStatus, type RiskLevel, type StoredDispute, type StoredRisk } from "../order-extras.ts";
import type { StoredOrder } from "../order-state.ts";
import { disputePayload, riskPayload } from "../webhooks/risk-payloads.ts";
import type { Place } from "../world.ts";
import { orderTotals } from "./order-facts.ts";
import { ImpossibleAct, touchOrder } from "./touch-order.ts";

export type AssessRisk = {
  level: RiskLevel;
  /** A text alone is a fact that speaks against the order. */
  facts?: (string | StoredRisk["facts"][number])[];
  /** An app of this name assessed it, not Shopify. */
  provider?: string;
};

/** The newest assessment of a provider replaces its former one. */
export function assessRisk(place: Place, order: StoredOrder, { level, facts = [], provider }: AssessRisk): void {
  if (!riskLevels.includes(level)) throw new ImpossibleAct(`risk is one of ${riskLevels.join(", ")}`);
  const risk: StoredRisk = {
    level, at: utcInstant(place.world.now()),
    facts: facts.map((fact) => (typeof fact === "string" ? { description: fact, sentiment: "NEGATIVE" } : fact)),
    provider: provider === undefined ? null : { id: "gid://shopify/App/77001", title: provider },
  };
  order.risks = [...(order.risks ?? []).filter((one) => one.provider?.title !== provider), risk];
  touchOrder(place, order);
  place.world.webhooks.emit(place.shop, "orders/risk_assessment_changed", riskPayload(place.shop, order, risk));
}

export type OpenDispute = { type?: StoredDispute["initiatedAs"]; reason?: string; amount?: string; status?: DisputeStatus };

const daysForEvidence = 10;

export function openDispute(place: Place, order: StoredOrder, input: OpenDispute): StoredDispute {
  const { world, shop } = place;
  if (order.paidMinor === 0) throw new ImpossibleAct(`nothing was paid for ${order.name}, so nothing can be disputed`);
  const dispute: StoredDispute = {
    kind: "OrderDisputeSummary", id: newId(shop, "OrderDisputeSummary"), initiatedAs: input.type ?? "CHARGEBACK",
    status: input.status ?? "NEEDS_RESPONSE", reason: input.reason ?? "fraudulent",
    amountMinor: input.amount === undefined ? orderTotals(order).totalMinor : toMinor(input.amount, order.currency),
    initiatedAt: utcInstant(world.now()), evidenceDueAt: utcInstant(world.now() + daysForEvidence * 86_400_000), finalizedAt: null,
  };
  order.disputes = [...(order.disputes ?? []), dispute];
  touchOrder(place, order);
  world.webhooks.emit(shop, "disputes/create", disputePayload(shop, order, dispute));
  return dispute;
}

export type SettleDispute = { status: DisputeStatus };

/** Moves the order's newest dispute on; won, lost, accepted and prevented are final. */
export function settleDispute(place: Place, order: StoredOrder, { status }: SettleDispute): void {
  const dispute = order.disputes?.at(-1);
  if (!dispute) throw new ImpossibleAct(`${order.name} has no dispute`);
  if (!disputeStatuses.includes(status)) throw new ImpossibleAct(`a dispute is one of ${disputeStatuses.join(", ")}`);
  const isFinal = status !== "NEEDS_RESPONSE" && status !== "UNDER_REVIEW";
  dispute.status = status;
  dispute.finalizedAt = isFinal ? utcInstant(place.world.now()) : null;
  touchOrder(place, order);
  place.world.webhooks.emit(place.shop, "disputes/update", disputePayload(place.shop, order, dispute));
}
