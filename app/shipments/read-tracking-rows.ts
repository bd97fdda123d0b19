// What does a supplier's file say was shipped? Its columns are matched by their headings, and read into the same lines as a chat.
import { companyByNumber, takeCarrier } from "../carriers/spoken-names.ts";
import { normalizeNumber } from "../carriers/number.ts";
import type { Table } from "../platform/tables/table.ts";
import { fold, isLikeNumber, orderKey, takeRefusal, type KnownOrder, type Reply, type ReplyLine } from "./read-reply.ts";

export const trackingFields = ["order", "number", "carrier", "item"] as const;
export type TrackingField = (typeof trackingFields)[number];
/** The heading that stands for each field. */
export type TrackingColumns = Readonly<Partial<Record<TrackingField, string>>>;

const guesses: Readonly<Record<TrackingField, RegExp>> = {
  number: /快递单号|运单|物流单号|跟踪|追踪|tracking|waybill|awb/i,
  carrier: /快递公司|物流公司|承运|快递|carrier|courier|shipping company|logistics/i,
  order: /订单|order|^单号$/i,
  item: /款号|货号|商品编码|^item|item (no|number)|^sku$/i,
};

/** Remembered headings first, then what a heading says. Each column stands for one thing. */
export function matchColumns(headers: readonly string[], remembered: ReadonlyMap<string, string>): TrackingColumns {
  const columns: Partial<Record<TrackingField, string>> = {};
  const free = () => headers.filter((header) => !Object.values(columns).includes(header));
  for (const field of trackingFields) {
    const known = free().find((header) => remembered.get(header) === field);
    if (known !== undefined) columns[field] = known;
  }
  for (const field of ["number", "carrier", "order", "item"] as const) {
    const guess = columns[field] ?? free().find((header) => guesses[field].test(header.normalize("NFKC")) && !remembered.has(header));
    if (guess !== undefined) columns[field] = guess;
  }
  return columns;
}

export function readTrackingRows(table: Table, columns: TrackingColumns, known: readonly KnownOrder[]): Reply {
  const byKey = new Map(known.map(({ orderName }) => [orderKey(orderName), orderName]));
  const cellsOf = (cells: readonly string[], field: TrackingField): string => cells[table.headers.indexOf(columns[field] ?? "")] ?? "";
  const lines = table.rows.map((row): ReplyLine => {
    const cell = (field: TrackingField) => cellsOf(row.cells, field).trim();
    const name = byKey.get(orderKey(cell("order")));
    const { company } = takeCarrier(fold(cell("carrier")));
    const { code } = takeRefusal(fold(`${cell("number")} ${cell("carrier")}`));
    const numbers = cell("number").split(/[\s,，;；/、|]+/u).map(normalizeNumber).filter(isLikeNumber);
    return {
      lineNumber: row.number, text: trackingFields.map(cell).filter((one) => one !== "").join(" "),
      orderNames: name === undefined ? [] : [name], unknownOrders: name === undefined && cell("order") !== "" ? [cell("order")] : [], isByName: false,
      numbers: [...new Set(numbers)].map((number) => ({ number, company: company ?? (cell("carrier") || companyByNumber(number)) })),
      packs: null, items: cell("item") === "" ? [] : [cell("item")], refusal: numbers.length === 0 ? code : null,
    };
  });
  const says = (line: ReplyLine): boolean => line.numbers.length > 0 || line.refusal !== null;
  return { lines: lines.filter(says), ignored: lines.filter((line) => !says(line)).map(({ lineNumber, text }) => ({ lineNumber, text })) };
}
