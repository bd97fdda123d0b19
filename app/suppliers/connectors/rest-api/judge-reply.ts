// What does a reply of the supplier's server mean for the order?
// Only an answer in the protocol's own words counts; everything else leaves the outcome unknown.
import type { z } from "zod";
import { RetryableError } from "../../../platform/errors.ts";
import { REFUSAL_CODES } from "../../connector.ts";
import type { Acceptance, Acknowledgement, Cancellation, ConnectionTest, LookUp, NoticeBatch, Refusal, Unknown, UnknownReason } from "../../connector.ts";
import { orderAnswer, pingAnswer, refusal, shipmentsPageFrame } from "./messages.ts";
import type { OrderAnswer, RefusalMessage } from "./messages.ts";
import type { Reply } from "./reply.ts";
import { fromLineAnswers, fromMoney, readNotices } from "./translate.ts";

export function judgeSubmission(reply: Reply, reference: string): Acknowledgement {
  if (reply.kind === "lost") return unknown(reply.reason);
  // 409: the key was seen before, and the order that it made is the body.
  if (isSuccess(reply.status) || reply.status === 409) {
    const order = readOrder(reply, reference);
    return order && order.standing !== "cancelled" ? { kind: "accepted", ...toAcceptance(order) } : unknown(whyUnreadable(reply));
  }
  const no = readRefusal(reply);
  return no ? toRefusal(no) : unknown(whyUnreadable(reply));
}

export function judgeLookUp(reply: Reply, reference: string): LookUp {
  if (reply.kind === "lost") return unknown(reply.reason);
  if (isSaidToBeAbsent(reply)) return { kind: "absent" };
  const order = isSuccess(reply.status) ? readOrder(reply, reference) : undefined;
  return order ? { kind: "found", standing: order.standing, ...toAcceptance(order) } : unknown(whyUnreadable(reply));
}

export function judgeCancellation(reply: Reply, reference: string): Cancellation {
  if (reply.kind === "lost") return unknown(reply.reason);
  if (isSaidToBeAbsent(reply)) return { kind: "absent" };
  if (isSuccess(reply.status)) return readOrder(reply, reference)?.standing === "cancelled" ? { kind: "accepted" } : unknown(whyUnreadable(reply));
  const no = readRefusal(reply);
  if (!no) return unknown(whyUnreadable(reply));
  return no.code === "too_late" ? { kind: "too_late" } : toRefusal(no);
}

export function judgeShipments(reply: Reply): NoticeBatch & { cursor: string; isLast: boolean } {
  const page = reply.kind === "answered" && isSuccess(reply.status) ? readAs(shipmentsPageFrame, reply) : undefined;
  if (!page) throw new RetryableError(`the supplier's shipments could not be read: ${reply.kind === "lost" ? reply.reason : `status ${reply.status}`}`);
  return { ...readNotices(page.shipments), cursor: page.cursor, isLast: !page.hasMore };
}

export function judgePing(reply: Reply): ConnectionTest {
  const answer = reply.kind === "answered" && isSuccess(reply.status) ? readAs(pingAnswer, reply) : undefined;
  if (answer) return { kind: "works", supplierName: answer.name };
  const reason = reply.kind === "lost" ? reply.reason : whyUnreadable(reply);
  return { kind: "fails", code: "supplier_answer_unreadable", params: { reason } };
}

type Answered = Extract<Reply, { kind: "answered" }>;

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

export function readAs<Schema extends z.ZodType>(schema: Schema, reply: Answered): z.infer<Schema> | undefined {
  return reply.payload.kind === "json" ? schema.safeParse(reply.payload.value).data : undefined;
}

/** An answer about somebody else's order is no answer to ours. */
function readOrder(reply: Answered, reference: string): OrderAnswer | undefined {
  const order = readAs(orderAnswer, reply);
  return order?.reference === reference ? order : undefined;
}

/** A 408 or a 5xx says nothing about what was done before it, whatever its body claims. */
export function readRefusal(reply: Answered): RefusalMessage | undefined {
  const isAnswer = reply.status >= 400 && reply.status < 500 && reply.status !== 408;
  return isAnswer ? readAs(refusal, reply) : undefined;
}

/** A bare 404 may come from a proxy or a wrong address, and a second order would follow from believing it. */
export function isSaidToBeAbsent(reply: Answered): boolean {
  return reply.status === 404 && readRefusal(reply)?.code === "order_not_found";
}

function toAcceptance(order: OrderAnswer): Acceptance {
  const { supplierReference, acceptedAt, isPaid } = order;
  return { supplierReference, acceptedAt, isPaid, cost: fromMoney(order.cost), lines: fromLineAnswers(order.lines) };
}

export function toRefusal(no: RefusalMessage): Refusal {
  const known = REFUSAL_CODES.find((code) => code === no.code && code !== "limit_exceeded");
  return { kind: "refused", code: known ?? "other", params: { supplierCode: no.code, message: no.message }, lines: fromLineAnswers(no.lines) };
}

export function unknown(reason: UnknownReason): Unknown {
  return { kind: "unknown", reason };
}

export function whyUnreadable(reply: Answered): UnknownReason {
  if (reply.status >= 500) return "server_error";
  if (reply.payload.kind === "json") return "unexpected_answer";
  return reply.payload.kind;
}
