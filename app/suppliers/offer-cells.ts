// How does an offer stand in the cells of a file, so that the file read again says exactly the same?
import { formatDecimal } from "../platform/money.ts";
import type { OfferFacts, OfferField } from "./offer-import.ts";

/** What names the variant and the supplier stands outside the offer's own facts. */
export type OfferCell = Exclude<OfferField, "variant_id" | "sku" | "barcode" | "supplier">;
export const offerCells = ["item", "spec", "pack", "cost", "currency", "ships_to", "priority", "stock", "lead_time", "minimum", "name_zh", "active"] as const satisfies readonly OfferCell[];

const numberOf = (value: number | null): string => (value === null ? "" : String(value));

const writers: Readonly<Record<OfferCell, (facts: OfferFacts) => string>> = {
  item: ({ itemId }) => itemId,
  spec: ({ specId }) => specId ?? "",
  pack: ({ packRatio }) => String(packRatio),
  cost: ({ unitCostMinor, currency }) => formatDecimal({ minor: BigInt(unitCostMinor), currency }),
  currency: ({ currency }) => currency,
  ships_to: ({ shipsTo }) => shipsTo.join(", "),
  priority: ({ priority }) => String(priority),
  stock: ({ stockQuantity }) => numberOf(stockQuantity),
  lead_time: ({ leadTimeDays }) => numberOf(leadTimeDays),
  minimum: ({ minimumQuantity }) => numberOf(minimumQuantity),
  name_zh: ({ nameZh }) => nameZh ?? "",
  active: ({ isActive }) => (isActive ? "yes" : "no"),
};

export const cellOf = (facts: OfferFacts, field: OfferCell): string => writers[field](facts);

export type OfferChange = { readonly field: OfferCell; readonly before: string; readonly after: string };

export function listChanges(before: OfferFacts, after: OfferFacts): OfferChange[] {
  return offerCells.map((field) => ({ field, before: cellOf(before, field), after: cellOf(after, field) })).filter((change) => change.before !== change.after);
}
