// What may narrow or rank the offers for a line, and how does it say why?
import type { Reason } from "../orders/allocation.ts";
import type { SavedLineItem, SavedOrder } from "../orders/order.ts";
import type { Money } from "../platform/money.ts";
import type { Offer } from "../suppliers/offer.ts";

/** One unit of `from` is `rate` units of `to`, as quoted on that day. `rate` is decimal text, never a float. */
export type ExchangeRate = { readonly from: string; readonly to: string; readonly rate: string; readonly quotedOn: string };

export type RuleContext = {
  readonly order: Pick<SavedOrder, "address" | "name">;
  readonly line: SavedLineItem;
  /** Shop units that this decision is about. */
  readonly quantity: number;
  readonly shopCurrency: string;
  readonly rates: readonly ExchangeRate[];
};

/** An offer in the running, with what the rules have said of it so far. */
export type Candidate = {
  readonly offer: Offer;
  readonly packs: number;
  /** packs × pack cost, in the shop's currency; null until a rule has converted it. */
  readonly cost: Money | null;
  readonly rate: ExchangeRate | null;
  readonly reasons: readonly Reason[];
};

export type Verdict =
  | { readonly kind: "keep"; readonly candidate: Candidate }
  | { readonly kind: "refuse"; readonly reason: Reason };

/**
 * One reason to prefer or refuse.
 * `judge` sees each candidate alone and keeps it (maybe with more facts and reasons) or refuses it with a reason.
 * `compare` ranks two kept candidates (negative: left first; 0: this rule has no opinion); it must be a total preorder.
 * Both are pure: the same context and candidates give the same answer. A rule never drops a candidate silently.
 */
export type RoutingRule = {
  /** File name in rules/, kept with each decision. */
  readonly name: string;
  judge?(candidate: Candidate, context: RuleContext): Verdict;
  compare?(left: Candidate, right: Candidate): number;
};
