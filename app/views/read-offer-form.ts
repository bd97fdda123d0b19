// Is what was typed an offer? Each field that is not says so itself; nothing is guessed or rounded.
import { parseMoney, UnknownCurrencyError, type Money } from "../platform/money.ts";
import type { Said } from "./answer.ts";
import { textOf, wholeOf } from "./form.ts";

export type TypedOffer = {
  readonly supplierId: string;
  readonly itemId: string;
  readonly specId: string | null;
  readonly packRatio: number;
  readonly cost: Money;
  readonly shipsTo: readonly string[];
  readonly priority: number;
} & OfferTerms;

export type OfferTerms = {
  readonly stock: number | null;
  readonly leadTimeDays: number | null;
  readonly minimumQuantity: number | null;
  readonly nameZh: string | null;
  readonly isActive: boolean;
};

export type Read<Value> = { readonly kind: "value"; readonly value: Value } | { readonly kind: "refused"; readonly errors: Readonly<Record<string, Said>> };

export function readOfferForm(form: FormData): Read<TypedOffer> {
  const facts = {
    supplierId: textOf(form, "supplierId"),
    itemId: textOf(form, "itemId"),
    packRatio: wholeOf(form, "packRatio", 1),
    priority: readPriority(form),
  };
  const cost = readCost(textOf(form, "cost"), textOf(form, "currency").toUpperCase());
  const shipsTo = readCountries(textOf(form, "shipsTo"));
  const terms = readTerms(form);
  const { packRatio, priority } = facts;
  if (facts.supplierId === "" || facts.itemId === "" || packRatio === undefined || priority === undefined || "field" in cost || "unknown" in shipsTo || terms.kind === "refused") {
    return { kind: "refused", errors: { ...complaintsAbout(facts, cost, shipsTo), ...(terms.kind === "refused" ? terms.errors : {}) } };
  }
  return { kind: "value", value: { ...facts, ...terms.value, packRatio, priority, specId: textOf(form, "specId") || null, cost: cost.money, shipsTo: shipsTo.codes } };
}

const readPriority = (form: FormData): number | undefined => (textOf(form, "priority") === "" ? 0 : wholeOf(form, "priority", 0));

const longestName = 200;

function readTerms(form: FormData): Read<OfferTerms> {
  const errors: Record<string, Said> = {};
  const whole = (name: string, least: number): number | null => {
    if (textOf(form, name) === "") return null;
    const value = wholeOf(form, name, least);
    if (value === undefined) errors[name] = { code: "form.whole_number", params: { least } };
    return value ?? null;
  };
  const terms = {
    stock: whole("stock", 0), leadTimeDays: whole("leadTimeDays", 0), minimumQuantity: whole("minimumQuantity", 1),
    nameZh: textOf(form, "nameZh") || null, isActive: textOf(form, "isActive") !== "false",
  };
  if ((terms.nameZh ?? "").length > longestName) errors["nameZh"] = { code: "form.too_long", params: { most: longestName } };
  return Object.keys(errors).length > 0 ? { kind: "refused", errors } : { kind: "value", value: terms };
}

type Facts = { readonly supplierId: string; readonly itemId: string; readonly packRatio: number | undefined; readonly priority: number | undefined };

function complaintsAbout(facts: Facts, cost: Cost, shipsTo: Countries): Record<string, Said> {
  return {
    ...(facts.supplierId === "" ? { supplierId: { code: "form.choose_supplier" } } : {}),
    ...(facts.itemId === "" ? { itemId: { code: "form.required" } } : {}),
    ...(facts.packRatio === undefined ? { packRatio: { code: "form.whole_number", params: { least: 1 } } } : {}),
    ...(facts.priority === undefined ? { priority: { code: "form.whole_number", params: { least: 0 } } } : {}),
    ...("field" in cost ? { [cost.field]: cost.said } : {}),
    ...("unknown" in shipsTo ? { shipsTo: { code: "form.unknown_country", params: { text: shipsTo.unknown } } } : {}),
  };
}

type Cost = { readonly money: Money } | { readonly field: "cost" | "currency"; readonly said: Said };

export function readCost(text: string, currency: string): Cost {
  try {
    const money = parseMoney(text, currency);
    return money.minor < 0n ? { field: "cost", said: { code: "form.amount" } } : { money };
  } catch (error) {
    if (error instanceof UnknownCurrencyError) return { field: "currency", said: { code: "form.unknown_currency", params: { text: currency } } };
    if (error instanceof RangeError) return { field: "cost", said: { code: "form.amount" } };
    throw error;
  }
}

const countryNames = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

type Countries = { readonly codes: string[] } | { readonly unknown: string };

export const isCountry = (code: string): boolean => /^[A-Z]{2}$/.test(code) && countryNames.of(code) !== undefined;

/** Commas in either writing, or blanks, between the codes. Empty: everywhere. */
function readCountries(text: string): Countries {
  const codes = [...new Set(text.toUpperCase().split(/[\s,，、;；]+/u).filter(Boolean))];
  const unknown = codes.find((code) => !isCountry(code));
  return unknown === undefined ? { codes } : { unknown };
}

export type TypedRate = { readonly from: string; readonly rate: string; readonly quotedOn: string };

/** Twelve digits before and after the point are kept. */
export const decimal = /^\d{1,12}(\.\d{1,12})?$/;

export function readRateForm(form: FormData): Read<TypedRate> {
  const errors: Record<string, Said> = {};
  const rate = textOf(form, "rate");
  if (!decimal.test(rate) || !/[1-9]/.test(rate)) errors["rate"] = { code: "form.rate" };
  const quotedOn = textOf(form, "quotedOn");
  if (!isDay(quotedOn)) errors["quotedOn"] = { code: "form.day" };
  const from = textOf(form, "from").toUpperCase();
  if (!/^[A-Z]{3}$/.test(from)) errors["from"] = { code: "form.unknown_currency", params: { text: from } };
  return Object.keys(errors).length > 0 ? { kind: "refused", errors } : { kind: "value", value: { from, rate, quotedOn } };
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
