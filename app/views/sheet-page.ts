// What does a supplier's sheet look like, and how is it arranged? Pure, so that the page shows each change as it is typed.
import { parseMoney } from "../platform/money.ts";
import { defaultColumns, headingOf, isSheetField, SHEET_FIELDS, sheetLanguage, toSheet, withoutPrices, type Sheet, type SheetColumn, type SheetField } from "../suppliers/order-sheet.ts";
import type { SupplierOrderRequest } from "../suppliers/supplier-order-request.ts";

export type SheetPage = {
  readonly supplierId: string;
  readonly supplierName: string;
  readonly locale: string;
  readonly hidesPrices: boolean;
  readonly columns: readonly SheetColumn[];
  /** The supplier has columns of its own; else these are the usual ones. */
  readonly isOwn: boolean;
  /** Names of the attributes that this supplier's items have: each can be a column. */
  readonly attributes: readonly string[];
  readonly sample: SampleOrder;
};

/** From the supplier's newest order, or made up; never with a buyer's data, which a picture of a sheet does not need. */
export type SampleOrder = { readonly orderName: string; readonly itemId: string; readonly nameZh: string; readonly titleEn: string; readonly sku: string; readonly attributes: readonly { name: string; value: string }[] };

export const mostColumns = 60;
export const mostHeading = 100;

/** Which fact does the supplier mean by its heading? Undefined where nothing fits: the column is kept and left empty. */
export function guessField(header: string): SheetField | undefined {
  const asked = header.normalize("NFKC").replaceAll(/[\s*（）()：:]/gu, "").toLowerCase();
  const exact = SHEET_FIELDS.find((field) => field !== "fixed" && field !== "empty" && (["zh-CN", "en"] as const).some((language) => headingOf(field, language).replaceAll(/\s/gu, "").toLowerCase() === asked));
  return exact ?? guesses.find(([, pattern]) => pattern.test(asked))?.[0];
}

/** In this order: 快递单号 is no 单号 of the order's, and 收货地址 names no receiver. */
const guesses: readonly (readonly [SheetField, RegExp])[] = [
  ["trackingNumber", /快递单号|运单|物流单号|tracking|waybill/], ["carrier", /快递公司|物流公司|承运|carrier|courier/],
  ["taxId", /税号|身份证|cpf|taxid|护照/], ["address", /整段地址|收货地址|收件地址|完整地址|^地址$|^address$|fulladdress/], ["detail", /详细地址|街道地址|addressline|address1/],
  ["phone", /电话|手机|联系方式|phone|mobile|tel/], ["postalCode", /邮编|邮政编码|postcode|zip|postalcode/], ["country", /国家|country/], ["province", /^省|省份|州|province|state/], ["city", /市$|城市|city/], ["district", /区$|区县|县|district/],
  ["receiverName", /收件人|收货人|姓名|receiver|recipient|consignee/], ["orderName", /订单|单号|orderno|ordernumber|order#|^order$/], ["date", /日期|date/],
  ["attribute:颜色", /颜色|^color|^colour/], ["attribute:尺码", /尺码|尺寸|^size/], ["spec", /规格|款式|spec|variant/], ["itemId", /款号|货号|商品编码|item|styleno|编码/], ["sku", /sku/],
  ["packs", /数量|件数|qty|quantity/], ["unitCost", /单价|价格|price|cost/], ["hsCode", /海关编码|hscode/], ["declaredValue", /申报价|declaredvalue/], ["customsNameEn", /英文品名|申报英文/], ["customsNameZh", /中文品名|申报中文/],
  ["nameZh", /品名|商品|产品|名称|product|title|goods/], ["properties", /定制|刻字|personali|engrav/], ["giftMessage", /留言|贺卡|gift/], ["method", /物流方式|渠道|shipping|channel/], ["packing", /包装|packing/], ["note", /备注|说明|note|remark/],
];

export function columnsFromHeadings(headers: readonly string[]): SheetColumn[] {
  const taken = new Set<SheetField>();
  return headers.slice(0, mostColumns).map((header) => {
    const guess = guessField(header);
    // The same fact twice is more likely a wrong guess.
    const field: SheetField = guess === undefined || taken.has(guess) ? "empty" : guess;
    if (field !== "empty") taken.add(field);
    return { header: header.slice(0, mostHeading), field, fixedText: null };
  });
}

export function previewOf(page: Pick<SheetPage, "sample" | "hidesPrices">, columns: readonly SheetColumn[]): Sheet {
  return toSheet([sampleRequest(page.sample)], page.hidesPrices ? withoutPrices(columns) : columns);
}

/** The usual columns in another language; own headings are the supplier's and stay. */
export const usualColumns = (locale: string): SheetColumn[] => defaultColumns(sheetLanguage(locale));

export const asField = (text: string): SheetField => (isSheetField(text) ? text : "empty");

/** A made-up buyer in China, so that each column of an address shows something. */
function sampleRequest(sample: SampleOrder): SupplierOrderRequest {
  const cost = parseMoney("12.50", "CNY");
  return {
    identity: { reference: "0".repeat(32), revision: 1, idempotencyKey: "sample", shopBrand: "Shop", orderName: sample.orderName, createdAt: "2026-11-25T09:30:00+08:00", shipBy: "2026-11-28T18:00:00+08:00", isTest: true },
    lines: [{
      lineReference: "1", itemId: sample.itemId, attributes: sample.attributes, nameZh: sample.nameZh, titleEn: sample.titleEn, sku: sample.sku, quantity: 2, packRatio: 1, unitCost: cost,
      properties: [{ name: "Engraving", value: "Ann" }],
      customs: { nameZh: sample.nameZh, nameEn: sample.titleEn, hsCode: "691110", originCountryCode: "CN", declaredUnitValue: cost, cargoAttributes: ["general"] },
    }],
    receiver: {
      name: "张三", line1: "人民路 1 号 2 栋 301", street: "城北街道", district: "义乌市", city: "金华市", province: "浙江省", postalCode: "322000", countryCode: "CN", countryName: "中国", phone: "13800138000",
      oneLine: "浙江省金华市义乌市城北街道人民路 1 号 2 栋 301",
    },
    identityDocuments: [],
    method: { deliveryTitle: "Standard", forbiddenCarriers: [], wantsSignature: false, labelBuyer: "supplier" },
    packing: { giftMessage: "生日快乐", instructionsZh: "普通纸箱", wantsSlip: false, isWithoutPrices: true, wantsPhoto: false },
    money: { goods: cost, total: cost, isTaxIncluded: false, paymentState: "required", wantsInvoice: false },
  };
}
