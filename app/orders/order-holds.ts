// What holds the order as a whole? Facts of Shopify's first, a person's own word last.
import type { HoldFinding, HoldOwner } from "./hold.ts";
import { holdOf, type HoldCode, type MerchantHold, type Order } from "./order.ts";

/** In the order in which one is named for all; each is found by this file alone. */
export const orderHoldCodes: readonly HoldCode[] = [
  "customer_redacted", "cancelled", "fully_refunded", "payment_voided", "payment_expired", "unpaid", "authorized_only", "partially_paid",
  "payment_unknown", "held_by_merchant",
];

const owners: Partial<Record<HoldCode, HoldOwner>> = {
  unpaid: "CUSTOMER", partially_paid: "CUSTOMER", payment_unknown: "SHOPIFY",
};

export function findOrderHolds(order: Pick<Order, "financialStatus" | "cancelledAt" | "total">, heldByMerchant: MerchantHold | null): HoldFinding[] {
  const hold = holdOf(order, heldByMerchant);
  return hold ? [{ ...hold, owner: owners[hold.code] ?? "MERCHANT", lineItemId: null }] : [];
}
