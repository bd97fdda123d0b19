// What does an honest supplier do when an order that it has is to be changed: at once, after a person looked, or not at all?
import type { z } from "zod";
import type { changeAnswer, WireChange } from "../../app/suppliers/connectors/rest-api/change-messages.ts";
import { findOrder, type BookedOrder, type LocalBook } from "./book.ts";
import { CommandRefused, itemKey, refuse, type Answer } from "./supplier.ts";

type Booked = BookedOrder["changes"][number];
export type GivenAnswer = z.infer<typeof changeAnswer>["answer"];

export function takeChange(book: LocalBook, asked: { reference: string; change: WireChange; idempotencyKey: string }): Answer {
  const { reference, change, idempotencyKey } = asked;
  const order = findOrder(book, reference);
  if (!order) return refuse(404, "order_not_found", "There is no such order");
  const known = order.changes.find((one) => one.idempotencyKey === idempotencyKey);
  if (known) return { status: 200, body: toAnswer(reference, known) };
  const booked: Booked = { change, idempotencyKey, answer: "pending" };
  // A younger question takes the place of an older one that nobody has answered.
  for (const one of order.changes) if (one.answer === "pending") one.answer = "refused";
  order.changes.push(booked);
  if (book.answersChanges !== "pending") decide(book, order, { booked, answer: book.answersChanges });
  return { status: booked.answer === "pending" ? 202 : 200, body: toAnswer(reference, booked) };
}

export function lookUpChange(book: LocalBook, reference: string, number: number): Answer {
  const booked = findOrder(book, reference)?.changes.find(({ change }) => change.number === number);
  return booked ? { status: 200, body: toAnswer(reference, booked) } : refuse(404, "change_not_found", "There is no such change");
}

/** A person there looks at what waits. */
export function answerChange(book: LocalBook, asked: { reference: string; number: number; answer: GivenAnswer; message?: string | undefined }): void {
  const order = findOrder(book, asked.reference);
  const booked = order?.changes.find(({ change }) => change.number === asked.number);
  if (!order || booked?.answer !== "pending") throw new CommandRefused(`no change ${asked.number} of ${asked.reference} waits`);
  decide(book, order, { booked, ...asked });
}

function decide(book: LocalBook, order: BookedOrder, { booked, answer, message }: { booked: Booked; answer: GivenAnswer; message?: string | undefined }): void {
  const hasLeft = order.standing === "shipped" || booked.change.lines.some(({ lineReference, quantity }) => (order.shipped[lineReference] ?? 0) > quantity);
  booked.answer = answer === "accepted" && hasLeft ? "too_late" : answer;
  if (message !== undefined) booked.message = message;
  if (booked.answer === "accepted") apply(book, order, booked.change);
}

function apply(book: LocalBook, booked: BookedOrder, { lines, receiver }: WireChange): void {
  if (receiver) booked.order.receiver = receiver;
  for (const { lineReference, quantity } of lines) {
    const line = booked.order.lines.find((one) => one.lineReference === lineReference);
    if (!line) continue;
    const left = book.stock[itemKey(line)];
    if (left !== undefined) book.stock[itemKey(line)] = left + line.quantity - quantity;
    line.quantity = quantity;
  }
  booked.order.lines = booked.order.lines.filter(({ quantity }) => quantity > 0);
  const isAllGone = booked.order.lines.every((line) => (booked.shipped[line.lineReference] ?? 0) >= line.quantity);
  if (isAllGone && booked.standing === "partly_shipped") booked.standing = "shipped";
}

function toAnswer(reference: string, { change, answer, message }: Booked): unknown {
  return { reference, number: change.number, answer, ...(message === undefined ? {} : { message }) };
}
