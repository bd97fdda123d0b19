// Which supplier ships each waiting unit, and why not the others?
// Pure: the same order, offers, rules and rates give the same plan, in whatever order the offers come.
import type { Reason } from "../orders/allocation.ts";
import type { SavedLineItem, SavedOrder } from "../orders/order.ts";
import type { Money } from "../platform/money.ts";
import { packsFor } from "../suppliers/offer.ts";
import type { Offer } from "../suppliers/offer.ts";
import type { Candidate, ExchangeRate, RoutingRule, RuleContext } from "./rule.ts";

export type RoutingInput = {
  readonly order: Pick<SavedOrder, "address" | "name">;
  /** Units to be routed; the same line twice counts once, with the sum. */
  readonly units: readonly { readonly line: SavedLineItem; readonly quantity: number }[];
  /** By Shopify's variant GID. */
  readonly offersByVariant: ReadonlyMap<string, readonly Offer[]>;
  readonly rules: readonly RoutingRule[];
  readonly shopCurrency: string;
  readonly rates: readonly ExchangeRate[];
};

export type Assignment = { readonly lineItemId: string; readonly quantity: number; readonly candidate: Candidate };

export type UnroutableCode = "unmapped" | "no_variant" | "all_refused" | "no_destination";
export type UnroutableReason = Reason & { readonly code: UnroutableCode };
export type Unroutable = { readonly lineItemId: string; readonly quantity: number; readonly reason: UnroutableReason };

export type WeighedCandidate = {
  readonly lineItemId: string;
  /** Null on the one row that says why a line had no offer at all. */
  readonly offerId: string | null;
  readonly supplierId: string | null;
  readonly supplierName: string | null;
  /** 0 is the best of its line; refused ones come last. */
  readonly position: number;
  readonly taken: boolean;
  readonly quantity: number;
  readonly packs: number;
  readonly cost: Money | null;
  readonly rate: ExchangeRate | null;
  readonly reasons: readonly Reason[];
};

export type RoutingPlanDraft = {
  readonly assignments: readonly Assignment[];
  readonly unroutable: readonly Unroutable[];
  readonly candidates: readonly WeighedCandidate[];
};

export function planRouting(input: RoutingInput): RoutingPlanDraft {
  const plans = unitsByLine(input.units).map(({ line, quantity }) => planLine(input, line, quantity));
  return {
    assignments: plans.flatMap((plan) => plan.assignments),
    unroutable: plans.flatMap((plan) => plan.unroutable),
    candidates: plans.flatMap((plan) => plan.candidates),
  };
}

function unitsByLine(units: RoutingInput["units"]): { line: SavedLineItem; quantity: number }[] {
  const byLine = new Map<string, { line: SavedLineItem; quantity: number }>();
  for (const { line, quantity } of units) {
    byLine.set(line.id, { line, quantity: quantity + (byLine.get(line.id)?.quantity ?? 0) });
  }
  return [...byLine.values()].filter(({ quantity }) => quantity > 0);
}

function planLine(input: RoutingInput, line: SavedLineItem, quantity: number): RoutingPlanDraft {
  const offers = line.shopifyVariantId === null ? [] : (input.offersByVariant.get(line.shopifyVariantId) ?? []);
  if (offers.length === 0) return withoutOffers(line, quantity);

  const context: RuleContext = { order: input.order, line, quantity, shopCurrency: input.shopCurrency, rates: input.rates };
  const judged = offers.toSorted(byOfferId).map((offer) => judge(offer, input.rules, context));
  const kept = judged.filter((one) => one.isKept).map((one) => one.candidate);
  const refused = judged.filter((one) => !one.isKept).map((one) => one.candidate);
  const ranked = kept.toSorted((left, right) => decide(input.rules, left, right).order);
  const [best] = ranked;
  const explained = ranked.map((candidate) => explain(candidate, ranked, input.rules));
  const candidates = [...explained, ...refused].map((candidate, position) => weigh(candidate, { line, quantity, position, taken: best !== undefined && position === 0 }));
  const [taken] = explained;
  if (taken) return { assignments: [{ lineItemId: line.id, quantity, candidate: taken }], unroutable: [], candidates };
  return { assignments: [], unroutable: [{ lineItemId: line.id, quantity, reason: whyAllRefused(context, refused.length) }], candidates };
}

