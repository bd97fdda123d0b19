// The suggestions of now: made of what the shop has, and accepted through an import, so that they can be taken back.
import type { ShopTransaction } from "../platform/db.server.ts";
import { formatDecimal } from "../platform/money.ts";
import { readTable } from "../platform/tables/read-table.server.ts";
import { writeCsv } from "../platform/tables/write-table.server.ts";
import { say, type Language } from "../platform/words/words.ts";
import { suggestOffers, type ListedGoods, type OpenVariant, type SiblingOffer, type Suggestion } from "../suppliers/match-offers.ts";
import { cellOf, offerCells } from "../suppliers/offer-cells.ts";
import { loadOfferFacts } from "../suppliers/offer-facts.server.ts";
import { createImport } from "../suppliers/offer-import-store.server.ts";
import { readOfferRow } from "../suppliers/read-offer-row.ts";
import { done, failed } from "./answer.ts";
import { textOf, textsOf } from "./form.ts";
import { sureFrom, type MatchingPage } from "./matching-page.ts";
import { run } from "./offer-import-acts.server.ts";
import type { Act, By } from "./open-shop-page.server.ts";

const mostShown = 100;
const mostVariants = 5_000;
const mostListed = 20_000;

export async function readMatchingPage(tx: ShopTransaction): Promise<MatchingPage> {
  const { suggestions, variants, suppliers } = await suggestNow(tx);
  const names = new Map(variants.map((one) => [one.id, [one.title, one.options.join(" / "), one.sku].filter(Boolean).join(" · ")]));
  return {
    count: suggestions.length, unmapped: variants.length, sure: suggestions.filter(({ confidence }) => confidence >= sureFrom).length,
    suggestions: suggestions.slice(0, mostShown).map(({ variantId, offer, confidence, reasons }) => ({
      variantId, confidence, reasons, variant: names.get(variantId) ?? "", supplierName: suppliers.get(offer.supplierId) ?? "",
      offer: `${[offer.itemId, offer.specId].filter(Boolean).join(" / ")}, ${formatDecimal({ minor: BigInt(offer.unitCostMinor), currency: offer.currency })} ${offer.currency}`,
    })),
  };
}

async function suggestNow(tx: ShopTransaction) {
  const suppliers = new Map((await tx.db.supplier.findMany({ where: { isActive: true }, select: { id: true, name: true } })).map(({ id, name }) => [id, name]));
  const variants = await openVariants(tx);
  const [listed, siblings] = [await listUnmatched(tx), await siblingOffers(tx, variants)];
  const known = (supplierId: string) => suppliers.has(supplierId);
  const suggestions = suggestOffers(variants, { listed: listed.filter((one) => known(one.supplierId)), siblings: siblings.filter(({ facts }) => known(facts.supplierId)) });
  return { suppliers, variants, suggestions };
}

async function openVariants(tx: ShopTransaction): Promise<OpenVariant[]> {
  const rows = await tx.db.variant.findMany({
    where: { offers: { none: {} }, isOwnGoods: false, missingSince: null }, orderBy: [{ productTitle: "asc" }, { id: "asc" }], take: mostVariants,
    select: { id: true, sku: true, barcode: true, shopifyProductId: true, productTitle: true, variantTitle: true, optionValues: true },
  });
  return rows.map((row) => ({ id: row.id, sku: row.sku, barcode: row.barcode, productId: row.shopifyProductId, title: row.productTitle, options: optionsOf(row) }));
}

/** "Default Title" is what Shopify calls the only variant of a product. */
function optionsOf({ optionValues, variantTitle }: { optionValues: string[]; variantTitle: string | null }): string[] {
  if (optionValues.length > 0) return optionValues.filter((value) => value !== "Default Title");
  return variantTitle === null || variantTitle === "Default Title" ? [] : variantTitle.split(" / ");
}

/** Rows of finished imports that found no variant: what a supplier has and the shop did not know by that name. */
async function listUnmatched(tx: ShopTransaction): Promise<ListedGoods[]> {
  const rows = await tx.db.offerImportRow.findMany({
    where: { code: "imports.row.no_variant", import: { state: "DONE" } }, orderBy: { id: "desc" }, take: mostListed,
    select: { cells: true, import: { select: { fields: true, supplierId: true, currency: true } } },
  });
  const suppliers = new Map((await tx.db.supplier.findMany({ select: { id: true, name: true } })).map(({ id, name }) => [name.trim().toLowerCase(), id]));
  return rows.flatMap((row) => {
    const reading = readOfferRow(row.cells, row.import.fields, row.import);
    if (reading.kind === "refused") return [];
    const { names, supplierName, given } = reading.row;
    const supplierId = supplierName === "" ? row.import.supplierId : suppliers.get(supplierName.toLowerCase());
    return supplierId ? [{ supplierId, sku: names.sku, barcode: names.barcode, given }] : [];
  });
}

async function siblingOffers(tx: ShopTransaction, variants: readonly OpenVariant[]): Promise<SiblingOffer[]> {
  const productIds = [...new Set(variants.flatMap(({ productId }) => productId ?? []))];
  const mapped = await tx.db.variant.findMany({
    where: { shopifyProductId: { in: productIds }, offers: { some: { isActive: true } } }, select: { id: true, shopifyProductId: true, variantTitle: true, optionValues: true },
  });
  const offers = await loadOfferFacts(tx, mapped.map(({ id }) => id));
  return mapped.flatMap((one) => (offers.get(one.id) ?? []).map((facts) => ({ productId: one.shopifyProductId ?? "", options: optionsOf(one), facts })));
}

/** What is suggested at this moment counts, not what the page showed: what has an offer by now is left out. */
export async function acceptSuggestions(tx: ShopTransaction, form: FormData, { by, language }: { by: By; language: Language }): Promise<Act> {
  const { suggestions, suppliers } = await suggestNow(tx);
  const chosen = new Set(textsOf(form, "variantId"));
  const accepted = suggestions.filter((one) => (textOf(form, "intent") === "accept-sure" ? one.confidence >= sureFrom : chosen.has(one.variantId)));
  if (accepted.length === 0) return { answer: failed("matching.nothing"), jobs: [] };
  const importId = await createAccepted(tx, accepted, { suppliers, by, fileName: `${say(language, "matching.file")}.csv` });
  const { jobs } = await run(tx, importId, by);
  return { answer: done("matching.accepted", { count: accepted.length, importId }), jobs };
}

const fields = ["variant_id", "supplier", ...offerCells] as const;

type Accepting = { readonly suppliers: ReadonlyMap<string, string>; readonly by: By; readonly fileName: string };

async function createAccepted(tx: ShopTransaction, accepted: readonly Suggestion[], { suppliers, by, fileName }: Accepting): Promise<string> {
  const variants = await tx.db.variant.findMany({ where: { id: { in: accepted.map(({ variantId }) => variantId) } }, select: { id: true, shopifyVariantId: true } });
  const gids = new Map(variants.map(({ id, shopifyVariantId }) => [id, shopifyVariantId]));
  const file = Buffer.from(writeCsv({
    headers: fields, rows: accepted.map(({ variantId, offer }) => [gids.get(variantId) ?? "", suppliers.get(offer.supplierId) ?? "", ...offerCells.map((field) => cellOf(offer, field))]),
  }));
  const reading = await readTable(file);
  if (reading.kind === "refused") throw new Error(`our own file is refused: ${reading.code}`);
  return await createImport(tx, { fileName, file, table: reading.table, fields, supplierId: null, by });
}
