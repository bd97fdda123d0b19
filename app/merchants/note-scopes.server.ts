// What a shop allows us has changed: what is granted now, and is anything missing that the work cannot do without?
import { z } from "zod";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { findInboxMessage, markHandled } from "../platform/inbox-store.server.ts";
import type { Step } from "../platform/step.ts";
import { openProblem, resolveProblems } from "../problems/store.server.ts";
import { appScopesUpdatePayload } from "../shopify/payloads/app.ts";
import { parseJsonExactly } from "../shopify/payloads/parse-json-exactly.ts";
import { isOlderThanInstall, whenTriggered } from "./offboard-merchant.server.ts";
import { saveGrantedScopes } from "./store.server.ts";

type Tools = { readonly database: Database; readonly now: () => Date };

/** As in shopify.app.toml; a test compares them. */
export const requiredScopes = [
  "write_orders", "read_orders", "read_products", "read_locations", "write_inventory", "read_shipping", "write_fulfillments",
  "read_merchant_managed_fulfillment_orders", "write_merchant_managed_fulfillment_orders",
  "read_assigned_fulfillment_orders", "write_assigned_fulfillment_orders", "write_third_party_fulfillment_orders",
  "read_shopify_payments_disputes",
] as const;

export type NotedScopes =
  | { readonly kind: "noted"; readonly missing: readonly string[] }
  | { readonly kind: "gone" | "unreadable" | "older_than_install" };

const problemKey = "scopes_missing";

export const noteScopes: Step<Tools, { shopId: string; inboxId: string }, NotedScopes> = {
  name: "note-scopes",
  input: z.object({ shopId: z.string(), inboxId: z.uuid() }),
  run: async ({ database, now }, { shopId, inboxId }) => {
    const message = await findInboxMessage(database, inboxId);
    if (!message) return async () => ({ kind: "gone" });
    const parsed = parseJsonExactly(message.body);
    const payload = parsed.ok ? appScopesUpdatePayload.safeParse(parsed.value).data : undefined;
    return async (tx) => {
      await markHandled(tx, inboxId, now());
      if (payload?.shop_id !== shopId) {
        await openProblem(tx, { key: `unreadable:${inboxId}`, code: "unreadable_webhook", params: { topic: message.topic, where: "" }, whoActs: "DAIFA" });
        return { kind: "unreadable" };
      }
      if (await isOlderThanInstall(tx, whenTriggered(message))) return { kind: "older_than_install" };
      await saveGrantedScopes(tx, payload.current);
      return { kind: "noted", missing: await settleScopes(tx, payload.current) };
    };
  },
};

export async function settleScopes(tx: ShopTransaction, granted: readonly string[]): Promise<string[]> {
  const missing = missingScopes(granted);
  if (missing.length === 0) await resolveProblems(tx, [problemKey], "shopify");
  else await openProblem(tx, { key: problemKey, code: "scopes_missing", params: { scopes: missing.join(", ") }, whoActs: "MERCHANT" });
  return missing;
}

/** Writing implies reading: https://shopify.dev/docs/api/usage/access-scopes */
export function missingScopes(granted: readonly string[]): string[] {
  const has = new Set(granted);
  return requiredScopes.filter((scope) => !has.has(scope) && !has.has(scope.replace(/^read_/, "write_")));
}
