// The read model of one import: its preview before anything is written, its report row by row afterwards.
import type { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { formatDecimal } from "../platform/money.ts";
import { readTable } from "../platform/tables/read-table.server.ts";
import type { TableRow } from "../platform/tables/table.ts";
import { complaintsAboutColumns } from "../suppliers/offer-columns.ts";
import { listChanges } from "../suppliers/offer-cells.ts";
import { loadCatalog, loadOfferFacts } from "../suppliers/offer-facts.server.ts";
import { factsIn, findImport, getImportFile, listImports, type OfferImportRecord } from "../suppliers/offer-import-store.server.ts";
import { rowOutcomes, type OfferFacts, type PlannedRow, type RowOutcome } from "../suppliers/offer-import.ts";
import { planRow, tieRows } from "../suppliers/plan-offer-import.ts";
import { listSuppliers } from "../suppliers/store.server.ts";
import type { ImportPage, ImportPreview, ImportReport, ImportsPage, ReportQuery, ShownImport, ShownNote, ShownRow } from "./offer-import-page.ts";

const mostImports = 20;
const rowsPerPage = 50;
const firstRows = 5;

export async function readImportsPage(tx: ShopTransaction): Promise<ImportsPage> {
  return { imports: (await listImports(tx, mostImports)).map(toShown), suppliers: await suppliersOf(tx) };
}

const suppliersOf = async (tx: ShopTransaction) => (await listSuppliers(tx)).filter(({ isActive }) => isActive).map(({ id, name }) => ({ id, name }));

/** What a preview is made of; read outside of any transaction, since a large workbook takes seconds. */
export async function readRowsToPreview(inShop: <T>(work: (tx: ShopTransaction) => Promise<T>) => Promise<T>, id: string): Promise<readonly TableRow[]> {
  const file = await inShop(async (tx) => ((await findImport(tx, id))?.state === "UPLOADED" ? await getImportFile(tx, id) : undefined));
  const reading = file ? await readTable(file) : undefined;
  return reading?.kind === "table" ? reading.table.rows : [];
}

type ImportQuery = ReportQuery & { readonly id: string };

export async function readImportPage(tx: ShopTransaction, { id, ...query }: ImportQuery, rows: readonly TableRow[]): Promise<ImportPage | undefined> {
  const record = await findImport(tx, id);
  if (!record) return undefined;
  return {
    shown: toShown(record), encoding: record.encoding ?? "", delimiter: record.delimiter, notices: record.notices as ShownNote[], suppliers: await suppliersOf(tx),
    preview: record.state === "UPLOADED" ? await previewOf(tx, record, rows) : null,
    report: record.state === "UPLOADED" ? null : await reportOf(tx, record, query),
  };
}

function toShown({ id, fileName, state, createdAt, undoneAt, totalRows, doneRows, created, updated, unchanged, refused }: OfferImportRecord): ShownImport {
  return { id, fileName, state, createdAt, undoneAt, totalRows, doneRows, counts: { CREATED: created, UPDATED: updated, UNCHANGED: unchanged, REFUSED: refused } };
}

/** What an import would do if it ran now. */
async function planWhole(tx: ShopTransaction, record: OfferImportRecord, rows: readonly TableRow[]): Promise<PlannedRow[]> {
  const offers = await loadOfferFacts(tx);
  const tied = tieRows(rows, record, await loadCatalog(tx));
  return tied.map((row) => planRow(row, row.kind === "offered" ? (offers.get(row.offered.variantId) ?? []) : []));
}

async function previewOf(tx: ShopTransaction, record: OfferImportRecord, rows: readonly TableRow[]): Promise<ImportPreview> {
  const planned = await planWhole(tx, record, rows);
  const groups = Map.groupBy(planned, ({ outcome }) => outcome);
  const firsts = rowOutcomes.flatMap((outcome) => groups.get(outcome)?.slice(0, firstRows) ?? []);
  const offerIds = firsts.flatMap((row) => (row.outcome === "UNCHANGED" ? [row.offerId] : []));
  const known = await factsOf(tx, offerIds);
  const shown = await showRows(tx, firsts.map((row) => toRaw(row, known)));
  const of = (outcome: RowOutcome) => shown.filter((row) => row.outcome === outcome);
  const count = (outcome: RowOutcome) => groups.get(outcome)?.length ?? 0;
  return {
    columns: record.headers.map((header, index) => ({ header, field: record.fields[index] ?? "", example: rows.map(({ cells }) => cells[index] ?? "").find(Boolean) ?? "" })),
    supplierId: record.supplierId, currency: record.currency,
    complaints: complaintsAboutColumns(record.fields, record.supplierId),
    counts: { CREATED: count("CREATED"), UPDATED: count("UPDATED"), UNCHANGED: count("UNCHANGED"), REFUSED: count("REFUSED") },
    firsts: { CREATED: of("CREATED"), UPDATED: of("UPDATED"), UNCHANGED: of("UNCHANGED"), REFUSED: of("REFUSED") },
  };
}

type RawRow = { readonly number: number; readonly outcome: RowOutcome; readonly before: OfferFacts | null; readonly after: OfferFacts | null; readonly reason: ShownNote | null };

function toRaw(row: PlannedRow, known: ReadonlyMap<string, OfferFacts>): RawRow {
  return {
    number: row.number, outcome: row.outcome, before: "before" in row ? row.before : null,
    after: "after" in row ? row.after : row.outcome === "UNCHANGED" ? (known.get(row.offerId) ?? null) : null, reason: row.outcome === "REFUSED" ? row.reason : null,
  };
}

async function factsOf(tx: ShopTransaction, offerIds: readonly string[]): Promise<Map<string, OfferFacts>> {
  if (offerIds.length === 0) return new Map();
  const variants = await tx.db.offer.findMany({ where: { id: { in: [...offerIds] } }, select: { variantId: true } });
  const offers = await loadOfferFacts(tx, variants.map(({ variantId }) => variantId));
  return new Map([...offers.values()].flat().map((offer) => [offer.id, offer]));
}

async function showRows(tx: ShopTransaction, rows: readonly RawRow[]): Promise<ShownRow[]> {
  const ids = rows.flatMap(({ after }) => after?.variantId ?? []);
  const variants = await tx.db.variant.findMany({ where: { id: { in: ids } }, select: { id: true, productTitle: true, variantTitle: true, sku: true } });
  const names = new Map(variants.map((one) => [one.id, [one.productTitle, one.variantTitle, one.sku].filter(Boolean).join(" · ")]));
  return rows.map(({ number, outcome, before, after, reason }) => ({
    number, outcome, reason, variant: after ? (names.get(after.variantId) ?? null) : null, offer: after ? offerText(after) : null,
    changes: before && after ? listChanges(before, after) : [],
  }));
}

function offerText({ itemId, specId, unitCostMinor, currency }: OfferFacts): string {
  return `${[itemId, specId].filter(Boolean).join(" / ")}, ${formatDecimal({ minor: BigInt(unitCostMinor), currency })} ${currency}`;
}

type SavedRow = Prisma.OfferImportRowGetPayload<object>;

const fromSaved = async (tx: ShopTransaction, rows: readonly SavedRow[]): Promise<ShownRow[]> => {
  const known = await factsOf(tx, rows.flatMap(({ outcome, offerId }) => (outcome === "UNCHANGED" && offerId ? [offerId] : [])));
  return await showRows(tx, rows.map((row) => ({
    number: row.rowNumber, outcome: row.outcome, before: factsIn(row.before), after: factsIn(row.after) ?? known.get(row.offerId ?? "") ?? null,
    reason: row.code === null ? null : { code: row.code, params: (row.params ?? {}) as ShownNote["params"] },
  })));
};

async function reportOf(tx: ShopTransaction, { id: importId, undoneAt }: OfferImportRecord, query: ReportQuery): Promise<ImportReport> {
  const where = { importId, ...(query.filter === "ALL" ? {} : { outcome: query.filter }) };
  const found = await tx.db.offerImportRow.findMany({ where, orderBy: { rowNumber: "asc" }, skip: (query.page - 1) * rowsPerPage, take: rowsPerPage + 1 });
  const keptRows = { importId, code: "imports.row.changed_since" };
  const kept = undoneAt === null ? [] : await tx.db.offerImportRow.findMany({ where: keptRows, orderBy: { rowNumber: "asc" }, take: rowsPerPage });
  return {
    query, hasNext: found.length > rowsPerPage, rows: await fromSaved(tx, found.slice(0, rowsPerPage)),
    kept: { count: kept.length === 0 ? 0 : await tx.db.offerImportRow.count({ where: keptRows }), rows: await fromSaved(tx, kept) },
  };
}
