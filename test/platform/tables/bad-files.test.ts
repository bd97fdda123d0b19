// Has every file that cannot be used, or only in part, an outcome that says so?
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { readTable } from "../../../app/platform/tables/read-table.server.ts";
import { TABLE_NOTICES, TABLE_REFUSALS } from "../../../app/platform/tables/table.ts";
import { isCode } from "../../../app/platform/words/words.ts";
import { zip } from "./zip.ts";

const read = async (content: string | Uint8Array) => {
  const reading = await readTable(Buffer.from(content as Uint8Array));
  return reading.kind === "refused" ? { ...reading } : { ...reading.table };
};

async function workbook(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet("报价"), book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const oldOffice = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

describe("a file that is refused", () => {
  it.each([
    ["an empty file", "", "table.empty"],
    ["blank lines", "\n \n", "table.empty"],
    ["a picture under the name of a table", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "table.not_a_table"],
    ["a photo", Buffer.from("ffd8ffe000104a46494600", "hex"), "table.not_a_table"],
    ["random bytes", Buffer.from([0x80, 0xff, 0x00, 0x01, 0x81, 0x20, 0xfe, 0xff]), "table.unreadable_text"],
    ["Excel before 2007", Buffer.concat([oldOffice, Buffer.alloc(2000)]), "table.old_excel"],
    ["a workbook with a password", Buffer.concat([oldOffice, Buffer.alloc(1000), Buffer.from("EncryptedPackage", "utf16le")]), "table.encrypted"],
    ["an archive with a password", zip([{ name: "xl/workbook.xml", content: Buffer.from("x"), flags: 1 }]), "table.encrypted"],
    ["an archive of something else", zip([{ name: "word/document.xml", content: Buffer.from("<x/>") }]), "table.not_a_table"],
    ["half an archive", Buffer.from("PK\u0003\u0004 and then nothing"), "table.not_a_table"],
    ["an archive whose directory points nowhere", Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.from([0x50, 0x4b, 5, 6]), Buffer.alloc(8, 0xff)]), "table.not_a_table"],
    ["macros by their part", zip([{ name: "xl/workbook.xml", content: Buffer.from("<x/>") }, { name: "xl/vbaProject.bin", content: Buffer.from("x") }]), "table.macros"],
    ["macros by their content type", zip([{ name: "[Content_Types].xml", content: Buffer.from("application/vnd.ms-excel.sheet.macroEnabled.main+xml") }, { name: "xl/workbook.xml", content: Buffer.from("<x/>") }]), "table.macros"],
    ["two columns of one name", "SKU,Cost,sku\n1,2,3", "table.duplicate_headers"],
    ["a column without a name", "SKU,,Cost\n1,2,3", "table.no_header"],
    ["more rows than can be read", `SKU,Cost\n${"1,2\n".repeat(50_001)}`, "table.too_many_rows"],
    ["more bytes than can be read", Buffer.alloc(21 * 1024 * 1024, 0x61), "table.too_large"],
  ])("%s", async (_, content, code) => {
    expect(await read(content)).toMatchObject({ kind: "refused", code });
  });

  it("does not unpack a bomb, whatever size its directory tells", async () => {
    const bomb = zip([{ name: "xl/workbook.xml", content: Buffer.from("<x/>") }, { name: "xl/worksheets/sheet1.xml", content: Buffer.alloc(100 * 1024 * 1024), told: 10 }]);
    expect(bomb.length).toBeLessThan(200_000);
    expect(await read(bomb)).toMatchObject({ kind: "refused", code: "table.too_large" });
  });

  it("is not understood in two ways: one list of parts, as long as it says, and nothing before or behind it", async () => {
    const inner = zip([{ name: "xl/workbook.xml", content: Buffer.from("<x/>") }, { name: "a", content: Buffer.from("a") }]);
    const end = inner.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    const oneOfTwo = Buffer.from(inner);
    oneOfTwo.writeUInt16LE(1, end + 10);
    const shorter = Buffer.from(inner);
    shorter.writeUInt32LE(shorter.readUInt32LE(end + 12) - 1, end + 12);
    const many = zip(Array.from({ length: 5_001 }, (_, index) => ({ name: index === 0 ? "xl/workbook.xml" : `part${index}`, content: Buffer.from("x") })));
    for (const archive of [oneOfTwo, shorter, Buffer.concat([Buffer.from("PK\u0003\u0004 before"), inner]), many]) expect(await read(archive)).toMatchObject({ kind: "refused", code: "table.not_a_table" });
  });
});

describe("a file that is read, and what is told of it", () => {
  it("keeps the value of a merged area once", async () => {
    const file = await workbook((sheet) => {
      sheet.addRows([["SKU", "Cost"], ["A", 5], ["B", 6]]);
      sheet.mergeCells("B2:B3");
    });
    expect(await read(file)).toMatchObject({ rows: [{ cells: ["A", "5"] }, { cells: ["B", ""] }], notices: [{ code: "table.merged_cells", params: { count: 1, sheet: "报价" } }] });
  });

  it("tells that days stand where a SKU may have been meant", async () => {
    const file = await workbook((sheet) => sheet.addRows([["SKU", "Cost"], [new Date("2021-03-01T00:00:00Z"), 5]]));
    expect(await read(file)).toMatchObject({ rows: [{ cells: ["2021-03-01", "5"] }], notices: [{ code: "table.dates_as_text", params: { count: 1 } }] });
  });

  it("reads formulas as the value last shown, and the noise of a sum as what is shown", async () => {
    const file = await workbook((sheet) => sheet.addRows([["SKU", "Cost"], ["A", { formula: "0.1+0.2", result: 0.1 + 0.2 }], [{ formula: "1/0", result: { error: "#DIV/0!" } }, 12.5]]));
    expect(await read(file)).toMatchObject({ rows: [{ cells: ["A", "0.3"] }, { cells: ["", "12.5"] }], notices: [{ code: "table.formulas_read_as_values", params: { count: 2 } }] });
  });

  it("reads the first sheet that is seen, and tells of the others; and of digits that are lost", async () => {
    const file = await workbook((sheet, book) => {
      sheet.state = "hidden";
      book.addWorksheet("Offers").addRows([["SKU", "Cost"], [1234567890123456800, 5]]);
    });
    expect(await read(file)).toMatchObject({ headers: ["SKU", "Cost"], notices: [{ code: "table.numbers_shortened" }, { code: "table.other_sheets_ignored", params: { count: 1, sheet: "Offers" } }] });
  });

  it("tells of rows that are longer than the heading, and fills up shorter ones", async () => {
    expect(await read("SKU;Cost\nA;5;x\nB\n")).toMatchObject({ rows: [{ number: 2, cells: ["A", "5"] }, { number: 3, cells: ["B", ""] }], notices: [{ code: "table.rows_of_other_width", params: { rows: 1, first: 2 } }] });
  });

  it("keeps the apostrophe that a text had itself", async () => {
    expect(await read("SKU,Cost\n'x,''=1\n'=2,5")).toMatchObject({ rows: [{ cells: ["'x", "'=1"] }, { cells: ["=2", "5"] }] });
  });

  it("has words for all of it", () => {
    expect([...TABLE_NOTICES, ...TABLE_REFUSALS].filter((code) => !isCode(code))).toEqual([]);
  });
});
