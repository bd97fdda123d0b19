// A message came to our door that claims to be a supplier's. Only what its signature proves is kept and acted on.
import { randomUUID } from "node:crypto";
import type { Database } from "../platform/db.server.ts";
import { MerchantError } from "../platform/errors.ts";
import type { HttpClient } from "../platform/http.ts";
import { keepMessage } from "../platform/messages.server.ts";
import type { Queue } from "../platform/queue.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { openProblem } from "../problems/store.server.ts";
import type { WebhookRejection, WebhookRequest } from "../suppliers/connector.ts";
import { openConnection } from "../suppliers/open-connection.server.ts";
import { getSupplierForCalling } from "../suppliers/store.server.ts";
import { keepNotices } from "./keep-notices.server.ts";

type Tools = { readonly database: Database; readonly queue: Queue; readonly sealer: Sealer; readonly http: HttpClient; readonly now: () => Date };

export type Received = { kind: "taken" } | { kind: "rejected"; reason: WebhookRejection } | { kind: "unknown_supplier" };

/** Committed before it returns "taken": the supplier may forget it then. */
export async function receiveSupplierMessage(tools: Tools, to: { shopId: string; supplierId: string }, message: Pick<WebhookRequest, "headers" | "rawBody">): Promise<Received> {
  const open = await findSupplier(tools, to);
  const connection = open && openConnection(open, tools);
  if (!open || !connection?.readWebhook) return { kind: "unknown_supplier" };
  const reading = connection.readWebhook({ ...message, now: tools.now() });
  if (reading.kind === "rejected") return reading;
  await tools.database.inShop(to.shopId, async (tx) => {
    await keepMessage(tx, { direction: "IN", channel: "SUPPLIER", title: "notice", request: message.rawBody });
    const notices = await keepNotices(tx, reading.notices);
    await tools.queue.enqueue(tx, notices.map((one) => ({ step: "record-shipment", input: { ...to, ...one } })));
    for (const unreadable of reading.unreadable) {
      await openProblem(tx, {
        key: `notice:${randomUUID()}`, code: "notice_unreadable", params: { supplier: open.supplier.name, why: unreadable.problems.map(({ path, text }) => `${path}: ${text}`).join("; ") },
        whoActs: "SUPPLIER",
      });
    }
  });
  return { kind: "taken" };
}

async function findSupplier({ database, sealer }: Tools, to: { shopId: string; supplierId: string }) {
  try {
    return await database.inShop(to.shopId, (tx) => getSupplierForCalling(tx, sealer, to.supplierId));
  } catch (error) {
    if (error instanceof MerchantError && error.code === "supplier_missing") return undefined;
    throw error;
  }
}
