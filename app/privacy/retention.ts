// How long is what kept, and why may something stay although its time is over? Only what is finished is emptied.
import type { AllocationState } from "../orders/allocation.ts";

export const periodNames = ["keepsInboxDays", "keepsMessagesDays", "keepsAddressesDays", "keepsFilesDays"] as const;
export type PeriodName = (typeof periodNames)[number];
export type Periods = Readonly<Record<PeriodName, number>>;

/** Less would take away what running work still reads; more is hard to defend as necessary. */
export const periodBounds: Readonly<Record<PeriodName, { readonly least: number; readonly most: number }>> = {
  keepsInboxDays: { least: 7, most: 365 },
  keepsMessagesDays: { least: 14, most: 1095 },
  keepsAddressesDays: { least: 30, most: 3650 },
  keepsFilesDays: { least: 30, most: 1095 },
};

/** Also the columns' own. */
export const defaultPeriods: Periods = { keepsInboxDays: 30, keepsMessagesDays: 90, keepsAddressesDays: 180, keepsFilesDays: 90 };

const dayMs = 86_400_000;

/** What happened before has been kept for long enough. */
export const endOf = (days: number, now: Date): Date => new Date(now.getTime() - days * dayMs);

/** Each worded as retention.stays.<code>; the first that holds is named. */
export const STAYS = [
  "units_open", "supplier_order_open", "parcel_open", "change_open", "request_open", "dispute_open", "problem_open", "data_request_open",
  "recent", "message_of_open_order", "webhook_open", "file_not_fetched",
] as const;
export type StayCode = (typeof STAYS)[number];

export type OrderFacts = {
  readonly units: readonly AllocationState[];
  readonly supplierOrders: readonly string[];
  readonly fulfillments: readonly string[];
  readonly changes: readonly string[];
  readonly requests: readonly string[];
  readonly disputes: readonly string[];
  readonly openProblems: number;
  /** A data request names it, and the owner has not fetched the file. */
  readonly isAskedFor: boolean;
  /** When anything of it last moved. */
  readonly movedAt: Date;
};

const reasons = [
  ["units", "units_open"], ["supplierOrders", "supplier_order_open"], ["fulfillments", "parcel_open"], ["changes", "change_open"],
  ["requests", "request_open"], ["disputes", "dispute_open"],
] as const;

const over: Readonly<Record<(typeof reasons)[number][0], ReadonlySet<string>>> = {
  units: new Set(["NOT_OURS", "SHIPPED", "CANCELLED"]),
  supplierOrders: new Set(["SHIPPED", "REFUSED", "CANCELLED"]),
  fulfillments: new Set(["CREATED"]),
  changes: new Set(["ACCEPTED", "REFUSED", "TOO_LATE", "WITHDRAWN"]),
  requests: new Set(["ACCEPTED", "REJECTED", "GONE"]),
  disputes: new Set(["WON", "LOST", "ACCEPTED", "PREVENTED", "CHARGE_REFUNDED"]),
};

/** Undefined: everything of the order is over. */
export function whyOpen(facts: OrderFacts): StayCode | undefined {
  const open = reasons.find(([name]) => facts[name].some((state) => !over[name].has(state)));
  if (open) return open[1];
  if (facts.openProblems > 0) return "problem_open";
  return facts.isAskedFor ? "data_request_open" : undefined;
}

/** Undefined: its buyer's data may go. */
export const whyItStays = (facts: OrderFacts, before: Date): StayCode | undefined => whyOpen(facts) ?? (facts.movedAt < before ? undefined : "recent");

/** How much stays for one reason, with some of the orders. */
export type Stay = { readonly code: StayCode; readonly count: number; readonly orderIds: readonly string[] };

const mostNamed = 5;

export function addStays(stays: readonly Stay[], found: readonly { readonly code: StayCode; readonly orderId: string | null }[]): Stay[] {
  const sums = new Map(stays.map((stay) => [stay.code, stay]));
  for (const { code, orderId } of found) {
    const { count, orderIds } = sums.get(code) ?? { count: 0, orderIds: [] as readonly string[] };
    const named = orderId === null || orderIds.includes(orderId) || orderIds.length >= mostNamed ? orderIds : [...orderIds, orderId];
    sums.set(code, { code, count: count + 1, orderIds: named });
  }
  return [...sums.values()];
}
