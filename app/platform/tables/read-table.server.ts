// What does this file hold? CSV in the encodings and with the delimiters that people have, or a workbook of Excel.
import type { TableReading } from "./table.ts";
import { readCsv } from "./read-csv.ts";
import { readXlsx } from "./read-xlsx.server.ts";

export type TableLimits = { readonly maxBytes: number; readonly maxRows: number };
export const usualLimits: TableLimits = { maxBytes: 20 * 1024 * 1024, maxRows: 50_000 };

/** Never throws for what a file holds: a file that cannot be used is refused with its reason. */
export async function readTable(bytes: Buffer, limits: TableLimits = usualLimits): Promise<TableReading> {
  if (bytes.length > limits.maxBytes) return { kind: "refused", code: "table.too_large", params: { megabytes: Math.ceil(bytes.length / 1048576), most: Math.floor(limits.maxBytes / 1048576) } };
  if (bytes.length === 0) return { kind: "refused", code: "table.empty", params: {} };
  if (bytes.subarray(0, 4).equals(zipStart)) return await readXlsx(bytes, limits);
  if (bytes.subarray(0, 8).equals(oldOfficeStart)) return { kind: "refused", code: "table.old_excel", params: {} };
  return readCsv(bytes, limits);
}

const zipStart = Buffer.from("PK\u0003\u0004", "latin1");
/** Compound file: Excel before 2007, or a workbook with a password. */
const oldOfficeStart = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
