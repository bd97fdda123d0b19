// One variant: who ships it, what customs are told of it, and what people have said about it so far.
import type { CustomsFacts, CustomsNeed } from "../catalog/customs-profile.ts";
import type { TimelineEntry } from "./order-page.ts";
import type { OfferWorld, ShownVariant } from "./products-page.ts";

export type VariantPage = OfferWorld & {
  readonly variant: ShownVariant;
  readonly facts: { readonly barcode: string | null; readonly productTags: readonly string[]; readonly collections: readonly string[]; readonly optionValues: readonly string[] };
  readonly customs: CustomsFacts;
  /** What a parcel across a border would still lack. */
  readonly missing: readonly CustomsNeed[];
  readonly history: readonly TimelineEntry[];
};
