// What is a supplier who has an order asked to change about it, and what may he answer? The words of it as spoken with any
// supplier; each connector translates them into that supplier's own.
import type { Refusal, Unknown } from "./connector.ts";
import type { Receiver } from "./supplier-order-request.ts";

/** Quantities in his packs. */
export type ChangeMessage = {
  reference: string;
  /** Counts the changes of one order: of two that are open, the higher one stands. */
  number: number;
  idempotencyKey: string;
  kind: "recall" | "fewer" | "receiver";
  lines: readonly { lineReference: string; itemId: string; titleEn: string; nameZh?: string | undefined; from: number; to: number }[];
  /** The new one, as far as this supplier may know him. */
  receiver?: Receiver | undefined;
  /** ISO 8601; later answers are taken all the same. */
  answerBy?: string | undefined;
  orderName: string;
  shopBrand: string;
  /** The supplier's own page of this order, where a person there answers, and where his mailbox reports to. */
  answerUrl?: string | undefined;
  bounceTo?: string | undefined;
};

/** asked: he has it, and the answer comes later. not_possible: this line cannot carry it, so a person has to. */
export type ChangeAnswer = { kind: "accepted" | "asked" | "too_late" | "not_possible" } | Refusal | Unknown;
export type ChangeLookUp = Exclude<ChangeAnswer, { kind: "not_possible" }> | { kind: "absent" };

