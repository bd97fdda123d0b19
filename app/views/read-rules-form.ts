// Are these rules that can be kept? Each field that is not says so itself, by its rule's key: "rules.row-2.countries".
import { z } from "zod";
import type { HoldRule } from "../orders/hold-rule.ts";
import { formatDecimal, parseMoney } from "../platform/money.ts";
import type { Conditions } from "../orders/conditions.ts";
import { findRule } from "../routing/registry.ts";
import type { RuleChoice } from "../routing/rule-choices.ts";
import type { AutomationRule } from "../supplier-orders/automation.ts";
import type { Said } from "./answer.ts";
import { textOf } from "./form.ts";
import type { Read } from "./read-offer-form.ts";
import type { TypedConditions } from "./rules-page.ts";

const text = z.string().max(2000).transform((value) => value.replaceAll("\u0000", "").trim());
const typedConditions = z.object({ countries: text, tags: text, collections: text, atLeast: text, atMost: text });
const most = 100;
const typedRules = z.array(z.object({ key: z.string(), rule: z.string(), isOn: z.boolean(), supplierId: z.union([z.uuid(), z.literal("")]), conditions: typedConditions })).max(most);
const typedAutomation = z.array(z.object({ key: z.string(), name: text, isOn: z.boolean(), sends: z.boolean(), supplierId: z.union([z.uuid(), z.literal("")]), conditions: typedConditions })).max(most);

const typedHolds = z.array(z.object({ key: z.string(), name: text, isOn: z.boolean(), conditions: typedConditions })).max(most);

type Errors = Record<string, Said>;

/** What the page itself cannot have sent is a bug, and throws. */
export function readRules(form: FormData, shopCurrency: string): Read<RuleChoice[]> {
  const errors: Errors = {};
  const rules = typedRules.parse(JSON.parse(textOf(form, "rules"))).filter(({ rule }) => findRule(rule) !== undefined);
  const choices = rules.map(({ key, rule, isOn, supplierId, conditions }): RuleChoice => {
    const place = `rules.${key}`;
    if (rule === "preferred-supplier" && isOn && supplierId === "") errors[`${place}.supplierId`] = { code: "form.choose_supplier" };
    return { rule, isOn, supplierId: supplierId || null, conditions: readConditions(conditions, { place, shopCurrency, errors }) };
  });
  return Object.keys(errors).length > 0 ? { kind: "refused", errors } : { kind: "value", value: choices };
}

export function readAutomation(form: FormData, shopCurrency: string): Read<{ rules: AutomationRule[]; switches: Map<string, boolean> }> {
  const errors: Errors = {};
  const typed = typedAutomation.parse(JSON.parse(textOf(form, "automation")));
  const rules = typed.map(({ key, supplierId, conditions, ...rule }): AutomationRule => {
    const place = `automation.${key}`;
    if (rule.name === "") errors[`${place}.name`] = { code: "form.required" };
    return { ...rule, supplierId: supplierId || null, conditions: readConditions(conditions, { place, shopCurrency, errors }) };
  });
  const switches = new Map(Object.entries(z.record(z.uuid(), z.boolean()).parse(JSON.parse(textOf(form, "switches")))));
  return Object.keys(errors).length > 0 ? { kind: "refused", errors } : { kind: "value", value: { rules, switches } };
}

export function readHoldRules(form: FormData, shopCurrency: string): Read<HoldRule[]> {
  const errors: Errors = {};
  const rules = typedHolds.parse(JSON.parse(textOf(form, "holds"))).map(({ key, name, isOn, conditions }): HoldRule => {
    const place = `holds.${key}`;
    if (name === "") errors[`${place}.name`] = { code: "form.required" };
    return { name, isOn, conditions: readConditions(conditions, { place, shopCurrency, errors }) };
  });
  return Object.keys(errors).length > 0 ? { kind: "refused", errors } : { kind: "value", value: rules };
}

type Reading = { readonly place: string; readonly shopCurrency: string; readonly errors: Errors };

function readConditions(typed: TypedConditions, { place, shopCurrency, errors }: Reading): Conditions {
  const countries = listOf(typed.countries).map((code) => code.toUpperCase());
  const unknown = countries.find((code) => !isCountry(code));
  if (unknown !== undefined) errors[`${place}.countries`] = { code: "form.unknown_country", params: { text: unknown } };
  const amount = (field: "atLeast" | "atMost") => readAmount(typed[field], shopCurrency, () => { errors[`${place}.${field}`] = { code: "form.amount" }; });
  const [atLeastMinor, atMostMinor] = [amount("atLeast"), amount("atMost")];
  if (atLeastMinor !== null && atMostMinor !== null && atMostMinor < atLeastMinor) errors[`${place}.atMost`] = { code: "form.at_least", params: { least: typed.atLeast } };
  return { countries, tags: listOf(typed.tags), collections: listOf(typed.collections), atLeastMinor, atMostMinor };
}

/** Commas as written in either language. */
const listOf = (typed: string): string[] => [...new Set(typed.split(/[,，、]/).map((one) => one.trim()).filter((one) => one !== ""))];

const countryNames = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
const isCountry = (code: string): boolean => /^[A-Z]{2}$/.test(code) && countryNames.of(code) !== undefined;

function readAmount(typed: string, currency: string, complain: () => void): bigint | null {
  if (typed === "") return null;
  try {
    const { minor } = parseMoney(typed, currency);
    if (minor >= 0n) return minor;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  complain();
  return null;
}

/** Back into the fields. */
export function typeConditions({ countries, tags, collections, atLeastMinor, atMostMinor }: Conditions, currency: string): TypedConditions {
  const amount = (minor: bigint | null): string => (minor === null ? "" : formatDecimal({ minor, currency }));
  return { countries: countries.join(", "), tags: tags.join(", "), collections: collections.join(", "), atLeast: amount(atLeastMinor), atMost: amount(atMostMinor) };
}
