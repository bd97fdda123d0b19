// What order do these bytes describe? They are authentic but may still be unreadable: then each reason is named.
import { orderPayload } from "../shopify/payloads/order.ts";
import { parseJsonExactly } from "../shopify/payloads/parse-json-exactly.ts";
import { orderFromPayload, type OrderReading } from "./from-shopify.ts";

export function readOrderPayload(body: Uint8Array, shop: { readonly currency: string }): OrderReading {
  const parsed = parseJsonExactly(body);
  if (!parsed.ok) return { kind: "unreadable", reasons: [{ path: "", code: parsed.reason }] };
  const payload = orderPayload.safeParse(parsed.value);
  if (!payload.success) {
    return { kind: "unreadable", reasons: payload.error.issues.map((issue) => ({ path: issue.path.join("."), code: issue.code })) };
  }
  return orderFromPayload(payload.data, shop);
}
