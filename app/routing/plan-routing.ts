// Which supplier ships each waiting unit, and why not the others?
// Pure: the same order, offers, rules and rates give the same plan, in whatever order the offers come.
import type { Reason } from "../orders/allocation.ts";
import type { SavedLineItem } from "../orders/order.ts";
import type { Money } from "../platform/money.ts";
import type { Offer } from "../suppliers/offer.ts";
import type { Traits } from "../orders/conditions.ts";
import { judgeOffers, speaksFor, type JudgedOffers } from "./judge-offers.ts";
import { prepareRules, rankCandidates, type RankingRule } from "./rank-candidates.ts";
import type { ActiveRule, Candidate, ExchangeRate, RuleContext, Surroundings } from "./rule.ts";

export type RoutingInput = Surroundings & {
  readonly order: RuleContext["order"];
  /** Units to be routed; the same line twice counts once, with the sum. */
  readonly units: readonly { readonly line: SavedLineItem; readonly quantity: number }[];
  /** By Shopify's variant GID, as the traits. */
  readonly offersByVariant: ReadonlyMap<string, readonly Offer[]>;
  readonly traitsByVariant: ReadonlyMap<string, Traits>;
  /** In the merchant's order, those that are on. */
  readonly rules: readonly ActiveRule[];
  /** By line: offers whose supplier has refused these units; they are not asked again by themselves. */
  readonly refusedBefore: ReadonlyMap<string, ReadonlySet<string>>;
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

/** Three passes, because some rules look at the whole order: judge all lines, let the rules look at them, rank each line. */
export function planRouting(input: RoutingInput): RoutingPlanDraft {
  const lines = unitsByLine(input.units).map((units) => judgeLine(input, units));
  const rules = prepareRules(input.rules, lines);
  const plans = lines.map((line) => planLine(input, line, rules.filter((_, index) => isAmong(line.rules, input.rules[index]))));
  return {
    assignments: plans.flatMap((plan) => plan.assignments),
    unroutable: plans.flatMap((plan) => plan.unroutable),
    candidates: plans.flatMap((plan) => plan.candidates),
  };
}

const isAmong = (rules: readonly ActiveRule[], one: ActiveRule | undefined): boolean => one !== undefined && rules.includes(one);

type Units = { readonly line: SavedLineItem; readonly quantity: number };
type Line = JudgedOffers & Units & { readonly lineItemId: string; readonly rules: readonly ActiveRule[] };

function unitsByLine(units: RoutingInput["units"]): Units[] {
  const byLine = new Map<string, Units>();
  for (const { line, quantity } of units) {
    byLine.set(line.id, { line, quantity: quantity + (byLine.get(line.id)?.quantity ?? 0) });
  }
  return [...byLine.values()].filter(({ quantity }) => quantity > 0);
}

const noTraits: Traits = { tags: [], collections: [] };

function judgeLine(input: RoutingInput, { line, quantity }: Units): Line {
  const variantId = line.shopifyVariantId ?? "";
  const traits = input.traitsByVariant.get(variantId) ?? noTraits;
  const rules = input.rules.filter((active) => speaksFor(active, input.order, traits));
  const offers = line.shopifyVariantId === null ? [] : (input.offersByVariant.get(variantId) ?? []);
  const { order, now, shopCurrency, rates, stockFreshHours, calendars } = input;
  const context: RuleContext = { order, line, quantity, now, shopCurrency, rates, stockFreshHours, calendars };
  return { ...judgeOffers({ offers, rules, context, refusedBefore: input.refusedBefore.get(line.id) ?? new Set() }), lineItemId: line.id, quantity, rules };
}

function planLine({ order }: RoutingInput, { line, quantity, kept, refused }: Line, rules: readonly RankingRule[]): RoutingPlanDraft {
  if (kept.length + refused.length === 0) return withoutOffers(line, quantity);
  const ranked = rankCandidates(kept, { rules, chosenSupplierId: order.chosenSupplierId });
  const [taken] = ranked;
  const candidates = [...ranked, ...refused].map((candidate, position) => weigh(candidate, { line, quantity, position, taken: candidate === taken }));
  if (taken) return { assignments: [{ lineItemId: line.id, quantity, candidate: taken }], unroutable: [], candidates };
  return { assignments: [], unroutable: [{ lineItemId: line.id, quantity, reason: whyAllRefused(order, line, refused.length) }], candidates };
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

function whyAllRefused(order: RoutingInput["order"], line: SavedLineItem, offers: number): UnroutableReason {
  if (!order.address?.countryCode) return { code: "no_destination", params: { title: line.title } };
  return { code: "all_refused", params: { title: line.title, offers } };
}

type Place = { line: SavedLineItem; quantity: number; position: number; taken: boolean };

function weigh({ offer, packs, cost, rate, reasons }: Candidate, { line, quantity, position, taken }: Place): WeighedCandidate {
  const { id: offerId, supplierId, supplierName } = offer;
  return { lineItemId: line.id, offerId, supplierId, supplierName, position, taken, quantity, packs, cost, rate, reasons };
}
