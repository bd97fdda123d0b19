// Is a file of offers written once and for all, whatever happens on the way, and can it be taken back?
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readTable } from "../../app/platform/tables/read-table.server.ts";
import { writeCsv, writeXlsx } from "../../app/platform/tables/write-table.server.ts";
import { exportOffers, fillTemplate, reportImport } from "../../app/views/offer-files.server.ts";
import { addVariants, importFile, offersOf, pageOf, press, startImportWorld, upload, type ImportWorld } from "./offer-import-world.ts";

let world: ImportWorld;
let crashAt: string | undefined;
let seen = 0;
beforeAll(async () => {
  world = await startImportWorld({
    crash: (point) => {
      if (point === crashAt && (seen += 1) === 2) throw new Error("the process ends here");
    },
  });
});
afterAll(() => world.close());
beforeEach(() => {
  [crashAt, seen] = [undefined, 0];
});
afterEach(() => world.inShop(async (tx) => {
  await tx.db.variant.deleteMany({ where: { shopifyVariantId: { startsWith: "gid://shopify/ProductVariant/9" } } });
  await tx.db.importColumn.deleteMany();
}));

const head = "SKU,Supplier,Supplier item,Cost,Currency";
const lines = (...rows: string[]) => [head, ...rows].join("\n");
const many = (count: number) => Array.from({ length: count }, (_, index) => `S-${index}`);

