// Is the order paid, and if not, what is it waiting for? Goods of an unpaid order are never bought by themselves:
// App Store requirement 5.5.5. What is paid at the door, on an invoice or at the capture waits for a person instead.
import type { Hold, Order } from "./order.ts";

type Paid = Pick<Order, "financialStatus" | "total" | "paymentGateways" | "paymentTerms">;

/** What shops call it: Shopify's own manual method first, then its name in the languages of Shopify's checkout and of its sellers. */
const cashOnDelivery = [
  /cash[\s_-]on[\s_-]delivery/i, /\bcod\b/i, /\bpay(ment)? on delivery\b/i, /货到付款|貨到付款|到付/, /代引|代金引換/, /착불|대금 ?상환/, /nachnahme/i, /contre[\s-]remboursement/i,
  /paiement à la livraison/i, /contra[\s-]?re+mbols[oa]/i, /contrarreembolso/i, /contra[\s-]?entrega/i, /contrassegno/i, /rembours/i, /pobrani/i, /kapıda ödeme/i, /наложенн|при получении/i,
  /الدفع عند الاستلام/, /efterkrav|postförskott/i,
];

const isCashOnDelivery = (gateway: string): boolean => cashOnDelivery.some((name) => name.test(gateway));

/** Null when it is paid, or nothing is owed for it. */
export function findPaymentHold(order: Paid): Hold | null {
  const { financialStatus, total } = order;
  if (financialStatus === "PAID" || financialStatus === "PARTIALLY_REFUNDED") return null;
  if (total.minor === 0n && (financialStatus === "PENDING" || financialStatus === "UNKNOWN")) return null;
  return byNature(order) ?? { code: codes[financialStatus], params: {} };
}

const codes = {
  PENDING: "unpaid", AUTHORIZED: "authorized_only", PARTIALLY_PAID: "partially_paid", EXPIRED: "payment_expired", VOIDED: "payment_voided",
  REFUNDED: "fully_refunded", UNKNOWN: "payment_unknown",
} as const;

/** Nobody pays these before the goods leave, so waiting for Shopify's word would be waiting for ever. */
function byNature({ financialStatus, paymentGateways, paymentTerms }: Paid): Hold | null {
  if (financialStatus !== "PENDING" && financialStatus !== "PARTIALLY_PAID") return null;
  if (paymentTerms !== null) return { code: "payment_terms", params: { terms: paymentTerms } };
  const gateway = paymentGateways.find(isCashOnDelivery);
  return gateway === undefined || financialStatus !== "PENDING" ? null : { code: "cash_on_delivery", params: { gateway } };
}
