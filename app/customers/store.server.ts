// Which order does a customer mean, and what lies in its parcels? An order emptied by its customer's wish is none.
import type { Prisma } from "@prisma/client";
import { carriers } from "../carriers/registry.ts";
import type { TrackingStatus } from "../carriers/tracking-event.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { parcelsOfOrder, type CustomerOrder, type ShownScan } from "./parcels-of-order.ts";
import { isSameText } from "./same-text.server.ts";

const parts = {
  lines: { orderBy: { position: "asc" }, select: { id: true, title: true, variantTitle: true } },
  allocations: { select: { lineItemId: true, quantity: true, state: true, reasonCode: true } },
} satisfies Prisma.OrderInclude;

const parcelParts = {
  lines: { select: { lineItemId: true, quantity: true } },
  events: { orderBy: [{ happenedAt: "desc" }, { key: "desc" }], take: 1 },
  shipment: { select: { shippedAt: true } },
} satisfies Prisma.ParcelInclude;
type ParcelRow = Prisma.ParcelGetPayload<{ include: typeof parcelParts }>;

export type FoundOrder = { readonly order: CustomerOrder; readonly locale: string | null };

/** The order of the account that asks; another account's order is none. */
export async function findOwnOrder(tx: ShopTransaction, shopifyOrderId: string, customerId: string): Promise<FoundOrder | undefined> {
  return (await readOrders(tx, { shopifyOrderId, shopifyCustomerId: customerId }, 1))[0];
}

const shownOrders = 10;

export const listOwnOrders = (tx: ShopTransaction, customerId: string): Promise<FoundOrder[]> => readOrders(tx, { shopifyCustomerId: customerId }, shownOrders);

export type Claim = {
  /** The order's number or name, as typed. */
  readonly order: string;
  /** The e-mail or the postcode of the order, as typed. */
  readonly proof: string;
};

/** Shops may number from anew, so several orders can bear one number; the proof tells which is meant. */
export async function findClaimedOrder(tx: ShopTransaction, { order, proof }: Claim): Promise<FoundOrder | undefined> {
  const candidates = await tx.db.order.findMany({
    where: { redactedAt: null, OR: namesOf(order) },
    select: { id: true, email: true, address: { select: { email: true, postalCode: true } } },
    orderBy: { placedAt: "desc" },
    take: 5,
  });
  // Every value is compared, so that the time taken tells nothing.
  const proven = candidates.filter(({ email, address }) => [email, address?.email, address?.postalCode].map((known) => isSameText(known, proof)).includes(true));
  return proven[0] ? (await readOrders(tx, { id: proven[0].id }, 1))[0] : undefined;
}

/** "1001", "#1001", "# 1001" and a name with the shop's own prefix are what people copy from their mail. */
function namesOf(typed: string): Prisma.OrderWhereInput[] {
  const bare = bareOrder(typed);
  const names = ["", "#"].map((sign) => ({ name: { equals: `${sign}${bare}`, mode: "insensitive" as const } }));
  return /^\d{1,9}$/.test(bare) ? [...names, { orderNumber: Number(bare) }] : names;
}

/** Two ways of typing one order are one order, also for counting guesses. */
export const bareOrder = (typed: string): string => typed.normalize("NFKC").replaceAll(/\s/gu, "").replace(/^#+/, "").toLowerCase();

async function readOrders(tx: ShopTransaction, where: Prisma.OrderWhereInput, take: number): Promise<FoundOrder[]> {
  const rows = await tx.db.order.findMany({ where: { ...where, redactedAt: null }, include: parts, orderBy: { placedAt: "desc" }, take });
  const parcels = await tx.db.parcel.findMany({ where: { orderId: { in: rows.map(({ id }) => id) } }, include: parcelParts, orderBy: { id: "asc" } });
  return rows.map(({ id, name, placedAt, lines, allocations, customerLocale }) => ({
    locale: customerLocale,
    order: parcelsOfOrder({ name, placedAt, lines, units: allocations, parcels: parcels.filter((parcel) => parcel.orderId === id).map(toFacts) }),
  }));
}

function toFacts(row: ParcelRow) {
  const { company, trackingNumber, shipment, deliveredAt, lines } = row;
  return { carrier: company, number: trackingNumber, link: linkOf(row), shippedAt: shipment.shippedAt, deliveredAt, lastScan: lastScanOf(row), lines };
}

function lastScanOf({ events }: ParcelRow): ShownScan | null {
  const [last] = events;
  if (!last) return null;
  return { status: last.status as TrackingStatus, at: last.happenedAt, place: last.location ?? [last.city, last.countryCode].filter(Boolean).join(", ") };
}

/** A supplier wrote the link: only web addresses may be clicked. For a carrier that Shopify knows none was kept. */
function linkOf({ trackingUrl, carrier, trackingNumber }: ParcelRow): string | null {
  const parsed = trackingUrl === null ? null : URL.parse(trackingUrl);
  if (parsed && (parsed.protocol === "https:" || parsed.protocol === "http:")) return parsed.href;
  return carriers.find(({ id }) => id === carrier)?.trackingUrl(trackingNumber) ?? null;
}
