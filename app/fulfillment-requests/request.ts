// What does Shopify ask of the app as a fulfillment service: to ship the units of a fulfillment order, or not to ship them after all?
import type { Reason } from "../orders/allocation.ts";

export type RequestKind = "FULFILLMENT" | "CANCELLATION";
export type RequestState = "OPEN" | "ANSWERING" | "UNKNOWN" | "ACCEPTED" | "REJECTED" | "GONE";

/** Shopify's fulfillment order at the app's own location, as it reads now. */
export type AssignedOrder = {
  readonly id: string;
  readonly shopifyOrderId: string;
  readonly status: string;
  readonly requestStatus: string;
  readonly locationId: string | null;
  /** What the merchant asked, oldest first. */
  readonly asked: readonly { readonly kind: RequestKind; readonly at: Date; readonly message: string | null }[];
  readonly lines: readonly AssignedLine[];
};

export type AssignedLine = { readonly id: string; readonly shopifyLineItemId: string; readonly totalQuantity: number; readonly remainingQuantity: number };

export type RequestLine = { readonly lineItemId: string; readonly fulfillmentOrderLineId: string; readonly quantity: number };

export type SavedRequest = {
  readonly id: string;
  readonly orderId: string;
  readonly fulfillmentOrderId: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  readonly attempt: number;
  readonly requestedAt: Date;
  readonly seenAt: Date;
  readonly answeredAt: Date | null;
  readonly isAutomatic: boolean;
  readonly reason: Reason | null;
  readonly closedAt: Date | null;
  readonly wasCompleted: boolean | null;
  readonly lines: readonly RequestLine[];
};

export const isUnanswered = ({ state }: Pick<SavedRequest, "state">): boolean => state === "OPEN" || state === "ANSWERING" || state === "UNKNOWN";

const askedBy: Record<RequestKind, string> = { FULFILLMENT: "SUBMITTED", CANCELLATION: "CANCELLATION_REQUESTED" };

/** Does Shopify still wait for the answer? */
export const isStillAsked = (kind: RequestKind, requestStatus: string): boolean => requestStatus === askedBy[kind];

const toldBy: Record<RequestKind, { readonly accepted: readonly string[]; readonly rejected: readonly string[] }> = {
  FULFILLMENT: { accepted: ["ACCEPTED", "CANCELLATION_REQUESTED", "CANCELLATION_ACCEPTED", "CANCELLATION_REJECTED", "CLOSED"], rejected: ["REJECTED"] },
  CANCELLATION: { accepted: ["CANCELLATION_ACCEPTED"], rejected: ["CANCELLATION_REJECTED", "CLOSED"] },
};

/** Whose answer nobody heard, or who asks no more: what the fulfillment order itself says of it. */
export function answerIn(kind: RequestKind, requestStatus: string): "ACCEPTED" | "REJECTED" | "GONE" {
  if (toldBy[kind].accepted.includes(requestStatus)) return "ACCEPTED";
  return toldBy[kind].rejected.includes(requestStatus) ? "REJECTED" : "GONE";
}

/** When it was asked last; of a fulfillment order that does not say so, when it was seen. */
export function latestAsked({ asked }: Pick<AssignedOrder, "asked">, kind: RequestKind, seenAt: Date): { at: Date; message: string | null } {
  return asked.filter((one) => one.kind === kind).at(-1) ?? { at: seenAt, message: null };
}
