// Shopify tells that something was shipped, changed or cancelled: of which order? All else is read from the shop itself.
import { z } from "zod";
import type { Database } from "../platform/db.server.ts";
import { findInboxMessage } from "../platform/inbox-store.server.ts";
import type { Step } from "../platform/step.ts";
import { openProblem } from "../problems/store.server.ts";
import { fulfillmentPayload } from "../shopify/payloads/fulfillment.ts";
import { parseJsonExactly } from "../shopify/payloads/parse-json-exactly.ts";

type Tools = { readonly database: Database };

export type NotedFulfillment = { kind: "noted"; shopifyOrderId: string } | { kind: "gone" | "unreadable" };

export const noteFulfillment: Step<Tools, { shopId: string; inboxId: string }, NotedFulfillment> = {
  name: "note-fulfillment",
  input: z.object({ shopId: z.string(), inboxId: z.uuid() }),
  run: async ({ database }, { inboxId }) => {
    const message = await findInboxMessage(database, inboxId);
    if (!message) return async () => ({ kind: "gone" });
    const parsed = parseJsonExactly(message.body);
    const payload = parsed.ok ? fulfillmentPayload.safeParse(parsed.value).data : undefined;
    return async (tx) => {
      if (payload) return { kind: "noted", shopifyOrderId: payload.order_id };
      await openProblem(tx, { key: `unreadable:${inboxId}`, code: "unreadable_webhook", params: { topic: message.topic, where: "" }, whoActs: "DAIFA" });
      return { kind: "unreadable" };
    };
  },
};
