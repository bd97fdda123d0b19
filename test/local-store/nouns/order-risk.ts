// What does the Admin API tell about an order's risk and disputes?

import { own, type Models } from "../graphql/models.ts";
import type { RiskLevel, StoredDispute, StoredRisk } from "../order-extras.ts";
import type { StoredOrder } from "../order-state.ts";

const recommendations: Record<RiskLevel, string> = { HIGH: "CANCEL", MEDIUM: "INVESTIGATE", LOW: "ACCEPT", NONE: "NONE", PENDING: "NONE" };
const gravest: readonly RiskLevel[] = ["HIGH", "MEDIUM", "LOW", "PENDING", "NONE"];

/** The gravest assessment decides. */
function summary({ risks = [] }: StoredOrder) {
  const level = gravest.find((candidate) => risks.some((risk) => risk.level === candidate));
  return { recommendation: level === undefined ? "NONE" : recommendations[level], assessments: risks };
}

export const orderRiskModels: Models = {
  Order: { risk: summary, disputes: (order: StoredOrder) => order.disputes ?? [] },
  OrderRiskSummary: own<ReturnType<typeof summary>>("recommendation", "assessments"),
  OrderRiskAssessment: { ...own<StoredRisk>("facts", "provider"), riskLevel: (risk: StoredRisk) => risk.level },
  App: own<{ id: string; title: string }>("id", "title"),
  RiskFact: own<StoredRisk["facts"][number]>("description", "sentiment"),
  OrderDisputeSummary: own<StoredDispute>("id", "initiatedAs", "status"),
};
