// What does a supplier see of one order behind its link, and what may it do now?
import type { SupplierOrderState } from "../supplier-orders/supplier-order.ts";
import type { Receiver, SupplierOrderRequest } from "../suppliers/supplier-order-request.ts";
import type { Language } from "../platform/words/words.ts";

export type DeskLine = {
  readonly lineReference: string;
  readonly itemId: string;
  /** In the supplier's packs; shipped holds what is about to be recorded too. */
  readonly ordered: number;
  readonly shipped: number;
  readonly isRefused: boolean;
};

export type DeskParcel = {
  readonly id: string | null;
  readonly number: string;
  readonly company: string;
  readonly lines: readonly { readonly lineReference: string; readonly quantity: number }[];
  /** The shop has not told its customer yet, so the number can still be corrected. */
  readonly canCorrect: boolean;
};

export type DeskChange = {
  readonly id: string;
  readonly kind: "RECALL" | "FEWER" | "RECEIVER";
  /** In the supplier's packs. */
  readonly lines: readonly { readonly itemId: string; readonly from: number; readonly to: number }[];
  readonly receiver: Receiver | null;
};

export type Desk = {
  readonly supplierOrderId: string;
  readonly orderId: string;
  readonly supplierId: string;
  readonly supplierName: string;
  readonly supplierLanguage: Language;
  readonly state: SupplierOrderState;
  /** The customer has cancelled in the shop, after the order was given to the supplier. */
  readonly isCancelled: boolean;
  readonly lines: readonly DeskLine[];
  readonly parcels: readonly DeskParcel[];
  /** Asked of the supplier and not answered yet. */
  readonly changes: readonly DeskChange[];
  /** As the supplier may see it: what its page hides is not in it. */
  readonly request: SupplierOrderRequest;
  readonly showsPrices: boolean;
};

export const DESK_ACTS = ["accept", "refuse", "ship", "correct", "change"] as const;
export type DeskAct = (typeof DESK_ACTS)[number];

const unanswered: readonly SupplierOrderState[] = ["SENDING", "UNKNOWN", "TO_HAND_OVER", "SENT"];

export const leftOf = (line: DeskLine): number => (line.isRefused ? 0 : line.ordered - line.shipped);

export function mayAct(desk: Pick<Desk, "state" | "isCancelled" | "lines" | "parcels" | "changes">, act: DeskAct): boolean {
  if (act === "accept") return unanswered.includes(desk.state) && !desk.isCancelled;
  if (act === "refuse") return unanswered.includes(desk.state) && desk.parcels.length === 0;
  if (act === "change") return desk.changes.length > 0;
  if (act === "correct") return desk.parcels.some(({ canCorrect }) => canCorrect);
  return (unanswered.includes(desk.state) || desk.state === "ACCEPTED" || desk.state === "PARTLY_SHIPPED") && desk.lines.some((line) => leftOf(line) > 0);
}

export const REFUSAL_CHOICES = ["out_of_stock", "price_changed", "address_refused", "destination_not_served", "other"] as const;
export type RefusalChoice = (typeof REFUSAL_CHOICES)[number];

/** Why an act could not be done, at the field where it can be mended. */
export type DeskError = "desk.error.number" | "desk.error.number_known" | "desk.error.quantity" | "desk.error.too_many" | "desk.error.nothing" | "desk.error.reason" | "desk.error.all_lines" | "desk.error.too_long";
