// How is a stored `{ code, params }` said to this reader, and how do they write amounts and times?
// One catalogue a language; texts are ICU messages, so plurals and word order belong to the language.
import { createIntl, createIntlCache, type IntlShape } from "@formatjs/intl";
import type { Params } from "../errors.ts";
import { exponentOf, formatDecimal, type Money } from "../money.ts";
import { en } from "./en.ts";
import { zhCn } from "./zh-cn.ts";

export type Language = "en" | "zh-CN";
export type Code = keyof typeof en;

export const languages: readonly Language[] = ["en", "zh-CN"];
export const catalogues: Readonly<Record<Language, Readonly<Record<Code, string>>>> = { en, "zh-CN": zhCn };

/** How a language calls itself, for the switch. */
export const languageNames: Readonly<Record<Language, string>> = { en: "English", "zh-CN": "简体中文" };

const cache = createIntlCache();
const intls: Readonly<Record<Language, IntlShape<string>>> = { en: intlOf("en"), "zh-CN": intlOf("zh-CN") };

function intlOf(language: Language): IntlShape<string> {
  // A text whose params are missing is shown with its braces: better than an error page over a stored row.
  return createIntl({ locale: language, messages: catalogues[language], onError: () => undefined }, cache);
}

/** The first of the preferences that we have; each may be one tag ("zh-Hans-CN") or an Accept-Language header. */
export function languageFor(preferences: readonly (string | null | undefined)[]): Language {
  for (const preference of preferences) {
    const found = tagsOf(preference ?? "").map(languageOfTag).find((language) => language !== undefined);
    if (found) return found;
  }
  return "en";
}

function tagsOf(header: string): string[] {
  const weighted = header.split(",").map((part) => {
    const [tag = "", ...rest] = part.trim().split(";");
    const weight = rest.map((field) => /^\s*q=([\d.]+)\s*$/.exec(field)?.[1]).find((value) => value !== undefined);
    return { tag, weight: weight === undefined ? 1 : Number(weight) };
  });
  return weighted
    .filter(({ tag, weight }) => tag !== "" && weight > 0)
    .sort((left, right) => right.weight - left.weight)
    .map(({ tag }) => tag);
}

function languageOfTag(tag: string): Language | undefined {
  const primary = tag.toLowerCase().split(/[-_]/)[0];
  // Traditional Chinese is not written yet; its readers are nearer to simplified Chinese than to English.
  if (primary === "zh") return "zh-CN";
  return primary === "en" ? "en" : undefined;
}

export function say(language: Language, code: Code, params: Params = {}): string {
  return intls[language].formatMessage({ id: code }, { ...params });
}

export function isCode(code: string): code is Code {
  return Object.hasOwn(en, code);
}

/** For codes read from the database, which may be older or newer than this catalogue: an unknown one is shown as it is. */
export function sayStored(language: Language, code: string, params: Params = {}): string {
  return isCode(code) ? say(language, code, params) : code;
}

export function formatMoney(language: Language, money: Money): string {
  const digits = exponentOf(money.currency);
  const format = new Intl.NumberFormat(language, {
    style: "currency", currency: money.currency, minimumFractionDigits: digits, maximumFractionDigits: digits,
  });
  // A decimal string, not a number: amounts beyond 2^53 minor units keep every digit.
  return format.format(formatDecimal(money) as `${number}`);
}

export type TimeChoice = { readonly language: Language; readonly timeZone: string; readonly style?: "date" | "minute" | "second" };

const timeStyles = { minute: "short", second: "medium" } as const;

/** 24-hour clock in both languages, in the shop's time zone and never the server's. */
export function formatInstant(instant: Date, choice: TimeChoice): string {
  const { language, timeZone, style = "minute" } = choice;
  const time = style === "date" ? {} : ({ timeStyle: timeStyles[style], hourCycle: "h23" } as const);
  return new Intl.DateTimeFormat(language, { timeZone, dateStyle: "medium", ...time }).format(instant);
}

export function formatQuantity(language: Language, quantity: number): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(quantity);
}
