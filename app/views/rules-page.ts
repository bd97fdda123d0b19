// Which rules decide who ships, what goes out by itself, and what would change? As typed: conditions are text until read.
import type { Reason } from "../orders/allocation.ts";
import type { Money } from "../platform/money.ts";
import type { Answer } from "./answer.ts";

/** Lists are separated by commas; empty means any. */
export type TypedConditions = { readonly countries: string; readonly tags: string; readonly collections: string; readonly atLeast: string; readonly atMost: string };

export type TypedRule = {
  /** Stays the same while the rule is moved. */
  readonly key: string;
  readonly rule: string;
  readonly isOn: boolean;
  readonly supplierId: string;
  readonly conditions: TypedConditions;
};

export type TypedAutomationRule = Omit<TypedRule, "rule"> & { readonly name: string; readonly sends: boolean };

export type TypedHoldRule = Pick<TypedRule, "key" | "isOn" | "conditions"> & { readonly name: string };

export type RulesPage = {
  readonly shopCurrency: string;
  readonly isLive: boolean;
  readonly suppliers: readonly { readonly id: string; readonly name: string; readonly isActive: boolean; readonly sends: boolean }[];
  readonly rules: readonly TypedRule[];
  readonly automation: readonly TypedAutomationRule[];
  readonly holds: readonly TypedHoldRule[];
  /** The last ones, to try the rules on. */
  readonly orders: readonly { readonly id: string; readonly name: string }[];
  /** Orders with units that nobody was asked for yet. */
  readonly waitingOrders: number;
};

export type TriedLine = {
  readonly title: string;
  readonly units: number;
  /** Null: no supplier is found. */
  readonly before: string | null;
  readonly after: string | null;
  /** Of the taken offer, or of each refused one. */
  readonly reasons: readonly { readonly supplierName: string | null; readonly reason: Reason }[];
};
export type TriedOrder = { readonly id: string; readonly name: string; readonly isDifferent: boolean; readonly lines: readonly TriedLine[] };

export type ShownDraft = { readonly id: string; readonly orderId: string; readonly orderName: string; readonly supplierName: string; readonly units: number; readonly total: Money };

/** What a question of this page is answered with. */
export type RulesAnswer =
  | Answer
  | { readonly kind: "tried"; readonly orders: readonly TriedOrder[] }
  | { readonly kind: "preview"; readonly released: readonly ShownDraft[]; readonly takenBack: readonly ShownDraft[] };

export const anyConditions: TypedConditions = { countries: "", tags: "", collections: "", atLeast: "", atMost: "" };

/** What the drafts of one currency come to, for each currency. */
export function totalsOf(drafts: readonly ShownDraft[]): Money[] {
  const byCurrency = Map.groupBy(drafts, ({ total }) => total.currency);
  return [...byCurrency].map(([currency, those]) => ({ currency, minor: those.reduce((sum, { total }) => sum + total.minor, 0n) }));
}

/** The list with one of its members a place further up or down; at the end it stays. */
export function moved<One>(list: readonly One[], from: number, by: -1 | 1): readonly One[] {
  const to = from + by;
  const one = list[from];
  if (one === undefined || to < 0 || to >= list.length) return list;
  return list.toSpliced(from, 1).toSpliced(to, 0, one);
}
