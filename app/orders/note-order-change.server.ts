// A refund, an edit, a deletion, a dispute or a risk was told without the order itself: which order is it? It is then read again whole.
import { z } from "zod";
import { findInboxMessage } from "../platform/inbox-store.server.ts";
import type { Database } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import { openProblem } from "../problems/store.server.ts";
import { parseJsonExactly } from "../shopify/payloads/parse-json-exactly.ts";
import { orderEditedPayload } from "../shopify/payloads/order-edited.ts";
import { disputePayload, riskPayload } from "../shopify/payloads/about-order.ts";
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
    if (shopifyOrderId === null) return async () => ({ kind: "gone" });
    return async (tx) => {
      if (shopifyOrderId) return { kind: "noted", shopifyOrderId };
      await openProblem(tx, { key: `unreadable:${inboxId}`, code: "unreadable_webhook", params: { topic: message.topic, where: "" }, whoActs: "DAIFA" });
      return { kind: "unreadable" };
    };
  },
};

/** Undefined: it cannot be read. Null: it is about no order. */
function orderIdOf({ topic, body }: { topic: string; body: Uint8Array }): string | null | undefined {
  const parsed = parseJsonExactly(body);
  return parsed.ok ? readers[topic]?.(parsed.value) : undefined;
}

const readDispute = (body: unknown) => disputePayload.safeParse(body).data?.order_id;

const readers: Readonly<Record<string, (body: unknown) => string | null | undefined>> = {
  "orders/delete": (body) => deletedOrderPayload.safeParse(body).data?.id,
  "refunds/create": (body) => refundPayload.safeParse(body).data?.order_id,
  "orders/edited": (body) => orderEditedPayload.safeParse(body).data?.order_edit.order_id,
  "orders/risk_assessment_changed": (body) => riskPayload.safeParse(body).data,
  "disputes/create": readDispute,
  "disputes/update": readDispute,
};
