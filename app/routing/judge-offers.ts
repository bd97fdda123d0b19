// Which offers of a line may be asked at all, and what does each rule say of them?
import type { Reason } from "../orders/allocation.ts";
import type { SavedLineItem } from "../orders/order.ts";
import { packsFor } from "../suppliers/offer.ts";
import type { Offer } from "../suppliers/offer.ts";
import { fits, occasionOf, type Traits } from "../orders/conditions.ts";
import type { ActiveRule, Candidate, RuleContext } from "./rule.ts";

export type LineToJudge = {
  readonly offers: readonly Offer[];
  /** Those of the merchant's rules that speak for this line. */
  readonly rules: readonly ActiveRule[];
  readonly context: RuleContext;
  /** Offers whose supplier has refused these units before. */
  readonly refusedBefore: ReadonlySet<string>;
};

export type JudgedOffers = { readonly line: SavedLineItem; readonly kept: readonly Candidate[]; readonly refused: readonly Candidate[] };

export const speaksFor = (active: ActiveRule, order: RuleContext["order"], traits: Traits): boolean => fits(active.conditions, occasionOf(order, [traits]));

export function judgeOffers(one: LineToJudge): JudgedOffers {
  const judged = one.offers.toSorted(byOfferId).map((offer) => judge(offer, one));
  const those = (isKept: boolean) => judged.filter((offer) => offer.isKept === isKept).map((offer) => offer.candidate);
  return { line: one.context.line, kept: those(true), refused: those(false) };
}

type Judged = { readonly candidate: Candidate; readonly isKept: boolean };

/** The rules speak in turn until one refuses. What any offer must be is asked first, whatever the rules are. */
function judge(offer: Offer, { rules, context, refusedBefore }: LineToJudge): Judged {
  const unusable = whyUnusable(offer, context, refusedBefore);
  const packs = isPackRatio(offer.packRatio) ? packsFor(context.quantity, offer.packRatio) : 0;
  let candidate: Candidate = { offer, packs, cost: null, rate: null, stockDoubt: 0, leavesOn: null, reasons: [] };
  if (unusable) return { candidate: { ...candidate, reasons: [unusable] }, isKept: false };
  if (offer.supplierId === context.order.chosenSupplierId) candidate = { ...candidate, reasons: [{ code: "routing.chosen_by_person", params: {} }] };
  for (const { rule, supplierId } of rules) {
    const verdict = rule.judge?.(candidate, context, { supplierId }) ?? { kind: "keep", candidate };
    if (verdict.kind === "refuse") return { candidate: { ...candidate, reasons: [...candidate.reasons, verdict.reason] }, isKept: false };
    candidate = verdict.candidate;
  }
  return { candidate, isKept: true };
}

function whyUnusable(offer: Offer, { order }: RuleContext, refusedBefore: ReadonlySet<string>): Reason | null {
  if (!offer.isActive) return { code: "routing.offer_inactive", params: {} };
  if (!offer.supplierIsActive) return { code: "routing.supplier_inactive", params: { supplier: offer.supplierName } };
  if (!isPackRatio(offer.packRatio)) return { code: "routing.pack_ratio_unusable", params: { packRatio: offer.packRatio } };
  if (!order.address?.countryCode) return { code: "routing.no_destination", params: {} };
  if (refusedBefore.has(offer.id)) return { code: "routing.refused_before", params: { supplier: offer.supplierName } };
  return null;
}

const isPackRatio = (ratio: number): boolean => Number.isSafeInteger(ratio) && ratio > 0;

export function byOfferId(left: Offer, right: Offer): number {
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}
