// An import is taken back: what it made goes, what it changed is as before, and what somebody changed since stays.
// Each row is marked as it is undone, so that a second run finds only what is left.
import { z } from "zod";
import type { OfferImportRow } from "@prisma/client";
import { recordActivity } from "../platform/activity.server.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import type { CrashSeam, Step } from "../platform/step.ts";
import { findOrdersOfImport, type OfferImportOutcome } from "./import-offers.server.ts";
import { changeOffers, lockOffers, removeOffers } from "./offer-facts.server.ts";
import { changeImport, factsIn, lockImport } from "./offer-import-store.server.ts";
import { isSameOffer, type SavedFacts } from "./offer-import.ts";

type Tools = { readonly database: Database; readonly now: () => Date; readonly crash?: CrashSeam };
const inputSchema = z.object({ shopId: z.string(), importId: z.uuid() });
type Input = z.infer<typeof inputSchema>;

const rowsPerTransaction = 1000;

export const undoOfferImport: Step<Tools, Input, OfferImportOutcome> = {
  name: "undo-offer-import",
  input: inputSchema,
  policy: { timeoutS: 600 },
  run: async (tools, { shopId, importId }) => {
    let left = true;
    while (left) {
      left = await tools.database.inShop(shopId, (tx) => undoNext(tx, importId, tools.now()));
      await tools.crash?.("undo-offer-import:chunk-saved");
    }
    return (tx) => finish(tx, importId, tools.now());
  },
};

/** The state was set by the click; `undoneAt` says that it is finished. */
async function undoNext(tx: ShopTransaction, importId: string, at: Date): Promise<boolean> {
  const record = await lockImport(tx, importId);
  if (record?.state !== "UNDONE" || record.undoneAt !== null) return false;
  const rows = await tx.db.offerImportRow.findMany({
    where: { importId, outcome: { in: ["CREATED", "UPDATED"] }, code: null }, orderBy: { rowNumber: "asc" }, take: rowsPerTransaction,
  });
  const offers = await lockOffers(tx, rows.flatMap(({ offerId }) => offerId ?? []));
  const untouched = rows.filter((row) => isAsLeft(row, offers));
  await removeOffers(tx, untouched.flatMap(({ outcome, offerId }) => (outcome === "CREATED" ? (offerId ?? []) : [])));
  await changeOffers(tx, untouched.flatMap(toFormer), at);
  await mark(tx, untouched, "imports.row.undone");
  await mark(tx, rows.filter((row) => !untouched.includes(row)), "imports.row.changed_since");
  return rows.length === rowsPerTransaction;
}

function isAsLeft({ offerId, after }: OfferImportRow, offers: ReadonlyMap<string, SavedFacts>): boolean {
  const now = offers.get(offerId ?? "");
  const left = factsIn(after);
  return now !== undefined && left !== null && isSameOffer(now, left);
}

function toFormer({ outcome, offerId, before }: OfferImportRow): SavedFacts[] {
  const former = factsIn(before);
  return outcome === "UPDATED" && former && offerId ? [{ ...former, id: offerId }] : [];
}

async function mark(tx: ShopTransaction, rows: readonly OfferImportRow[], code: string): Promise<void> {
  if (rows.length > 0) await tx.db.offerImportRow.updateMany({ where: { id: { in: rows.map(({ id }) => id) } }, data: { code, params: {} } });
}

async function finish(tx: ShopTransaction, importId: string, at: Date): Promise<OfferImportOutcome> {
  const record = await lockImport(tx, importId);
  if (record?.state !== "UNDONE" || record.undoneAt !== null) return { kind: "not_running", toRoute: [] };
  await changeImport(tx, importId, { undoneAt: at });
  const kept = await tx.db.offerImportRow.count({ where: { importId, code: "imports.row.changed_since" } });
  await recordActivity(tx, { subject: "offer_import", subjectId: importId, actor: { kind: "STAFF", name: record.createdBy }, code: "offers_import_undone", params: { file: record.fileName, kept }, at });
  return { kind: "done", toRoute: await findOrdersOfImport(tx, importId) };
}
