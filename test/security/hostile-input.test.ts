// Does what strangers send stay data: in workbooks, purchase orders, mails and JSON, and in the expressions that read it?
import ExcelJS from "exceljs";
import { Worker } from "node:worker_threads";
import { inflateSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMailer } from "../../app/platform/mail.server.ts";
import { readTable } from "../../app/platform/tables/read-table.server.ts";
import { writeXlsx } from "../../app/platform/tables/write-table.server.ts";
import { parseJsonExactly } from "../../app/shopify/payloads/parse-json-exactly.ts";
import { renderPurchaseOrder } from "../../app/suppliers/purchase-order-pdf.server.ts";
import { startLocalMail, type LocalMail } from "../local-mail/start-local-mail.ts";
import { zip } from "../platform/tables/zip.ts";
import { anOrderRequest, aRequestedLine } from "../suppliers/connectors/an-order-request.ts";

const checkout = resolve(import.meta.dirname, "../..");

const office = "http://schemas.openxmlformats.org";
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** The smallest workbook that is one, with a document type before each of the parts that hold text. */
function workbookWith(subset: string, cell = "a&e9;b"): Buffer {
  const typed = (xml: string) => `${head}<!DOCTYPE x [${subset}]>${xml}`;
  const parts = {
    "[Content_Types].xml": `${head}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${head}<workbook xmlns="${office}/spreadsheetml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/sharedStrings.xml": typed(`<sst xmlns="${office}/spreadsheetml/2006/main"><si><t>SKU</t></si><si><t>${cell}</t></si></sst>`),
    "xl/worksheets/sheet1.xml": typed(`<worksheet xmlns="${office}/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row></sheetData></worksheet>`),
  };
  return zip(Object.entries(parts).map(([name, xml]) => ({ name, content: Buffer.from(xml) })));
}

