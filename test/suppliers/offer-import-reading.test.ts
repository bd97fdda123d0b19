// Is a cell of a merchant's file read without doubt, or refused with its reason? And does each column find its meaning?
import { describe, expect, it } from "vitest";
import { complaintsAboutColumns, guessColumns } from "../../app/suppliers/offer-columns.ts";
import { readCost } from "../../app/suppliers/read-cost.ts";
import { readOfferRow } from "../../app/suppliers/read-offer-row.ts";

const cost = (text: string, currency = "CNY", fallback: string | null = null) => {
  const reading = readCost({ cost: text, currency, fallback });
  return reading.kind === "cost" ? `${reading.money.minor} ${reading.money.currency}` : reading.reason.code.replace("imports.row.", "");
};

describe("a cost", () => {
  it.each([
    ["12.50", "1250 CNY"], ["12.5", "1250 CNY"], ["12", "1200 CNY"], ["1,234.50", "123450 CNY"], ["¥12.5", "1250 CNY"], ["12,50", "1250 CNY"], ["12.5元", "1250 CNY"],
    ["１２．５０", "1250 CNY"], ["￥ 12.50", "1250 CNY"], ["1.234,50", "123450 CNY"], ["1 234,50", "123450 CNY"], ["1,234,567", "123456700 CNY"], ["1,234,567.8", "123456780 CNY"], ["0", "0 CNY"], ["CNY 7", "700 CNY"],
  ])("%s is read without doubt", (text, read) => expect(cost(text)).toBe(read));

  it.each([
    ["1,234", "cost_ambiguous"], ["1.234", "cost_ambiguous"], ["12.500", "cost_ambiguous"], ["0.125", "cost_decimals"], ["12.3456", "cost_decimals"], ["-1", "cost_negative"], ["", "cost_missing"],
    ["12-15", "cost_not_amount"], ["面议", "cost_not_amount"], ["1,23,4", "cost_not_amount"], ["12.5.0", "cost_not_amount"], ["1e3", "cost_not_amount"], ["$12", "currency_contradicts"], ["9999999999999999999", "cost_not_amount"],
  ])("%s is refused with its reason, never guessed", (text, reason) => expect(cost(text)).toBe(reason));

  it("knows what a currency's decimals say of a separator", () => {
    expect(cost("1,234", "JPY")).toBe("1234 JPY");
    expect(cost("1.234", "KWD")).toBe("1234 KWD");
    expect(cost("12.50", "JPY")).toBe("cost_decimals");
  });

  it("takes the currency from the row, from a sign that means one only, or from the choice for all rows", () => {
    expect(cost("€5", "")).toBe("500 EUR");
    expect(cost("¥5", "")).toBe("currency_missing");
    expect(cost("¥5", "", "CNY")).toBe("500 CNY");
    expect(cost("¥5", "", "USD")).toBe("currency_contradicts");
    expect(cost("¥5", "JPY")).toBe("5 JPY");
    expect(cost("5", "", "USD")).toBe("500 USD");
    expect(cost("5", "")).toBe("currency_missing");
    expect(cost("5", "人民币")).toBe("500 CNY");
    expect(cost("5", "taler")).toBe("currency_unknown");
    expect(cost("US$5", "EUR", "USD")).toBe("currency_contradicts");
  });
});

describe("columns", () => {
  it("are known by English and Chinese headings, whatever their signs, and each meaning is given once", () => {
    expect(guessColumns(["SKU", "供应商货号", "单价", "币种", "可寄国家/地区", "MOQ", "Lead Time (days)", "Notes"], new Map())).toEqual(["sku", "item", "cost", "currency", "ships_to", "minimum", "lead_time", ""]);
    expect(guessColumns(["Price", "成本价"], new Map())).toEqual(["cost", ""]);
  });

  it("mean what the merchant said the last time", () => {
    expect(guessColumns(["SKU", "Our price", "Cost"], new Map([["ourprice", "cost"], ["sku", ""]]))).toEqual(["", "cost", ""]);
  });

  it("stand in the way while the variant, the item, the cost or the supplier has none, or one has two", () => {
    expect(complaintsAboutColumns(["", ""], null)).toEqual(["no_variant", "no_item", "no_cost", "no_supplier"].map((code) => `imports.columns.${code}`));
    expect(complaintsAboutColumns(["sku", "item", "cost", "cost"], "x")).toEqual(["imports.columns.twice"]);
    expect(complaintsAboutColumns(["barcode", "item", "cost", "supplier"], null)).toEqual([]);
  });
});

describe("a row", () => {
  const fields = ["sku", "item", "cost", "currency", "ships_to", "stock", "active", "pack"];
  const read = (...cells: string[]) => {
    const reading = readOfferRow(cells, fields, { supplierId: null, currency: null });
    return reading.kind === "typed" ? reading.row.given : reading.reason;
  };

  it("says only what the file has a column for", () => {
    expect(read("A", "I-1", "5", "USD", "美国、DE, United Kingdom", "12", "否", "")).toEqual({
      itemId: "I-1", unitCostMinor: "500", currency: "USD", shipsTo: ["US", "DE", "GB"], stockQuantity: 12, isActive: false, packRatio: 1,
    });
    expect(read("A", "I-1", "5", "USD", "us de", "", "", "10.0")).toMatchObject({ shipsTo: ["US", "DE"], stockQuantity: null, isActive: true, packRatio: 10 });
  });

  it.each([
    [["", "I", "5", "USD"], { code: "imports.row.variant_missing" }], [["A", "", "5", "USD"], { code: "imports.row.item_missing" }],
    [["A", "I", "5", "USD", "Atlantis"], { code: "imports.row.country_unknown", params: { text: "Atlantis" } }],
    [["A", "I", "5", "USD", "", "few"], { code: "imports.row.not_whole", params: { field: "stock", text: "few", least: 0 } }],
    [["A", "I", "5", "USD", "", "", "maybe"], { code: "imports.row.active_unknown" }], [["A", "I", "5", "USD", "", "", "", "0"], { code: "imports.row.not_whole" }],
    [["A", "x".repeat(256), "5", "USD"], { code: "imports.row.too_long", params: { field: "item", most: 255 } }],
  ])("%j is refused by its first cell that cannot be used", (cells, reason) => expect(read(...cells)).toMatchObject(reason));
});
