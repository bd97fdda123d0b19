// What may narrow or rank the offers for a line, and how does it say why?
import type { Reason } from "../orders/allocation.ts";
import type { SavedLineItem, SavedOrder } from "../orders/order.ts";
import type { Money } from "../platform/money.ts";
import type { SupplierCalendar } from "../suppliers/calendar.ts";
import type { Offer } from "../suppliers/offer.ts";
import type { Conditions } from "../orders/conditions.ts";

/** One unit of `from` is `rate` units of `to`, as quoted on that day. `rate` is decimal text, never a float. */
export type ExchangeRate = { readonly from: string; readonly to: string; readonly rate: string; readonly quotedOn: string };

/** What is known beside order and offers, the same for all lines. */
export type Surroundings = {
  readonly now: Date;
  readonly shopCurrency: string;
  readonly rates: readonly ExchangeRate[];
  /** Hours after which a stock count is too old to be believed. */
  readonly stockFreshHours: number;
  /** By the supplier's id. */
  readonly calendars: ReadonlyMap<string, SupplierCalendar>;
};

export type RuleContext = Surroundings & {
  readonly order: Pick<SavedOrder, "address" | "name" | "tags" | "total" | "chosenSupplierId">;
  readonly line: SavedLineItem;
  /** Shop units that this decision is about. */
  readonly quantity: number;
};

/** An offer in the running, with what the rules have said of it so far. */
export type Candidate = {
  readonly offer: Offer;
  readonly packs: number;
  /** packs × pack cost, in the shop's currency; null until a rule has converted it. */
  readonly cost: Money | null;
  readonly rate: ExchangeRate | null;
  /** 0: nothing speaks against it; more: how little the stock count is to be believed. */
  readonly stockDoubt: number;
  /** The day it would leave in the supplier's own calendar (YYYY-MM-DD); null until a rule has asked, or where nobody knows. */
  readonly leavesOn: string | null;
  readonly reasons: readonly Reason[];
};

export type Verdict =
  | { readonly kind: "keep"; readonly candidate: Candidate }
  | { readonly kind: "refuse"; readonly reason: Reason };

/** The merchant's own choice for one rule. */
export type RuleSetting = {
  /** The supplier that "preferred supplier" prefers. */
  readonly supplierId: string | null;
};

/** A line with the offers that no rule has refused. */
export type JudgedLine = { readonly lineItemId: string; readonly kept: readonly Candidate[] };

/** What a rule has found by looking at the whole order: the place of each supplier, and of how many lines it has offers. */
export type OrderFacts = ReadonlyMap<string, { readonly place: number; readonly lines: number; readonly ofLines: number }>;

/** What a rule knows when it ranks. */
export type Standpoint = RuleSetting & { readonly facts: OrderFacts };

/**
 * One reason to prefer or refuse.
 * `judge` sees each candidate alone and keeps it (maybe with more facts and reasons) or refuses it with a reason.
 * `prepare` looks at the judged lines of the order, of those that the rule speaks for, before anything is ranked.
 * `remark` says of a kept candidate what `prepare` has found.
 * `compare` ranks two kept candidates (negative: left first; 0: this rule has no opinion); it must be a total preorder.
 * All are pure: the same context and candidates give the same answer, in whatever order they come.
 * A rule never drops a candidate silently.
 */
export type RoutingRule = {
  /** File name in rules/, kept with each decision. */
  readonly name: string;
  /** Whether it speaks in a shop whose owner has decided nothing. */
  readonly isOnAtFirst: boolean;
  judge?(candidate: Candidate, context: RuleContext, setting: RuleSetting): Verdict;
  prepare?(lines: readonly JudgedLine[]): OrderFacts;
  remark?(candidate: Candidate, facts: OrderFacts): Reason;
  compare?(left: Candidate, right: Candidate, standpoint: Standpoint): number;
};

/** A rule as the merchant has it: switched on, with its parameter and the orders that it speaks for. */
export type ActiveRule = RuleSetting & { readonly rule: RoutingRule; readonly conditions: Conditions };

export const keep = (candidate: Candidate, reason: Reason): Verdict => ({ kind: "keep", candidate: { ...candidate, reasons: [...candidate.reasons, reason] } });
export const refuse = (reason: Reason): Verdict => ({ kind: "refuse", reason });
