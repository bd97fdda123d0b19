// What does the Admin API say of an order's risk and disputes, in our words? The gravest assessment counts, whoever made it.
import type { Risk, RiskLevel } from "./order.ts";

export type AdminRisk = {
  readonly recommendation: string;
  readonly assessments: readonly { readonly riskLevel: string; readonly facts?: readonly { readonly description: string; readonly sentiment: string }[] }[];
};

export type Dispute = { readonly id: string; readonly kind: string; readonly status: string };

const gravest: readonly RiskLevel[] = ["HIGH", "MEDIUM", "PENDING", "LOW", "NONE"];

/** Null: nobody has assessed it. One level that is still to come keeps the others from being the last word. */
export function riskFromAdmin({ recommendation, assessments }: AdminRisk): Risk | null {
  const level = gravest.find((one) => assessments.some(({ riskLevel }) => riskLevel === one));
  if (level === undefined && recommendation === "NONE") return null;
  return { level: level ?? "NONE", recommendation };
}

const mostFacts = 20;
const longestFact = 300;

/** What speaks against the order. */
export const riskFactsFromAdmin = ({ assessments }: AdminRisk): string[] =>
  assessments.flatMap(({ facts = [] }) => facts).filter(({ sentiment }) => sentiment === "NEGATIVE").map(({ description }) => description.slice(0, longestFact)).slice(0, mostFacts);

export const disputesFromAdmin = (list: readonly { readonly id: string; readonly initiatedAs: string; readonly status: string }[]): Dispute[] =>
  list.map(({ id, initiatedAs, status }) => ({ id, kind: initiatedAs, status }));
