// How is a stored `{ code, params }` said in full? Params that are codes themselves are put into words first,
// and a code that only a supplier knows falls back to the sentence of its family.
import type { Reason } from "../orders/allocation.ts";
import type { Params } from "../platform/errors.ts";
import { isCode } from "../platform/words/words.ts";
import type { Words } from "./words.tsx";

export function sayReason(words: Words, { code, params }: Reason): string {
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
  reason: ["unknown"],
  step: ["step"],
  why: ["mismatch"],
  field: ["field"],
  refusal: ["fallback"],
  hold: ["hold.name"],
  level: ["risk.level"],
  kind: ["dispute.kind"],
  outcome: ["dispute.outcome"],
};

/** Of a change: what is kept in place of words, alone or in a list. */
const valueFamilies = ["value", "customs.cargo", "supplier.kind", "supplier.undeliverable", "supplier.label_buyer", "supplier.language", "weekday"];

const spelled: Readonly<Record<string, (words: Words, value: string) => string>> = {
  until: (words, value) => words.formatInstant(new Date(value)),
  country: countryName,
};

function explain(words: Words, params: Params): Params {
  const said: Record<string, string | number> = { text: "", message: "", note: "", ...params };
  for (const [name, value] of Object.entries(params)) {
    if (typeof value !== "string") continue;
    const code = families[name]?.map((family) => `${family}.${value}`).find(isCode);
    if (code) said[name] = words.say(code, { ...said });
    if (name === "from" || name === "to") said[name] = value.split(", ").map((part) => valueWord(words, part)).join(", ");
    const spell = spelled[name];
    if (spell) said[name] = spell(words, value);
    if (name === "finding" && isCode(value)) said[name] = words.say(value, { ...said });
  }
  return said;
}

function valueWord(words: Words, value: string): string {
  const code = valueFamilies.map((family) => `${family}.${value}`).find(isCode);
  return code ? words.say(code) : value;
}

export function countryName(words: Pick<Words, "language">, code: string): string {
  if (!/^[A-Z]{2}$/i.test(code)) return code;
  return new Intl.DisplayNames(words.language, { type: "region", fallback: "code" }).of(code.toUpperCase()) ?? code;
}
