// What does a merchant meet who uploads offers: too much, too many bad rows, the wrong kind of file, an order that waits for them?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeOfferFile } from "../../app/views/offer-import-acts.server.ts";
import { readReportQuery } from "../../app/views/offer-import-page.ts";
import { readUpload } from "../../app/views/read-upload.server.ts";
import { addVariants, asUpload, importFile, pageOf, press, startImportWorld, upload, type ImportWorld } from "../suppliers/offer-import-world.ts";
import { openJobs, ourOrderId, problemCodes } from "../support/story.ts";

let world: ImportWorld;
beforeAll(async () => {
  world = await startImportWorld();
});
afterAll(() => world.close());

const refusalOf = async (content: string | Uint8Array<ArrayBuffer>, name?: string) => {
  const taken = await takeOfferFile(await readUpload(asUpload(content, name)));
  return taken.kind === "refused" ? taken.said : undefined;
};

describe("an upload", () => {
  it("of 200 MB is refused by what it says of itself, and not read", async () => {
    let hasBeenRead = false;
    const body = new ReadableStream({ pull: () => void (hasBeenRead = true) }, { highWaterMark: 0 });
    const request = new Request("http://127.0.0.1/app/products/import", { method: "POST", body, duplex: "half", headers: { "Content-Length": String(200 * 1024 * 1024), "Content-Type": "multipart/form-data; boundary=x" } } as RequestInit);
    expect(await readUpload(request)).toEqual({ kind: "refused", said: { code: "table.too_large", params: { megabytes: 200, most: 20 } } });
    expect(hasBeenRead).toBe(false);
  });

  it("of more than 20 MB that did not say so is refused all the same", async () => {
    expect(await refusalOf(new Uint8Array(20 * 1024 * 1024 + 1))).toEqual({ code: "table.too_large", params: { megabytes: 21, most: 20 } });
  });

  it("that breaks off, holds nothing, or holds two files has its own words", async () => {
    const broken = new Request("http://127.0.0.1/", { method: "POST", body: "--x\r\nContent-Disposition: form-data; name=file; filename=a.csv\r\n\r\nSKU", headers: { "Content-Type": "multipart/form-data; boundary=x" } });
    expect(await readUpload(broken)).toEqual({ kind: "refused", said: { code: "imports.upload.lost" } });
    const form = new FormData();
    expect(await readUpload(new Request("http://127.0.0.1/", { method: "POST", body: form }))).toMatchObject({ said: { code: "imports.upload.no_file" } });
    for (const name of ["a.csv", "b.csv"]) form.append("file", new File(["a,b\n1,2"], name));
    expect(await readUpload(new Request("http://127.0.0.1/", { method: "POST", body: form }))).toMatchObject({ said: { code: "imports.upload.one_file" } });
  });

  it.each([
    ["whose heading is one cell", "SKU^Cost\nA^5", { code: "imports.upload.one_column", params: { header: "SKU^Cost" } }],
    ["with a heading alone", "SKU,Cost\n", { code: "table.empty" }],
    ["with a column twice", "SKU,SKU\n1,2", { code: "table.duplicate_headers", params: { header: "SKU" } }],
    ["that is a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), { code: "table.not_a_table" }],
  ])("%s is refused with the way out", async (_, content, said) => expect(await refusalOf(content)).toMatchObject(said));

  it("keeps the file as it came, and shows how it was read", async () => {
    const gbk = new Uint8Array([0xb5, 0xe7, 0xbb, 0xb0, 0x3b, 0x53, 0x4b, 0x55, 0x0a, 0x31, 0x3b, 0x32, 0x0a]);
    const id = await upload(world, gbk, "报价 表.csv");
    expect(await pageOf(world, id)).toMatchObject({ encoding: "gb18030", delimiter: ";", shown: { fileName: "报价 表.csv", totalRows: 1, state: "UPLOADED" } });
    const { file } = await world.inShop((tx) => tx.db.offerImport.findFirstOrThrow({ where: { id } }));
    expect(new Uint8Array(file)).toEqual(gbk);
  });

  it("of another shop is not found", async () => {
    const id = await upload(world, "SKU,Cost\nA,5");
    const other = await world.tools.database.inShop("999", (tx) => tx.db.offerImport.findMany({ where: { id } }));
    expect(other).toEqual([]);
  });
});

describe("20,000 rows with 5,000 bad ones", () => {
  it("say so before the start, and the good ones are written", async () => {
    await addVariants(world, Array.from({ length: 15_000 }, (_, index) => ({ sku: `L-${index}` })));
    const mixed = Array.from({ length: 20_000 }, (_, index) => (index % 4 === 3 ? `missing-${index},Cedar & Co,I,5,USD` : `L-${index - Math.floor(index / 4)},Cedar & Co,I-${index},5.25,USD`));
    const id = await upload(world, `SKU,Supplier,Supplier item,Cost,Currency\n${mixed.join("\n")}`);
    const { preview } = await pageOf(world, id);
    expect(preview?.counts).toEqual({ CREATED: 15_000, UPDATED: 0, UNCHANGED: 0, REFUSED: 5_000 });

    await press(world, id, { intent: "start" });
    const startedAt = performance.now();
    await world.drain();
    console.info(`20,000 rows were imported in ${Math.round(performance.now() - startedAt)} ms`);
    const page = await pageOf(world, id, "REFUSED");
    expect(page.shown).toMatchObject({ state: "DONE", doneRows: 20_000, counts: { CREATED: 15_000, REFUSED: 5_000 } });
    expect(page.report).toMatchObject({ hasNext: true, rows: expect.arrayContaining([expect.objectContaining({ number: 5, reason: { code: "imports.row.no_variant", params: { text: "missing-3" } } })]) });
    expect(await world.inShop((tx) => tx.db.offer.count({ where: { itemId: { startsWith: "I-" } } }))).toBe(15_000);
  }, 120_000);
});

describe("an order that waits for a mapping", () => {
  it("is decided about once the import is done", async () => {
    const placed = await world.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 2 }] });
    await world.drain();
    expect(await problemCodes(world)).toEqual(["unroutable.unmapped"]);
    const { shown } = await importFile(world, "SKU,Supplier,Supplier item,Cost,Currency\nLAMP-USBC,Cedar & Co,C-1,5,USD");
    expect(shown).toMatchObject({ state: "DONE", counts: { CREATED: 1 } });
    expect(await problemCodes(world)).toEqual([]);
    const orderId = await ourOrderId(world, placed.id);
    expect(await world.inShop((tx) => tx.db.supplierOrder.findMany({ where: { orderId }, select: { state: true, supplierId: true } }))).toEqual([{ state: "DRAFT", supplierId: world.cedarId }]);
    expect(await openJobs(world)).toEqual([]);
  });
});

describe("the report's address", () => {
  it("is read for what it is", () => {
    expect(readReportQuery(new URLSearchParams("show=REFUSED&page=2"))).toEqual({ filter: "REFUSED", page: 2 });
    expect(readReportQuery(new URLSearchParams("show=else&page=-1"))).toEqual({ filter: "ALL", page: 1 });
  });
});
