// Files of offers for a merchant's disk: all offers as they are, a template of what has none, and the report of an import.
// What is exported and imported again changes nothing.
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Params } from "../platform/errors.ts";
import type { SheetToWrite } from "../platform/tables/table.ts";
import { writeCsv, writeXlsx } from "../platform/tables/write-table.server.ts";
import { isCode, say, type Language } from "../platform/words/words.ts";
import { cellOf, offerCells } from "../suppliers/offer-cells.ts";
import { loadOfferFacts } from "../suppliers/offer-facts.server.ts";
import { findImport } from "../suppliers/offer-import-store.server.ts";
import type { OfferField } from "../suppliers/offer-import.ts";
import { answerWithFile } from "./file-answer.ts";

export type FileKind = "csv" | "xlsx";

/** The name says the day in the shop's own time zone. */
export async function answerWithSheet(sheet: SheetToWrite, as: FileKind, day: string): Promise<Response> {
  const body = as === "csv" ? writeCsv(sheet) : new Uint8Array(await writeXlsx([sheet]));
  return answerWithFile({ name: `${sheet.name} ${day}`, type: as, body });
}

const headingsOf = (language: Language): string[] => [
  say(language, "imports.heading.product"), say(language, "imports.heading.variant"),
  ...(["variant_id", "sku", "supplier", ...offerCells] satisfies OfferField[]).map((field) => say(language, `imports.field.${field}`)),
];

const named = { id: true, shopifyVariantId: true, productTitle: true, variantTitle: true, sku: true } as const;
type Named = { id: string; shopifyVariantId: string; productTitle: string; variantTitle: string | null; sku: string | null };

/** The bare number: a spreadsheet shows it, and the import knows it. */
const cellsOfVariant = (variant: Named): string[] => [variant.productTitle, variant.variantTitle ?? "", variant.shopifyVariantId.split("/").at(-1) ?? "", variant.sku ?? ""];

const inOrder = [{ productTitle: "asc" }, { variantTitle: "asc" }, { id: "asc" }] as const;

export async function exportOffers(tx: ShopTransaction, language: Language): Promise<SheetToWrite> {
  const variants = await tx.db.variant.findMany({ where: { offers: { some: {} } }, select: named, orderBy: [...inOrder] });
  const suppliers = new Map((await tx.db.supplier.findMany({ select: { id: true, name: true } })).map(({ id, name }) => [id, name]));
  const offers = await loadOfferFacts(tx);
  return {
    name: say(language, "imports.files.export.name"), headers: headingsOf(language),
    rows: variants.flatMap((variant) => (offers.get(variant.id) ?? []).map((offer) => [
      ...cellsOfVariant(variant), suppliers.get(offer.supplierId) ?? "", ...offerCells.map((field) => cellOf(offer, field)),
    ])),
  };
}

/** Every variant that the shop sells, is not its own goods, and that no offer stands behind. */
export async function fillTemplate(tx: ShopTransaction, { language, currency }: { language: Language; currency: string }): Promise<SheetToWrite> {
  const variants = await tx.db.variant.findMany({ where: { offers: { none: {} }, isOwnGoods: false, missingSince: null }, select: named, orderBy: [...inOrder] });
  const usual: Partial<Record<OfferField, string>> = { pack: "1", currency, priority: "0", active: say(language, "imports.yes") };
  return {
    name: say(language, "imports.files.template.name"), headers: headingsOf(language),
    rows: variants.map((variant) => [...cellsOfVariant(variant), "", ...offerCells.map((field) => usual[field] ?? "")]),
  };
}

/** The cause in words, and for a refused row its own cells: corrected, the file can be imported again. */
export async function reportImport(tx: ShopTransaction, importId: string, { language, outcome }: { language: Language; outcome: string | null }): Promise<SheetToWrite | undefined> {
  const record = await findImport(tx, importId);
  if (!record) return undefined;
  const rows = await tx.db.offerImportRow.findMany({ where: { importId }, orderBy: { rowNumber: "asc" }, select: { rowNumber: true, outcome: true, code: true, params: true, cells: true } });
  const kept = rows.filter((row) => outcome === null || row.outcome === outcome);
  return {
    name: say(language, "imports.files.report.name"),
    headers: [say(language, "imports.heading.row"), say(language, "imports.heading.outcome"), say(language, "imports.heading.cause"), ...record.headers],
    rows: kept.map((row) => [
      row.rowNumber, say(language, `imports.outcome.${row.outcome}`), row.code === null ? "" : sayCause(language, row.code, row.params as Params),
      ...record.headers.map((_, index) => row.cells[index] ?? ""),
    ]),
  };
}

export function sayCause(language: Language, code: string, params: Params): string {
  const field = params["field"];
  const heading = `imports.field.${field}`;
  const said = field !== undefined && isCode(heading) ? { ...params, field: say(language, heading) } : params;
  return isCode(code) ? say(language, code, said) : code;
}
