// What does one row of a file offer? Each cell that cannot be used refuses the row with the cell's own reason.
import type { Reason } from "../orders/allocation.ts";
import type { Params } from "../platform/errors.ts";
import type { GivenFacts, ImportDefaults, OfferField, TypedRow } from "./offer-import.ts";
import { readCost } from "./read-cost.ts";

export type RowReading = { readonly kind: "typed"; readonly row: TypedRow } | { readonly kind: "refused"; readonly reason: Reason };

/** `fields` stand for the columns, in their order; "" for one that is not read. */
export function readOfferRow(cells: readonly string[], fields: readonly string[], defaults: ImportDefaults): RowReading {
  const row = new Row(cells, fields);
  try {
    const names = { variantId: row.text("variant_id", 100), sku: row.text("sku", 255), barcode: row.text("barcode", 255) };
    if (names.variantId === "" && names.sku === "" && names.barcode === "") throw new Unusable("variant_missing");
    return { kind: "typed", row: { names, supplierName: row.text("supplier", 255), given: givenBy(row, defaults) } };
  } catch (error) {
    if (error instanceof Unusable) return { kind: "refused", reason: error.reason };
    throw error;
  }
}

class Unusable extends Error {
  readonly reason: Reason;
  constructor(code: string, params: Params = {}) {
    super(code);
    this.reason = { code: `imports.row.${code}`, params };
  }
}

class Row {
  readonly #cells: ReadonlyMap<string, string>;
  constructor(cells: readonly string[], fields: readonly string[]) {
    this.#cells = new Map(fields.map((field, index) => [field, cells[index] ?? ""] as const).filter(([field]) => field !== ""));
  }

  has(field: OfferField): boolean {
    return this.#cells.has(field);
  }

  text(field: OfferField, most: number): string {
    const text = (this.#cells.get(field) ?? "").trim();
    if (text.length > most) throw new Unusable("too_long", { field, most });
    return text;
  }

  /** Empty is nothing; 9 digits fit the database's column. */
  whole(field: OfferField, least: number): number | null {
    const text = this.text(field, 100).normalize("NFKC");
    if (text === "") return null;
    const plain = /^\d+\.0+$/.test(text) ? text.replace(/\.0+$/, "") : text;
    if (!/^\d{1,9}$/.test(plain) || Number(plain) < least) throw new Unusable("not_whole", { field, text, least });
    return Number(plain);
  }
}

function givenBy(row: Row, { currency: fallback }: ImportDefaults): GivenFacts {
  const itemId = row.text("item", 255);
  if (itemId === "") throw new Unusable("item_missing");
  const reading = readCost({ cost: row.text("cost", 100), currency: row.text("currency", 100), fallback });
  if (reading.kind === "refused") throw new Unusable(reading.reason.code.replace("imports.row.", ""), reading.reason.params);
  const given = optional.filter(([field]) => row.has(field)).map(([, name, read]) => [name, read(row)] as const);
  return { itemId, unitCostMinor: reading.money.minor.toString(), currency: reading.money.currency, ...Object.fromEntries(given) };
}

/** Only what the file has a column for is said; an empty cell says "nothing", or the usual. */
const optional: readonly (readonly [field: OfferField, name: keyof GivenFacts, read: (row: Row) => unknown])[] = [
  ["spec", "specId", (row) => row.text("spec", 255) || null],
  ["pack", "packRatio", (row) => row.whole("pack", 1) ?? 1],
  ["ships_to", "shipsTo", (row) => readCountries(row.text("ships_to", 2000))],
  ["priority", "priority", (row) => row.whole("priority", 0) ?? 0],
  ["stock", "stockQuantity", (row) => row.whole("stock", 0)],
  ["lead_time", "leadTimeDays", (row) => row.whole("lead_time", 0)],
  ["minimum", "minimumQuantity", (row) => row.whole("minimum", 1)],
  ["name_zh", "nameZh", (row) => row.text("name_zh", 255) || null],
  ["active", "isActive", (row) => readYes(row.text("active", 100))],
];

const everywhere = new Set(["", "*", "ALL", "ANYWHERE", "EVERYWHERE", "WORLDWIDE", "全球", "全世界"]);

/** Codes, or names in English or Chinese; with commas of either writing, semicolons or lines between them. */
function readCountries(text: string): string[] {
  if (everywhere.has(text.toUpperCase())) return [];
  const parts = text.split(/[,，、;；|\n]+/u).map((part) => part.trim()).filter(Boolean);
  const words = parts.every((part) => countryOf(part) !== undefined) ? parts : parts.flatMap((part) => part.split(/\s+/));
  return [...new Set(words.map((word) => {
    const code = countryOf(word);
    if (code === undefined) throw new Unusable("country_unknown", { text: word });
    return code;
  }))];
}

let countries: ReadonlyMap<string, string> | undefined;

function countryOf(text: string): string | undefined {
  countries ??= listCountries();
  return countries.get(text.toUpperCase());
}

/** Built once: every code of two letters that the engine has a name for, by code and by name. */
function listCountries(): ReadonlyMap<string, string> {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter((code) => !["EU", "EZ", "UN", "ZZ", "XA", "XB", "UK"].includes(code));
  const names = ["en", "zh-CN"].map((language) => new Intl.DisplayNames(language, { type: "region", fallback: "none" }));
  const found = new Map(codes.flatMap((code) => names.flatMap((one) => {
    const name = one.of(code);
    return name === undefined ? [] : [[name.toUpperCase(), code], [code, code]] as [string, string][];
  })));
  return new Map([...found, ["UK", "GB"], ["USA", "US"]]);
}

const yes = new Set(["", "yes", "y", "true", "1", "active", "on", "是", "启用", "上架", "在售", "正常"]);
const no = new Set(["no", "n", "false", "0", "inactive", "paused", "off", "否", "停用", "下架", "停售", "暂停"]);

function readYes(text: string): boolean {
  const word = text.toLowerCase();
  if (yes.has(word)) return true;
  if (no.has(word)) return false;
  throw new Unusable("active_unknown", { text });
}
