// The narrowed orders as a CSV file: one row for each place where units of a line stand, read and sent a page at a time.
import type { Prisma } from "@prisma/client";
import { stringify } from "csv-stringify/sync";
import type { ShopTransaction } from "../platform/db.server.ts";
import { formatDecimal } from "../platform/money.ts";
import { neutral } from "../platform/tables/neutral.ts";
import { formatInstant, isCode, say, type Code, type Language } from "../platform/words/words.ts";
import { bucketOf } from "./buckets.ts";
import { findCursor, findOrderIds, type AskedOrders } from "./orders-page.server.ts";

const ordersAtOnce = 200;

const columns = [
  "export.order", "export.date", "export.country", "export.sku", "export.title", "export.quantity", "export.state", "export.supplier",
  "export.supplier_order", "export.supplier_number", "export.cost", "export.currency", "export.carrier", "export.tracking",
] as const satisfies readonly Code[];

type Reader = { readonly language: Language; readonly timeZone: string };
type Source = <T>(work: (tx: ShopTransaction) => Promise<T>) => Promise<T>;

/** Excel opens it as UTF-8 thanks to the mark in front. A page is read when the one before has been taken. */
export function streamOrdersCsv(inShop: Source, asked: AskedOrders, reader: Reader): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: string | null = null;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`\ufeff${toCsv([columns.map((code) => say(reader.language, code))])}`)),
    pull: async (controller) => {
      const page = await inShop((tx) => readPage(tx, asked, { after, reader }));
      if (page.rows.length > 0) controller.enqueue(encoder.encode(toCsv(page.rows)));
      after = page.last;
      if (after === null) controller.close();
    },
  });
}

/** What would start a formula in a spreadsheet is kept from it. */
const toCsv = (rows: readonly (readonly string[])[]): string => stringify(rows.map((row) => row.map(neutral)), { record_delimiter: "windows" });

async function readPage(tx: ShopTransaction, asked: AskedOrders, { after, reader }: { after: string | null; reader: Reader }) {
  const ids = await findOrderIds(tx, asked, { take: ordersAtOnce, cursor: await findCursor(tx, after) });
  const orders = await tx.db.order.findMany({ where: { id: { in: ids } }, select: parts });
  const byId = new Map(orders.map((order) => [order.id, order]));
  const rows = ids.flatMap((id) => byId.get(id) ?? []).flatMap((order) => order.allocations.map((place) => toCells(order, place, reader)));
  return { rows, last: ids.length < ordersAtOnce ? null : (ids.at(-1) ?? null) };
}

const parts = {
  id: true, name: true, placedAt: true,
  address: { select: { countryCode: true } },
  allocations: {
    select: {
      quantity: true, state: true,
      line: { select: { sku: true, title: true, variantTitle: true } },
      supplierOrderLine: {
        select: {
          quantity: true, packs: true, unitCostMinor: true, currency: true,
          supplierOrder: { select: { reference: true, supplierReference: true, supplier: { select: { name: true } } } },
        },
      },
      parcelLine: { select: { parcel: { select: { company: true, trackingNumber: true } } } },
    },
    orderBy: [{ line: { position: "asc" } }, { id: "asc" }],
  },
} satisfies Prisma.OrderSelect;
type Exported = Prisma.OrderGetPayload<{ select: typeof parts }>;
type Place = Exported["allocations"][number];

function toCells(order: Exported, place: Place, { language, timeZone }: Reader): string[] {
  const { line, parcelLine } = place;
  const bucket = `bucket.${bucketOf(place.state)}`;
  return [
    order.name,
    formatInstant(order.placedAt, { language, timeZone, style: "minute" }),
    order.address?.countryCode ?? "",
    line.sku ?? "",
    [line.title, line.variantTitle].filter(Boolean).join(" - "),
    String(place.quantity),
    isCode(bucket) ? say(language, bucket) : "",
    ...supplierCells(place),
    parcelLine?.parcel.company ?? "",
    parcelLine?.parcel.trackingNumber ?? "",
  ];
}

function supplierCells({ supplierOrderLine: line, quantity }: Place): string[] {
  if (!line) return ["", "", "", "", ""];
  const { supplier, reference, supplierReference } = line.supplierOrder;
  return [supplier.name, reference, supplierReference ?? "", costOf(line, quantity), line.currency];
}

/** Of the line's whole cost, the share of these units; whole packs are paid for. */
function costOf(line: NonNullable<Place["supplierOrderLine"]>, quantity: number): string {
  const whole = line.unitCostMinor * BigInt(line.packs);
  return formatDecimal({ minor: (whole * BigInt(quantity)) / BigInt(Math.max(1, line.quantity)), currency: line.currency });
}