describe("an import", () => {
  it("shows what it would do before anything is written, and says what is refused and why", async () => {
    await addVariants(world, [{ sku: "A" }, { sku: "B" }, { sku: "C" }, { sku: "DUP" }, { sku: "DUP" }]);
    await importFile(world, lines("A,Cedar & Co,I-1,5.00,USD", "B,Cedar & Co,I-2,6,USD"));
    const id = await upload(world, lines(
      "A,cedar & co,I-1,5.00,USD", "B,Cedar & Co,I-2,6.50,USD", "C,东方代发,I-3,\"1,234\",CNY", "C,东方代发,I-3,12.5,CNY", "C,东方代发,I-3,12.5,CNY", "nope,Cedar & Co,I,1,USD", "2021-03-01,Cedar & Co,I,1,USD", "C,Nobody,I,1,USD", "DUP,Cedar & Co,I,1,USD",
    ));

    const { preview } = await pageOf(world, id);
    expect(preview?.counts).toEqual({ CREATED: 1, UPDATED: 1, UNCHANGED: 1, REFUSED: 6 });
    expect(preview?.firsts.UPDATED).toMatchObject([{ number: 3, variant: "Product B · B", changes: [{ field: "cost", before: "6.00", after: "6.50" }] }]);
    expect(preview?.firsts.REFUSED.map(({ number, reason }) => [number, reason?.code.replace("imports.row.", "")])).toEqual([
      [4, "cost_ambiguous"], [6, "twice"], [7, "no_variant"], [8, "sku_is_day"], [9, "supplier_unknown"],
    ]);
    expect((await offersOf(world)).map(({ itemId }) => itemId)).toEqual(["I-1", "I-2"]);

    await press(world, id, { intent: "start" });
    await world.drain();
    expect((await pageOf(world, id)).shown).toMatchObject({ state: "DONE", doneRows: 9, counts: { CREATED: 1, UPDATED: 1, UNCHANGED: 1, REFUSED: 6 } });
    expect((await offersOf(world)).map(({ itemId, unitCostMinor }) => [itemId, unitCostMinor])).toEqual([["I-1", 500n], ["I-2", 650n], ["I-3", 1250n]]);
  });

  it("is written once, although the process ended in the middle", async () => {
    await addVariants(world, many(1700).map((sku) => ({ sku })));
    const id = await upload(world, lines(...many(1700).map((sku) => `${sku},Cedar & Co,I-${sku},5,USD`)));
    crashAt = "import-offers:chunk-saved";
    await press(world, id, { intent: "start" });
    await world.drain();
    expect((await pageOf(world, id)).shown).toMatchObject({ state: "RUNNING", doneRows: 1000 });
    expect(await offersOf(world)).toHaveLength(1000);

    await world.drain({ later: true });
    expect((await pageOf(world, id)).shown).toMatchObject({ state: "DONE", doneRows: 1700, counts: { CREATED: 1700, UPDATED: 0, UNCHANGED: 0, REFUSED: 0 } });
    const offers = await offersOf(world);
    expect(new Set(offers.map(({ itemId }) => itemId)).size).toBe(1700);
    expect(offers).toHaveLength(1700);
    expect(await world.inShop((tx) => tx.db.offerImportRow.count({ where: { importId: id } }))).toBe(1700);
  });

  it("is undone as a whole, after a crash too: made offers go, changed ones are put back, touched ones stay and are named", async () => {
    const skus = many(2100);
    await addVariants(world, [{ sku: "OLD" }, { sku: "TOUCHED" }, ...skus.map((sku) => ({ sku }))]);
    await importFile(world, "SKU,Supplier,Supplier item,Cost,Currency,Stock,Ships to\nOLD,Cedar & Co,I-1,5,USD,7,\"US, DE\"\nTOUCHED,Cedar & Co,I-2,5,USD,7,\n");
    const before = await offersOf(world);
    const { shown } = await importFile(world, "SKU,Supplier,Supplier item,Cost,Currency,Stock,Ships to\nOLD,Cedar & Co,I-1,9,CNY,,GB\nTOUCHED,Cedar & Co,I-2,9,USD,7,\n" + skus.map((sku) => `${sku},东方代发,I-${sku},5,CNY,,`).join("\n"));
    const touched = before.find(({ itemId }) => itemId === "I-2");
    await world.inShop((tx) => tx.db.offer.update({ where: { shopId_id: { shopId: world.shopId, id: touched?.id ?? "" } }, data: { priority: 3 } }));

    crashAt = "undo-offer-import:chunk-saved";
    expect(await press(world, shown.id, { intent: "undo" })).toMatchObject({ kind: "done" });
    await world.drain();
    await world.drain({ later: true });
    const page = await pageOf(world, shown.id);
    expect(page.shown).toMatchObject({ state: "UNDONE", undoneAt: expect.any(Date) });
    expect(page.report?.kept).toMatchObject({ count: 1, rows: [{ number: 3, variant: "Product TOUCHED · TOUCHED", reason: { code: "imports.row.changed_since" } }] });
    const after = await offersOf(world);
    const plain = (offers: typeof after) => offers.filter(({ itemId }) => itemId === "I-1").map((offer) => ({ ...offer, stockSeenAt: null }));
    expect(plain(after)).toEqual(plain(before));
    expect(after.map(({ itemId, unitCostMinor, priority }) => [itemId, unitCostMinor, priority])).toEqual([["I-1", 500n, 0], ["I-2", 900n, 3]]);
    expect(await press(world, shown.id, { intent: "undo" })).toMatchObject({ kind: "failed", code: "imports.undo.not_now" });
  });

  it("is started once only, and a discarded one is gone", async () => {
    await addVariants(world, [{ sku: "A" }]);
    const id = await upload(world, lines("A,Cedar & Co,I-1,5.00,USD"));
    expect(await press(world, id, { intent: "start" })).toMatchObject({ kind: "done" });
    expect(await press(world, id, { intent: "start" })).toMatchObject({ kind: "failed", code: "imports.started_before" });
    await world.drain();
    expect(await offersOf(world)).toHaveLength(1);
    const other = await upload(world, lines("A,Cedar & Co,I-1,5.00,USD"));
    await press(world, other, { intent: "discard" });
    expect(await press(world, other, { intent: "start" })).toMatchObject({ kind: "failed", code: "imports.gone" });
  });

  it("leaves own goods alone, and says the way out", async () => {
    const [id = ""] = await addVariants(world, [{ sku: "MINE" }]);
    await world.inShop((tx) => tx.db.variant.update({ where: { shopId_id: { shopId: world.shopId, id } }, data: { isOwnGoods: true } }));
    const { report } = await importFile(world, lines("MINE,Cedar & Co,I-1,5.00,USD"));
    expect(report?.rows).toMatchObject([{ outcome: "REFUSED", reason: { code: "imports.row.own_goods" } }]);
  });

  it("finds a variant by its barcode or id as well, and refuses names that contradict each other", async () => {
    const [a = "", b = ""] = await addVariants(world, [{ sku: "A", barcode: "0001" }, { sku: "B", barcode: "0002" }]);
    const ids = new Map((await world.inShop((tx) => tx.db.variant.findMany())).map((one) => [one.id, one.shopifyVariantId]));
    const number = ids.get(b)?.split("/").at(-1);
    await importFile(world, `Variant ID,SKU,EAN,供应商,货号,单价,币种\n,,0001,东方代发,I-1,5,元\n${number},,,东方代发,I-2,5,元\n${ids.get(a)},B,,东方代发,I-3,5,元`);
    expect((await offersOf(world)).map(({ variantId, itemId }) => [variantId, itemId])).toEqual([[a, "I-1"], [b, "I-2"]]);
  });

  it("keeps a second offer of the item under its own specification or pack, and asks where the file does not say which", async () => {
    await addVariants(world, [{ sku: "A" }]);
    await importFile(world, `${head},Spec,Pack\nA,Cedar & Co,I-1,5,USD,red,1\nA,Cedar & Co,I-1,45,USD,red,10`);
    expect((await offersOf(world)).map(({ packRatio }) => packRatio)).toEqual([1, 10]);
    const { report } = await importFile(world, lines("A,Cedar & Co,I-1,6,USD"));
    expect(report?.rows).toMatchObject([{ outcome: "REFUSED", reason: { code: "imports.row.several_offers", params: { count: 2 } } }]);
  });
});

