// What does a merchant see of a file of offers: how it was read, what it would do, how far it is, and what became of each row?
import type { OfferChange } from "../suppliers/offer-cells.ts";
import type { RowOutcome } from "../suppliers/offer-import.ts";

export type ShownNote = { readonly code: string; readonly params: Readonly<Record<string, string | number>> };
export type Counts = Readonly<Record<RowOutcome, number>>;

export type ShownRow = {
  readonly number: number;
  readonly outcome: RowOutcome;
  /** Title and SKU of the variant; null where none was found. */
  readonly variant: string | null;
  /** "Item 123 / red, 12.50 CNY". */
  readonly offer: string | null;
  readonly changes: readonly OfferChange[];
  readonly reason: ShownNote | null;
};

export type ShownImport = {
  readonly id: string;
  readonly fileName: string;
  readonly state: "UPLOADED" | "RUNNING" | "DONE" | "FAILED" | "UNDONE";
  readonly createdAt: Date;
  readonly undoneAt: Date | null;
  readonly totalRows: number;
  readonly doneRows: number;
  readonly counts: Counts;
};

export type ShownColumn = { readonly header: string; readonly field: string; readonly example: string };

export type ImportPreview = {
  readonly columns: readonly ShownColumn[];
  readonly supplierId: string | null;
  readonly currency: string | null;
  /** Codes of what stands in the way of a start. */
  readonly complaints: readonly string[];
  readonly counts: Counts;
  readonly firsts: Readonly<Record<RowOutcome, readonly ShownRow[]>>;
};

export const reportFilters = ["ALL", "CREATED", "UPDATED", "UNCHANGED", "REFUSED"] as const;
export type ReportFilter = (typeof reportFilters)[number];
export type ReportQuery = { readonly filter: ReportFilter; readonly page: number };

export type ImportReport = {
  readonly query: ReportQuery;
  readonly rows: readonly ShownRow[];
  readonly hasNext: boolean;
  /** After an undo: what somebody changed since. */
  readonly kept: { readonly count: number; readonly rows: readonly ShownRow[] };
};

export type ImportPage = {
  readonly shown: ShownImport;
  readonly encoding: string;
  readonly delimiter: string | null;
  readonly notices: readonly ShownNote[];
  readonly suppliers: readonly { readonly id: string; readonly name: string }[];
  readonly preview: ImportPreview | null;
  readonly report: ImportReport | null;
};

export type ImportsPage = {
  readonly imports: readonly ShownImport[];
  readonly suppliers: readonly { readonly id: string; readonly name: string }[];
};

export function readReportQuery(address: URLSearchParams): ReportQuery {
  const page = Number(address.get("page") ?? "1");
  return { filter: reportFilters.find((one) => one === address.get("show")) ?? "ALL", page: Number.isSafeInteger(page) && page > 0 && page < 10_000 ? page : 1 };
}

export const importAddress = (id: string, { filter = "ALL", page = 1 }: Partial<ReportQuery> = {}): string => {
  const search = new URLSearchParams({ ...(filter === "ALL" ? {} : { show: filter }), ...(page > 1 ? { page: String(page) } : {}) });
  return `/app/products/import/${id}${search.size > 0 ? `?${search}` : ""}`;
};
