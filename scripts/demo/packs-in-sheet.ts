// How much did a supplier without books of its own get to read? The rows of its sheet are counted, as it would.
import { readTable } from "../../app/platform/tables/read-table.server.ts";

/** Packs of one order in a Chinese sheet (代发单); throws when the file is no such sheet. */
export async function packsInSheet(bytes: Uint8Array, orderName: string): Promise<number> {
  const reading = await readTable(Buffer.from(bytes));
  if (reading.kind !== "table") throw new Error(`the sheet cannot be read: ${reading.code}`);
  const { headers, rows } = reading.table;
  const column = headers.findIndex((header) => header.includes("数量"));
  const own = rows.filter(({ cells }) => cells.includes(orderName));
  if (column < 0 || own.length === 0) throw new Error(`the sheet does not hold ${orderName}: ${headers.join(", ")}`);
  return own.reduce((sum, { cells }) => sum + Number(cells[column]), 0);
}
