// What has the local supplier accepted, shipped and been asked? Its memory, kept in a file when it is given one.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { orderAnswer, shipmentNotice } from "../../app/suppliers/connectors/rest-api/messages.ts";
import { changeAnswer, changeMessage } from "../../app/suppliers/connectors/rest-api/change-messages.ts";
import { orderMessage } from "../../app/suppliers/connectors/rest-api/order-message.ts";

const call = z.object({
  at: z.string(),
  method: z.string(),
  path: z.string(),
  /** What was answered: a status, or the fault that took its place. */
  answered: z.union([z.number(), z.string()]),
  idempotencyKey: z.string().optional(),
});
export type LocalCall = z.infer<typeof call>;

const push = z.object({ at: z.string(), shipmentReferences: z.array(z.string()), status: z.number().nullable(), isForged: z.boolean() });
export type LocalPush = z.infer<typeof push>;

const bookedChange = z.object({ change: changeMessage, idempotencyKey: z.string(), answer: changeAnswer.shape.answer, message: z.string().optional() });

const bookedOrder = z.object({
  order: orderMessage,
  idempotencyKey: z.string(),
  supplierReference: z.string(),
  standing: orderAnswer.shape.standing,
  acceptedAt: z.string(),
  /** Packs shipped so far, by line reference. */
  shipped: z.record(z.string(), z.number()),
  /** How often it was looked up. */
  lookUps: z.number(),
  /** What was asked to be changed of it, in the order in which it came. */
  changes: z.array(bookedChange).default([]),
});
export type BookedOrder = z.infer<typeof bookedOrder>;

const localBook = z.object({
  name: z.string(),
  orders: z.array(bookedOrder),
  /** In the order in which they were made: the cursor counts them. */
  shipments: z.array(shipmentNotice),
  /** Packs left, by item; an item that is not listed here never runs out. */
  stock: z.record(z.string(), z.number()),
  /** Look-ups of references that are not in the book. */
  vainLookUps: z.record(z.string(), z.number()),
  parcelsMade: z.number(),
  calls: z.array(call),
  pushes: z.array(push),
  /** What a change is answered with; "accepted" looks first whether the goods are still there. */
  answersChanges: changeAnswer.shape.answer.default("accepted"),
});
export type LocalBook = z.infer<typeof localBook>;

const MOST_CALLS = 5_000;

export function openBook(name: string, stock: Record<string, number>, stateFile: string | undefined): LocalBook {
  const saved = stateFile === undefined ? undefined : readSaved(stateFile);
  return saved ?? { name, orders: [], shipments: [], stock, vainLookUps: {}, parcelsMade: 0, calls: [], pushes: [], answersChanges: "accepted" };
}

/** Written beside and moved over, so that a kill in between leaves the older book whole. */
export function saveBook(book: LocalBook, stateFile: string | undefined): void {
  book.calls.splice(0, Math.max(0, book.calls.length - MOST_CALLS));
  if (stateFile === undefined) return;
  writeFileSync(`${stateFile}.new`, JSON.stringify(book));
  renameSync(`${stateFile}.new`, stateFile);
}

function readSaved(stateFile: string): LocalBook | undefined {
  try {
    return localBook.parse(JSON.parse(readFileSync(stateFile, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new Error(`the local supplier's book ${stateFile} cannot be read; delete it to begin anew`, { cause: error });
  }
}

export function findOrder(book: LocalBook, reference: string): BookedOrder | undefined {
  return book.orders.find(({ order }) => order.identity.reference === reference);
}
