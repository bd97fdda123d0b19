// The memory of requests: what Shopify asked when, and what was answered. An answer is saved only over the attempt that was read.
import { Prisma } from "@prisma/client";
import type { Reason } from "../orders/allocation.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Params } from "../platform/errors.ts";
import { newId } from "../platform/ids.server.ts";
import { isUnanswered, latestAsked, type AssignedOrder, type RequestKind, type RequestLine, type RequestState, type SavedRequest } from "./request.ts";

const parts = { lines: { orderBy: { id: "asc" } } } satisfies Prisma.FulfillmentRequestInclude;
type Row = Prisma.FulfillmentRequestGetPayload<{ include: typeof parts }>;

export type Seen = { readonly orderId: string; readonly assigned: AssignedOrder; readonly kind: RequestKind; readonly lines: readonly RequestLine[]; readonly at: Date; readonly isAutomatic?: boolean };

/** Run twice for the same request: the row is there. Returns its id, and whether it is new. */
export async function saveSeen(tx: ShopTransaction, { orderId, assigned, kind, lines, at, isAutomatic = false }: Seen): Promise<{ id: string; isNew: boolean }> {
  const { at: requestedAt, message } = latestAsked(assigned, kind, at);
  const key = { shopId: tx.shopId, fulfillmentOrderId: assigned.id, kind, requestedAt };
  const known = await tx.db.fulfillmentRequest.findUnique({ where: { shopId_fulfillmentOrderId_kind_requestedAt: key }, select: { id: true } });
  if (known) return { id: known.id, isNew: false };
  const id = newId();
  await tx.db.fulfillmentRequest.create({ data: { id, ...key, orderId, state: "OPEN", seenAt: at, message, isAutomatic } });
  await tx.db.fulfillmentRequestLine.createMany({ data: lines.map((line) => ({ id: newId(), shopId: tx.shopId, requestId: id, ...line })) });
  return { id, isNew: true };
}

export async function findRequest(tx: ShopTransaction, id: string): Promise<SavedRequest | undefined> {
  const row = await tx.db.fulfillmentRequest.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } }, include: parts });
  return row ? toRequest(row) : undefined;
}

export async function listRequestsOf(tx: ShopTransaction, orderId: string): Promise<SavedRequest[]> {
  return (await tx.db.fulfillmentRequest.findMany({ where: { orderId }, include: parts, orderBy: [{ requestedAt: "asc" }, { id: "asc" }] })).map(toRequest);
}

/** Not answered yet, in whatever state; oldest first. */
export async function listUnanswered(tx: ShopTransaction): Promise<SavedRequest[]> {
  const rows = await tx.db.fulfillmentRequest.findMany({ where: { state: { in: ["OPEN", "ANSWERING", "UNKNOWN"] } }, include: parts, orderBy: { requestedAt: "asc" } });
  return rows.map(toRequest);
}

/** Requests to ship that were accepted before a moment and are not over. */
export async function listAccepted(tx: ShopTransaction, before: Date): Promise<SavedRequest[]> {
  const rows = await tx.db.fulfillmentRequest.findMany({ where: { kind: "FULFILLMENT", state: "ACCEPTED", closedAt: null, answeredAt: { lt: before } }, include: parts, orderBy: { requestedAt: "asc" } });
  return rows.map(toRequest);
}

export type RequestChange = { readonly to: RequestState; readonly at: Date; readonly reason?: Reason | null };

/** False when somebody else has moved it on since it was read. */
export async function changeRequest(tx: ShopTransaction, from: SavedRequest, { to, at, reason }: RequestChange): Promise<boolean> {
  const { count } = await tx.db.fulfillmentRequest.updateMany({
    where: { id: from.id, state: from.state, attempt: from.attempt },
    data: {
      state: to, attempt: to === "ANSWERING" ? from.attempt + 1 : from.attempt,
      ...(isUnanswered({ state: to }) ? {} : { answeredAt: at }),
      ...(reason === undefined ? {} : { reasonCode: reason?.code ?? null, reasonParams: reason?.params ?? Prisma.DbNull }),
    },
  });
  return count === 1;
}

/** The fulfillment order is over; what was not shipped of it is nobody's job here any more. */
export async function closeRequest(tx: ShopTransaction, id: string, closed: { at: Date; wasCompleted: boolean; shipped?: ReadonlyMap<string, number> }): Promise<void> {
  await tx.db.fulfillmentRequest.updateMany({ where: { id, closedAt: null }, data: { closedAt: closed.at, wasCompleted: closed.wasCompleted } });
  for (const [lineItemId, quantity] of closed.shipped ?? []) await tx.db.fulfillmentRequestLine.updateMany({ where: { requestId: id, lineItemId }, data: { quantity } });
}

export async function recordCallback(tx: ShopTransaction, call: { at: Date; kind: string; status: number }): Promise<void> {
  await tx.db.serviceCallback.create({ data: { id: newId(), shopId: tx.shopId, ...call } });
}

function toRequest({ reasonCode, reasonParams, lines, ...row }: Row): SavedRequest {
  const { id, orderId, fulfillmentOrderId, kind, state, attempt, requestedAt, seenAt, answeredAt, isAutomatic, closedAt, wasCompleted } = row;
  return {
    id, orderId, fulfillmentOrderId, kind, state, attempt, requestedAt, seenAt, answeredAt, isAutomatic, closedAt, wasCompleted,
    reason: reasonCode === null ? null : { code: reasonCode, params: (reasonParams ?? {}) as Params },
    lines: lines.map(({ lineItemId, fulfillmentOrderLineId, quantity }) => ({ lineItemId, fulfillmentOrderLineId, quantity })),
  };
}
