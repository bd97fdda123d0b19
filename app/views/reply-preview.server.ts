// A pasted reply, or a file with tracking numbers: what would be recorded of it. Looking changes nothing but the columns remembered.
import { readTable } from "../platform/tables/read-table.server.ts";
import type { Table } from "../platform/tables/table.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Params } from "../platform/errors.ts";
import { newId } from "../platform/ids.server.ts";
import { isCode } from "../platform/words/words.ts";
import { planReply, type OrderToShip } from "../shipments/plan-reply.ts";
import { readReply, type Reply } from "../shipments/read-reply.ts";
import { matchColumns, readTrackingRows, trackingFields, type TrackingColumns } from "../shipments/read-tracking-rows.ts";
import { canMove } from "../supplier-orders/supplier-order.ts";
import type { Said } from "./answer.ts";
import { textOf } from "./form.ts";
import { loadKnownParcels, loadOrdersToShip } from "./reply-orders.server.ts";
import { mostPasted, type ReplyAnswer, type ReplyPreview } from "./reply-preview.ts";

const unusable = (said: Said, columns: TrackingColumns = {}, headers: readonly string[] = []): ReplyAnswer => ({ kind: "unusable", said, headers, columns });

export async function previewReply(tx: ShopTransaction, form: FormData): Promise<ReplyAnswer> {
  const text = textOf(form, "text");
  if (text === "") return unusable({ code: "reply.empty" });
  if (text.length > mostPasted) return unusable({ code: "reply.too_long", params: { most: mostPasted } });
  const orders = await loadOrdersToShip(tx, { text, supplierId: supplierIn(form) });
  return await toPreview(tx, { text, orders, reply: readReply(text, orders), file: null });
}

const mostBytes = 5 * 1024 * 1024;
const mostRows = 5000;

export async function previewTrackingFile(tx: ShopTransaction, form: FormData): Promise<ReplyAnswer> {
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) return unusable({ code: "reply.no_file" });
  const reading = await readTable(Buffer.from(await file.arrayBuffer()), { maxBytes: mostBytes, maxRows: mostRows });
  if (reading.kind === "refused") return unusable(told(reading.code, reading.params) ?? { code: "reply.file_unreadable" });
  const { table } = reading;
  const columns = await chooseColumns(tx, table, form);
  if (columns.order === undefined || columns.number === undefined) return unusable({ code: "reply.columns_missing" }, columns, table.headers);
  const text = table.rows.map(({ cells }) => cells.join("\t")).join("\n");
  const orders = await loadOrdersToShip(tx, { text, supplierId: supplierIn(form) });
  const notices = table.notices.flatMap(({ code, params }) => told(code, params) ?? []);
  const reply = readTrackingRows(table, columns, orders);
  return await toPreview(tx, { text: reply.lines.map((line) => line.text).join("\n"), orders, reply, file: { headers: table.headers, columns, notices } });
}

const told = (code: string, params: Params): Said | undefined => (isCode(code) ? { code, params } : undefined);

/** What the person chose, else what he chose last time, else the headings of our own sheets, else a guess. */
async function chooseColumns(tx: ShopTransaction, table: Table, form: FormData): Promise<TrackingColumns> {
  const chosen = trackingFields.flatMap((field) => {
    const header = textOf(form, `column.${field}`);
    return table.headers.includes(header) ? [[header, field] as const] : [];
  });
  if (chosen.length > 0) {
    await rememberColumns(tx, table.headers, new Map(chosen));
    return Object.fromEntries(chosen.map(([header, field]) => [field, header]));
  }
  const ours: Readonly<Record<string, string>> = { orderName: "order", trackingNumber: "number", carrier: "carrier", itemId: "item" };
  const sheets = await tx.db.supplierSheetColumn.findMany({ where: { field: { in: Object.keys(ours) } }, select: { header: true, field: true } });
  const remembered = await tx.db.importColumn.findMany({ where: { purpose: "tracking" }, select: { header: true, field: true } });
  return matchColumns(table.headers, new Map([...sheets.map(({ header, field }) => [header, ours[field] ?? ""] as const), ...remembered.map(({ header, field }) => [header, field] as const)]));
}

async function rememberColumns(tx: ShopTransaction, headers: readonly string[], chosen: ReadonlyMap<string, string>): Promise<void> {
  await tx.db.importColumn.deleteMany({ where: { purpose: "tracking", header: { in: [...headers] } } });
  await tx.db.importColumn.createMany({ data: [...chosen].map(([header, field]) => ({ id: newId(), shopId: tx.shopId, purpose: "tracking", header, field })) });
}

function supplierIn(form: FormData): string | null {
  const id = textOf(form, "supplierId");
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id) ? id : null;
}

type Reading = { readonly text: string; readonly orders: readonly OrderToShip[]; readonly reply: Reply; readonly file: ReplyPreview["file"] };

async function toPreview(tx: ShopTransaction, { text, orders, reply, file }: Reading): Promise<ReplyPreview> {
  const parcels = await loadKnownParcels(tx, reply.lines.flatMap(({ numbers }) => numbers.map(({ number }) => number)));
  return {
    kind: "preview", text, file, ignored: reply.ignored,
    proposals: planReply(reply, { orders, parcels }),
    orders: orders.map(({ supplierOrderId, orderName, supplierName, state, lines }) => ({
      supplierOrderId, orderName, supplierName, isOpen: canMove(state, "SHIPPED"),
      lines: lines.filter(({ left }) => left > 0).map(({ lineReference, title, left }) => ({ lineReference, title, left })),
    })),
  };
}
