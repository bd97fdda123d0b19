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

export async function saveRows(tx: ShopTransaction, importId: string, rows: readonly WrittenRow[]): Promise<void> {
  await tx.db.offerImportRow.createMany({ data: rows.map((row) => ({ id: newId(), shopId: tx.shopId, importId, rowNumber: row.number, ...toColumns(row) })) });
}

function toColumns(row: WrittenRow): Omit<Prisma.OfferImportRowCreateManyInput, "id" | "shopId" | "importId" | "rowNumber"> {
  const json = (facts: OfferFacts): Prisma.InputJsonObject => ({ ...facts, shipsTo: [...facts.shipsTo] });
  if (row.outcome === "REFUSED") return { outcome: row.outcome, code: row.reason.code, params: row.reason.params, cells: [...row.cells] };
  return {
    outcome: row.outcome, offerId: row.offerId ?? null,
    ...("before" in row ? { before: json(row.before) } : {}), ...("after" in row ? { after: json(row.after) } : {}),
  };
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
