// A person uploads offers, says what the columns mean, starts, discards or undoes an import.
import { exponentOf, UnknownCurrencyError } from "../platform/money.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { readTable } from "../platform/tables/read-table.server.ts";
import type { Table } from "../platform/tables/table.ts";
import { importOffers } from "../suppliers/import-offers.server.ts";
import { complaintsAboutColumns, guessColumns } from "../suppliers/offer-columns.ts";
import { changeImport, createImport, lockImport, readRememberedColumns, rememberColumns } from "../suppliers/offer-import-store.server.ts";
import { offerFields } from "../suppliers/offer-import.ts";
import { undoOfferImport } from "../suppliers/undo-offer-import.server.ts";
import { done, failed, type Said } from "./answer.ts";
import { textOf, textsOf } from "./form.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import type { Upload } from "./read-upload.server.ts";

export type TakenFile = { readonly kind: "table"; readonly fileName: string; readonly file: Uint8Array<ArrayBuffer>; readonly table: Table } | { readonly kind: "refused"; readonly said: Said };

/** Outside of any transaction: a large workbook takes seconds to read. */
export async function takeOfferFile(upload: Upload): Promise<TakenFile> {
  if (upload.kind === "refused") return upload;
  const reading = await readTable(upload.bytes);
  if (reading.kind === "refused") return { kind: "refused", said: { code: reading.code, params: reading.params } };
  const { table } = reading;
  const [header = "", ...others] = table.headers;
  if (others.length === 0) return { kind: "refused", said: { code: "imports.upload.one_column", params: { header: header.slice(0, 200) } } };
  if (table.rows.length === 0) return { kind: "refused", said: { code: "table.empty" } };
  return { kind: "table", fileName: upload.name, file: upload.bytes, table };
}

/** The id of the import, whose preview comes next. A shop with one supplier means that one. */
export async function keepOfferFile(tx: ShopTransaction, { fileName, file, table }: Extract<TakenFile, { kind: "table" }>, by: By): Promise<string> {
  const fields = guessColumns(table.headers, await readRememberedColumns(tx));
  const suppliers = await tx.db.supplier.findMany({ where: { isActive: true, builtIn: null }, select: { id: true }, take: 2 });
  const supplierId = !fields.includes("supplier") && suppliers.length === 1 ? (suppliers[0]?.id ?? null) : null;
  return await createImport(tx, { fileName, file, table, fields, supplierId, by });
}

export async function actOnImport(tx: ShopTransaction, form: FormData, { importId, by }: { importId: string; by: By }): Promise<Act> {
  const intent = textOf(form, "intent");
  const record = await lockImport(tx, importId);
  if (!record) return { answer: failed("imports.gone"), jobs: [] };
  if (intent === "undo") return await undo(tx, record, by);
  if (record.state !== "UPLOADED") return { answer: failed("imports.started_before"), jobs: [] };
  if (intent === "columns") return await chooseColumns(tx, record, form);
  if (intent === "discard") return await discard(tx, importId);
  return await start(tx, record, by);
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockImport>>>;

async function chooseColumns(tx: ShopTransaction, { id, headers }: Locked, form: FormData): Promise<Act> {
  const fields = textsOf(form, "field");
  const [supplierId, currency] = [textOf(form, "supplierId") || null, textOf(form, "currency") || null];
  const isKnown = fields.length === headers.length && fields.every((field) => field === "" || offerFields.some((one) => one === field));
  const suppliers = await tx.db.supplier.findMany({ select: { id: true } });
  const fits = isKnown && (supplierId === null || suppliers.some((one) => one.id === supplierId)) && (currency === null || isCurrency(currency));
  if (!fits) return { answer: failed("imports.columns.unknown"), jobs: [] };
  await changeImport(tx, id, { fields, supplierId, currency });
  await rememberColumns(tx, headers, fields);
  return { answer: done("imports.columns.saved"), jobs: [] };
}

function isCurrency(code: string): boolean {
  try {
    return exponentOf(code) >= 0;
  } catch (error) {
    if (error instanceof UnknownCurrencyError) return false;
    throw error;
  }
}

async function start(tx: ShopTransaction, { id, fields, supplierId, headers }: Locked, by: By): Promise<Act> {
  if (complaintsAboutColumns(fields, supplierId).length > 0) return { answer: failed("imports.not_ready"), jobs: [] };
  await rememberColumns(tx, headers, fields);
  return await run(tx, id, by);
}

/** Imports of one shop run one after the other. */
export async function run(tx: ShopTransaction, importId: string, by: By): Promise<Act> {
  await changeImport(tx, importId, { state: "RUNNING", startedAt: by.at });
  return { answer: done("imports.started"), jobs: [{ step: importOffers.name, input: { shopId: tx.shopId, importId }, key: tx.shopId }] };
}

async function discard(tx: ShopTransaction, id: string): Promise<Act> {
  await tx.db.offerImport.delete({ where: { shopId_id: { shopId: tx.shopId, id } }, select: { id: true } });
  return { answer: done("imports.discarded"), jobs: [] };
}

async function undo(tx: ShopTransaction, { id, state }: Locked, by: By): Promise<Act> {
  if (state !== "DONE") return { answer: failed("imports.undo.not_now"), jobs: [] };
  await changeImport(tx, id, { state: "UNDONE" });
  return { answer: done("imports.undo.started", { by: by.name }), jobs: [{ step: undoOfferImport.name, input: { shopId: tx.shopId, importId: id }, key: tx.shopId }] };
}
