// Which of our fields may a file of offers fill, what does one row say in them, and what became of it?
import type { Reason } from "../orders/allocation.ts";

export const offerFields = [
  "variant_id", "sku", "barcode", "supplier", "item", "spec", "pack", "cost", "currency", "ships_to", "priority", "stock",
  "lead_time", "minimum", "name_zh", "active",
] as const;
export type OfferField = (typeof offerFields)[number];

/** What an import may write of an offer; plain enough to be kept as JSON. Without a file's word the rest stays as it was. */
export type OfferFacts = {
  readonly supplierId: string;
  readonly variantId: string;
  readonly itemId: string;
  readonly specId: string | null;
  readonly packRatio: number;
  /** Minor units of one pack's cost, in decimal digits: JSON holds no bigint. */
  readonly unitCostMinor: string;
  readonly currency: string;
  readonly shipsTo: readonly string[];
  readonly priority: number;
  readonly stockQuantity: number | null;
  readonly leadTimeDays: number | null;
  readonly minimumQuantity: number | null;
  readonly nameZh: string | null;
  readonly isActive: boolean;
};

export type SavedFacts = OfferFacts & { readonly id: string };

/** The facts that the file has a column for. */
export type GivenFacts = Pick<OfferFacts, "itemId" | "unitCostMinor" | "currency"> & Partial<Omit<OfferFacts, "supplierId" | "variantId">>;

/** How a row names the shop's variant; several must agree. */
export type VariantNames = { readonly variantId: string; readonly sku: string; readonly barcode: string };

export type TypedRow = { readonly names: VariantNames; readonly supplierName: string; readonly given: GivenFacts };

/** Chosen by the merchant for all rows that say nothing themselves. */
export type ImportDefaults = { readonly supplierId: string | null; readonly currency: string | null };

export const rowOutcomes = ["CREATED", "UPDATED", "UNCHANGED", "REFUSED"] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

export type PlannedRow =
  | { readonly outcome: "CREATED"; readonly number: number; readonly after: OfferFacts }
  | { readonly outcome: "UPDATED"; readonly number: number; readonly offerId: string; readonly before: OfferFacts; readonly after: OfferFacts }
  | { readonly outcome: "UNCHANGED"; readonly number: number; readonly offerId: string }
  | { readonly outcome: "REFUSED"; readonly number: number; readonly reason: Reason; readonly cells: readonly string[] };

const compared = [
  "supplierId", "variantId", "itemId", "specId", "packRatio", "unitCostMinor", "currency", "priority", "stockQuantity",
  "leadTimeDays", "minimumQuantity", "nameZh", "isActive",
] as const satisfies readonly (keyof OfferFacts)[];

export function isSameOffer(left: OfferFacts, right: OfferFacts): boolean {
  return compared.every((name) => left[name] === right[name]) && left.shipsTo.toSorted().join() === right.shipsTo.toSorted().join();
}
