// What does an owner see and change in the settings, and what is remembered of it?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findMerchant, getMerchant } from "../../app/merchants/store.server.ts";
import { listRates } from "../../app/merchants/exchange-rates.server.ts";
import { readTable } from "../../app/platform/tables/read-table.server.ts";
import { writeCsv, writeXlsx } from "../../app/platform/tables/write-table.server.ts";
import { catalogues } from "../../app/platform/words/words.ts";
import { faultOf, missingColumns, readRates } from "../../app/views/read-rates.ts";
import { actOnSettings, previewRates } from "../../app/views/settings-acts.server.ts";
import { ratesSheet, readSettingsPage } from "../../app/views/settings-page.server.ts";
import { textSettings } from "../../app/views/settings-page.ts";
import { startStory, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory({ isLive: false });
}, 120_000);
afterAll(() => story.close());

const now = new Date("2026-11-24T23:00:00Z");
const formOf = (fields: Record<string, string | File>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};
const act = (fields: Record<string, string>) => story.inShop(async (tx) => {
  const { answer, jobs } = await actOnSettings(tx, formOf(fields), { merchant: await getMerchant(tx), by: { name: "Store Owner", at: now } });
  await story.tools.queue.enqueue(tx, jobs);
  return answer;
});
const page = () => story.inShop(async (tx) => readSettingsPage(tx, { merchant: await getMerchant(tx), now, apiKey: "key" }));
const sender = { intent: "sender", senderName: "Demo Goods", senderPhone: "", senderAddress1: "1 Sample Plaza", senderCity: "New York", senderProvince: "NY", senderPostalCode: "10001", senderCountryCode: "us" };

describe("what is changed", () => {
  it("is saved, and stands in the list with what was before", async () => {
    expect(await act({ intent: "customers", notifyCustomer: "true", showsParcelsToCustomers: "false" })).toMatchObject({ kind: "done", code: "settings.saved" });
    const { values, changes } = await page();
    expect([values.notifyCustomer, values.showsParcelsToCustomers]).toEqual([true, false]);
    expect(changes.map(({ code, params }) => [code, params])).toEqual([["settings_changed", { field: "showsParcelsToCustomers", before: "true", after: "false" }]]);
    expect(await act({ intent: "customers", notifyCustomer: "true", showsParcelsToCustomers: "false" })).toMatchObject({ code: "settings.nothing_changed" });
    expect((await page()).changes).toHaveLength(1);
  });

  it("reaches the labels: the sender, in the form that suppliers get", async () => {
    expect(await act(sender)).toMatchObject({ kind: "done" });
    const merchant = await story.inShop((tx) => findMerchant(tx));
    expect(merchant?.settings.sender).toMatchObject({ name: "Demo Goods", phone: null, countryCode: "US" });
  });

  it.each([
    ["an unknown country", { ...sender, senderCountryCode: "XX" }, { senderCountryCode: { code: "settings.invalid.country" } }],
    ["an address without a name", { ...sender, senderName: "" }, { senderName: { code: "settings.invalid.name" } }],
    ["no hours", { intent: "stock", stockFreshHours: "0" }, { stockFreshHours: { code: "settings.invalid.hours" } }],
    ["too many hours", { intent: "stock", stockFreshHours: "9999" }, { stockFreshHours: { code: "settings.invalid.hours" } }],
    ["a number with signs", { intent: "tax", iossNumber: "IM-1", vatNumber: "", eoriNumber: "" }, { iossNumber: { code: "settings.invalid.number" } }],
    ["a long text", { intent: "packing", packingInstructionsEn: "x".repeat(1001), packingInstructionsZh: "" }, { packingInstructionsEn: { code: "settings.invalid.long" } }],
  ] as [string, Record<string, string>, object][])("is refused at its field: %s", async (_what, fields, errors) => {
    expect(await act(fields)).toMatchObject({ kind: "refused", errors });
  });

  it("takes the language, and back to Shopify's", async () => {
    await act({ intent: "language", language: "zh-CN" });
    expect((await story.inShop((tx) => findMerchant(tx)))?.settings.language).toBe("zh-CN");
    await act({ intent: "language", language: "" });
    expect((await story.inShop((tx) => findMerchant(tx)))?.settings.language).toBeNull();
  });

  it("has words for each setting", () => {
    const names = [...textSettings, "notifyCustomer", "showsParcelsToCustomers", "stockFreshHours"];
    expect(names.filter((name) => !Object.hasOwn(catalogues.en, `settings.field.${name}`))).toEqual([]);
  });

  it("stops and begins sending as the home page does", async () => {
    await act({ intent: "go-live", from: "1" });
    expect((await page()).sending.mode).toBe("LIVE");
    await act({ intent: "review" });
    expect((await page()).sending.mode).toBe("REVIEW");
    expect((await page()).changes.slice(0, 2).map(({ code }) => code).toSorted()).toEqual(["back_to_review", "went_live"]);
  });
});

