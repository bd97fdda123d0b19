// Step 1: a store's order has arrived. What was signed is kept raw; what can be read of it becomes our order.
// Nothing is sent on its word alone: headers are not signed, so the shop's own Admin API confirms it next.
import { z } from "zod";
import type { Database } from "../platform/db.server.ts";
import { keepMessage } from "../platform/messages.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import type { Step } from "../platform/step.ts";
import { openProblem } from "../problems/store.server.ts";
import { getMerchant } from "../merchants/store.server.ts";
import { findInboxMessage, forgetBody } from "../platform/inbox-store.server.ts";
import { readOrderPayload } from "./read-payload.ts";
import { saveImport, type ImportedOrder } from "./save-import.server.ts";
import { isRedacted } from "./store.server.ts";

type Tools = { readonly database: Database; readonly sealer: Sealer; readonly now: () => Date };
type Input = { shopId: string; inboxId: string };

export type ImportOutcome = ({ kind: "imported" } & ImportedOrder) | { kind: "unreadable" } | { kind: "gone" };

export const importOrder: Step<Tools, Input, ImportOutcome> = {
  name: "import-order",
  input: z.object({ shopId: z.string(), inboxId: z.uuid() }),
  run: async ({ database, sealer, now }, { shopId, inboxId }) => {
    const message = await findInboxMessage(database, inboxId);
    if (!message) return async () => ({ kind: "gone" });
    return async (tx) => {
      const merchant = await getMerchant(tx);
      const read = readOrderPayload(message.body, { currency: merchant.currency });
      if (read.kind === "order" && (await isRedacted(tx, read.order.shopifyOrderId))) {
        await forgetBody(tx, inboxId);
        return { kind: "gone" };
      }
      const rawMessageId = await keepMessage(tx, { direction: "IN", channel: "SHOPIFY_WEBHOOK", title: message.topic, request: message.body });
      if (read.kind === "unreadable") {
        const where = read.reasons.map((reason) => `${reason.path}: ${reason.code}`).join("; ").slice(0, 500);
        await openProblem(tx, { key: `unreadable:${inboxId}`, code: "unreadable_webhook", params: { topic: message.topic, where }, whoActs: "DAIFA", retry: { step: "import-order", input: { shopId, inboxId } } });
        return { kind: "unreadable" };
      }
      return { kind: "imported", ...(await saveImport(tx, sealer, { order: read.order, rawMessageId, actor: { kind: "SHOPIFY" }, now: now() })) };
    };
  },
};
