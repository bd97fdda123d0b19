// One request is answered, within a minute of its coming, whatever suppliers do: accepted or rejected by our own judgement.
// The fulfillment order is read first each time, so an answer that was given but not heard is seen there and not repeated.
import { z } from "zod";
import { getMerchant } from "../merchants/store.server.ts";
import type { Merchant } from "../merchants/merchant.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import { lockOrder, type Database, type ShopTransaction } from "../platform/db.server.ts";
import { BugError } from "../platform/errors.ts";
import { patientPolicy, type CrashSeam, type Step } from "../platform/step.ts";
import { languageFor } from "../platform/words/words.ts";
import type { AdminApi } from "../shopify/admin.server.ts";
import { beginAnswer, type BegunAnswer } from "./begin-answer.server.ts";
import { readAssigned } from "./read-assigned.server.ts";
import { answerIn, isStillAsked, isUnanswered, type AssignedOrder, type SavedRequest } from "./request.ts";
import { changeRequest, closeRequest, findRequest, listRequestsOf } from "./request-store.server.ts";
import { keepAnswer, sendAnswer, type SentAnswer } from "./send-answer.server.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date; readonly crash?: CrashSeam };
type Input = { shopId: string; orderId: string; requestId: string };

export type AnswerOutcome = {
  readonly kind: "accepted" | "rejected" | "gone" | "unknown" | "refused" | "asks_suppliers" | "overtaken";
  readonly orderId: string;
  readonly requestId: string;
  readonly attempt: number;
};

export const answerRequest: Step<Tools, Input, AnswerOutcome> = {
  name: "answer-request",
  policy: patientPolicy,
  input: z.object({ shopId: z.string(), orderId: z.uuid(), requestId: z.uuid() }),
  run: async ({ database, admin, now, crash }, { shopId, orderId, requestId }) => {
    const say = (kind: AnswerOutcome["kind"], attempt = 0): AnswerOutcome => ({ kind, orderId, requestId, attempt });
    const { request, merchant } = await database.inShop(shopId, (tx) => load(tx, requestId));
    if (!isUnanswered(request)) return async () => say("overtaken");
    const shop = { id: shopId, domain: merchant.domain };
    const assigned = await readAssigned(admin, shop, request.fulfillmentOrderId);
    if (!assigned || !isStillAsked(request.kind, assigned.requestStatus)) return async (tx) => say(await saveFound(tx, request, { assigned, at: now() }));

    const begun = await database.inShop(shopId, (tx) => beginAnswer(tx, request, now()));
    if (!begun) return async () => say("overtaken");
    if (begun === "asks") return async () => say("asks_suppliers");
    await crash?.("answer-request:intent-saved");
    const sent = await sendAnswer(admin, { shop, language: languageFor([merchant.settings.language, merchant.locale]) }, begun);
    await crash?.("answer-request:answered");
    return async (tx) => say(await saveSent(tx, begun, { sent, at: now() }), begun.request.attempt);
  },
};

async function load(tx: ShopTransaction, requestId: string): Promise<{ request: SavedRequest; merchant: Merchant }> {
  const request = await findRequest(tx, requestId);
  if (!request) throw new BugError(`request ${requestId} is gone`);
  return { request, merchant: await getMerchant(tx) };
}

/** Shopify waits for no answer: an earlier one of ours arrived, or somebody took the request back. */
async function saveFound(tx: ShopTransaction, request: SavedRequest, { assigned, at }: { assigned: AssignedOrder | undefined; at: Date }): Promise<AnswerOutcome["kind"]> {
  await lockOrder(tx, request.orderId);
  const wasSent = request.state !== "OPEN";
  const found = assigned && wasSent ? answerIn(request.kind, assigned.requestStatus) : "GONE";
  return await saveAnswered(tx, request, { to: found, at });
}

async function saveSent(tx: ShopTransaction, { request, answer }: BegunAnswer, { sent, at }: { sent: SentAnswer; at: Date }): Promise<AnswerOutcome["kind"]> {
  await lockOrder(tx, request.orderId);
  const messageId = await keepAnswer(tx, request.orderId, sent);
  if (sent.kind === "unknown") return (await changeRequest(tx, request, { to: "UNKNOWN", at })) ? "unknown" : "overtaken";
  if (sent.kind === "refused") {
    // What changed at Shopify between reading and answering is read again.
    const reason = { code: "request.refused_by_shopify", params: { text: sent.text } };
    return (await changeRequest(tx, request, { to: "OPEN", at, reason })) ? "refused" : "overtaken";
  }
  return await saveAnswered(tx, request, { to: answer.isAccepted ? "ACCEPTED" : "REJECTED", at, messageId });
}

type Answered = { to: "ACCEPTED" | "REJECTED" | "GONE"; at: Date; messageId?: string };

async function saveAnswered(tx: ShopTransaction, request: SavedRequest, { to, at, messageId }: Answered): Promise<AnswerOutcome["kind"]> {
  if (!(await changeRequest(tx, request, { to, at }))) return "overtaken";
  if (request.kind === "CANCELLATION" && to === "ACCEPTED") await endAccepted(tx, request, at);
  const about = request.kind === "FULFILLMENT" ? "fulfillment_request" : "cancellation_request";
  await recordActivity(tx, {
    subject: "order", subjectId: request.orderId, orderId: request.orderId, actor: to === "GONE" ? { kind: "SHOPIFY" } : system,
    code: `${about}_${to.toLowerCase()}`, params: request.reason ? { reason: request.reason.code, ...request.reason.params } : {}, at,
    ...(messageId === undefined ? {} : { messageId }),
  });
  const kinds = { ACCEPTED: "accepted", REJECTED: "rejected", GONE: "gone" } as const;
  return kinds[to];
}

/** What was accepted to be shipped of it before is not wanted any more, except what is on its way. */
async function endAccepted(tx: ShopTransaction, { orderId, fulfillmentOrderId, lines }: SavedRequest, at: Date): Promise<void> {
  const left = new Map(lines.map((line) => [line.lineItemId, line.quantity]));
  for (const one of await listRequestsOf(tx, orderId)) {
    if (one.kind !== "FULFILLMENT" || one.state !== "ACCEPTED" || one.closedAt || one.fulfillmentOrderId !== fulfillmentOrderId) continue;
    const shipped = new Map(one.lines.map((line) => [line.lineItemId, Math.max(0, line.quantity - (left.get(line.lineItemId) ?? 0))]));
    await closeRequest(tx, one.id, { at, wasCompleted: true, shipped });
  }
}

/** Seconds until an answer that nobody heard is looked for at Shopify. */
export const lookAgainAfterS = 10;
/** Seconds between two looks at what suppliers said about giving goods back. */
export const askedAgainAfterS = 30;
