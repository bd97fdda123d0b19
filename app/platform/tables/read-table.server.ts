// What does this file hold? CSV in the encodings and with the delimiters that people have, or a workbook of Excel.
import type { TableReading } from "./table.ts";
import { readCsv } from "./read-csv.server.ts";
import { readXlsx } from "./read-xlsx.server.ts";

export type TableLimits = { readonly maxBytes: number; readonly maxRows: number };
export const usualLimits: TableLimits = { maxBytes: 20 * 1024 * 1024, maxRows: 50_000 };

/** Never throws for what a file holds: a file that cannot be used is refused with its reason. */
export async function readTable(bytes: Buffer, limits: TableLimits = usualLimits): Promise<TableReading> {
  if (bytes.length > limits.maxBytes) return { kind: "refused", code: "table.too_large", params: { megabytes: Math.ceil(bytes.length / 1048576), most: Math.floor(limits.maxBytes / 1048576) } };
  if (bytes.length === 0) return { kind: "refused", code: "table.empty", params: {} };
  if (bytes.subarray(0, 4).equals(zipStart)) return await readXlsx(bytes, limits);
  if (bytes.subarray(0, 8).equals(oldOfficeStart)) return { kind: "refused", code: bytes.includes(encryptedPackage) ? "table.encrypted" : "table.old_excel", params: {} };
  if (otherStarts.some((start) => bytes.subarray(0, start.length).equals(start))) return { kind: "refused", code: "table.not_a_table", params: {} };
  return readCsv(bytes, limits);
}

const zipStart = Buffer.from("PK\u0003\u0004", "latin1");
/** Compound file: Excel before 2007, or a workbook with a password. */
const oldOfficeStart = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
/** The name of the stream that holds a workbook with a password ([MS-OFFCRYPTO] 2.3.4). */
const encryptedPackage = Buffer.from("EncryptedPackage", "utf16le");
/** Pictures and documents under the name of a table: PNG, JPEG, GIF, WebP, PDF. */
const otherStarts = [[0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [0x47, 0x49, 0x46, 0x38], [0x52, 0x49, 0x46, 0x46], [0x25, 0x50, 0x44, 0x46, 0x2d]].map((bytes) => Buffer.from(bytes));
