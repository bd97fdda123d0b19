// The files and texts of one sheet, made when they are asked for and kept nowhere: they are full of addresses.
import { writeCsv, writeXlsx } from "../platform/tables/write-table.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { findBatch } from "../supplier-orders/batch-store.server.ts";
import { recordDisclosure } from "../supplier-orders/disclosure-store.server.ts";
import { loadForSending } from "../supplier-orders/load-for-sending.server.ts";
import { toRequest } from "../supplier-orders/to-request.ts";
import { kindsInChat, kindsInSheet } from "../suppliers/disclosed-kinds.ts";
import { toChatText } from "../suppliers/chat-text.ts";
import { toSheet } from "../suppliers/order-sheet.ts";
import { sheetOf } from "../suppliers/sheet-store.server.ts";
import { getSupplier } from "../suppliers/store.server.ts";
import type { SupplierOrderRequest } from "../suppliers/supplier-order-request.ts";
import { textOf, textsOf } from "./form.ts";
import { fileFormats, type FileFormat } from "./hand-over-page.ts";

export type BatchFile = { readonly name: string; readonly type: string; readonly body: string | Buffer };

/** Exactly the orders that the person sees; undefined where the sheet or the format is none of ours. */
export async function writeBatchFile(tx: ShopTransaction, { sealer, at }: { sealer: Sealer; at: Date }, form: FormData): Promise<BatchFile | undefined> {
  const format = fileFormats.find((one) => one === textOf(form, "format"));
  const id = textOf(form, "batchId");
  const batch = /^[\da-f-]{36}$/i.test(id) ? await findBatch(tx, id) : undefined;
  if (!format || !batch) return undefined;
  const orders = await loadRequests(tx, sealer, { batchId: id, seen: textsOf(form, "orders") });
  const requests = orders.map(({ request }) => request);
  const supplier = await getSupplier(tx, batch.supplierId);
  const columns = await sheetOf(tx, supplier.id);
  const isChat = format === "chat-en" || format === "chat-zh-CN";
  for (const { request, ...ids } of orders) {
    await recordDisclosure(tx, { ...ids, channel: isChat ? "manual:copy" : "manual:file", kinds: isChat ? kindsInChat(request) : kindsInSheet(request, columns), at });
  }
  const name = `${supplier.name.replaceAll(/[\\/:*?"<>|\s]+/g, "-")}-${batch.day}-${batch.number}`;
  if (isChat) {
    return { name: `${name}.txt`, type: "text/plain; charset=utf-8", body: toChatText(requests, format === "chat-en" ? "en" : "zh-CN") };
  }
  return await toFile(format, { name, sheet: toSheet(requests, columns) });
}

async function toFile(format: Extract<FileFormat, "xlsx" | "csv">, { name, sheet }: { name: string; sheet: ReturnType<typeof toSheet> }): Promise<BatchFile> {
  if (format === "csv") return { name: `${name}.csv`, type: "text/csv; charset=utf-8", body: writeCsv(sheet) };
  return { name: `${name}.xlsx`, type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body: await writeXlsx([{ name: "代发单", ...sheet }]) };
}

type ToHandOver = { readonly orderId: string; readonly supplierOrderId: string; readonly request: SupplierOrderRequest };

/** An order whose buyer was forgotten has nobody to ship to and is left out; the page says so. */
async function loadRequests(tx: ShopTransaction, sealer: Sealer, { batchId, seen }: { batchId: string; seen: readonly string[] }): Promise<ToHandOver[]> {
  const rows = await tx.db.supplierOrder.findMany({
    where: { batchId, id: { in: [...seen] }, receiver: { redactedAt: null } }, select: { id: true, orderId: true }, orderBy: [{ order: { orderNumber: "asc" } }, { id: "asc" }],
  });
  const orders: ToHandOver[] = [];
  for (const { id, orderId } of rows) orders.push({ orderId, supplierOrderId: id, request: toRequest(await loadForSending(tx, sealer, id)) });
  return orders;
}