describe("columns", () => {
  it("are corrected by the merchant and remembered for the next file", async () => {
    await addVariants(world, [{ sku: "A" }]);
    const file = "Ours,Theirs,What we pay\nA,I-1,5";
    const id = await upload(world, file);
    expect((await pageOf(world, id)).preview?.complaints).toHaveLength(4);
    expect(await press(world, id, { intent: "start" })).toMatchObject({ kind: "failed", code: "imports.not_ready" });
    expect(await press(world, id, { intent: "columns", field: ["sku", "item", "price"], supplierId: "", currency: "" })).toMatchObject({ kind: "failed", code: "imports.columns.unknown" });
    await press(world, id, { intent: "columns", field: ["sku", "item", "cost"], supplierId: world.orientId, currency: "CNY" });
    expect((await pageOf(world, id)).preview).toMatchObject({ complaints: [], counts: { CREATED: 1, REFUSED: 0 } });

    const next = await upload(world, file);
    expect((await pageOf(world, next)).preview?.columns.map(({ field, example }) => [field, example])).toEqual([["sku", "A"], ["item", "I-1"], ["cost", "5"]]);
  });
});

describe("files to take away", () => {
  it("change nothing when all offers are exported and imported again, as CSV and as a workbook, in both languages", async () => {
    await addVariants(world, [{ sku: "=A" }, { sku: "00012" }, { sku: "DUP" }, { sku: "DUP" }]);
    const variants = await world.inShop((tx) => tx.db.variant.findMany({ where: { shopifyVariantId: { startsWith: "gid://shopify/ProductVariant/9" } } }));
    const number = (index: number) => variants[index]?.shopifyVariantId;
    await importFile(world, [
      "Variant ID,Supplier,Supplier item,Spec,Pack,Cost,Currency,Ships to,Priority,Stock,Lead time,MOQ,中文品名,Active",
      `${number(0)},Cedar & Co,@I;1,"-red,\nblue",3,12.50,CNY,"US, DE",2,0,5,10,"手冲,""壶""",no`, `${number(1)},东方代发,000123,,1,1000,JPY,,,,,,,`, `${number(2)},东方代发,'=x,,1,0.005,KWD,GB,,,,,,`, `${number(3)},东方代发,7,a,2,5,USD,,9,,,,,yes`, `${number(3)},东方代发,7,a,4,5,USD,,9,,,,,yes`,
    ].join("\n"));
    const before = await offersOf(world);
    expect(before).toHaveLength(5);
    for (const language of ["en", "zh-CN"] as const) {
      const sheet = await world.inShop((tx) => exportOffers(tx, language));
      for (const file of [Buffer.from(writeCsv(sheet)), await writeXlsx([sheet])]) {
        const page = await importFile(world, new Uint8Array(file));
        expect(page.shown).toMatchObject({ state: "DONE", totalRows: 5, counts: { UNCHANGED: 5, CREATED: 0, UPDATED: 0, REFUSED: 0 } });
        expect(await offersOf(world)).toEqual(before);
      }
    }
  });

  it("offer a template of what has no supplier yet, which refuses only what is not filled in", async () => {
    await addVariants(world, [{ sku: "A" }, { sku: "B" }]);
    await importFile(world, lines("A,Cedar & Co,I-1,5.00,USD"));
    const sheet = await world.inShop((tx) => fillTemplate(tx, { language: "zh-CN", currency: "USD" }));
    const own = sheet.rows.filter((row) => row[3] === "B");
    expect(sheet.rows.some((row) => row[3] === "A")).toBe(false);
    expect(own).toMatchObject([["Product B", "", expect.stringMatching(/^\d+$/), "B", "", "", "", "1", "", "USD", "", "0", "", "", "", "", "是"]]);
    const page = await importFile(world, new Uint8Array(await writeXlsx([{ ...sheet, rows: own }])));
    expect(page.report?.rows).toMatchObject([{ outcome: "REFUSED", reason: { code: "imports.row.item_missing" } }]);
  });

  it("report each row with its cause, and a refused one with its own cells, ready to be corrected", async () => {
    await addVariants(world, [{ sku: "A" }]);
    const { shown } = await importFile(world, lines("A,Cedar & Co,I-1,5.00,USD", "X,Cedar & Co,=1+1,5.00,USD"));
    const sheet = await world.inShop((tx) => reportImport(tx, shown.id, { language: "en", outcome: "REFUSED" }));
    expect(sheet?.rows).toEqual([[3, "Refused", "No variant of the shop is called X. Load the products from Shopify, or correct it in the file.", "X", "Cedar & Co", "=1+1", "5.00", "USD"]]);
    const again = await readTable(Buffer.from(writeCsv(sheet ?? { headers: [], rows: [] })));
    expect(again).toMatchObject({ kind: "table", table: { rows: [{ cells: ["3", "Refused", expect.any(String), "X", "Cedar & Co", "=1+1", "5.00", "USD"] }] } });
  });
});
