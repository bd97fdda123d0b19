// What does a file of rows hold, whatever program wrote it? Text only: a cell is what a person sees in it.
import type { Params } from "../errors.ts";

export type Table = {
  readonly headers: readonly string[];
  readonly rows: readonly TableRow[];
  /** "utf-8", "gb18030", "utf-16le"; "xlsx" for a workbook. */
  readonly encoding: string;
  readonly delimiter: string | null;
  /** What was noticed and did not stand in the way: {code, params} with words under "table.". */
  readonly notices: readonly TableNotice[];
};

/** number: as a spreadsheet counts it; the heading is 1. Cells stand in the order of the headers. */
export type TableRow = { readonly number: number; readonly cells: readonly string[] };

export type TableNotice = { readonly code: TableNoticeCode; readonly params: Params };
export const TABLE_NOTICES = ["table.merged_cells", "table.dates_as_text", "table.formulas_read_as_values", "table.other_sheets_ignored", "table.rows_of_other_width", "table.numbers_shortened"] as const;
export type TableNoticeCode = (typeof TABLE_NOTICES)[number];

export const TABLE_REFUSALS = ["table.too_large", "table.too_many_rows", "table.empty", "table.not_a_table", "table.macros", "table.old_excel", "table.encrypted", "table.unreadable_text", "table.duplicate_headers", "table.no_header"] as const;
export type TableRefusalCode = (typeof TABLE_REFUSALS)[number];

export type TableReading = { readonly kind: "table"; readonly table: Table } | { readonly kind: "refused"; readonly code: TableRefusalCode; readonly params: Params };

export type SheetToWrite = {
  readonly name: string;
  readonly headers: readonly string[];
  /** Everything is written as text, so that a spreadsheet keeps phone numbers and SKUs as they are; numbers where a sum is wanted. */
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** Characters; by its content where absent. */
  readonly widths?: readonly number[];
};
