// Does a subscription made through the API want this webhook, and which of its fields?

import { readExactJson, writeExactJson } from "../exact-json.ts";
import { readSearch } from "../graphql/search-query.ts";
import type { StoredWebhookSubscription } from "../shop-state.ts";

/** Terms that name a field, all of which must hold; OR, NOT and ranges are not modelled. */
export function isFilter(text: string): boolean {
  return text === "" || readSearch(text).every((term) => term.key !== null);
}

/** Undefined when the filter lets it pass by. */
export function bodyFor(subscription: StoredWebhookSubscription, body: string): string | undefined {
  const { filter, includeFields } = subscription;
  if (!filter && includeFields.length === 0) return body;
  const payload = readExactJson(body) as Record<string, unknown>;
  const isWanted = readSearch(filter ?? "").every((term) => String(payload[term.key ?? ""] ?? "") === term.value);
  if (!isWanted) return undefined;
  if (includeFields.length === 0) return body;
  return writeExactJson(Object.fromEntries(Object.entries(payload).filter(([name]) => includeFields.includes(name))));
}
