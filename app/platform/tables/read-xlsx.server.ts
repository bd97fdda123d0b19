// What does the first sheet of a workbook show? Values as a person sees them; macros are refused, formulas are not run.
import ExcelJS from "exceljs";
import type { Params } from "../errors.ts";
import type { TableNotice, TableReading, TableRefusalCode, TableRow } from "./table.ts";
import { toTable } from "./to-table.ts";
import { unzipParts, type Unzipped } from "./unzip-parts.server.ts";

/** A workbook of some megabytes can unfold to gigabytes: it is unpacked up to here and no further, before it is understood. */
const mostUnpacked = 80 * 1024 * 1024;

export async function readXlsx(bytes: Buffer, { maxRows }: { readonly maxRows: number }): Promise<TableReading> {
  const refusal = refusalOf(unzipParts(bytes, mostUnpacked), bytes);
  if (refusal) return refusal;
  const book = new ExcelJS.Workbook();
  try {
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
  } catch {
    return { kind: "refused", code: "table.not_a_table", params: {} };
  }
  const sheet = book.worksheets.find((one) => one.state === "visible") ?? book.worksheets[0];
  if (!sheet) return { kind: "refused", code: "table.empty", params: {} };
  const seen: Seen = { dates: 0, formulas: 0, shortened: 0 };
  const rows: TableRow[] = [];
  // Counted anew at each call.
  const { columnCount } = sheet;
  sheet.eachRow((row, number) => rows.push({ number, cells: cellsOf(row, columnCount, seen) }));
  return toTable(rows, { encoding: "xlsx", delimiter: null, notices: noticesOf(book, sheet, seen), maxRows });
}

function refusalOf(unzipped: Unzipped, bytes: Buffer): TableReading | undefined {
  const refused = (code: TableRefusalCode, params: Params = {}): TableReading => ({ kind: "refused", code, params });
  if (unzipped.kind === "too_large") return refused("table.too_large", { megabytes: Math.max(Math.ceil(bytes.length / 1048576), mostUnpacked / 1048576 + 1), most: mostUnpacked / 1048576 });
  if (unzipped.kind === "broken") return refused("table.not_a_table");
  const { parts } = unzipped;
  if (parts.some(({ isEncrypted }) => isEncrypted)) return refused("table.encrypted");
  const kinds = parts.find(({ name }) => name === "[Content_Types].xml")?.bytes.toString("utf8") ?? "";
  if (kinds.includes("macroEnabled") || parts.some(({ name }) => /vbaProject\.bin$/i.test(name))) return refused("table.macros");
  return parts.some(({ name }) => name === "xl/workbook.xml") ? undefined : refused("table.not_a_table");
}

type Seen = { dates: number; formulas: number; shortened: number };

function cellsOf(row: ExcelJS.Row, columns: number, seen: Seen): string[] {
  return Array.from({ length: columns }, (_, index) => textOf(row.getCell(index + 1), seen).trim());
}

function textOf(cell: ExcelJS.Cell, seen: Seen): string {
  // Only the first cell of a merged area holds its value; the others would repeat it.
  if (cell.isMerged && cell.master !== cell) return "";
  const { value } = cell;
  if (value === null || value === undefined) return "";
  if (typeof value === "object" && "formula" in value) seen.formulas += 1;
  return plain(typeof value === "object" && ("formula" in value || "sharedFormula" in value) ? value.result : value, seen);
}

function plain(value: unknown, seen: Seen): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) {
    seen.dates += 1;
    return value.toISOString().replace(/T00:00:00.000Z$/, "");
  }
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value) && Math.abs(value) >= 1e15) seen.shortened += 1;
    // 15 digits are what a spreadsheet shows; behind them a sum such as 0.1 + 0.2 has noise.
    return Number.isInteger(value) ? BigInt(value).toString() : String(Number(value.toPrecision(15)));
  }
  if (typeof value === "object") return ofObject(value as Record<string, unknown>, seen);
  return String(value);
}

function ofObject(value: Record<string, unknown>, seen: Seen): string {
  if (Array.isArray(value["richText"])) return (value["richText"] as { text: string }[]).map(({ text }) => text).join("");
  if ("text" in value) return plain(value["text"], seen);
  return "";
}

function noticesOf(book: ExcelJS.Workbook, sheet: ExcelJS.Worksheet, seen: Seen): TableNotice[] {
  const merges = (sheet.model as { merges?: unknown[] }).merges?.length ?? 0;
  const others = book.worksheets.length - 1;
  const counted: [TableNotice["code"], number][] = [
    ["table.merged_cells", merges], ["table.dates_as_text", seen.dates], ["table.formulas_read_as_values", seen.formulas],
    ["table.numbers_shortened", seen.shortened], ["table.other_sheets_ignored", others],
  ];
  return counted.filter(([, count]) => count > 0).map(([code, count]) => ({ code, params: { count, sheet: sheet.name } }));
}
