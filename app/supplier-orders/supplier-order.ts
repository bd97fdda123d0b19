// What did we ask a supplier to ship, and how far has it got? Legal moves are data; nothing else changes a state.
import { BugError } from "../platform/errors.ts";
import type { Reason } from "../orders/allocation.ts";
import type { Money } from "../platform/money.ts";

export type SupplierOrderState =
  | "DRAFT" | "SENDING" | "TO_HAND_OVER" | "SENT" | "ACCEPTED" | "REFUSED" | "UNKNOWN" | "PARTLY_SHIPPED" | "SHIPPED" | "CANCELLED";

/**
 * From which state to which. SENDING is saved before calling out; whoever finds SENDING or UNKNOWN asks the supplier
 * before sending again. A supplier may ship what it never acknowledged, so shipping is legal from SENDING and UNKNOWN.
 * A supplier may even ship what it had given back: a recalled order stands again then.
 * TO_HAND_OVER lies in the sheet of the day, SENT waits for a person's answer: suppliers without a system of their own.
 */
export const legalMoves: Record<SupplierOrderState, readonly SupplierOrderState[]> = {
  DRAFT: ["SENDING", "CANCELLED"],
  SENDING: ["SENDING", "DRAFT", "TO_HAND_OVER", "SENT", "ACCEPTED", "REFUSED", "UNKNOWN", "PARTLY_SHIPPED", "SHIPPED"],
  TO_HAND_OVER: ["SENT", "ACCEPTED", "REFUSED", "PARTLY_SHIPPED", "SHIPPED", "CANCELLED"],
  SENT: ["TO_HAND_OVER", "ACCEPTED", "REFUSED", "PARTLY_SHIPPED", "SHIPPED", "CANCELLED"],
  UNKNOWN: ["SENDING", "UNKNOWN", "SENT", "ACCEPTED", "REFUSED", "PARTLY_SHIPPED", "SHIPPED", "CANCELLED"],
  ACCEPTED: ["PARTLY_SHIPPED", "SHIPPED", "CANCELLED"],
  PARTLY_SHIPPED: ["PARTLY_SHIPPED", "SHIPPED", "CANCELLED"],
  REFUSED: [],
  SHIPPED: [],
  CANCELLED: ["ACCEPTED"],
};

export const canMove = (from: SupplierOrderState, to: SupplierOrderState): boolean => legalMoves[from].includes(to);

/** Throws BugError on a move that the table does not know. */
export function assertMove(from: SupplierOrderState, to: SupplierOrderState): void {
  if (!canMove(from, to)) throw new BugError(`a supplier order cannot go from ${from} to ${to}`);
}

export type SupplierOrderLine = {
  readonly id: string;
  readonly lineItemId: string;
  readonly lineReference: string;
  readonly titleEn: string;
  readonly itemId: string;
  readonly sku: string | null;
  /** Shop units, and the supplier's packs that cover them. */
  readonly quantity: number;
  readonly packRatio: number;
  readonly packs: number;
  /** Per pack. */
  readonly unitCost: Money;
  /** The supplier has said no to this line of an order that it took, or has given it back. */
  readonly isRefused: boolean;
};

export type SupplierOrder = {
  readonly id: string;
  readonly orderId: string;
  readonly orderName: string;
  readonly orderNumber: number;
  readonly supplierId: string;
  readonly state: SupplierOrderState;
  readonly attempt: number;
  readonly releasedAt: Date | null;
  readonly reference: string;
  readonly revision: number;
  readonly idempotencyKey: string;
  readonly supplierReference: string | null;
  readonly reason: Reason | null;
  readonly total: Money;
  readonly lines: readonly SupplierOrderLine[];
};

/** Stands for a person where the live mode has allowed a draft. */
export const releasedByLiveMode = "live";

/** The key that makes a repeat harmless at the supplier: the same revision is the same order. */
export const idempotencyKeyOf = (reference: string, revision: number): string => `${reference}.r${revision}`;
