// Of the offers that no rule has refused: which goes first, and what decided between the two?
import { byOfferId } from "./judge-offers.ts";
import type { ActiveRule, Candidate, JudgedLine, OrderFacts, Standpoint } from "./rule.ts";

/** A rule that ranks, with what it has found by looking at the whole order. */
export type RankingRule = ActiveRule & Standpoint;

/** Asked once for an order: each rule looks at the lines that it speaks for. */
export function prepareRules(rules: readonly ActiveRule[], lines: readonly (JudgedLine & { readonly rules: readonly ActiveRule[] })[]): RankingRule[] {
  const nothing: OrderFacts = new Map();
  return rules.map((active) => ({ ...active, facts: active.rule.prepare?.(lines.filter((line) => line.rules.includes(active))) ?? nothing }));
}

export type Ranking = { readonly rules: readonly RankingRule[]; readonly chosenSupplierId: string | null };

/** Best first, each with the reason of its place. */
export function rankCandidates(kept: readonly Candidate[], ranking: Ranking): Candidate[] {
  const remarked = kept.map((candidate) => remark(candidate, ranking.rules));
  const ranked = remarked.toSorted((left, right) => decide(ranking, left, right).order);
  return ranked.map((candidate) => explain(candidate, ranked, ranking));
}

function remark(candidate: Candidate, rules: readonly RankingRule[]): Candidate {
  const remarks = rules.flatMap(({ rule, facts }) => rule.remark?.(candidate, facts) ?? []);
  return { ...candidate, reasons: [...candidate.reasons, ...remarks] };
}

/** Which of two goes first, and what decided it. A person's choice stands before every rule. */
function decide({ rules, chosenSupplierId }: Ranking, left: Candidate, right: Candidate): { order: number; by: string } {
  const chosen = Number(right.offer.supplierId === chosenSupplierId) - Number(left.offer.supplierId === chosenSupplierId);
  if (chosen !== 0) return { order: chosen, by: "chosen" };
  for (const active of rules) {
    const order = active.rule.compare?.(left, right, active) ?? 0;
    if (order !== 0) return { order, by: active.rule.name.replaceAll("-", "_") };
  }
  const priority = left.offer.priority - right.offer.priority;
  if (priority !== 0) return { order: priority, by: "priority" };
  return { order: byOfferId(left.offer, right.offer), by: "equal" };
}

function explain(candidate: Candidate, ranked: readonly Candidate[], ranking: Ranking): Candidate {
  const [best] = ranked;
  const isBest = best === undefined || best.offer.id === candidate.offer.id;
  const reason = isBest
    ? { code: ranked.length === 1 ? "routing.only_one_left" : "routing.taken", params: { candidates: ranked.length } }
    : { code: `routing.behind.${decide(ranking, best, candidate).by}`, params: { supplier: best.offer.supplierName } };
  return { ...candidate, reasons: [...candidate.reasons, reason] };
}
