// The memory of imports: the file as it came, what the merchant chose, how far it is, and what became of each row.
import type { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { Table } from "../platform/tables/table.ts";
import { plainHeading } from "./offer-columns.ts";
import type { OfferFacts, PlannedRow } from "./offer-import.ts";

const withoutFile = { file: true } as const;
export type OfferImportRecord = Prisma.OfferImportGetPayload<{ omit: typeof withoutFile }>;

export type NewImport = {
  readonly fileName: string;
  readonly file: Uint8Array<ArrayBuffer>;
  readonly table: Table;
  readonly fields: readonly string[];
  readonly supplierId: string | null;
  readonly by: { readonly name: string; readonly at: Date };
};

export async function createImport(tx: ShopTransaction, { fileName, file, table, fields, supplierId, by }: NewImport): Promise<string> {
  const id = newId();
  const { encoding, delimiter, headers, notices, rows } = table;
  await tx.db.offerImport.create({
    data: {
      id, shopId: tx.shopId, fileName, file, state: "UPLOADED", createdAt: by.at, createdBy: by.name, encoding, delimiter, supplierId,
      headers: [...headers], fields: [...fields], notices: notices.map(({ code, params }) => ({ code, params })), totalRows: rows.length,
    },
  });
  return id;
}

export async function findImport(tx: ShopTransaction, id: string): Promise<OfferImportRecord | undefined> {
  return (await tx.db.offerImport.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } }, omit: withoutFile })) ?? undefined;
}

/** Held until the transaction ends, so that two workers never write the same rows. */
export async function lockImport(tx: ShopTransaction, id: string): Promise<OfferImportRecord | undefined> {
  await tx.db.$queryRaw`select "id" from "OfferImport" where "shopId" = ${tx.shopId} and "id" = ${id}::uuid for update`;
  return await findImport(tx, id);
}

export async function getImportFile(tx: ShopTransaction, id: string): Promise<Buffer> {
  const { file } = await tx.db.offerImport.findUniqueOrThrow({ where: { shopId_id: { shopId: tx.shopId, id } }, select: { file: true } });
  return Buffer.from(file);
}

/** Newest first. */
export async function listImports(tx: ShopTransaction, most: number): Promise<OfferImportRecord[]> {
  return await tx.db.offerImport.findMany({ omit: withoutFile, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: most });
}

export async function changeImport(tx: ShopTransaction, id: string, data: Prisma.OfferImportUpdateInput): Promise<void> {
  await tx.db.offerImport.update({ where: { shopId_id: { shopId: tx.shopId, id } }, data, select: { id: true } });
}

export type WrittenRow = PlannedRow & { readonly offerId?: string };

/** One statement with one parameter, whatever the number of rows. */
export async function saveRows(tx: ShopTransaction, importId: string, rows: readonly WrittenRow[]): Promise<void> {
  const data = rows.map((row) => ({ id: newId(), number: row.number, outcome: row.outcome, ...toColumns(row) }));
  await tx.db.$executeRaw`
    insert into "OfferImportRow" ("id", "shopId", "importId", "rowNumber", "outcome", "code", "params", "offerId", "before", "after", "cells")
    select r."id", ${tx.shopId}, ${importId}::uuid, r."number", r."outcome"::"RowOutcome", r."code", r."params", r."offerId", r."before", r."after", coalesce(r."cells", '{}')
    from jsonb_to_recordset(${JSON.stringify(data)}::jsonb) as r("id" uuid, "number" int, "outcome" text, "code" text, "params" jsonb, "offerId" uuid, "before" jsonb, "after" jsonb, "cells" text[])`;
}

function toColumns(row: WrittenRow): object {
  if (row.outcome === "REFUSED") return { code: row.reason.code, params: row.reason.params, cells: row.cells };
  return { offerId: row.offerId, ...("before" in row ? { before: row.before } : {}), ...("after" in row ? { after: row.after } : {}) };
}

/** Written by `saveRows` alone. */
export const factsIn = (json: Prisma.JsonValue): OfferFacts | null => json as OfferFacts | null;

const purpose = "offers";

/** By the heading without blanks and signs. */
export async function readRememberedColumns(tx: ShopTransaction): Promise<Map<string, string>> {
  const rows = await tx.db.importColumn.findMany({ where: { purpose } });
  return new Map(rows.map(({ header, field }) => [header, field]));
}

export async function rememberColumns(tx: ShopTransaction, headers: readonly string[], fields: readonly string[]): Promise<void> {
  const known = new Map(headers.map((header, index) => [plainHeading(header), fields[index] ?? ""]));
  await tx.db.importColumn.deleteMany({ where: { purpose, header: { in: [...known.keys()] } } });
  await tx.db.importColumn.createMany({ data: [...known].map(([header, field]) => ({ id: newId(), shopId: tx.shopId, purpose, header, field })) });
}