describe("exchange rates", () => {
  const csv = "日期,源货币,目标货币,汇率,备注\n2026/11/2,cny,USD,0.14,\n2026-11-01,EUR,USD,1.08,\n2026-11-01,EUR,USD,1.09,twice\n2026-11-03,USD,USD,1,\n2026-12-24,GBP,USD,1.3,\n2026-02-30,GBP,USD,1.3,\n2026-11-01,GBP,USD,0,\n2026-11-01,ABX,USD,1,\n";
  const upload = (name: string, bytes: string | Uint8Array<ArrayBuffer>) => previewRates(formOf({ file: new File([bytes], name) }), "2026-11-24");

  it("are read from a file with every row that cannot be used named; nothing is saved yet", async () => {
    const preview = await upload("rates.csv", csv);
    expect(preview).toMatchObject({
      kind: "preview",
      rates: [{ from: "CNY", to: "USD", rate: "0.14", quotedOn: "2026-11-02" }, { from: "EUR", to: "USD", rate: "1.08", quotedOn: "2026-11-01" }],
      refused: [
        { row: 4, why: { code: "settings.rates.twice", params: { row: 3 } } }, { row: 5, why: { code: "settings.rates.same" } }, { row: 6, why: { code: "settings.rates.future" } },
        { row: 7, why: { code: "form.day" } }, { row: 8, why: { code: "form.rate" } }, { row: 9, why: { code: "form.unknown_currency" } },
      ],
    });
    expect(await story.inShop(listRates)).toEqual([]);
  });

  it("are saved as the preview showed them, and what waited for one goes on", async () => {
    await map(story, "SCARF-RED", { supplierId: story.yiwuId, itemId: "YW-SCARF-RED", currency: "CNY", unitCostMinor: 3000n });
    const order = await story.shop.placeOrder({ lines: [{ sku: "SCARF-RED", quantity: 1 }] });
    await story.drain();
    expect(Object.keys(await unitsOf(story, order.id)).join()).toMatch(/NEEDS_YOU/);
    const preview = await upload("rates.csv", csv);
    if (preview.kind !== "preview") throw new Error("no preview");
    expect(await act({ intent: "rates", rates: JSON.stringify(preview.rates) })).toMatchObject({ kind: "done", params: { rows: 2 } });
    await story.drain();
    expect(Object.keys(await unitsOf(story, order.id)).join()).not.toMatch(/NEEDS_YOU/);
    const { rates, changes } = await page();
    expect(rates.map(({ from, rate, source, days }) => [from, rate, source, days])).toEqual([["CNY", "0.14", "file", 22], ["EUR", "1.08", "file", 23]]);
    expect(changes[0]).toMatchObject({ code: "rates_imported", params: { rows: 2 } });
  });

  it("are judged again when they come back from the browser", async () => {
    expect(await act({ intent: "rates", rates: JSON.stringify([{ from: "CNY", to: "USD", rate: "-1", quotedOn: "2026-11-01" }]) })).toMatchObject({ kind: "refused" });
    expect(await act({ intent: "rates", rates: "{" })).toMatchObject({ kind: "failed" });
    expect(await act({ intent: "rates", rates: "[null]" })).toMatchObject({ kind: "refused" });
  });

  it("are entered by hand, with the fault at its field", async () => {
    expect(await act({ intent: "rate", from: "gbp", to: "USD", rate: "1.27", quotedOn: "2026-11-24" })).toMatchObject({ kind: "done" });
    expect(await act({ intent: "rate", from: "GBPP", to: "USD", rate: "1.27", quotedOn: "2026-11-24" })).toMatchObject({ kind: "refused", errors: { from: { code: "form.unknown_currency" } } });
    expect(await act({ intent: "rate", from: "GBP", to: "USD", rate: "x", quotedOn: "2026-11-24" })).toMatchObject({ kind: "refused", errors: { rate: { code: "form.rate" } } });
    expect((await page()).rates[0]).toMatchObject({ from: "GBP", days: 0, source: "merchant" });
  });

  it("leave as a file that is taken in again, as CSV and as a workbook", async () => {
    const sheet = await story.inShop(ratesSheet);
    for (const bytes of [Buffer.from(writeCsv(sheet)), await writeXlsx([sheet])]) {
      const reading = await readTable(bytes);
      if (reading.kind !== "table") throw new Error(reading.code);
      expect(missingColumns(reading.table)).toEqual([]);
      expect(readRates(reading.table, { today: "2026-11-24" })).toMatchObject({ refused: [], rates: [{ from: "GBP" }, { from: "CNY", rate: "0.14" }, { from: "EUR" }] });
    }
  });

  it("need their columns, and a file", async () => {
    expect(await upload("rates.csv", "date,from,rate\n2026-11-01,EUR,1\n")).toMatchObject({ kind: "refused", errors: { file: { code: "settings.rates.columns", params: { missing: "to" } } } });
    expect(await upload("rates.csv", "")).toMatchObject({ kind: "refused", errors: { file: { code: "settings.rates.choose" } } });
    expect(faultOf({ from: "EUR", to: "USD", rate: "1", quotedOn: "2026-11-24" }, "2026-11-24")).toBeUndefined();
  });
});
