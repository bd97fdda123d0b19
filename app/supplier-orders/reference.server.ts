// Under which reference does a supplier know our order? The same facts give the same one: after a restored backup, or a
// plan that was made twice, the order that he has already is met again, and not bought a second time.
import { createHash } from "node:crypto";

type Facts = {
  readonly shopId: string;
  readonly shopifyOrderId: string;
  readonly supplierId: string;
  /** How many supplier orders this order had with him before. */
  readonly earlier: number;
};

/** 32 hex digits, unique over all shops. */
export function referenceOf({ shopId, shopifyOrderId, supplierId, earlier }: Facts): string {
  return createHash("sha256").update(["supplier-order", shopId, shopifyOrderId, supplierId, earlier].join("\n")).digest("hex").slice(0, 32);
}
