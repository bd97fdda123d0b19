// What stands in the sheet that a supplier is given (代发单): which columns, in whose words, one row for each line?
// Pure: the same requests and columns always make the same sheet. Everything is text, so that no spreadsheet rounds a phone number.
import { formatDecimal, type Money } from "../platform/money.ts";
import { say, type Language } from "../platform/words/words.ts";
import type { Receiver, RequestedLine, SupplierOrderRequest } from "./supplier-order-request.ts";

/** "fixed" repeats a text in every row, "empty" keeps a column that the supplier fills in or does not use. */
export const SHEET_FIELDS = [
  "orderName", "reference", "date", "shipBy", "brand",
  "receiverName", "phone", "address", "province", "city", "district", "street", "detail", "postalCode", "country", "company", "email",
  "itemId", "spec", "nameZh", "titleEn", "sku", "packs", "pieces", "unitCost", "note", "properties", "giftMessage", "imageUrl",
  "method", "customsNameZh", "customsNameEn", "hsCode", "originCountry", "declaredValue", "taxId", "packing",
  "carrier", "trackingNumber", "fixed", "empty",
] as const;
export type NamedSheetField = (typeof SHEET_FIELDS)[number];
/** One of the item's attributes by its name: "attribute:颜色". */
export type SheetField = NamedSheetField | `attribute:${string}`;

export type SheetColumn = { readonly header: string; readonly field: SheetField; readonly fixedText: string | null };
export type Sheet = { readonly headers: readonly string[]; readonly rows: readonly (readonly string[])[] };

export const isSheetField = (text: string): text is SheetField =>
  (SHEET_FIELDS as readonly string[]).includes(text) || (text.startsWith("attribute:") && text.length > "attribute:".length);

const usual: readonly NamedSheetField[] = [
  "orderName", "itemId", "nameZh", "spec", "packs", "receiverName", "phone", "address", "country", "postalCode", "method", "properties", "note", "carrier", "trackingNumber",
];

/** For a supplier that has no columns of its own: Chinese headings for one who reads Chinese, English ones for others. */
export function defaultColumns(language: string): SheetColumn[] {
  const words = sheetLanguage(language);
  const named = words === "en" ? usual.map((field) => (field === "nameZh" ? "titleEn" : field)) : usual;
  return named.map((field) => ({ header: headingOf(field, words), field, fixedText: null }));
}

export const sheetLanguage = (language: string): Language => (language.toLowerCase().startsWith("zh") ? "zh-CN" : "en");

export const headingOf = (field: SheetField, language: Language): string =>
  field.startsWith("attribute:") ? field.slice("attribute:".length) : say(language, `sheet.field.${field as NamedSheetField}`);

/** A sheet is passed from hand to hand, and often into the parcel: where prices are hidden the column stays and is empty. */
export const withoutPrices = (columns: readonly SheetColumn[]): SheetColumn[] =>
  columns.map((column) => (column.field === "unitCost" ? { ...column, field: "empty" } : column));

export function toSheet(requests: readonly SupplierOrderRequest[], columns: readonly SheetColumn[]): Sheet {
  const rows = requests.flatMap((request) => request.lines.map((line) => columns.map((column) => cellOf(column, { request, line }))));
  return { headers: columns.map(({ header }) => header), rows };
}

type Row = { readonly request: SupplierOrderRequest; readonly line: RequestedLine };

function cellOf({ field, fixedText }: SheetColumn, row: Row): string {
  if (field === "fixed") return fixedText ?? "";
  if (field.startsWith("attribute:")) return attributeOf(row.line, field.slice("attribute:".length));
  return readers[field as keyof typeof readers](row) ?? "";
}

/** 颜色 and "颜色 " are one name. */
function attributeOf({ attributes }: RequestedLine, name: string): string {
  const folded = foldName(name);
  return attributes.find((attribute) => foldName(attribute.name) === folded)?.value ?? "";
}

const foldName = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

type Reader = (row: Row) => string | undefined;

