// The read model of a supplier's columns, and what a click on them saves.
import { z } from "zod";
import { recordActivity } from "../platform/activity.server.ts";
import { readTable } from "../platform/tables/read-table.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { listSheetColumns, saveSheetColumns } from "../suppliers/sheet-store.server.ts";
import { defaultColumns, isSheetField, type SheetColumn } from "../suppliers/order-sheet.ts";
import { done, failed, refused, type Answer } from "./answer.ts";
import { textOf } from "./form.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { columnsFromHeadings, mostColumns, mostHeading, type SampleOrder, type SheetPage } from "./sheet-page.ts";

export async function readSheetPage(tx: ShopTransaction, supplierId: string): Promise<SheetPage | undefined> {
  const supplier = await tx.db.supplier.findUnique({ where: { shopId_id: { shopId: tx.shopId, id: supplierId } }, select: { name: true, locale: true, hidesPrices: true } });
  if (!supplier) return undefined;
  const own = await listSheetColumns(tx, supplierId);
  const attributes = await tx.db.offerAttribute.findMany({ where: { offer: { supplierId } }, select: { name: true }, distinct: ["name"], orderBy: { name: "asc" }, take: 50 });
  return {
    supplierId, supplierName: supplier.name, locale: supplier.locale, hidesPrices: supplier.hidesPrices,
    columns: own.length > 0 ? own : defaultColumns(supplier.locale), isOwn: own.length > 0,
    attributes: [...new Set(["颜色", "尺码", ...attributes.map(({ name }) => name)])],
    sample: await readSample(tx, supplierId),
  };
}

async function readSample(tx: ShopTransaction, supplierId: string): Promise<SampleOrder> {
  const line = await tx.db.supplierOrderLine.findFirst({ where: { supplierOrder: { supplierId } }, include: { attributes: true, supplierOrder: { select: { orderName: true } } }, orderBy: { id: "desc" } });
  if (!line) return { orderName: "#1001", itemId: "A-100", nameZh: "陶瓷杯", titleEn: "Ceramic mug", sku: "MUG-W", attributes: [{ name: "颜色", value: "白" }, { name: "尺码", value: "M" }] };
  return {
    orderName: line.supplierOrder.orderName, itemId: line.itemId, nameZh: line.nameZh ?? line.titleEn, titleEn: line.titleEn, sku: line.sku ?? "",
    attributes: line.attributes.map(({ name, value }) => ({ name, value })),
  };
}

const columnsSchema = z.array(z.object({
  header: z.string().trim().min(1).max(mostHeading), field: z.string().refine(isSheetField), fixedText: z.string().max(500).nullable(),
})).max(mostColumns);

export async function saveSheet(tx: ShopTransaction, form: FormData, { supplierId, by }: { supplierId: string; by: By }): Promise<Act> {
  const supplier = await tx.db.supplier.findUnique({ where: { shopId_id: { shopId: tx.shopId, id: supplierId } }, select: { name: true } });
  if (!supplier) return { answer: failed("suppliers.gone"), jobs: [] };
  const isReset = textOf(form, "intent") === "reset";
  const columns = isReset ? [] : readColumns(textOf(form, "columns"));
  if ("kind" in columns) return { answer: columns, jobs: [] };
  const locale = textOf(form, "locale") === "en" ? "en" : "zh-CN";
  await tx.db.supplier.update({ where: { shopId_id: { shopId: tx.shopId, id: supplierId } }, data: { locale } });
  await saveSheetColumns(tx, supplierId, columns);
  await recordActivity(tx, { subject: "supplier", subjectId: supplierId, actor: { kind: "STAFF", name: by.name }, code: "sheet_changed", params: { supplier: supplier.name }, at: by.at });
  return { answer: done(isReset ? "sheet.reset_done" : "sheet.saved"), jobs: [] };
}

function readColumns(json: string): SheetColumn[] | Answer {
  const read = columnsSchema.safeParse(parseJson(json));
  if (!read.success) {
    // Beside the column that cannot be used; its number is its place.
    const places = [...new Set(read.error.issues.map(({ path }) => path[0]).filter((place) => typeof place === "number"))];
    return places.length > 0 ? refused(Object.fromEntries(places.map((place) => [`column.${place}`, { code: "sheet.heading_needed" }]))) : failed("sheet.unusable");
  }
  const headers = read.data.map(({ header }) => header.toLowerCase());
  const twice = headers.findIndex((header, place) => headers.indexOf(header) !== place);
  if (twice !== -1) return refused({ [`column.${twice}`]: { code: "sheet.heading_twice" } });
  return read.data.length === 0 ? failed("sheet.unusable") : read.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type HeadingsAnswer = { readonly kind: "headings"; readonly columns: readonly SheetColumn[] } | { readonly kind: "unusable" };

/** Nothing is saved: the person looks at what was guessed first. */
export async function readHeadings(form: FormData): Promise<HeadingsAnswer> {
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) return { kind: "unusable" };
  // An empty form of the supplier's is enough: only its first row counts.
  const reading = await readTable(Buffer.from(await file.arrayBuffer()));
  return reading.kind === "table" ? { kind: "headings", columns: columnsFromHeadings(reading.table.headers) } : { kind: "unusable" };
}
