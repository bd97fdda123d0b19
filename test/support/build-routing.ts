// What a decision is made from, quiet by default: no rates, no calendars, nothing refused before, the first rules of a shop.
import { always, type Conditions } from "../../app/orders/conditions.ts";
import type { RoutingInput } from "../../app/routing/plan-routing.ts";
import { activeRules, firstChoices } from "../../app/routing/rule-choices.ts";
import { findRule } from "../../app/routing/registry.ts";
import type { ActiveRule } from "../../app/routing/rule.ts";
import type { SupplierCalendar } from "../../app/suppliers/calendar.ts";
import { aLine, anOrder } from "./build.ts";

export function aRoutingInput(given: Partial<RoutingInput> = {}): RoutingInput {
  return {
    order: anOrder(), units: [{ line: aLine(), quantity: 2 }], offersByVariant: new Map(), traitsByVariant: new Map(), rules: activeRules(firstChoices),
    refusedBefore: new Map(), now: new Date("2026-11-24T09:00:00Z"), shopCurrency: "USD", rates: [], stockFreshHours: 72, calendars: new Map(), ...given,
  };
}

export function active(name: string, given: { supplierId?: string; conditions?: Partial<Conditions> } = {}): ActiveRule {
  const rule = findRule(name);
  if (!rule) throw new Error(`no rule ${name}`);
  return { rule, supplierId: given.supplierId ?? null, conditions: { ...always, ...given.conditions } };
}

export function aCalendar(given: Partial<SupplierCalendar> = {}): SupplierCalendar {
  return { timeZone: "Asia/Shanghai", workingDays: [1, 2, 3, 4, 5], cutOffMinute: null, leadTimeDays: null, closures: [], ...given };
}
