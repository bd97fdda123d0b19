// May a request be accepted? Our own judgement alone: goods that somebody ships, and what holds the order for good.
// Never a supplier's answer: one that is down, or says no later, is dealt with after accepting.
import type { Reason } from "../orders/allocation.ts";

/** Shopify's FulfillmentOrderRejectionReason, as far as we use it. */
export type RejectionReason = "INELIGIBLE_PRODUCT" | "UNDELIVERABLE_DESTINATION" | "PAYMENT_DECLINED" | "OTHER";

export type LineFacts = {
  readonly fulfillmentOrderLineId: string;
  readonly title: string;
  /** A supplier offers it, or the merchant said that it ships from here. */
  readonly isMapped: boolean;
  /** Some supplier of it sends to the order's country. */
  readonly shipsThere: boolean;
  readonly isOwnGoods: boolean;
  /** What holds this line alone. */
  readonly holds: readonly string[];
};

export type RequestFacts = { readonly lines: readonly LineFacts[]; /** What holds the order as a whole. */ readonly holds: readonly string[] };

export type LineRejection = { readonly fulfillmentOrderLineId: string; readonly title: string; readonly reason: Reason };

export type RequestJudgement =
  | { readonly kind: "accept"; /** Lines that will not ship; the rest does. */ readonly without: readonly LineRejection[] }
  | { readonly kind: "reject"; readonly shopifyReason: RejectionReason; readonly reason: Reason; readonly lines: readonly LineRejection[] };

const reason = (code: string): Reason => ({ code, params: {} });

/**
 * Holds that no time ends, or that forbid buying (an unpaid order: App Store requirement 5.5.5), and what they are called
 * at Shopify. Whatever the merchant or the customer can still settle is accepted, and waits here.
 */
const rejecting: Readonly<Record<string, RejectionReason>> = {
  cancelled: "OTHER", fully_refunded: "OTHER", customer_redacted: "OTHER", payment_voided: "PAYMENT_DECLINED", payment_expired: "PAYMENT_DECLINED",
  unpaid: "PAYMENT_DECLINED", authorized_only: "PAYMENT_DECLINED", partially_paid: "PAYMENT_DECLINED",
  goods_prohibited: "INELIGIBLE_PRODUCT", goods_imitation: "INELIGIBLE_PRODUCT", address_unshippable: "UNDELIVERABLE_DESTINATION",
  destination: "UNDELIVERABLE_DESTINATION",
};

export function judgeRequest({ lines, holds }: RequestFacts): RequestJudgement {
  const ofOrder = holds.find((code) => rejecting[code] !== undefined);
  const judged = lines.map((line) => ({ line, reason: whyNot(line) }));
  const rejected = judged.flatMap(({ line, reason: why }) => (why ? [{ fulfillmentOrderLineId: line.fulfillmentOrderLineId, title: line.title, reason: why }] : []));
  if (ofOrder) return { kind: "reject", shopifyReason: rejecting[ofOrder] ?? "OTHER", reason: reason(`request.${ofOrder}`), lines: [] };
  const [first] = rejected;
  if (first && rejected.length === lines.length) {
    return { kind: "reject", shopifyReason: rejecting[first.reason.code.replace("request.", "")] ?? "INELIGIBLE_PRODUCT", reason: first.reason, lines: rejected };
  }
  return { kind: "accept", without: rejected };
}

function whyNot({ isMapped, shipsThere, isOwnGoods, holds }: LineFacts): Reason | undefined {
  const held = holds.find((code) => rejecting[code] !== undefined);
  if (held) return reason(`request.${held}`);
  if (isOwnGoods) return reason("request.own_goods");
  if (!isMapped) return reason("request.unmapped");
  return shipsThere ? undefined : reason("request.destination");
}
