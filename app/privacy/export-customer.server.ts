// A customer asks what is held of him. Shopify passes the question on; the answer goes to the shop's owner, as one file.
import { z } from "zod";
import { recordActivity, system } from "../platform/activity.server.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { findInboxMessage, markHandled, type InboxMessage } from "../platform/inbox-store.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import type { Step } from "../platform/step.ts";
import { openProblem } from "../problems/store.server.ts";
import { shopSubject } from "../merchants/merchant.ts";
import { collectOrder } from "./collect-order.server.ts";
import { readDataRequest, type PrivacyRequest } from "./read-request.ts";
import { noteTask, saveDoneTask } from "./task-store.server.ts";

type Tools = { readonly database: Database; readonly sealer: Sealer; readonly now: () => Date };

export type CustomerExport = { readonly kind: "exported"; readonly ordersFound: number } | { readonly kind: "gone" | "unreadable" };

export const exportCustomer: Step<Tools, { shopId: string; inboxId: string }, CustomerExport> = {
  name: "export-customer",
  input: z.object({ shopId: z.string(), inboxId: z.uuid() }),
  policy: { timeoutS: 600 },
  run: async ({ database, sealer, now }, { shopId, inboxId }) => {
    const message = await findInboxMessage(database, inboxId);
    if (!message) return async () => ({ kind: "gone" });
    const request = readDataRequest(message.body);
    if (request?.shopId !== shopId) return (tx) => tellUnreadable(tx, message);
    const { shopifyOrderIds } = request;
    await database.inShop(shopId, (tx) => noteTask(tx, { topic: "CUSTOMERS_DATA_REQUEST", message, shopifyOrderIds }));
    const orders: Record<string, unknown>[] = [];
    for (const shopifyOrderId of shopifyOrderIds) {
      const order = await database.inShop(shopId, (tx) => collectOrder(tx, sealer, shopifyOrderId));
      if (order) orders.push(order);
    }
    const file = toFile(request, orders, now());
    return async (tx) => {
      await markHandled(tx, inboxId, now());
      await save(tx, { message, request, ordersFound: orders.length, file, at: now() });
      return { kind: "exported", ordersFound: orders.length };
    };
  },
};

function toFile({ number, shopifyOrderIds }: PrivacyRequest, orders: readonly Record<string, unknown>[], at: Date): Uint8Array {
  const content = { dataRequest: number, madeAt: at, ordersRequested: shopifyOrderIds, ordersFound: orders.length, orders };
  return Buffer.from(JSON.stringify(content, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value), 2));
}

type Finished = { message: InboxMessage; request: PrivacyRequest; ordersFound: number; file: Uint8Array; at: Date };

async function save(tx: ShopTransaction, { message, request, ordersFound, file, at }: Finished): Promise<void> {
  const isFirst = !(await tx.db.privacyTask.findFirst({ where: { inboxMessageId: message.id, doneAt: { not: null } }, select: { id: true } }));
  await saveDoneTask(tx, { topic: "CUSTOMERS_DATA_REQUEST", message, shopifyOrderIds: request.shopifyOrderIds, ordersFound, doneAt: at, file });
  // A second run brings the file up to date; the owner was told already.
  if (!isFirst) return;
  const params = { request: request.number ?? "", orders: ordersFound };
  await openProblem(tx, { key: `data_request:${message.id}`, code: "data_request_ready", params, whoActs: "MERCHANT" });
  await recordActivity(tx, { subject: "shop", subjectId: shopSubject, actor: system, code: "data_request_ready", params, at });
}

async function tellUnreadable(tx: ShopTransaction, { id, topic }: InboxMessage): Promise<CustomerExport> {
  await openProblem(tx, { key: `unreadable:${id}`, code: "unreadable_webhook", params: { topic, where: "" }, whoActs: "DAIFA" });
  return { kind: "unreadable" };
}
