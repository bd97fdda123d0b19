// Do two answers say the same? Ids (as long as each stands for the same record throughout), instants, cursors, costs and
// order names aside.

import { gidKind, isGid, type IdBook } from "./id-book.ts";
import type { Json, JsonObject } from "./recorded-requests.ts";

export type Difference = { at: string; recorded: Json; ours: Json };

type Comparison = { ids: IdBook; differences: Difference[] };

const cursorKeys = new Set(["cursor", "startCursor", "endCursor"]);
/** The place in the document's text, and Shopify's own bookkeeping. */
const unequalByNature = new Set(["locations", "cost", "requestId", "traceId", "documentation"]);

export function differencesOf(recorded: JsonObject, ours: JsonObject, ids: IdBook): Difference[] {
  const comparison: Comparison = { ids, differences: [] };
  compare(recorded["data"] ?? null, ours["data"] ?? null, { comparison, path: ["data"] });
  compare(recorded["errors"] ?? [], ours["errors"] ?? [], { comparison, path: ["errors"] });
  return comparison.differences;
}

type Step = { comparison: Comparison; path: string[] };

function compare(recorded: Json, ours: Json, step: Step): void {
  if (isSame(recorded, ours, step)) return;
  if (Array.isArray(recorded) && Array.isArray(ours)) return compareLists(recorded, ours, step);
  if (isObject(recorded) && isObject(ours)) return compareObjects(recorded, ours, step);
  note(step, recorded, ours);
}

const listsOfASchema = new Set(["enumValues", "fields", "inputFields", "args", "possibleTypes"]);

/** What a schema lists has names and no order. */
function asListed(list: Json[], { path }: Step): Json[] {
  const nameOf = (item: Json) => (isObject(item) ? String(item["name"]) : "");
  return listsOfASchema.has(path.at(-1) ?? "") ? list.toSorted((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1)) : list;
}

function compareLists(recordedList: Json[], ourList: Json[], step: Step): void {
  const [recorded, ours] = [asListed(recordedList, step), asListed(ourList, step)];
  if (recorded.length !== ours.length) note({ ...step, path: [...step.path, "length"] }, recorded, ours);
  for (const [index, item] of recorded.entries()) {
    const other = ours[index];
    if (other !== undefined) compare(item, other, { ...step, path: [...step.path, String(index)] });
  }
}

function compareObjects(recorded: JsonObject, ours: JsonObject, step: Step): void {
  for (const key of new Set([...Object.keys(recorded), ...Object.keys(ours)])) {
    if (unequalByNature.has(key)) continue;
    compare(recorded[key] ?? null, ours[key] ?? null, { ...step, path: [...step.path, key] });
  }
}

function isSame(recorded: Json, ours: Json, { comparison, path }: Step): boolean {
  if (recorded === ours) {
    if (isGid(recorded)) comparison.ids.bind(recorded, recorded);
    return true;
  }
  if (typeof recorded !== "string" || typeof ours !== "string") return false;
  if (isGid(recorded) && isGid(ours)) {
    const isOne = comparison.ids.bind(recorded, ours);
    // Recorded: cancelling two orders within a second named one job for both.
    return gidKind(recorded) === gidKind(ours) && (isOne || gidKind(ours) === "Job");
  }
  if (cursorKeys.has(path.at(-1) ?? "")) {
    comparison.ids.rebind(recorded, ours);
    return true;
  }
  if (isInstant(recorded) && isInstant(ours)) return true;
  if (isOrderName(recorded) && isOrderName(ours)) comparison.ids.bind(orderName(recorded), orderName(ours));
  return masked(recorded) === masked(ours);
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text);
}

function isOrderName(text: string): boolean {
  return /^#\d+/.test(text);
}

function orderName(text: string): string {
  return /^#\d+/.exec(text)?.[0] ?? text;
}

function masked(text: string): string {
  return text.replaceAll(/#\d+/g, "#n").replaceAll(/\d{6,}/g, "n");
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function note({ comparison, path }: Step, recorded: Json, ours: Json): void {
  comparison.differences.push({ at: path.join("."), recorded, ours });
}
