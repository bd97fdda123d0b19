// Which rows of a file are rates? Those that are not say why; a preview shows both before anything is saved.
import type { Table, TableRow } from "../platform/tables/table.ts";
import type { DatedRate } from "../merchants/exchange-rates.server.ts";
import type { Said } from "./answer.ts";
import { decimal, isDay } from "./read-offer-form.ts";

export type RatesRead = { readonly rates: readonly DatedRate[]; readonly refused: readonly { readonly row: number; readonly why: Said }[] };

const columns = {
  quotedOn: ["date", "day", "日期"],
  from: ["from", "源货币", "原币"],
  to: ["to", "目标货币", "本币"],
  rate: ["rate", "汇率"],
} as const;
type Column = keyof typeof columns;
const names = Object.keys(columns) as Column[];

/** The headings that are missing, by their English names. */
export function missingColumns({ headers }: Pick<Table, "headers">): string[] {
  return names.filter((name) => columnOf(headers, name) < 0).map((name) => columns[name][0]);
}

const columnOf = (headers: readonly string[], name: Column): number => headers.findIndex((header) => (columns[name] as readonly string[]).includes(header.trim().toLowerCase()));

export function readRates(table: Pick<Table, "headers" | "rows">, { today }: { readonly today: string }): RatesRead {
  const at = Object.fromEntries(names.map((name) => [name, columnOf(table.headers, name)])) as Record<Column, number>;
  const rates: DatedRate[] = [];
  const refused: { row: number; why: Said }[] = [];
  const known = new Map<string, number>();
  for (const row of table.rows) {
    const rate = rateOf(row, at);
    const key = `${rate.from} ${rate.to} ${rate.quotedOn}`;
    const twice = known.get(key);
    const why = faultOf(rate, today) ?? (twice === undefined ? undefined : { code: "settings.rates.twice" as const, params: { row: twice } });
    if (why) refused.push({ row: row.number, why });
    else rates.push(rate);
    if (!why) known.set(key, row.number);
  }
  return { rates, refused };
}

function rateOf({ cells }: TableRow, at: Record<Column, number>): DatedRate {
  const cell = (name: Column) => (cells[at[name]] ?? "").trim();
  return { from: cell("from").toUpperCase(), to: cell("to").toUpperCase(), rate: cell("rate"), quotedOn: dayOf(cell("quotedOn")) };
}

/** Spreadsheets write days with slashes and points, the year first, and without zeros in front. */
function dayOf(text: string): string {
  const [, year, month = "", day = ""] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

const currencies = new Set(Intl.supportedValuesOf("currency"));

export function faultOf({ from, to, rate, quotedOn }: DatedRate, today: string): Said | undefined {
  const unknown = [from, to].find((code) => !currencies.has(code));
  if (unknown !== undefined) return { code: "form.unknown_currency", params: { text: unknown } };
  if (from === to) return { code: "settings.rates.same" };
  if (!decimal.test(rate) || !/[1-9]/.test(rate)) return { code: "form.rate" };
  if (!isDay(quotedOn)) return { code: "form.day" };
  return quotedOn > today ? { code: "settings.rates.future" } : undefined;
}
