// How is a stored `{ code, params }` said in full? Params that are codes themselves are put into words first,
// and a code that only a supplier knows falls back to the sentence of its family.
import type { Reason } from "../orders/allocation.ts";
import type { Params } from "../platform/errors.ts";
import { isCode } from "../platform/words/words.ts";
import type { Words } from "./words.tsx";

export function sayReason(words: Words, reason: Reason): string {
  const { params } = reason;
  // Units of a line that is held say what the hold says.
  const code = reason.code.replace(/^held\./, "hold.");
  const said = explain(words, params);
  if (isCode(code)) return words.say(code, said);
  const [family = ""] = code.split(".");
  const fallback = `${family}.other`;
  return isCode(fallback) ? words.say(fallback, { ...said, code: code.slice(family.length + 1) }) : words.sayStored(code, said);
}

export type ProblemPart = "title" | "cause" | "next";

export function sayProblem(words: Words, problem: Reason, part: ProblemPart): string {
  const code = `problem.${problem.code}.${part}`;
  const said = explain(words, problem.params);
  return isCode(code) ? words.say(code, said) : words.say(`problem.other.${part}`, { ...said, code: problem.code });
}

/** A word of a fixed list, or the text itself where the list is younger or older than it. */
export function sayWord(words: Words, family: string, value: string): string {
  const code = `${family}.${value}`;
  return isCode(code) ? words.say(code, { note: "" }) : value;
}

const families: Readonly<Record<string, readonly string[]>> = {
  status: ["tracking", "payment"],
  state: ["supplier_order.state"],
  reason: ["unknown", "shopify_hold"],
  step: ["step"],
  why: ["mismatch"],
  field: ["field"],
  refusal: ["fallback"],
  held: ["hold.name"],
  level: ["risk.level"],
  kind: ["dispute.kind"],
  outcome: ["dispute.outcome"],
};

/** Of a change: what is kept in place of words, alone or in a list. */
const valueFamilies = ["value", "customs.cargo", "supplier.kind", "supplier.undeliverable", "supplier.label_buyer", "supplier.language", "weekday"];

function explain(words: Words, params: Params): Params {
  const said: Record<string, string | number> = { text: "", message: "", note: "", ...params };
  for (const [name, value] of Object.entries(params)) {
    if (typeof value !== "string") continue;
    const code = families[name]?.map((family) => `${family}.${value}`).find(isCode);
    if (code) said[name] = words.say(code, { ...said });
    const explained = explainers[name]?.(words, value, said);
    if (explained !== undefined) said[name] = explained;
  }
  return said;
}

type Explain = (words: Words, value: string, said: Params) => string | undefined;

const eachOf = (words: Words, value: string, word: (words: Words, part: string) => string): string => value.split(", ").map((part) => word(words, part)).join(", ");

const explainers: Readonly<Record<string, Explain>> = {
  from: (words, value) => eachOf(words, value, valueWord),
  to: (words, value) => eachOf(words, value, valueWord),
  until: (words, value) => words.formatInstant(new Date(value)),
  missing: (words, value) => eachOf(words, value, missingWord),
  country: (words, value) => countryName(words, value),
  hold: (words, value, said) => (value === "" ? undefined : sayReason(words, { code: `hold.${value}`, params: { ...said, hold: "" } })),
  finding: (words, value, said) => (isCode(value) ? words.say(value, { ...said }) : undefined),
};

function missingWord(words: Words, part: string): string {
  const code = [`missing.${part}`, `customs.missing.${part}`].find(isCode);
  return code ? words.say(code) : part;
}

function valueWord(words: Words, value: string): string {
  const code = valueFamilies.map((family) => `${family}.${value}`).find(isCode);
  return code ? words.say(code) : value;
}

export function countryName(words: Pick<Words, "language">, code: string): string {
  if (!/^[A-Z]{2}$/i.test(code)) return code;
  return new Intl.DisplayNames(words.language, { type: "region", fallback: "code" }).of(code.toUpperCase()) ?? code;
}