const readers: Readonly<Record<Exclude<NamedSheetField, "fixed">, Reader>> = {
  orderName: ({ request }) => request.identity.orderName,
  reference: ({ request }) => request.identity.reference,
  date: ({ request }) => request.identity.createdAt.slice(0, 10),
  shipBy: ({ request }) => request.identity.shipBy?.slice(0, 16).replace("T", " "),
  brand: ({ request }) => request.identity.shopBrand,
  receiverName: ({ request }) => request.receiver.name,
  phone: ({ request }) => phoneOf(request.receiver),
  address: ({ request }) => wholeAddress(request.receiver),
  province: ({ request }) => request.receiver.province ?? request.receiver.provinceCode,
  city: ({ request }) => request.receiver.city,
  district: ({ request }) => request.receiver.district,
  street: ({ request }) => request.receiver.street,
  detail: ({ request }) => detailOf(request.receiver),
  postalCode: ({ request }) => request.receiver.postalCode,
  country: ({ request }) => request.receiver.countryName ?? request.receiver.countryCode,
  company: ({ request }) => request.receiver.company,
  email: ({ request }) => request.receiver.email,
  itemId: ({ line }) => line.itemId,
  spec: ({ line }) => specOf(line),
  nameZh: ({ line }) => line.nameZh ?? line.titleEn,
  titleEn: ({ line }) => line.titleEn,
  sku: ({ line }) => line.sku,
  packs: ({ line }) => String(line.quantity),
  pieces: ({ line }) => String(line.quantity * line.packRatio),
  unitCost: ({ line }) => amountOf(line.unitCost),
  note: ({ line }) => line.note,
  properties: ({ line }) => line.properties.map(({ name, value }) => `${name}: ${value}`).join("; "),
  giftMessage: ({ request }) => request.packing.giftMessage,
  imageUrl: ({ line }) => line.imageUrl,
  method: ({ request }) => request.method.supplierChannel ?? request.method.deliveryTitle,
  customsNameZh: ({ line }) => line.customs?.nameZh,
  customsNameEn: ({ line }) => line.customs?.nameEn,
  hsCode: ({ line }) => line.customs?.hsCode,
  originCountry: ({ line }) => line.customs?.originCountryCode,
  declaredValue: ({ line }) => amountOf(line.customs?.declaredUnitValue),
  taxId: ({ request }) => request.identityDocuments.map(({ kind, value }) => `${kind} ${value}`).join("; "),
  packing: ({ request }) => [request.packing.instructionsZh, request.packing.instructionsEn, request.packing.inserts].filter(Boolean).join("; "),
  carrier: () => "",
  trackingNumber: () => "",
  empty: () => "",
};

const amountOf = (money: Money | undefined): string | undefined => money && `${formatDecimal(money)} ${money.currency}`;

/** Within China nobody dials +86; abroad nobody can dial without the country. */
export function phoneOf({ phone, phoneE164, countryCode }: Receiver): string | undefined {
  if (countryCode === "CN") return phone?.trim() || phoneE164?.replace(/^\+86/, "");
  return phoneE164 ?? phone;
}

const detailOf = ({ line1, line2, houseNumber, countryCode }: Receiver): string =>
  [line1, houseNumber && !line1.includes(houseNumber) ? houseNumber : undefined, line2].filter(Boolean).join(countryCode === "CN" ? "" : ", ");

/** 整段地址 where the request brings one; abroad the order of a label. */
export function wholeAddress(receiver: Receiver): string {
  if (receiver.oneLine) return receiver.oneLine;
  const { company, district, city, province, provinceCode, postalCode, countryName, countryCode } = receiver;
  const place = [city, provinceCode ?? province, postalCode].filter(Boolean).join(" ");
  return [company, detailOf(receiver), district, place, countryName ?? countryCode].filter(Boolean).join(", ");
}

export function specOf({ specId, attributes }: RequestedLine): string {
  const named = attributes.map(({ name, value }) => `${name}: ${value}`);
  return [...named, ...(specId && named.length === 0 ? [specId] : [])].join("; ");
}
