// The log of who was given whose data: a page of it, one order's part, and all of it as a file.
import type { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { writeCsv } from "../platform/tables/write-table.server.ts";
import { formatInstant, isCode, say, type Code, type Language } from "../platform/words/words.ts";
import { isDisclosedKind } from "../suppliers/disclosed-kinds.ts";
import type { DisclosuresQuery, ShownDisclosure } from "./privacy-page.ts";

const perPage = 50;
const mostInFile = 50_000;

/** Newest first. */
export async function readDisclosures(tx: ShopTransaction, query: DisclosuresQuery): Promise<{ disclosures: ShownDisclosure[]; older: string | null }> {
  const rows = await find(tx, await whereOf(tx, query), perPage + 1);
  const page = rows.slice(0, perPage);
  return { disclosures: page, older: rows.length > perPage ? (page.at(-1)?.id ?? null) : null };
}

export const readDisclosuresOf = (tx: ShopTransaction, orderId: string): Promise<ShownDisclosure[]> => find(tx, { orderId }, mostInFile);

async function find(tx: ShopTransaction, where: Prisma.DisclosureWhereInput, take: number): Promise<ShownDisclosure[]> {
  const rows = await tx.db.disclosure.findMany({ where, include: { order: { select: { name: true } } }, orderBy: [{ at: "desc" }, { id: "desc" }], take });
  const ids = [...new Set(rows.flatMap(({ supplierOrderId }) => supplierOrderId ?? []))];
  const references = new Map((await tx.db.supplierOrder.findMany({ where: { id: { in: ids } }, select: { id: true, reference: true } })).map(({ id, reference }) => [id, reference]));
  return rows.map(({ id, at, orderId, order, supplierName, supplierOrderId, channel, kinds }) => ({
    id, at, orderId, orderName: order.name, supplierName, reference: references.get(supplierOrderId ?? "") ?? null, channel, kinds: kinds.filter(isDisclosedKind),
  }));
}

async function whereOf(tx: ShopTransaction, { order, supplierId, after }: DisclosuresQuery): Promise<Prisma.DisclosureWhereInput> {
  const last = after === null ? null : await tx.db.disclosure.findUnique({ where: { shopId_id: { shopId: tx.shopId, id: after } }, select: { at: true, id: true } });
  return {
    ...(order === "" ? {} : { order: { name: { in: [order, `#${order}`] } } }),
    ...(supplierId === null ? {} : { supplierId }),
    ...(last ? { OR: [{ at: { lt: last.at } }, { at: last.at, id: { lt: last.id } }] } : {}),
  };
}

const columns = [
  "disclosures.column.at", "disclosures.column.order", "disclosures.column.supplier", "disclosures.column.reference", "disclosures.column.way", "disclosures.column.kinds",
] as const satisfies readonly Code[];

export async function writeDisclosuresCsv(tx: ShopTransaction, query: DisclosuresQuery, { language, timeZone }: { language: Language; timeZone: string }): Promise<string> {
  const rows = await find(tx, await whereOf(tx, { ...query, after: null }), mostInFile);
  return writeCsv({
    headers: columns.map((code) => say(language, code)),
    rows: rows.map(({ at, orderName, supplierName, reference, channel, kinds }) => [
      formatInstant(at, { language, timeZone, style: "second" }), orderName, supplierName, reference ?? "", wordOf(language, `disclosure.channel.${channel}`, channel),
      (kinds.length === 0 ? ["none"] : kinds).map((kind) => wordOf(language, `disclosure.kind.${kind}`, kind)).join(", "),
    ]),
  });
}

const wordOf = (language: Language, code: string, otherwise: string): string => (isCode(code) ? say(language, code) : otherwise);
