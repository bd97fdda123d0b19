// Which holds stand for a fact that is missing: of the address, which concerns the whole order, and of single lines,
// which depend on who ships them? Each names the fields, and whose job they are.
import type { Allocation } from "./allocation.ts";
import { findAddressGaps } from "./check-address.ts";
import type { HoldFinding } from "./hold.ts";
import type { Order } from "./order.ts";

/** Found wherever the order changes. */
export const addressHoldCodes = ["address_incomplete"] as const;

/** Found when a line is given to a supplier; such lines are decided about again, so that the hold ends with its cause. */
export const lineFactCodes = ["goods_prohibited", "goods_imitation", "address_unshippable", "phone_missing", "identity_missing", "customs_incomplete"] as const;
export type LineFactCode = (typeof lineFactCodes)[number];

/** What nobody may let go: no carrier takes it, and whoever ships it breaks the law. */
export const neverLetGo: readonly string[] = ["goods_prohibited", "goods_imitation"];

export const isLineFact = (code: string): code is LineFactCode => lineFactCodes.some((one) => one === code);

/** Holds of a line that depend on who ships it, and so end or stand with each decision about it. */
export const isDecidedAnew = (code: string): boolean => isLineFact(code) || code === "margin_floor";

/** Only while something of it still has to go out through us. */
export function findAddressHolds({ address, cancelledAt }: Pick<Order, "address" | "cancelledAt">, rows: readonly Allocation[]): HoldFinding[] {
  const isOpen = cancelledAt === null && rows.some(({ state }) => state === "WAITING" || state === "NEEDS_YOU");
  const gaps = isOpen ? findAddressGaps(address) : [];
  if (gaps.length === 0) return [];
  return [{ code: "address_incomplete", params: { missing: gaps.join(", "), country: address?.countryCode ?? "" }, owner: "CUSTOMER", lineItemId: null }];
}
