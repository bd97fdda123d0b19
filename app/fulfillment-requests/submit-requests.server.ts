// The merchant switched on that Daifa asks itself: fulfillment is requested of orders that are paid and that nothing holds.
// Only what nobody has asked for yet: what was rejected, or asked not to ship, waits for a person. Read first, so once.
import { z } from "zod";
import { getMerchant } from "../merchants/store.server.ts";
import { findOrder } from "../orders/store.server.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import { lockOrder, type Database, type ShopTransaction } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { openFulfillmentOrders } from "../shopify/graphql/fulfillment-orders.ts";
import { submitFulfillmentRequest } from "../shopify/graphql/fulfillment-requests.ts";
import { getMode } from "./mode-store.server.ts";
import { readAssigned } from "./read-assigned.server.ts";
import type { AssignedOrder } from "./request.ts";
import { toRequestLines } from "./request-lines.server.ts";
import { listRequestsOf, saveSeen } from "./request-store.server.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date };

export type SubmitOutcome = { readonly orderId: string; readonly requests: readonly { readonly orderId: string; readonly requestId: string }[] };

type Work = { readonly shop: ShopAddress; readonly locationId: string; readonly shopifyOrderId: string; readonly notifyCustomer: boolean };

export const submitRequests: Step<Tools, { shopId: string; orderId: string }, SubmitOutcome> = {
  name: "submit-requests",
  input: z.object({ shopId: z.string(), orderId: z.uuid() }),
  run: async ({ database, admin, now }, { shopId, orderId }) => {
    const work = await database.inShop(shopId, (tx) => load(tx, orderId));
    const submitted = work ? await submit(admin, work) : [];
    const read: (AssignedOrder | undefined)[] = [];
    for (const id of submitted) if (work) read.push(await readAssigned(admin, work.shop, id));
    return async (tx) => {
      await lockOrder(tx, orderId);
      const requests = [];
      for (const assigned of read) {
        if (!assigned) continue;
        const seen = await saveSeen(tx, { orderId, assigned, kind: "FULFILLMENT", lines: await toRequestLines(tx, orderId, assigned), at: now(), isAutomatic: true });
        requests.push({ orderId, requestId: seen.id });
        if (seen.isNew) await recordActivity(tx, { subject: "order", subjectId: orderId, orderId, actor: system, code: "fulfillment_requested_by_daifa", at: now() });
      }
      return { orderId, requests };
    };
  },
};

/** Undefined: it is not switched on, or this order may not be asked for by itself. */
async function load(tx: ShopTransaction, orderId: string): Promise<Work | undefined> {
  const { mode, locationId, requestsAutomatically } = await getMode(tx);
  const order = await findOrder(tx, orderId);
  const isOn = mode === "FULFILLMENT_SERVICE" && requestsAutomatically;
  if (!isOn || locationId === null || !order?.confirmedAt || order.hold || order.financialStatus !== "PAID") return undefined;
  if ((await listRequestsOf(tx, orderId)).some(({ kind }) => kind === "CANCELLATION")) return undefined;
  const { domain, settings } = await getMerchant(tx);
  return { shop: { id: tx.shopId, domain }, locationId, shopifyOrderId: order.shopifyOrderId, notifyCustomer: settings.notifyCustomer };
}

/** Those that are asked for now; one that was, by an attempt whose answer nobody heard, is among what is read. */
async function submit(admin: AdminApi, { shop, locationId, shopifyOrderId, notifyCustomer }: Work): Promise<string[]> {
  const { order } = await admin.query(shop, openFulfillmentOrders, { orderId: shopifyOrderId, after: null });
  const ours = order?.fulfillmentOrders.nodes.filter(({ assignedLocation, status }) => assignedLocation.location?.id === locationId && status === "OPEN") ?? [];
  const submitted = ours.filter(({ requestStatus }) => requestStatus === "SUBMITTED").map(({ id }) => id);
  for (const { id } of ours.filter(({ requestStatus }) => requestStatus === "UNSUBMITTED")) {
    const answer = (await admin.mutate(shop, submitFulfillmentRequest, { id, notifyCustomer })).fulfillmentOrderSubmitFulfillmentRequest;
    if (answer?.submittedFulfillmentOrder) submitted.push(answer.submittedFulfillmentOrder.id);
  }
  return submitted;
}
