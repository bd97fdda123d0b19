// What becomes of each row of a file: a new offer, a changed one, nothing, or a refusal with its reason?
// Rows are first tied to a variant and a supplier; what the shop holds of them decides the rest. Run twice: the same.
import type { Reason } from "../orders/allocation.ts";
import type { TableRow } from "../platform/tables/table.ts";
import { isSameOffer, type GivenFacts, type ImportDefaults, type OfferFacts, type PlannedRow, type SavedFacts, type VariantNames } from "./offer-import.ts";
import { readOfferRow } from "./read-offer-row.ts";

export type CatalogVariant = { readonly id: string; readonly shopifyVariantId: string; readonly sku: string | null; readonly barcode: string | null; readonly isOwnGoods: boolean };
export type CatalogSupplier = { readonly id: string; readonly name: string };

/** What rows are tied to. */
export type Catalog = {
  readonly variants: { readonly id: Names; readonly sku: Names; readonly barcode: Names };
  readonly suppliers: ReadonlyMap<string, CatalogSupplier>;
};
type Names = ReadonlyMap<string, readonly CatalogVariant[]>;

const plain = (text: string): string => text.normalize("NFKC").trim().toLowerCase();

export function toCatalog(variants: readonly CatalogVariant[], suppliers: readonly CatalogSupplier[]): Catalog {
  const by = (nameOf: (variant: CatalogVariant) => string | null) => Map.groupBy(variants.filter((one) => (nameOf(one) ?? "") !== ""), (one) => plain(nameOf(one) ?? ""));
  return {
    variants: { id: by(({ shopifyVariantId }) => idOf(shopifyVariantId)), sku: by(({ sku }) => sku), barcode: by(({ barcode }) => barcode) },
    suppliers: new Map(suppliers.map((supplier) => [plain(supplier.name), supplier])),
  };
}

/** "gid://shopify/ProductVariant/1" and "1" are the same variant. */
const idOf = (text: string): string => text.split("/").at(-1) ?? "";

export type Offered = { readonly variantId: string; readonly isOwnGoods: boolean; readonly supplierId: string; readonly given: GivenFacts; readonly earlier: readonly number[] };
export type TiedRow = TableRow & ({ readonly kind: "offered"; readonly offered: Offered } | { readonly kind: "refused"; readonly reason: Reason });
export type ImportSettings = ImportDefaults & { readonly fields: readonly string[] };

export function tieRows(rows: readonly TableRow[], settings: ImportSettings, catalog: Catalog): TiedRow[] {
  const seen = new Map<string, number[]>();
  return rows.map((row) => {
    const reading = readOfferRow(row.cells, settings.fields, settings);
    if (reading.kind === "refused") return { ...row, ...reading };
    const { names, supplierName, given } = reading.row;
    const variant = findVariant(names, catalog);
    if ("code" in variant) return { ...row, kind: "refused", reason: variant };
    const supplier = findSupplier(supplierName, settings, catalog);
    if ("code" in supplier) return { ...row, kind: "refused", reason: supplier };
    const key = JSON.stringify([supplier.id, variant.id, given.itemId, given.specId, given.packRatio]);
    const earlier = seen.get(key) ?? [];
    seen.set(key, [...earlier, row.number]);
    return { ...row, kind: "offered", offered: { variantId: variant.id, isOwnGoods: variant.isOwnGoods, supplierId: supplier.id, given, earlier } };
  });
}

const refusal = (code: string, params: Reason["params"] = {}): Reason => ({ code: `imports.row.${code}`, params });

