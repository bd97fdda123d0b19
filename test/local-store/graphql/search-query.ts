// Which records does a `query:` text select? Terms and groups "(a OR b)" are joined by AND; a key nobody modelled is an error, not "no filter".
// https://shopify.dev/docs/api/usage/search-syntax describes the full language.

import { notModelled } from "./models.ts";

export type SearchTerm = { key: string | null; operator: ":" | ">" | ">=" | "<" | "<="; value: string };
type SearchGroup = { anyOf: SearchTerm[] };

/** What a record answers for a key: text, an instant or number, or several texts. */
export type SearchValue = string | number | boolean | null | string[];

export type SearchKeys<Item> = {
  /** Keys compared as a whole. */
  exact: Record<string, (item: Item) => SearchValue>;
  /** Texts looked through by a term without key. */
  text: (item: Item) => (string | null)[];
};

const termPattern = /(?:(\w+):)?(>=|<=|>|<)?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s"']+)/gy;

export function readSearch(query: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  const text = query.trim();
  termPattern.lastIndex = 0;
  while (termPattern.lastIndex < text.length) {
    const match = termPattern.exec(text);
    if (!match) throw notModelled(`search query ${JSON.stringify(query)}`);
    terms.push(toTerm(match, query));
    const rest = /\s*/y;
    rest.lastIndex = termPattern.lastIndex;
    termPattern.lastIndex += rest.exec(text)?.[0].length ?? 0;
  }
  return terms.filter((term) => term.key !== null || term.value !== "AND");
}

function toTerm(match: RegExpExecArray, query: string): SearchTerm {
  const [, key, operator, raw = ""] = match;
  const isBareKeyword = key === undefined && (raw === "OR" || raw === "NOT" || raw.startsWith("-") || raw.startsWith("("));
  if (isBareKeyword) throw notModelled(`search query ${JSON.stringify(query)}`);
  const value = /^["']/.test(raw) ? raw.slice(1, -1).replace(/\\(.)/g, "$1") : raw;
  return { key: key ?? null, operator: (operator as SearchTerm["operator"] | undefined) ?? ":", value };
}

const groupPattern = /\(([^()]*)\)/g;

function readGroups(query: string): SearchGroup[] {
  return [...query.matchAll(groupPattern)].map(([, inner = ""]) => ({
    anyOf: inner.split(/\s+OR\s+/).map((text) => {
      const [term, ...more] = readSearch(text);
      if (!term || more.length > 0) throw notModelled(`search query ${JSON.stringify(query)}`);
      return term;
    }),
  }));
}

export function search<Item>(items: readonly Item[], query: string | null | undefined, keys: SearchKeys<Item>): Item[] {
  const text = query ?? "";
  const groups = [...readGroups(text), ...readSearch(text.replaceAll(groupPattern, " ")).map((term) => ({ anyOf: [term] }))];
  for (const { key } of groups.flatMap(({ anyOf }) => anyOf)) {
    if (key !== null && !Object.hasOwn(keys.exact, key)) throw notModelled(`search key ${key}`);
  }
  return items.filter((item) => groups.every(({ anyOf }) => anyOf.some((term) => matches(item, term, keys))));
}

function matches<Item>(item: Item, term: SearchTerm, keys: SearchKeys<Item>): boolean {
  if (term.key === null) {
    const wanted = term.value.toLowerCase().replaceAll("*", "");
    return keys.text(item).some((text) => text?.toLowerCase().includes(wanted) ?? false);
  }
  const found = keys.exact[term.key]?.(item) ?? null;
  const values = Array.isArray(found) ? found : [found];
  return values.some((value) => value !== null && compares(value, term));
}

function compares(value: string | number | boolean, term: SearchTerm): boolean {
  if (term.operator === ":") return equals(String(value), term.value);
  const difference = order(String(value), term.value);
  if (term.operator === ">") return difference > 0;
  if (term.operator === ">=") return difference >= 0;
  return term.operator === "<" ? difference < 0 : difference <= 0;
}

function equals(value: string, wanted: string): boolean {
  const text = value.toLowerCase();
  const pattern = wanted.toLowerCase();
  if (pattern.endsWith("*")) return text.startsWith(pattern.slice(0, -1));
  if (isInstant(value) && isInstant(wanted)) return Date.parse(value) === Date.parse(wanted);
  return text === pattern;
}

function order(value: string, wanted: string): number {
  if (/^\d+$/.test(value) && /^\d+$/.test(wanted)) {
    const difference = BigInt(value) - BigInt(wanted);
    return difference < 0n ? -1 : Number(difference > 0n);
  }
  if (isInstant(value)) return Date.parse(value) - Date.parse(wanted);
  return value < wanted ? -1 : Number(value > wanted);
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text));
}
