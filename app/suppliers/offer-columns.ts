// Which of our fields does each column of a merchant's file stand for? Guessed from its heading, unless it was told before.
import { catalogues } from "../platform/words/words.ts";
import { offerFields, type OfferField } from "./offer-import.ts";

/** Headings as suppliers and other apps write them, beside our own words; without blanks and signs. */
const synonyms: Readonly<Record<OfferField, readonly string[]>> = {
  variant_id: ["variantid", "shopifyvariantid", "variantgid", "款式id", "变体id"],
  sku: ["sku", "variantsku", "shopsku", "sellersku", "skucode", "商品sku", "店铺sku", "商家编码", "规格编码", "sku编码"],
  barcode: ["barcode", "variantbarcode", "ean", "upc", "gtin", "条码", "条形码", "商品条码"],
  supplier: ["supplier", "suppliername", "vendor", "供应商", "供应商名称", "供货商", "厂家"],
  item: ["supplieritem", "item", "itemnumber", "itemno", "itemid", "supplieritemid", "suppliersku", "offerid", "1688offerid", "商品编号", "商品id", "供应商货号", "货号", "款号"],
  spec: ["spec", "specification", "specid", "supplierspec", "规格", "规格id", "颜色尺码", "skuid"],
  pack: ["pack", "packratio", "packsize", "unitsperpack", "unitsinonepack", "每包件数", "每包数量", "装箱数", "包装数"],
  cost: ["cost", "price", "unitcost", "unitprice", "packcost", "costofonepack", "purchaseprice", "成本", "成本价", "价格", "单价", "进价", "采购价", "供货价", "代发价", "拿货价", "每包成本"],
  currency: ["currency", "currencycode", "货币", "币种"],
  ships_to: ["shipsto", "shipto", "countries", "country", "可寄国家", "可寄国家地区", "可发国家", "发往国家"],
  priority: ["priority", "优先级"],
  stock: ["stock", "stockquantity", "inventory", "available", "库存", "库存数量", "可售库存"],
  lead_time: ["leadtime", "leadtimedays", "handlingdays", "备货天数", "备货时间", "发货天数", "发货时效"],
  minimum: ["minimum", "minimumquantity", "minimumorder", "moq", "最小起订量", "起订量", "起批量"],
  name_zh: ["namezh", "chinesename", "中文品名", "中文名", "品名"],
  active: ["active", "enabled", "isactive", "启用", "是否启用"],
};

export const plainHeading = (heading: string): string => heading.normalize("NFKC").toLowerCase().replaceAll(/[\s_\-/()[\]（）:：*.]/gu, "");

const known = new Map<string, OfferField>([
  ...offerFields.flatMap((field) => synonyms[field].map((word) => [word, field] as const)),
  ...offerFields.flatMap((field) => Object.values(catalogues).map((words) => [plainHeading(words[`imports.field.${field}`]), field] as const)),
]);

/** One field for each heading, "" where none is known; a field is given to the first column that claims it. */
export function guessColumns(headers: readonly string[], remembered: ReadonlyMap<string, string>): string[] {
  const taken = new Set<string>();
  return headers.map((header) => {
    const plain = plainHeading(header);
    const field = remembered.get(plain) ?? known.get(plain) ?? "";
    if (field === "" || taken.has(field) || !offerFields.some((one) => one === field)) return "";
    taken.add(field);
    return field;
  });
}

/** What stands in the way of a start, as codes under "imports.columns."; nothing when a row may become an offer. */
export function complaintsAboutColumns(fields: readonly string[], supplierId: string | null): string[] {
  const has = (...wanted: OfferField[]) => wanted.some((field) => fields.includes(field));
  const twice = fields.some((field, index) => field !== "" && fields.indexOf(field) !== index);
  return [
    ...(twice ? ["imports.columns.twice"] : []),
    ...(has("variant_id", "sku", "barcode") ? [] : ["imports.columns.no_variant"]),
    ...(has("item") ? [] : ["imports.columns.no_item"]),
    ...(has("cost") ? [] : ["imports.columns.no_cost"]),
    ...(has("supplier") || supplierId !== null ? [] : ["imports.columns.no_supplier"]),
  ];
}
