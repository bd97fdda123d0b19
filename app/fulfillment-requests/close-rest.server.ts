// What was accepted and cannot be shipped is given back to the merchant with a reason, by a person's click or after days
// of standing still. Nothing that a supplier has, or is about to get, is given back. Read first, so a lost answer is seen.
import { z } from "zod";
import { getMerchant } from "../merchants/store.server.ts";
import { listAllocations } from "../orders/allocation-store.server.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import { lockOrder, type Database, type ShopTransaction } from "../platform/db.server.ts";
import { BugError } from "../platform/errors.ts";
import { keepMessage } from "../platform/messages.server.ts";
import { patientPolicy, type Step } from "../platform/step.ts";
import { languageFor, say } from "../platform/words/words.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { fulfillmentOrderClose } from "../shopify/graphql/fulfillment-requests.ts";
import { isUnderWay } from "./requested-units.ts";
import { readAssigned } from "./read-assigned.server.ts";
import type { AssignedOrder, SavedRequest } from "./request.ts";
import { closeRequest, findRequest } from "./request-store.server.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date };

export type CloseOutcome = { readonly kind: "closed" | "under_way" | "refused" | "closed_before"; readonly orderId: string };

type Work = { readonly request: SavedRequest; readonly shop: ShopAddress; readonly message: string; readonly isUnderWay: boolean };

export const closeRest: Step<Tools, { shopId: string; orderId: string; requestId: string }, CloseOutcome> = {
  name: "close-rest",
  policy: patientPolicy,
  input: z.object({ shopId: z.string(), orderId: z.uuid(), requestId: z.uuid() }),
  run: async ({ database, admin, now }, { shopId, orderId, requestId }) => {
    const { request, shop, message, isUnderWay: isBusy } = await database.inShop(shopId, (tx) => load(tx, requestId));
    if (request.closedAt || request.state !== "ACCEPTED") return async () => ({ kind: "closed_before", orderId });
    if (isBusy) return async () => ({ kind: "under_way", orderId });
    const assigned = await readAssigned(admin, shop, request.fulfillmentOrderId);
    const answer = assigned?.status === "IN_PROGRESS" ? (await admin.mutate(shop, fulfillmentOrderClose, { id: assigned.id, message })).fulfillmentOrderClose : undefined;
    const text = answer?.userErrors.map((error) => error.message).join(" ") ?? "";
    return async (tx) => {
      await lockOrder(tx, orderId);
      if (answer) await keepMessage(tx, { direction: "OUT", channel: "SHOPIFY_ADMIN", title: "fulfillmentOrderClose", orderId, request: JSON.stringify({ id: request.fulfillmentOrderId, message }), response: JSON.stringify(answer), status: 200 });
      if (text !== "") return { kind: "refused", orderId };
      await save(tx, request, { assigned, at: now() });
      return { kind: "closed", orderId };
    };
  },
};

async function load(tx: ShopTransaction, requestId: string): Promise<Work> {
  const request = await findRequest(tx, requestId);
  if (!request) throw new BugError(`request ${requestId} is gone`);
  await lockOrder(tx, request.orderId);
  const { domain, settings, locale } = await getMerchant(tx);
  const language = languageFor([settings.language, locale]);
  return { request, shop: { id: tx.shopId, domain }, message: say(language, "request.rest_closed"), isUnderWay: isUnderWay(request, await listAllocations(tx, request.orderId)) };
}

async function save(tx: ShopTransaction, request: SavedRequest, { assigned, at }: { assigned: AssignedOrder | undefined; at: Date }): Promise<void> {
  const shipped = new Map(request.lines.map((line) => {
    const left = assigned?.lines.find(({ id }) => id === line.fulfillmentOrderLineId)?.remainingQuantity ?? 0;
    return [line.lineItemId, Math.max(0, line.quantity - left)];
  }));
  await closeRequest(tx, request.id, { at, wasCompleted: false, shipped });
  await recordActivity(tx, { subject: "order", subjectId: request.orderId, orderId: request.orderId, actor: system, code: "request_rest_closed", at });
}
