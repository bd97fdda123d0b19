// What does the first sheet of a workbook show? Values as a person sees them; macros are refused, formulas are not run.
import ExcelJS from "exceljs";
import type { TableNotice, TableReading, TableRow } from "./table.ts";
import { toTable } from "./to-table.ts";

/** A workbook of some megabytes can unfold to gigabytes: what the archive says of itself is looked at before unpacking. */
const mostUnpacked = 300 * 1024 * 1024;

export async function readXlsx(bytes: Buffer, { maxRows }: { readonly maxRows: number }): Promise<TableReading> {
  const parts = listParts(bytes);
  if (parts.some(({ name }) => name === "xl/vbaProject.bin")) return { kind: "refused", code: "table.macros", params: {} };
  const unpacked = parts.reduce((sum, part) => sum + part.size, 0);
  if (unpacked > mostUnpacked) return { kind: "refused", code: "table.too_large", params: { megabytes: Math.ceil(unpacked / 1048576), most: mostUnpacked / 1048576 } };
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
  sheet.eachRow((row, number) => rows.push({ number, cells: cellsOf(row, sheet.columnCount, seen) }));
  return toTable(rows, { encoding: "xlsx", delimiter: null, notices: noticesOf(book, sheet, seen), maxRows });
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
    return Number.isInteger(value) ? BigInt(value).toString() : String(value);
  }
  if (typeof value === "object") return ofObject(value as Record<string, unknown>, seen);
  return String(value);
}

function ofObject(value: Record<string, unknown>, seen: Seen): string {
  if (Array.isArray(value["richText"])) return (value["richText"] as { text: string }[]).map(({ text }) => text).join("");
  if ("text" in value) return plain(value["text"], seen);
  return typeof value["error"] === "string" ? "" : "";
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

type Part = { readonly name: string; readonly size: number };

/** The archive's central directory (ZIP application note, 4.3.12): names and unpacked sizes, without unpacking. */
function listParts(bytes: Buffer): Part[] {
  const parts: Part[] = [];
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) return parts;
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0 && at + 46 <= bytes.length && bytes.readUInt32LE(at) === 0x02014b50; left -= 1) {
    const [nameLength, extraLength, commentLength] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
    parts.push({ name: bytes.toString("utf8", at + 46, at + 46 + nameLength), size: bytes.readUInt32LE(at + 24) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return parts;
}
