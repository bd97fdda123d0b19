// Does what we write read back as it was, and is every text read whatever program wrote it?
import { describe, expect, it } from "vitest";
import { readTable } from "../../../app/platform/tables/read-table.server.ts";
import { writeCsv, writeXlsx } from "../../../app/platform/tables/write-table.server.ts";

const headers = ["SKU", "电话", "Note"];
const rows = [["00012", "+8613800138000", "=1+1"], ["1.0E5", "-5", "两行\n文字"]];

describe("a table", () => {
  it("is the same after a round trip through CSV, with formulas neutralised on the way", async () => {
    const text = writeCsv({ headers, rows });
    expect(text).toContain("'=1+1");
    const reading = await readTable(Buffer.from(text));
    expect(reading).toMatchObject({ kind: "table", table: { headers, encoding: "utf-8", delimiter: ",", rows: rows.map((cells, index) => ({ number: index + 2, cells })) } });
  });

  it("is the same after a round trip through a workbook", async () => {
    const reading = await readTable(await writeXlsx([{ name: "代发单", headers, rows }]));
    expect(reading).toMatchObject({ kind: "table", table: { headers, encoding: "xlsx", rows: rows.map((cells, index) => ({ number: index + 2, cells })) } });
  });

  it("is read in the encodings and with the delimiters that people have", async () => {
    const gbk = Buffer.from([0xb5, 0xe7, 0xbb, 0xb0, 0x3b, 0x53, 0x4b, 0x55, 0x0a, 0x31, 0x3b, 0x32, 0x0a]);
    expect(await readTable(gbk)).toMatchObject({ kind: "table", table: { headers: ["电话", "SKU"], encoding: "gb18030", delimiter: ";" } });
    const utf16 = Buffer.from("\ufeff电话\tSKU\n1\t2\n", "utf16le");
    expect(await readTable(utf16)).toMatchObject({ kind: "table", table: { headers: ["电话", "SKU"], encoding: "utf-16le", delimiter: "\t" } });
  });
});