describe("XML, which only workbooks hold", () => {
  const laughs = ['<!ENTITY e0 "ha">', ...Array.from({ length: 9 }, (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`)].join("");

  it.each([
    ["a billion laughs", laughs],
    ["a file of ours", `<!ENTITY e9 SYSTEM "file://${checkout}/package.json">`],
    ["an address inside", '<!ENTITY e9 SYSTEM "http://169.254.169.254/latest/meta-data/">'],
  ])("unfolds no entity: %s", async (_what, subset) => {
    const text = JSON.stringify(await readTable(workbookWith(subset)));
    expect(text.length).toBeLessThan(2_000);
    expect(text).not.toMatch(/haha|"daifa"|engines/);
  });

  it("is read where no entity stands in it: the trial reaches the cells", async () => {
    expect(JSON.stringify(await readTable(workbookWith(laughs, "MUG-1")))).toContain("MUG-1");
  });

  it("is read by no other parser: none is among the packages that the app names", () => {
    const { dependencies } = JSON.parse(readFileSync(resolve(checkout, "package.json"), "utf8")) as { dependencies: Record<string, string> };
    expect(Object.keys(dependencies).filter((name) => /xml|saxe?s?$|libxml|expat|cheerio/i.test(name))).toEqual([]);
  });
});

describe("what is written for others to open", () => {
  const payloads = ["=HYPERLINK(\"http://evil.example\",\"x\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1"];

  it("is text in a workbook, never a formula or a link", async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await writeXlsx([{ name: "Orders", headers: ["A"], rows: payloads.map((text) => [text]) }])) as unknown as ArrayBuffer);
    const cells = payloads.map((_, index) => book.worksheets[0]?.getCell(index + 2, 1));
    expect(cells.map((cell) => [cell?.type === ExcelJS.ValueType.Formula, cell?.type === ExcelJS.ValueType.Hyperlink, typeof cell?.value])).toEqual(payloads.map(() => [false, false, "string"]));
  });

  it("is text in a purchase order: nothing runs, opens, or ends the text early", async () => {
    const evil = ") Tj ET /OpenAction << /S /JavaScript /JS (app.alert(1)) >> (";
    const pdf = await renderPurchaseOrder(anOrderRequest({ lines: [aRequestedLine({ titleEn: evil, note: "http://evil.example \\) endstream endobj" })] }), { languages: ["en"], showsPrices: true });
    const objects = pdf.toString("latin1").replaceAll(/stream\r?\n[\s\S]*?endstream/g, "stream");
    expect(objects).not.toMatch(/\/(OpenAction|JavaScript|JS|Launch|URI|SubmitForm|EmbeddedFile|AA)\b/);
    const streams = [...pdf.toString("latin1").matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body]) => unpacked(Buffer.from(body ?? "", "latin1")));
    expect(streams.length).toBeGreaterThan(1);
    expect(streams.join("\n")).not.toMatch(/\/OpenAction|\/JavaScript/);
  });

  function unpacked(bytes: Buffer): string {
    try {
      return inflateSync(bytes).toString("latin1");
    } catch {
      return bytes.toString("latin1");
    }
  }
});

describe("a mail", () => {
  let server: LocalMail;
  beforeAll(async () => {
    server = await startLocalMail();
  });
  afterAll(() => server.close());

  it("has the headers that we wrote and no other, whatever line breaks its texts hold", async () => {
    const mailer = createMailer({ SMTP_URL: server.smtpUrl, MAIL_FROM: "orders@daifa.example", MAIL_DKIM_DOMAIN: undefined, MAIL_DKIM_SELECTOR: undefined, MAIL_DKIM_KEY: undefined, MAIL_BOUNCE_DOMAIN: undefined });
    const breaks = "x\r\nBcc: victim@example.com\r\nX-Evil: 1\r\n\r\nbody";
    await mailer?.post({
      messageId: "abc.r1@daifa.example", from: { name: `Shop ${breaks}`, address: "orders@daifa.example" }, to: ["factory@supplier.example"], replyTo: `shop@example.com${breaks}`,
      subject: `Order ${breaks}`, text: "plain\r\n.\r\nMAIL FROM:<x@example.com>", attachments: [{ filename: `a${breaks}.csv`, content: Buffer.from("a"), contentType: "text/csv" }],
    });
    const mails = server.mails();
    expect(mails.map(({ envelope }) => envelope.to)).toEqual([["factory@supplier.example"]]);
    for (const name of ["bcc", "x-evil"]) expect(mails[0]?.mail.headers.has(name)).toBe(false);
    expect(mails[0]?.mail.text).toContain("MAIL FROM:<x@example.com>");
  });
});

describe("JSON with the names of a prototype", () => {
  it("changes no other object", () => {
    const parsed = parseJsonExactly(Buffer.from('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"a":[{"__proto__":{"isAdmin":true}}]}'));
    expect(parsed.ok).toBe(true);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect(([] as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});

/** In a thread of its own, because an expression that never ends cannot be interrupted in any other way. The limit bounds a hang. */
async function ends(code: string): Promise<string> {
  const worker = new Worker(code, { eval: true, workerData: { app: resolve(checkout, "app") }, execArgv: [] });
  const timer = setTimeout(() => void worker.terminate(), 60_000);
  return await new Promise<string>((settle) => {
    worker.once("message", (text: string) => settle(text));
    worker.once("error", (error) => settle(String(error)));
    worker.once("exit", () => settle("did not end"));
  }).finally(() => clearTimeout(timer));
}

describe("expressions over what strangers write", () => {
  it("end, whatever long text they meet", async () => {
    const said = await ends(`
      const { workerData, parentPort } = require("node:worker_threads");
      (async () => {
        const from = (path) => import("file://" + workerData.app + "/" + path);
        const [reply, address, terms, words, cost, link, customs, names, sealer] = await Promise.all([
          "shipments/read-reply.ts", "orders/check-address.ts", "orders/search-terms.ts", "platform/words/words.ts", "suppliers/read-cost.ts",
          "platform/link-token.server.ts", "orders/customs-number.ts", "carriers/companies.ts", "platform/tables/neutral.ts",
        ].map(from));
        const texts = ["a", "1", " ", "\\t", "=", "'", "-", ".", ",", "1,", "a ", "a.", "q=", "zh;q=0.1,", "po box ", "订单 ", "# ", "((", "1Z9", "a@"].flatMap((one) => ["", "!", "\\n"].map((end) => one.repeat(3000) + end));
        for (const text of texts) {
          reply.readReply(text, [{ orderName: "#1001", receiverName: "Mei Chen" }]);
          address.findAddressGaps({ countryCode: "US", name: text, line1: text, city: text, postalCode: text }); address.isPostBox({ line1: text, line2: text }); address.isPostcode("US", text);
          address.findUnprintable({ countryCode: "US", name: text, line1: text, line2: text, city: text, province: text }, "CN");
          terms.termsOfSearch(text); words.languageFor([text]); cost.readCost({ cost: text, currency: "USD", fallback: null }); customs.readCustomsNumber("BR", text);
          link.linkTokens("x").readToken({ isCodeOf: () => false }, text); names.sameName(text, text); names.toShopifyCompany(text); sealer.neutral(text);
        }
        parentPort.postMessage("read " + texts.length);
      })().catch((error) => parentPort.postMessage("failed: " + error.stack));
    `);
    expect(said).toBe("read 60");
  });
});