/** The surest name first. Two names of one row that mean two variants are a contradiction that only a person can solve. */
function findVariant({ variantId, sku, barcode }: VariantNames, { variants }: Catalog): CatalogVariant | Reason {
  const asked = [
    { text: variantId, found: variants.id.get(plain(idOf(variantId))) }, { text: sku, found: exactFirst(sku, variants.sku.get(plain(sku))) },
    { text: barcode, found: variants.barcode.get(plain(barcode)) },
  ].filter(({ text }) => text !== "");
  const [best] = asked.flatMap(({ text, found }) => (found ? [{ text, found }] : []));
  if (!best) return missing(asked[0]?.text ?? "");
  const shared = best.found.filter((one) => asked.every(({ found }) => !found || found.includes(one)));
  const [only, ...others] = shared;
  if (!only) return refusal("names_contradict", { text: asked.map(({ text }) => text).join(", ") });
  return others.length === 0 ? only : refusal("several_variants", { text: best.text, count: shared.length });
}

function exactFirst(sku: string, found: readonly CatalogVariant[] | undefined): readonly CatalogVariant[] | undefined {
  const exact = found?.filter((one) => one.sku === sku) ?? [];
  return exact.length > 0 ? exact : found;
}

/** A spreadsheet makes days and short numbers of SKUs, and nobody sees it. */
function missing(text: string): Reason {
  if (/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$|^\d{1,2}[-/.]([A-Za-z]{3}|\d{1,2})([-/.]\d{2,4})?$|^\d{1,2}月\d{1,2}日$/.test(text)) return refusal("sku_is_day", { text });
  if (/^\d(\.\d+)?e\+\d+$/i.test(text)) return refusal("sku_is_shortened", { text });
  return refusal("no_variant", { text });
}

function findSupplier(name: string, { supplierId }: ImportDefaults, { suppliers }: Catalog): { readonly id: string } | Reason {
  if (name === "") return supplierId === null ? refusal("supplier_missing") : { id: supplierId };
  return suppliers.get(plain(name)) ?? refusal("supplier_unknown", { text: name });
}

/** `offers`: what the shop holds of this variant, oldest first. An offer is the same by supplier, variant, item, specification and pack. */
export function planRow(row: TiedRow, offers: readonly SavedFacts[]): PlannedRow {
  const { number, cells } = row;
  const refused = (reason: Reason): PlannedRow => ({ outcome: "REFUSED", number, reason, cells });
  if (row.kind === "refused") return refused(row.reason);
  const { given, earlier: _, isOwnGoods, ...tied } = row.offered;
  const found = findMeant(row.offered, offers);
  if (found && "code" in found) return refused(found);
  if (!found) return isOwnGoods ? refused(refusal("own_goods")) : { outcome: "CREATED", number, after: { ...fresh, ...tied, ...given } };
  const { id: offerId, ...before } = found;
  const after: OfferFacts = { ...before, ...given };
  return isSameOffer(before, after) ? { outcome: "UNCHANGED", number, offerId } : { outcome: "UPDATED", number, offerId, before, after };
}

/** Equal rows stand for equal offers, one each, where the shop holds several; else the second of them is refused. */
function findMeant(offered: Offered, offers: readonly SavedFacts[]): SavedFacts | Reason | undefined {
  const { given, earlier: [first, ...others] } = offered;
  const same = offers.filter((one) => isMeant(one, offered));
  const isWhole = given.specId !== undefined && given.packRatio !== undefined;
  if (!isWhole && same.length > 1) return refusal("several_offers", { text: given.itemId, count: same.length });
  if (first === undefined) return same[0];
  return (isWhole ? same[others.length + 1] : undefined) ?? refusal("twice", { row: first });
}

const fresh = { specId: null, packRatio: 1, shipsTo: [], priority: 0, stockQuantity: null, leadTimeDays: null, minimumQuantity: null, nameZh: null, isActive: true };

function isMeant(offer: SavedFacts, { supplierId, variantId, given }: Offered): boolean {
  return offer.supplierId === supplierId && offer.variantId === variantId && offer.itemId === given.itemId &&
    (given.specId === undefined || offer.specId === given.specId) && (given.packRatio === undefined || offer.packRatio === given.packRatio);
}
