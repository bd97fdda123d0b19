// What does a merchant see of the suggestions for variants that nobody ships yet?
import type { ShownNote } from "./offer-import-page.ts";

export type ShownSuggestion = {
  readonly variantId: string;
  readonly variant: string;
  readonly supplierName: string;
  readonly offer: string;
  readonly confidence: number;
  readonly reasons: readonly ShownNote[];
};

export type MatchingPage = {
  readonly suggestions: readonly ShownSuggestion[];
  readonly count: number;
  readonly unmapped: number;
  readonly sure: number;
};

/** What may be accepted in bulk. */
export const sureFrom = 90;
