// A file of offers is written, some hundred rows a transaction: offers, the report of each row and the progress together.
// Run twice, or again after a crash: it goes on behind the last row that was written, and nothing is written a second time.
import { z } from "zod";
import { listWaiting } from "../orders/find-waiting-orders.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { BugError } from "../platform/errors.ts";
import type { CrashSeam, Step } from "../platform/step.ts";
import { readTable } from "../platform/tables/read-table.server.ts";
import { changeOffers, createOffers, loadCatalog, lockOffersOf } from "./offer-facts.server.ts";
import { changeImport, findImport, getImportFile, lockImport, saveRows, type OfferImportRecord, type WrittenRow } from "./offer-import-store.server.ts";
import type { PlannedRow } from "./offer-import.ts";
import { planRow, tieRows, type TiedRow } from "./plan-offer-import.ts";

type Tools = { readonly database: Database; readonly now: () => Date; readonly crash?: CrashSeam };
const inputSchema = z.object({ shopId: z.string(), importId: z.uuid() });
type Input = z.infer<typeof inputSchema>;

/** `toRoute`: orders that waited for a mapping and may have one now. */
export type OfferImportOutcome = { readonly kind: "done" | "not_running"; readonly toRoute: readonly string[] };

const rowsPerTransaction = 500;

export const importOffers: Step<Tools, Input, OfferImportOutcome> = {
  name: "import-offers",
  input: inputSchema,
  policy: { timeoutS: 600 },
  run: async (tools, { shopId, importId }) => {
    const rows = await readRows(tools.database, { shopId, importId });
    let left = rows.length > 0;
    while (left) {
      left = await tools.database.inShop(shopId, (tx) => writeNext(tx, { importId, rows, at: tools.now() }));
      await tools.crash?.("import-offers:chunk-saved");
    }
    return (tx) => finish(tx, importId, tools.now());
  },
};

async function readRows(database: Database, { shopId, importId }: Input): Promise<TiedRow[]> {
  const found = await database.inShop(shopId, async (tx) => {
    const record = await findImport(tx, importId);
    return record?.state === "RUNNING" ? { record, file: await getImportFile(tx, importId), catalog: await loadCatalog(tx) } : undefined;
  });
  if (!found) return [];
  const reading = await readTable(found.file);
  if (reading.kind === "refused") throw new BugError(`a file that could be read is refused now: ${reading.code}`);
  return tieRows(reading.table.rows, found.record, found.catalog);
}

type Chunk = { readonly importId: string; readonly rows: readonly TiedRow[]; readonly at: Date };

/** True while there are rows behind the ones just written. */
async function writeNext(tx: ShopTransaction, { importId, rows, at }: Chunk): Promise<boolean> {
  const record = await lockImport(tx, importId);
  if (record?.state !== "RUNNING") return false;
  const next = rows.slice(record.doneRows, record.doneRows + rowsPerTransaction);
  const offers = await lockOffersOf(tx, next.flatMap((row) => (row.kind === "offered" ? [row.offered.variantId] : [])));
  const planned = next.map((row) => planRow(row, row.kind === "offered" ? (offers.get(row.offered.variantId) ?? []) : []));
  await saveRows(tx, importId, await writeOffers(tx, planned, at));
  await changeImport(tx, importId, { doneRows: record.doneRows + next.length, ...countsOf(record, planned) });
  return record.doneRows + next.length < rows.length;
}

async function writeOffers(tx: ShopTransaction, planned: readonly PlannedRow[], at: Date): Promise<WrittenRow[]> {
  const created = planned.filter((row) => row.outcome === "CREATED");
  const ids = await createOffers(tx, created.map(({ after }) => after), at);
  await changeOffers(tx, planned.flatMap((row) => (row.outcome === "UPDATED" ? [{ ...row.after, id: row.offerId }] : [])), at);
  const idOf = new Map(created.map((row, index) => [row.number, ids[index] ?? ""]));
  return planned.map((row) => (row.outcome === "CREATED" ? { ...row, offerId: idOf.get(row.number) ?? "" } : row));
}

function countsOf(record: OfferImportRecord, planned: readonly PlannedRow[]) {
  const count = (outcome: PlannedRow["outcome"]) => planned.filter((row) => row.outcome === outcome).length;
  return {
    created: record.created + count("CREATED"), updated: record.updated + count("UPDATED"),
    unchanged: record.unchanged + count("UNCHANGED"), refused: record.refused + count("REFUSED"),
  };
}

async function finish(tx: ShopTransaction, importId: string, at: Date): Promise<OfferImportOutcome> {
  const record = await lockImport(tx, importId);
  if (record?.state !== "RUNNING") return { kind: "not_running", toRoute: [] };
  await changeImport(tx, importId, { state: "DONE", finishedAt: at });
  const { fileName: file, created, updated, refused, createdBy } = record;
  await recordActivity(tx, { subject: "offer_import", subjectId: importId, actor: { kind: "STAFF", name: createdBy }, code: "offers_imported", params: { file, created, updated, refused }, at });
  return { kind: "done", toRoute: await findOrdersOfImport(tx, importId) };
}

/** Orders with open units of a variant that this import gave an offer, or whose offer it changed. */
export async function findOrdersOfImport(tx: ShopTransaction, importId: string): Promise<string[]> {
  const waiting = await listWaiting(tx);
  const variants = await tx.db.variant.findMany({ where: { shopifyVariantId: { in: [...new Set(waiting.map((one) => one.shopifyVariantId))] } }, select: { id: true, shopifyVariantId: true } });
  const touched = await tx.db.$queryRaw<{ id: string }[]>`
    select distinct r."after"->>'variantId' as id from "OfferImportRow" r
    where r."shopId" = ${tx.shopId} and r."importId" = ${importId}::uuid and r."after"->>'variantId' = any(${variants.map(({ id }) => id)}::text[])`;
  const ids = new Set(touched.map(({ id }) => id));
  const wanted = new Set(variants.filter(({ id }) => ids.has(id)).map((one) => one.shopifyVariantId));
  return [...new Set(waiting.filter((one) => wanted.has(one.shopifyVariantId)).map(({ orderId }) => orderId))];
}
