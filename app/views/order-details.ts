// What is the customer asked for on one order, how does his link stand, and what became of what was told?
import type { DetailField, Asked } from "../orders/asked-details.ts";
import type { LatinField } from "../orders/check-address.ts";
import type { Province } from "../orders/provinces.ts";

export type LinkState = "never_opened" | "opened" | "answered" | "expired" | "revoked";

export type ShownDetails = {
  readonly asked: Asked;
  readonly provinces: readonly Province[];
  /** Fields of the address in letters that a supplier abroad may not be able to print: told, and no reason to wait. */
  readonly doubts: readonly LatinField[];
  /** The address only while it opens something. */
  readonly link: { readonly state: LinkState; readonly address: string | null; readonly createdAt: Date; readonly expiresAt: Date } | null;
  readonly given: { readonly state: "GIVEN" | "SENDING" | "UNKNOWN" | "WRITTEN" | "REFUSED"; readonly at: Date; readonly by: string | null; readonly fields: readonly DetailField[] } | null;
};
