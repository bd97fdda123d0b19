// Is the first row a heading, and does every row fit under it?
import type { Table, TableNotice, TableReading, TableRow } from "./table.ts";

type Read = Pick<Table, "encoding" | "delimiter"> & { readonly notices: readonly TableNotice[]; readonly maxRows: number };

/** Empty rows are left out and keep their numbers; short rows are filled up, and long ones are told. */
export function toTable(all: readonly TableRow[], { encoding, delimiter, notices, maxRows }: Read): TableReading {
  const filled = all.filter(({ cells }) => cells.some((cell) => cell !== ""));
  const [heading, ...rows] = filled;
  if (!heading) return { kind: "refused", code: "table.empty", params: {} };
  if (rows.length > maxRows) return { kind: "refused", code: "table.too_many_rows", params: { most: maxRows } };
  const headers = withoutEmptyTail(heading.cells);
  if (headers.some((header) => header === "")) return { kind: "refused", code: "table.no_header", params: { column: headers.indexOf("") + 1 } };
  const twice = headers.find((header, index) => headers.findIndex((other) => other.toLowerCase() === header.toLowerCase()) !== index);
  if (twice !== undefined) return { kind: "refused", code: "table.duplicate_headers", params: { header: twice } };
  const odd = rows.filter(({ cells }) => withoutEmptyTail(cells).length > headers.length);
  return {
    kind: "table",
    table: {
      headers, encoding, delimiter,
      rows: rows.map(({ number, cells }) => ({ number, cells: headers.map((_, index) => cells[index] ?? "") })),
      notices: [...notices, ...(odd.length > 0 ? [{ code: "table.rows_of_other_width" as const, params: { rows: odd.length, first: odd[0]?.number ?? 0 } }] : [])],
    },
  };
}

function withoutEmptyTail(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => cell !== "");
  return cells.slice(0, last + 1);
}
