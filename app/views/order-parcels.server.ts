// Which parcels left for this order, what does Shopify know of them, and where are they?
import type { Prisma } from "@prisma/client";
import { carriers } from "../carriers/registry.ts";
import type { SavedOrder } from "../orders/order.ts";
import { listOutsideFulfillments } from "../orders/outside-fulfillments.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { ShownOutside, ShownParcel } from "./order-page.ts";
import { reasonOf } from "./order-supplier-orders.server.ts";

const parts = {
  lines: true,
  fulfillment: true,
  events: { orderBy: [{ happenedAt: "desc" }, { key: "desc" }] },
  shipment: { select: { shippedAt: true, supplierOrder: { select: { supplier: { select: { name: true } } } } } },
} satisfies Prisma.ParcelInclude;
type Row = Prisma.ParcelGetPayload<{ include: typeof parts }>;

export async function readParcels(tx: ShopTransaction, order: SavedOrder): Promise<ShownParcel[]> {
  const rows = await tx.db.parcel.findMany({ where: { orderId: order.id }, include: parts, orderBy: { id: "asc" } });
  const titles = titlesOf(order);
  return rows.map((row) => ({
    id: row.id,
    trackingNumber: row.trackingNumber,
    trackingUrl: safeLink(row.trackingUrl) ?? carriersPage(row),
    company: row.company,
    shippedAt: row.shipment.shippedAt,
    supplierName: row.shipment.supplierOrder.supplier.name,
    lines: row.lines.map((line) => ({ title: titles.get(line.lineItemId) ?? "", quantity: line.quantity })),
    fulfillment: fulfillmentOf(row),
    events: row.events.map((event) => ({
      id: event.id,
      status: event.status,
      happenedAt: event.happenedAt,
      description: event.description,
      place: event.location ?? [event.city, event.countryCode].filter(Boolean).join(", "),
    })),
  }));
}

const titlesOf = ({ lines }: SavedOrder): Map<string, string> => new Map(lines.map((line) => [line.id, [line.title, line.variantTitle].filter(Boolean).join(" - ")]));

/** What others shipped, or the merchant himself; oldest first. */
export async function readOutside(tx: ShopTransaction, order: SavedOrder): Promise<ShownOutside[]> {
  const titles = titlesOf(order);
  return (await listOutsideFulfillments(tx, order.id)).map(({ id, name, trackingNumbers, company, service, createdAt, cancelledAt, lines }) => ({
    id, name: name ?? "", trackingNumbers, company, service, createdAt, isCancelled: cancelledAt !== null,
    lines: lines.map((line) => ({ title: titles.get(line.lineItemId) ?? "", quantity: line.quantity })),
  }));
}

function fulfillmentOf({ fulfillment }: Row): ShownParcel["fulfillment"] {
  if (!fulfillment) return null;
  return { state: fulfillment.state, name: fulfillment.name, reason: reasonOf(fulfillment.reasonCode, fulfillment.reasonParams), isCancelled: fulfillment.cancelledAt !== null };
}

/** The link comes from a supplier: only web addresses may be clicked. */
function safeLink(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url);
  return parsed && (parsed.protocol === "https:" || parsed.protocol === "http:") ? parsed.href : null;
}

/** Shopify makes the link itself for a carrier that it knows, so none was kept for it. */
function carriersPage({ carrier, trackingNumber }: Row): string | null {
  return carriers.find(({ id }) => id === carrier)?.trackingUrl(trackingNumber) ?? null;
}
