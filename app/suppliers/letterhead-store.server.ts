// The memory of how letters to a supplier look: the shop's name and addresses, its own wording, the supplier's columns.
import type { Supplier as Row } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import { languages, type Language } from "../platform/words/words.ts";
import { TEXT_PLACES, type Letterhead, type OwnTexts, type TextPlace } from "./letterhead.ts";
import { defaultColumns, isSheetField, sheetLanguage, withoutPrices, type SheetColumn } from "./order-sheet.ts";

export async function loadLetterhead(tx: ShopTransaction, row: Pick<Row, "id" | "name" | "locale" | "hidesPrices">): Promise<Letterhead> {
  const shop = await tx.db.shop.findUniqueOrThrow({ where: { id: tx.shopId }, include: { settings: true } });
  const { settings } = shop;
  const isProven = settings?.mailSpfSeen === true && settings.mailDkimSeen;
  return {
    supplierName: row.name,
    supplierLanguage: sheetLanguage(row.locale),
    from: { name: settings?.mailFromName ?? shop.brandName ?? shop.name, address: isProven ? settings.mailFromAddress : null },
    replyTo: settings?.mailReplyTo ?? null,
    texts: await loadOwnTexts(tx, row.id),
    columns: await columnsOf(tx, row),
    showsPrices: !row.hidesPrices,
  };
}

async function columnsOf(tx: ShopTransaction, row: Pick<Row, "id" | "locale" | "hidesPrices">): Promise<SheetColumn[]> {
  const rows = await tx.db.supplierSheetColumn.findMany({ where: { supplierId: row.id }, orderBy: { position: "asc" } });
  const own = rows.map(({ header, field, fixedText }): SheetColumn => ({ header, field: isSheetField(field) ? field : "empty", fixedText }));
  const columns = own.length > 0 ? own : defaultColumns(row.locale);
  return row.hidesPrices ? withoutPrices(columns) : columns;
}

export async function loadOwnTexts(tx: ShopTransaction, supplierId: string): Promise<OwnTexts> {
  const rows = await tx.db.supplierText.findMany({ where: { supplierId, place: { in: [...TEXT_PLACES] }, language: { in: [...languages] } } });
  return Object.fromEntries(rows.map(({ place, language, text }) => [`${place}:${language}`, text]));
}

/** An empty text is ours again. Run twice: the same. */
export async function saveOwnText(tx: ShopTransaction, supplierId: string, own: { place: TextPlace; language: Language; text: string }): Promise<void> {
  const { text, ...at } = own;
  await tx.db.supplierText.deleteMany({ where: { supplierId, ...at } });
  if (text !== "") await tx.db.supplierText.create({ data: { ...own, id: newId(), shopId: tx.shopId, supplierId } });
}
