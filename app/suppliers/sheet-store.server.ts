// The memory of each supplier's own columns: what its sheets look like.
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import { defaultColumns, isSheetField, withoutPrices, type SheetColumn } from "./order-sheet.ts";
import { getSupplier } from "./store.server.ts";

/** As the merchant arranged them; empty while the usual columns are good enough. */
export async function listSheetColumns(tx: ShopTransaction, supplierId: string): Promise<SheetColumn[]> {
  const rows = await tx.db.supplierSheetColumn.findMany({ where: { supplierId }, orderBy: { position: "asc" } });
  // A field that this version does not know keeps its column.
  return rows.map(({ header, field, fixedText }) => ({ header, field: isSheetField(field) ? field : "empty", fixedText }));
}

/** The columns that go out to this supplier, without what it may not see. Throws MerchantError("supplier_missing"). */
export async function sheetOf(tx: ShopTransaction, supplierId: string): Promise<SheetColumn[]> {
  const supplier = await getSupplier(tx, supplierId);
  const own = await listSheetColumns(tx, supplierId);
  const columns = own.length > 0 ? own : defaultColumns(supplier.locale);
  return supplier.hidesPrices ? withoutPrices(columns) : columns;
}

/** Run twice: the same columns again. No columns: the usual ones from now on. */
export async function saveSheetColumns(tx: ShopTransaction, supplierId: string, columns: readonly SheetColumn[]): Promise<void> {
  await tx.db.supplierSheetColumn.deleteMany({ where: { supplierId } });
  await tx.db.supplierSheetColumn.createMany({ data: columns.map((column, position) => ({ ...column, id: newId(), shopId: tx.shopId, supplierId, position })) });
}
