// Which customer's orders does a privacy request name? Both kinds of request have one shape, but for the list's key.
import { customersDataRequestPayload, customersRedactPayload } from "../shopify/payloads/compliance.ts";
import { parseJsonExactly } from "../shopify/payloads/parse-json-exactly.ts";

export type PrivacyRequest = {
  /** Signed, unlike the shop in the headers. */
  readonly shopId: string;
  /** GIDs. Orders that Shopify leaves out (younger than six months, for a redaction) are not touched. */
  readonly shopifyOrderIds: readonly string[];
  /** Shopify's own number of a data request, by which the owner knows it. */
  readonly number: string | null;
};

/** Undefined when the body cannot be read: the duty stays, so a person has to look, as when it names another shop. */
export function readDataRequest(body: Uint8Array): PrivacyRequest | undefined {
  const parsed = parseJsonExactly(body);
  const payload = parsed.ok ? customersDataRequestPayload.safeParse(parsed.value).data : undefined;
  return payload && { shopId: payload.shop_id, shopifyOrderIds: [...new Set(payload.orders_requested)], number: payload.data_request.id };
}

export function readRedaction(body: Uint8Array): PrivacyRequest | undefined {
  const parsed = parseJsonExactly(body);
  const payload = parsed.ok ? customersRedactPayload.safeParse(parsed.value).data : undefined;
  return payload && { shopId: payload.shop_id, shopifyOrderIds: [...new Set(payload.orders_to_redact)], number: null };
}

const dueDays = 30;

/** Shopify's deadline. */
export const dueAfter = (receivedAt: Date): Date => new Date(receivedAt.getTime() + dueDays * 86_400_000);
