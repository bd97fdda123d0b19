// Does the sheet say the right thing in the supplier's own columns, and is it read back as it was written?
import { describe, expect, it } from "vitest";
import { readTable } from "../../app/platform/tables/read-table.server.ts";
import { writeCsv, writeXlsx } from "../../app/platform/tables/write-table.server.ts";
import { isCode } from "../../app/platform/words/words.ts";
import { defaultColumns, SHEET_FIELDS, toSheet, withoutPrices, type SheetColumn } from "../../app/suppliers/order-sheet.ts";
import { anOrderRequest, aRequestedLine } from "./connectors/an-order-request.ts";

const column = (field: SheetColumn["field"], header: string = field, fixedText: string | null = null): SheetColumn => ({ header, field, fixedText });
const cells = (fields: readonly SheetColumn["field"][], request = anOrderRequest()) => toSheet([request], fields.map((field) => column(field))).rows[0];

describe("a sheet of orders", () => {
  it("has one row for each line, and repeats the order in each", () => {
    const request = anOrderRequest({ lines: [aRequestedLine({ itemId: "A", quantity: 1 }), aRequestedLine({ itemId: "B", quantity: 2, packRatio: 5 })] });

    const sheet = toSheet([request, anOrderRequest()], [column("orderName", "单号"), column("itemId"), column("packs"), column("pieces")]);

    expect(sheet.headers).toEqual(["单号", "itemId", "packs", "pieces"]);
    expect(sheet.rows).toEqual([["#1001", "A", "1", "1"], ["#1001", "B", "2", "10"], ["#1001", "mug", "3", "3"]]);
  });

  it("knows how to fill every field, and has a heading for it in both languages", () => {
    const columns = SHEET_FIELDS.map((field) => column(field, field, "fixed words"));
    const [row = []] = toSheet([anOrderRequest()], columns).rows;

    expect(Object.fromEntries(SHEET_FIELDS.map((field, index) => [field, row[index]]))).toMatchObject({
      receiverName: "Test Buyer", phone: "+551155550100", detail: "Rua do Teste 1", province: "São Paulo", postalCode: "01000-000", nameZh: "陶瓷杯", spec: "颜色: 白",
      unitCost: "12.50 CNY", properties: "Engraving: Test", giftMessage: "Feliz!", method: "POST-1", hsCode: "691110", declaredValue: "12.50 CNY", taxId: "CPF 123.456.789-09",
      packing: "普通纸箱; Plain box", carrier: "", trackingNumber: "", fixed: "fixed words", empty: "", date: "2026-11-25", shipBy: "2026-11-28 18:00",
    });
    expect(SHEET_FIELDS.filter((field) => !isCode(`sheet.field.${field}`))).toEqual([]);
  });

  it("speaks the supplier's language where it has no columns of its own", () => {
    expect(defaultColumns("zh-CN").map(({ header }) => header).slice(0, 8)).toEqual(["订单号", "款号", "品名", "规格", "数量", "收件人", "联系电话", "收货地址"]);
    expect(defaultColumns("en").map(({ header }) => header)).toContain("Tracking number");
    expect(new Set(defaultColumns("zh-CN").map(({ header }) => header)).size).toBe(defaultColumns("zh-CN").length);
  });

  it("gives an attribute of the item a column of its own, whatever its width and case", () => {
    const line = aRequestedLine({ attributes: [{ name: "颜色", value: "红" }, { name: "ＳＩＺＥ", value: "L" }] });

    expect(cells(["attribute:颜色", "attribute:size", "attribute:材质"], anOrderRequest({ lines: [line] }))).toEqual(["红", "L", ""]);
  });

  it("leaves prices out and keeps the column, so that the supplier's form keeps its shape", () => {
    const sheet = toSheet([anOrderRequest()], withoutPrices([column("unitCost", "单价"), column("packs", "数量")]));

    expect(sheet).toEqual({ headers: ["单价", "数量"], rows: [["", "3"]] });
  });

  it("writes a Chinese address as one text and dials no country within China", () => {
    const receiver = { name: "张三", line1: "人民路1号", countryCode: "CN", oneLine: "上海市黄浦区人民路1号", phone: "13800138000", phoneE164: "+8613800138000" };

    expect(cells(["address", "phone"], anOrderRequest({ receiver }))).toEqual(["上海市黄浦区人民路1号", "13800138000"]);
    expect(cells(["address"])).toEqual(["Rua do Teste 1, Centro, São Paulo SP 01000-000, Brazil"]);
  });
});

describe("the files of a sheet", () => {
  const request = anOrderRequest({ lines: [aRequestedLine({ sku: "00123", note: "=1+1" })], receiver: { name: "Ann", line1: "1 Road", countryCode: "US", phoneE164: "+15025743321" } });
  const sheet = toSheet([request], [column("sku", "SKU"), column("phone", "电话"), column("note", "备注")]);

  it.each(["xlsx", "csv"] as const)("keeps leading zeros and phone numbers as %s, and holds no formula", async (kind) => {
    const bytes = kind === "xlsx" ? await writeXlsx([{ name: "代发单", ...sheet }]) : Buffer.from(writeCsv(sheet));

    const read = await readTable(bytes);

    expect(read).toMatchObject({ kind: "table", table: { headers: ["SKU", "电话", "备注"], rows: [{ cells: ["00123", "+15025743321", "=1+1"] }] } });
  });
});
