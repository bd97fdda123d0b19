// What does the start of the app show: is every paid unit somewhere, is anything sent, and what waits for a person?
import type { SendingMode } from "../merchants/merchant.ts";
import type { Reason } from "../orders/allocation.ts";
import type { Bucket } from "./buckets.ts";
import type { SetupGuide, WaitingDraft } from "./setup-guide.ts";

export type HomePage = {
  readonly check: {
    readonly orders: number;
    readonly paidUnits: number;
    readonly buckets: readonly { readonly bucket: Bucket; readonly units: number }[];
    readonly unbalanced: number;
    readonly checkedAt: Date | null;
  };
  readonly unbalanced: readonly { readonly orderId: string; readonly name: string; readonly findings: readonly Reason[] }[];
  readonly sending: {
    readonly mode: SendingMode;
    readonly wentLiveAt: Date | null;
    readonly fromOrderNumber: number | null;
    readonly nextOrderNumber: number;
    /** The numbers of the orders whose drafts nobody has allowed yet, one for each draft, the smallest first. */
    readonly waitingDrafts: readonly number[];
    /** The same drafts, with what each would cost and send. */
    readonly drafts: readonly WaitingDraft[];
  };
  /** Does Shopify tell the customer of each parcel when it is written back? */
  readonly notifiesCustomer: boolean;
  readonly steps: { readonly hasSupplier: boolean; readonly hasMapping: boolean; readonly hasOrder: boolean };
  readonly guide: SetupGuide;
  readonly conflicts: { readonly checkedAt: Date | null; readonly findings: number };
  readonly waits: { readonly problems: number; readonly held: readonly { readonly code: string; readonly orders: number }[] };
};
