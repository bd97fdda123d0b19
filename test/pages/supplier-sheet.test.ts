// Does a merchant arrange a supplier's columns as the supplier has them, and does the sheet follow?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeXlsx } from "../../app/platform/tables/write-table.server.ts";
import { defaultColumns, type SheetColumn } from "../../app/suppliers/order-sheet.ts";
import { sheetOf } from "../../app/suppliers/sheet-store.server.ts";
import { columnsFromHeadings, guessField, previewOf, usualColumns } from "../../app/views/sheet-page.ts";
import { readHeadings, readSheetPage, saveSheet } from "../../app/views/sheet-page.server.ts";
import { addManualSupplier, click, formOf } from "../support/manual-supplier.ts";
import { by } from "../support/story.ts";
import { startTestWorld, type TestWorld } from "../support/world.ts";

let world: TestWorld;
let supplierId: string;
beforeAll(async () => {
  world = await startTestWorld();
  supplierId = await addManualSupplier(world, "Cup Factory");
});
afterAll(() => world.close());

const save = (columns: unknown, fields: Record<string, string> = {}) =>
  click(world, (tx) => saveSheet(tx, formOf({ intent: "save", locale: "zh-CN", columns: JSON.stringify(columns), ...fields }), { supplierId, by }));
const page = () => world.inShop((tx) => readSheetPage(tx, supplierId));

describe("the columns of a supplier", () => {
  const own: SheetColumn[] = [
    { header: "单号", field: "orderName", fixedText: null }, { header: "颜色", field: "attribute:颜色", fixedText: null }, { header: "店铺", field: "fixed", fixedText: "一号店" }, { header: "单价", field: "unitCost", fixedText: null },
  ];

  it("are the usual ones until it has its own", async () => {
    expect(await page()).toMatchObject({ isOwn: false, columns: defaultColumns("zh-CN"), supplierName: "Cup Factory" });
  });

  it("are saved in their order, and the sheet follows, with the price left empty where it is hidden", async () => {
    expect(await save(own)).toMatchObject({ kind: "done", code: "sheet.saved" });

    const saved = await page();
    expect(saved).toMatchObject({ isOwn: true, columns: own });
    expect(saved && previewOf(saved, saved.columns)).toEqual({ headers: ["单号", "颜色", "店铺", "单价"], rows: [["#1001", "白", "一号店", ""]] });
    expect((await world.inShop((tx) => sheetOf(tx, supplierId))).map(({ header, field }) => [header, field])).toEqual([["单号", "orderName"], ["颜色", "attribute:颜色"], ["店铺", "fixed"], ["单价", "empty"]]);
    await world.inShop((tx) => tx.db.supplier.updateMany({ where: { id: supplierId }, data: { hidesPrices: false } }));
    expect((await world.inShop((tx) => sheetOf(tx, supplierId))).at(-1)?.field).toBe("unitCost");
  });

  it.each([
    ["an empty heading", [{ ...own[0], header: " " }], "column.0", "sheet.heading_needed"],
    ["the same heading twice", [own[0], { ...own[1], header: "单号" }], "column.1", "sheet.heading_twice"],
    ["a fact that nobody knows", [own[0], { ...own[1], field: "secret" }], "column.1", "sheet.heading_needed"],
  ])("are refused for %s, beside the column", async (_what, columns, field, code) => {
    expect(await save(columns)).toMatchObject({ kind: "refused", errors: { [field]: { code } } });
    expect((await page())?.columns).toEqual(own);
  });

  it("are refused when there is none, or when what comes is no list", async () => {
    expect(await save([])).toMatchObject({ kind: "failed", code: "sheet.unusable" });
    expect(await save(undefined, { columns: "{" })).toMatchObject({ kind: "failed", code: "sheet.unusable" });
  });

  it("go back to the usual ones, in the language that was chosen", async () => {
    expect(await save([], { intent: "reset", locale: "en" })).toMatchObject({ kind: "done", code: "sheet.reset_done" });
    expect(await page()).toMatchObject({ isOwn: false, locale: "en", columns: usualColumns("en") });
  });
});

describe("the headings of a supplier's own file", () => {
  it.each([
    ["订单编号", "orderName"], ["收货人", "receiverName"], ["手机号", "phone"], ["收货地址", "address"], ["详细地址", "detail"], ["省份", "province"], ["所在城市", "city"], ["邮政编码", "postalCode"],
    ["商品款号", "itemId"], ["尺码", "attribute:尺码"], ["商品名称", "nameZh"], ["数量*", "packs"], ["运单号", "trackingNumber"], ["快递公司", "carrier"], ["买家留言", "giftMessage"], ["备注", "note"],
    ["Consignee", "receiverName"], ["Tracking No.", "trackingNumber"], ["Qty", "packs"], ["ＳＫＵ", "sku"], ["莫名其妙", undefined],
  ])("are understood: %s is %s", (heading, field) => {
    expect(guessField(heading)).toBe(field);
  });

  it("keep a column that nobody understands, and never show one fact twice", () => {
    expect(columnsFromHeadings(["单号", "订单号", "???"]).map(({ header, field }) => [header, field])).toEqual([["单号", "orderName"], ["订单号", "empty"], ["???", "empty"]]);
  });

  it("understand every usual heading of ours", () => {
    for (const locale of ["zh-CN", "en"]) expect(columnsFromHeadings(usualColumns(locale).map(({ header }) => header)), locale).toEqual(usualColumns(locale));
  });

  it("are read from an empty form, and a file without any is told", async () => {
    const form = formOf({});
    form.append("file", new File([new Uint8Array(await writeXlsx([{ name: "x", headers: ["收货人", "电话"], rows: [] }]))], "form.xlsx"));
    expect(await readHeadings(form)).toMatchObject({ kind: "headings", columns: [{ header: "收货人", field: "receiverName" }, { header: "电话", field: "phone" }] });
    const nothing = formOf({});
    nothing.append("file", new File([""], "empty.csv"));
    expect(await readHeadings(nothing)).toEqual({ kind: "unusable" });
  });
});
