// A refund, an edit or a deletion was told without the order itself: which order is it? It is then read again whole.
import { z } from "zod";
import { findInboxMessage } from "../platform/inbox-store.server.ts";
import type { Database } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import { openProblem } from "../problems/store.server.ts";
import { parseJsonExactly } from "../shopify/payloads/parse-json-exactly.ts";
import { orderEditedPayload } from "../shopify/payloads/order-edited.ts";
import { deletedOrderPayload } from "../shopify/payloads/fulfillment.ts";
import { refundPayload } from "../shopify/payloads/refund.ts";

type Tools = { readonly database: Database };

export type NotedChange = { kind: "noted"; shopifyOrderId: string } | { kind: "gone" | "unreadable" };

export const noteOrderChange: Step<Tools, { shopId: string; inboxId: string }, NotedChange> = {
  name: "note-order-change",
  input: z.object({ shopId: z.string(), inboxId: z.uuid() }),
  run: async ({ database }, { inboxId }) => {
    const message = await findInboxMessage(database, inboxId);
    if (!message) return async () => ({ kind: "gone" });
    const shopifyOrderId = orderIdOf(message);
    return async (tx) => {
      if (shopifyOrderId) return { kind: "noted", shopifyOrderId };
      await openProblem(tx, { key: `unreadable:${inboxId}`, code: "unreadable_webhook", params: { topic: message.topic, where: "" }, whoActs: "DAIFA" });
      return { kind: "unreadable" };
    };
  },
};

function orderIdOf({ topic, body }: { topic: string; body: Uint8Array }): string | undefined {
  const parsed = parseJsonExactly(body);
  if (!parsed.ok) return undefined;
  if (topic === "orders/delete") return deletedOrderPayload.safeParse(parsed.value).data?.id;
  if (topic === "refunds/create") return refundPayload.safeParse(parsed.value).data?.order_id;
  return orderEditedPayload.safeParse(parsed.value).data?.order_edit.order_id;
}
