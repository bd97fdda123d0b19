// What is a supplier, who has an order already, asked to change about it, and what did he answer? Legal moves are data.
// A question has one life: a newer wish makes a newer question, with a number and a key of its own.
import { BugError } from "../platform/errors.ts";
import type { Reason } from "../orders/allocation.ts";

export type ChangeKind = "RECALL" | "FEWER" | "RECEIVER";
export type ChangeState = "OPEN" | "SENDING" | "ASKED" | "UNKNOWN" | "ACCEPTED" | "REFUSED" | "TOO_LATE" | "WITHDRAWN";

/**
 * SENDING is saved before calling out; whoever finds SENDING or UNKNOWN asks what became of it before repeating anything.
 * Goods that turn out to be on their way overtake every answer, also a yes.
 */
export const changeMoves: Record<ChangeState, readonly ChangeState[]> = {
  OPEN: ["SENDING", "ACCEPTED", "REFUSED", "TOO_LATE", "WITHDRAWN"],
  SENDING: ["SENDING", "OPEN", "ASKED", "UNKNOWN", "ACCEPTED", "REFUSED", "TOO_LATE", "WITHDRAWN"],
  ASKED: ["SENDING", "ACCEPTED", "REFUSED", "TOO_LATE", "WITHDRAWN"],
  UNKNOWN: ["SENDING", "ACCEPTED", "REFUSED", "TOO_LATE", "WITHDRAWN"],
  ACCEPTED: ["TOO_LATE"],
  REFUSED: [],
  TOO_LATE: [],
  WITHDRAWN: [],
};

const live: readonly ChangeState[] = ["OPEN", "SENDING", "ASKED", "UNKNOWN"];
export const isLive = ({ state }: { readonly state: ChangeState }): boolean => live.includes(state);
export const liveStates = (): ChangeState[] => [...live];

export function assertChangeMove(from: ChangeState, to: ChangeState): void {
  if (!changeMoves[from].includes(to)) throw new BugError(`a change request cannot go from ${from} to ${to}`);
}

/** Of one line of the supplier's order, in the shop's units. */
export type LineDifference = { readonly lineId: string; readonly lineReference: string; readonly from: number; readonly to: number };

export type Difference = {
  /** In the order of the supplier's order; empty for another receiver. */
  readonly lines: readonly LineDifference[];
  /** Names of the receiver's facts that differ, never the facts. */
  readonly fields: readonly string[];
  /** Tells one receiver from another without naming either. */
  readonly mark: string | null;
};

export type ChangeRequest = {
  readonly id: string;
  readonly orderId: string;
  readonly supplierOrderId: string;
  readonly kind: ChangeKind;
  readonly state: ChangeState;
  readonly attempt: number;
  readonly number: number;
  readonly idempotencyKey: string;
  readonly reason: Reason;
  readonly difference: Difference;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly askedAt: Date | null;
  readonly deadlineAt: Date | null;
  readonly answeredAt: Date | null;
  readonly answeredBy: string | null;
  readonly answer: Reason | null;
};

export const changeKeyOf = (reference: string, number: number): string => `${reference}.c${number}`;

/** Units and receiver are asked about beside each other: neither answer says anything of the other. */
export const isAboutUnits = ({ kind }: { readonly kind: ChangeKind }): boolean => kind !== "RECEIVER";

export const unitsCalledBack = ({ lines }: Difference): number => lines.reduce((sum, line) => sum + line.from - line.to, 0);

export function isSameDifference(left: Difference, right: Difference): boolean {
  const tell = ({ lines, fields, mark }: Difference) => JSON.stringify([lines.map(({ lineId, from, to }) => [lineId, from, to]), [...fields].toSorted(), mark]);
  return tell(left) === tell(right);
}
