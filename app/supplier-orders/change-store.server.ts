// The memory of what suppliers were asked to change: numbered for each of their orders, and fenced like the orders themselves.
import type { Prisma, ChangeRequest as Row } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Params } from "../platform/errors.ts";
import { newId } from "../platform/ids.server.ts";
import type { Reason } from "../orders/allocation.ts";
import { assertChangeMove, changeKeyOf, liveStates, type ChangeRequest, type ChangeState, type Difference } from "./change-request.ts";
import type { NewChange } from "./plan-changes.ts";

export async function findChange(tx: ShopTransaction, id: string): Promise<ChangeRequest | undefined> {
  const row = await tx.db.changeRequest.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } } });
  return row ? toChange(row) : undefined;
}

/** Oldest first. */
export async function listChanges(tx: ShopTransaction, orderId: string): Promise<ChangeRequest[]> {
  const rows = await tx.db.changeRequest.findMany({ where: { orderId }, orderBy: [{ supplierOrderId: "asc" }, { number: "asc" }] });
  return rows.map(toChange);
}

export type ChangeFacts = { readonly orderId: string; readonly reference: string; readonly at: Date; readonly deadlineAt: Date; readonly by: string };

/** The order is locked by the caller, so that no two get one number. */
export async function createChange(tx: ShopTransaction, change: NewChange, facts: ChangeFacts): Promise<ChangeRequest> {
  const { supplierOrderId, kind, reason, difference } = change;
  const number = 1 + (await tx.db.changeRequest.count({ where: { supplierOrderId } }));
  const row = await tx.db.changeRequest.create({
    data: {
      id: newId(), shopId: tx.shopId, orderId: facts.orderId, supplierOrderId, kind, state: "OPEN", number, idempotencyKey: changeKeyOf(facts.reference, number),
      reasonCode: reason.code, reasonParams: reason.params, difference: { ...difference, lines: difference.lines.map((line) => ({ ...line })), fields: [...difference.fields] },
      createdAt: facts.at, createdBy: change.createdBy ?? facts.by, deadlineAt: facts.deadlineAt,
    },
  });
  return toChange(row);
}

export type ChangeMove = {
  readonly from: ChangeRequest;
  readonly to: ChangeState;
  readonly answer?: (Reason & { readonly by: string; readonly at: Date }) | undefined;
  readonly askedAt?: Date | undefined;
};

/** Moves it if nobody else has since `from` was read. Returns false, and changes nothing, when somebody has. */
export async function moveChange(tx: ShopTransaction, { from, to, answer, askedAt }: ChangeMove): Promise<boolean> {
  assertChangeMove(from.state, to);
  const { count } = await tx.db.changeRequest.updateMany({
    where: { id: from.id, attempt: from.attempt, state: from.state },
    data: {
      state: to, attempt: to === "SENDING" ? from.attempt + 1 : from.attempt,
      ...(askedAt && !from.askedAt ? { askedAt } : {}),
      ...(answer ? { answeredAt: answer.at, answeredBy: answer.by, answerCode: answer.code, answerParams: answer.params as Prisma.InputJsonObject } : {}),
    },
  });
  return count === 1;
}

/** A person is to ask. False: he was told before. */
export async function noteLeftToPerson(tx: ShopTransaction, id: string, at: Date): Promise<boolean> {
  return (await tx.db.changeRequest.updateMany({ where: { id, state: "OPEN", askedAt: null }, data: { askedAt: at } })).count === 1;
}

/** The time for an answer is over. False: that was noted before. */
export async function noteOverdue(tx: ShopTransaction, id: string): Promise<boolean> {
  return (await tx.db.changeRequest.updateMany({ where: { id, answerCode: null }, data: { answerCode: "change.no_answer" } })).count === 1;
}

/** Of the whole shop, those that are not settled; oldest first. */
export async function listLiveChanges(tx: ShopTransaction, take: number): Promise<ChangeRequest[]> {
  return (await tx.db.changeRequest.findMany({ where: { state: { in: liveStates() } }, orderBy: { id: "asc" }, take })).map(toChange);
}

function toChange(row: Row): ChangeRequest {
  const { reasonCode, reasonParams, answerCode, answerParams, difference, ...rest } = row;
  return {
    ...rest,
    reason: { code: reasonCode, params: reasonParams as Params },
    answer: answerCode ? { code: answerCode, params: (answerParams ?? {}) as Params } : null,
    difference: readDifference(difference),
  };
}

function readDifference(value: Prisma.JsonValue): Difference {
  const { lines = [], fields = [], mark = null } = (value ?? {}) as Partial<Difference>;
  return { lines, fields, mark };
}