function withoutOffers(line: SavedLineItem, quantity: number): RoutingPlanDraft {
  const reason: UnroutableReason =
    line.shopifyVariantId === null ? { code: "no_variant", params: { title: line.title } } : { code: "unmapped", params: { title: line.title } };
  const row = { lineItemId: line.id, offerId: null, supplierId: null, supplierName: null, cost: null, rate: null };
  const said = { code: `routing.${reason.code}`, params: reason.params };
  return {
    assignments: [],
    unroutable: [{ lineItemId: line.id, quantity, reason }],
    candidates: [{ ...row, position: 0, taken: false, quantity, packs: 0, reasons: [said] }],
  };
}

function whyAllRefused({ order, line }: RuleContext, offers: number): UnroutableReason {
  if (!order.address?.countryCode) return { code: "no_destination", params: { title: line.title } };
  return { code: "all_refused", params: { title: line.title, offers } };
}

type Judged = { readonly candidate: Candidate; readonly isKept: boolean };

/** The rules speak in turn until one refuses. What any offer must be is asked first, whatever the rules are. */
function judge(offer: Offer, rules: readonly RoutingRule[], context: RuleContext): Judged {
  const unusable = whyUnusable(offer, context);
  const packs = isPackRatio(offer.packRatio) ? packsFor(context.quantity, offer.packRatio) : 0;
  let candidate: Candidate = { offer, packs, cost: null, rate: null, reasons: [] };
  if (unusable) return { candidate: { ...candidate, reasons: [unusable] }, isKept: false };
  for (const rule of rules) {
    const verdict = rule.judge?.(candidate, context) ?? { kind: "keep", candidate };
    if (verdict.kind === "refuse") return { candidate: { ...candidate, reasons: [...candidate.reasons, verdict.reason] }, isKept: false };
    candidate = verdict.candidate;
  }
  return { candidate, isKept: true };
}

function whyUnusable(offer: Offer, { order }: RuleContext): Reason | null {
  if (!offer.isActive) return { code: "routing.offer_inactive", params: {} };
  if (!offer.supplierIsActive) return { code: "routing.supplier_inactive", params: { supplier: offer.supplierName } };
  if (!isPackRatio(offer.packRatio)) return { code: "routing.pack_ratio_unusable", params: { packRatio: offer.packRatio } };
  if (!order.address?.countryCode) return { code: "routing.no_destination", params: {} };
  return null;
}

const isPackRatio = (ratio: number): boolean => Number.isSafeInteger(ratio) && ratio > 0;

/** Which of two goes first, and what decided it. */
function decide(rules: readonly RoutingRule[], left: Candidate, right: Candidate): { order: number; by: string } {
  for (const rule of rules) {
    const order = rule.compare?.(left, right) ?? 0;
    if (order !== 0) return { order, by: rule.name.replaceAll("-", "_") };
  }
  const priority = left.offer.priority - right.offer.priority;
  if (priority !== 0) return { order: priority, by: "priority" };
  return { order: byOfferId(left.offer, right.offer), by: "equal" };
}

function explain(candidate: Candidate, ranked: readonly Candidate[], rules: readonly RoutingRule[]): Candidate {
  const [best] = ranked;
  const isBest = best === undefined || best.offer.id === candidate.offer.id;
  const reason = isBest
    ? { code: ranked.length === 1 ? "routing.only_one_left" : "routing.taken", params: { candidates: ranked.length } }
    : { code: `routing.behind.${decide(rules, best, candidate).by}`, params: { supplier: best.offer.supplierName } };
  return { ...candidate, reasons: [...candidate.reasons, reason] };
}

type Place = { line: SavedLineItem; quantity: number; position: number; taken: boolean };

function weigh({ offer, packs, cost, rate, reasons }: Candidate, { line, quantity, position, taken }: Place): WeighedCandidate {
  const { id: offerId, supplierId, supplierName } = offer;
  return { lineItemId: line.id, offerId, supplierId, supplierName, position, taken, quantity, packs, cost, rate, reasons };
}

function byOfferId(left: Offer, right: Offer): number {
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}
