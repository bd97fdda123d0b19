// A shop's customer wants to be forgotten, or has not bought for long: the data of the named orders goes from everywhere
// we hold it. In pages and small batches, each a transaction of its own, and all of them repeatable.
import { z } from "zod";
import type { Database } from "../platform/db.server.ts";
import { findInboxMessage, type InboxMessage } from "../platform/inbox-store.server.ts";
import type { Step } from "../platform/step.ts";
import { openProblem } from "../problems/store.server.ts";
import { loadClues } from "./load-clues.server.ts";
import { findInboxAbout, redactUnlinkedPage } from "./raw-bodies.server.ts";
import { readRedaction } from "./read-request.ts";
import { redactOrders } from "./redact-orders.server.ts";
import { noteTask, saveDoneTask } from "./task-store.server.ts";

type Tools = { readonly database: Database; readonly now: () => Date };

export type CustomerRedaction = { readonly kind: "redacted"; readonly orderIds: readonly string[] } | { readonly kind: "gone" | "unreadable" };

const batchSize = 20;

export const redactCustomer: Step<Tools, { shopId: string; inboxId: string }, CustomerRedaction> = {
  name: "redact-customer",
  input: z.object({ shopId: z.string(), inboxId: z.uuid() }),
  policy: { timeoutS: 600 },
  run: async ({ database, now }, { shopId, inboxId }) => {
    const message = await findInboxMessage(database, inboxId);
    // The request holds the customer's address itself and goes with the rest: a second run finds it gone.
    if (!message) return async () => ({ kind: "gone" });
    const request = readRedaction(message.body);
    if (request?.shopId !== shopId) return unreadable(message);
    const { shopifyOrderIds } = request;
    await database.inShop(shopId, (tx) => noteTask(tx, { topic: "CUSTOMERS_REDACT", message, shopifyOrderIds }));
    const orderIds: string[] = [];
    for (let start = 0; start < shopifyOrderIds.length; start += batchSize) {
      const batch = shopifyOrderIds.slice(start, start + batchSize);
      // Raw bodies first: what they are known by is read from the rows that are emptied next.
      await redactRawBodies(database, { shopId, message, batch, at: now() });
      orderIds.push(...(await database.inShop(shopId, (tx) => redactOrders(tx, batch, { at: now(), why: "request" }))));
    }
    return async (tx) => {
      await saveDoneTask(tx, { topic: "CUSTOMERS_REDACT", message, shopifyOrderIds, ordersFound: orderIds.length, doneAt: now() });
      await tx.db.inboxMessage.deleteMany({ where: { id: inboxId } });
      return { kind: "redacted", orderIds };
    };
  },
};

type Batch = { shopId: string; message: InboxMessage; batch: readonly string[]; at: Date };

async function redactRawBodies(database: Database, { shopId, message, batch, at }: Batch): Promise<void> {
  const clues = await database.inShop(shopId, (tx) => loadClues(tx, batch));
  for await (const ids of findInboxAbout(database, message.shopDomain, clues)) {
    // A step that still waits for one of them finds it gone and is done; this request stays until the end.
    await database.withoutShop.inboxMessage.deleteMany({ where: { id: { in: ids.filter((id) => id !== message.id) } } });
  }
  let after: string | undefined;
  do {
    const page = { at, ...(after === undefined ? {} : { after }) };
    after = await database.inShop(shopId, (tx) => redactUnlinkedPage(tx, clues, page));
  } while (after !== undefined);
}

const unreadable = ({ id, topic }: InboxMessage) => async (tx: Parameters<typeof openProblem>[0]): Promise<CustomerRedaction> => {
  await openProblem(tx, { key: `unreadable:${id}`, code: "unreadable_webhook", params: { topic, where: "" }, whoActs: "DAIFA" });
  return { kind: "unreadable" };
};
