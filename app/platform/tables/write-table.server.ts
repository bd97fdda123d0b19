// How is a table written so that any spreadsheet opens it as it was meant? Text stays text, and no cell is a formula.
import { stringify } from "csv-stringify/sync";
import ExcelJS from "exceljs";
import { neutral } from "./neutral.ts";
import type { SheetToWrite } from "./table.ts";

const mostWidth = 60;

/** Text cells carry the format "@": neither leading zeros nor long numbers are lost, and "=1+1" is shown, not counted. */
export async function writeXlsx(sheets: readonly SheetToWrite[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const { name, headers, rows, widths } of sheets) {
    const sheet = book.addWorksheet(name.replaceAll(/[\\/*?:[\]]/g, " ").slice(0, 31), { views: [{ state: "frozen", ySplit: 1 }] });
    sheet.columns = headers.map((header, index) => ({ header, width: widths?.[index] ?? widthOf([header, ...rows.map((row) => row[index] ?? "")]), style: { numFmt: "@", alignment: { vertical: "top", wrapText: true } } }));
    sheet.getRow(1).font = { bold: true };
    for (const row of rows) writeRow(sheet, row);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

function writeRow(sheet: ExcelJS.Worksheet, cells: readonly (string | number | null)[]): void {
  const row = sheet.addRow(cells.map((cell) => cell ?? ""));
  cells.forEach((cell, index) => {
    if (typeof cell === "number") row.getCell(index + 1).numFmt = "General";
  });
}

/** Chinese characters take the room of two. */
function widthOf(cells: readonly (string | number)[]): number {
  const longest = cells.reduce<number>((most, cell) => Math.max(most, String(cell).replaceAll(/[⺀-￿]/g, "××").length), 6);
  return Math.min(longest + 2, mostWidth);
}

/** Excel opens it as UTF-8 thanks to the mark in front. What would start a formula there gets an apostrophe, as OWASP advises. */
export function writeCsv({ headers, rows }: Pick<SheetToWrite, "headers" | "rows">): string {
  return stringify([[...headers], ...rows.map((row) => row.map((cell) => (typeof cell === "number" ? String(cell) : neutral(cell ?? ""))))], { bom: true, record_delimiter: "windows" });
}
