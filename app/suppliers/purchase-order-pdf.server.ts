// The purchase order as a PDF that prints the same everywhere: its font lies inside, Chinese characters included.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
// The types of the package know only its default.
// oxlint-disable-next-line import/no-named-as-default
import PDFDocument from "pdfkit";
import type { Language } from "../platform/words/words.ts";
import { toPurchaseOrder, type Block, type Fact, type PurchaseOrder } from "./purchase-order.ts";
import type { SupplierOrderRequest } from "./supplier-order-request.ts";

const fontPath = "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf";
let font: Buffer | undefined;
/** Ten megabytes, read once a process; only the characters that are used go into a document. */
const readFont = (): Buffer => (font ??= readFileSync(createRequire(import.meta.url).resolve(fontPath)));

const margin = 42;
const ink = "#1a1a1a";
const pale = "#6b6b6b";
const rule = "#c9c9c9";

export async function renderPurchaseOrder(request: SupplierOrderRequest, look: { languages: readonly Language[]; showsPrices: boolean }): Promise<Buffer> {
  const order = toPurchaseOrder(request, look);
  const doc = new PDFDocument({ size: "A4", margin, bufferPages: true, info: { Title: `${order.title} ${request.identity.orderName}`, Author: request.identity.shopBrand } });
  const chunks: Buffer[] = [];
  const ended = new Promise<Buffer>((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
  });
  doc.registerFont("text", readFont());
  doc.font("text");
  draw(doc, order);
  numberPages(doc, request.identity.orderName);
  doc.end();
  return await ended;
}

type Doc = PDFKit.PDFDocument;
const widthOf = (doc: Doc): number => doc.page.width - 2 * margin;

function draw(doc: Doc, order: PurchaseOrder): void {
  doc.fontSize(20).fillColor(ink).text(order.title, margin, margin);
  doc.fontSize(12).text(order.head.title);
  doc.moveDown(0.4);
  drawFacts(doc, order.head.facts);
  drawTable(doc, order);
  drawFacts(doc, order.sums);
  for (const block of order.blocks) drawBlock(doc, block);
  if (hasUnprintable(doc, order)) doc.moveDown(0.6).fontSize(8).fillColor(pale).text(order.unprintable, margin, doc.y, { width: widthOf(doc) });
}

/** Scripts that the font does not hold (Arabic, Thai) are right in the sheet; the reader is told to look there. */
function hasUnprintable(doc: Doc, order: PurchaseOrder): boolean {
  const { font: face } = (doc as unknown as { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } })._font;
  const text = [order.head, ...order.blocks].flatMap(({ title, facts }) => [title, ...facts.map(({ value }) => value)]).concat(order.rows.flat()).join("");
  return [...text].some((sign) => sign > " " && !face.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0));
}

function drawBlock(doc: Doc, { title, facts }: Block): void {
  makeRoom(doc, 50);
  doc.moveDown(0.7).fontSize(11).fillColor(ink).text(title, margin, doc.y);
  line(doc, doc.y + 2);
  doc.y += 6;
  drawFacts(doc, facts);
}

const labelWidth = 130;

function drawFacts(doc: Doc, facts: readonly Fact[]): void {
  for (const { label, value } of facts) {
    doc.fontSize(9);
    const height = Math.max(doc.heightOfString(value, { width: widthOf(doc) - labelWidth }), doc.heightOfString(label, { width: labelWidth - 8 }));
    makeRoom(doc, height);
    const top = doc.y;
    doc.fillColor(pale).text(label, margin, top, { width: labelWidth - 8 });
    doc.fillColor(ink).text(value, margin + labelWidth, top, { width: widthOf(doc) - labelWidth });
    doc.y = top + height + 2;
  }
}

function drawTable(doc: Doc, { columns, rows }: PurchaseOrder): void {
  const fixed = columns.length > 4 ? [28, 95, 0, 55, 70, 75] : [28, 130, 0, 70];
  const rest = widthOf(doc) - fixed.reduce((sum, width) => sum + width, 0);
  const widths = fixed.map((width) => width || rest);
  doc.moveDown(0.8);
  drawRow(doc, { cells: columns, widths, color: pale });
  for (const cells of rows) drawRow(doc, { cells, widths, color: ink });
  doc.moveDown(0.5);
}

function drawRow(doc: Doc, { cells, widths, color }: { cells: readonly string[]; widths: readonly number[]; color: string }): void {
  doc.fontSize(9);
  const height = Math.max(...cells.map((cell, index) => doc.heightOfString(cell, { width: (widths[index] ?? 0) - 8 })));
  makeRoom(doc, height + 8);
  const top = doc.y + 3;
  let left = margin;
  cells.forEach((cell, index) => {
    doc.fillColor(color).text(cell, left, top, { width: (widths[index] ?? 0) - 8 });
    left += widths[index] ?? 0;
  });
  doc.y = top + height + 3;
  line(doc, doc.y);
}

function line(doc: Doc, y: number): void {
  doc.moveTo(margin, y).lineTo(doc.page.width - margin, y).lineWidth(0.5).strokeColor(rule).stroke();
}

/** What fits onto a page at all is never cut in two. */
function makeRoom(doc: Doc, height: number): void {
  const end = doc.page.height - margin - 14;
  if (doc.y + height > end && height < end - margin) doc.addPage();
}

function numberPages(doc: Doc, name: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // Text below the margin would start a page of its own.
    doc.page.margins.bottom = 0;
    doc.fontSize(8).fillColor(pale).text(`${name}  ${page + 1} / ${count}`, margin, doc.page.height - margin + 8, { width: widthOf(doc), align: "right", lineBreak: false });
  }
}
