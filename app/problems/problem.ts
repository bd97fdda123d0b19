// What can only a person settle? One cause is one open problem, however often it is met.
import type { Params } from "../platform/errors.ts";

export type WhoActs = "MERCHANT" | "SUPPLIER" | "SHOPIFY" | "DAIFA";

export type NewProblem = {
  /** The natural key while open: meeting the same cause again changes nothing. */
  readonly key: string;
  /** Worded by the catalogue as `problem.<code>.title`, `.cause` and `.next`. */
  readonly code: string;
  readonly params?: Params;
  readonly whoActs: WhoActs;
  readonly orderId?: string | undefined;
  readonly lineItemId?: string | undefined;
  readonly supplierOrderId?: string | undefined;
  readonly parcelId?: string | undefined;
  /** Shopify's GID of the variant, where mapping it settles the problem. */
  readonly variantId?: string | undefined;
  /** The step that "try again" runs once more. */
  readonly retry?: { readonly step: string; readonly input: Readonly<Record<string, unknown>> } | undefined;
};

export type Problem = Omit<NewProblem, "params" | "key"> & {
  readonly id: string;
  readonly params: Params;
  readonly orderName: string | null;
  readonly openedAt: Date;
  readonly resolvedAt: Date | null;
  readonly resolvedBy: string | null;
};
