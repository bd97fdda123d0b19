// How would the request of an older version be asked in 2026-10? Changes of inventory and refunds carry a key there, and every
// quantity says what it is changed from; compareQuantity is called changeFromQuantity.

import type { Json, JsonObject, RecordedRequest } from "./recorded-requests.ts";

const changing = /\b(refundCreate|inventory(?:Set|Adjust|Move|Activate)\w*)\s*\(/;
const keyed = /\b(refundCreate|inventory(?:Set|Adjust|Move|Activate)\w*)(\s*\([^()]*\))(?!\s*@idempotent)/;

export type Asked = { query: string; variables: JsonObject };

export function inTodaysWords({ query, variables }: Asked, { at }: Pick<RecordedRequest, "at">): Asked {
  const root = changing.exec(query)?.[1];
  if (!root) return { query, variables };
  const worded = query.replace(keyed, `$1$2 @idempotent(key: ${JSON.stringify(`recorded at ${at}`)})`);
  if (!root.startsWith("inventory") || root === "inventoryActivate") return { query: worded, variables };
  return { query: worded, variables: { ...variables, input: changed(variables["input"] ?? null) } };
}

function changed(value: Json): Json {
  if (Array.isArray(value)) return value.map(changed);
  if (value === null || typeof value !== "object") return value;
  const { compareQuantity, ignoreCompareQuantity: _left, ...rest } = value;
  const inner = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, changed(item)]));
  const isOne = "quantity" in value || "delta" in value || ("name" in value && "locationId" in value);
  const isMove = "from" in value && "to" in value;
  return isOne && !isMove ? { ...inner, changeFromQuantity: compareQuantity ?? null } : inner;
}
