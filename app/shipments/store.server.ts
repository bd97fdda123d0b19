// The memory of parcels: a supplier's shipment is known once, by the supplier's own name for it.
import type { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { Shipment } from "./shipment.ts";

export type SavedParcel = {
  readonly id: string;
  readonly orderId: string;
  readonly trackingNumber: string;
  readonly carrier: string | null;
  readonly company: string;
  readonly trackingUrl: string | null;
  readonly followedSince: Date | null;
  readonly deliveredAt: Date | null;
  readonly lines: readonly { id: string; lineItemId: string; supplierOrderLineId: string; shopifyLineItemId: string; quantity: number }[];
};

const parcelParts = { lines: { include: { supplierOrderLine: { select: { lineItemId: true } } } } } satisfies Prisma.ParcelInclude;

export async function isKnownShipment(tx: ShopTransaction, supplierOrderId: string, shipmentReference: string): Promise<boolean> {
  const where = { shopId_supplierOrderId_shipmentReference: { shopId: tx.shopId, supplierOrderId, shipmentReference } };
  return (await tx.db.shipment.findUnique({ where, select: { id: true } })) !== null;
}

/** Shop units shipped so far, by supplier order line. */
export async function shippedUnits(tx: ShopTransaction, supplierOrderId: string): Promise<Map<string, number>> {
  const rows = await tx.db.parcelLine.groupBy({
    by: ["supplierOrderLineId"],
    where: { supplierOrderLine: { supplierOrderId } },
    _sum: { quantity: true },
  });
  return new Map(rows.map((row) => [row.supplierOrderLineId, row._sum.quantity ?? 0]));
}

export type SavedShipment = { readonly parcels: readonly { readonly id: string; readonly lines: readonly { id: string; lineItemId: string; supplierOrderLineId: string; quantity: number }[] }[] };

export async function saveShipment(tx: ShopTransaction, owner: { orderId: string; supplierOrderId: string; messageId: string | null }, shipment: Shipment): Promise<SavedShipment> {
  const shipmentId = newId();
  await tx.db.shipment.create({
    data: {
      id: shipmentId, shopId: tx.shopId, supplierOrderId: owner.supplierOrderId, shipmentReference: shipment.shipmentReference,
      shippedAt: shipment.shippedAt, recordedAt: new Date(), noticeMessageId: owner.messageId,
    },
  });
  const parcels = [];
  for (const { lines, ...parcel } of shipment.parcels) {
    const id = newId();
    await tx.db.parcel.create({ data: { ...parcel, id, shopId: tx.shopId, shipmentId, orderId: owner.orderId } });
    const rows = lines.map((line) => ({ ...line, id: newId() }));
    await tx.db.parcelLine.createMany({ data: rows.map((line) => ({ ...line, shopId: tx.shopId, parcelId: id })) });
    parcels.push({ id, lines: rows });
  }
  return { parcels };
}

export async function findParcel(tx: ShopTransaction, id: string): Promise<SavedParcel | undefined> {
  const row = await tx.db.parcel.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } }, include: parcelParts });
  return row ? toParcel(tx, row) : undefined;
}

/** Followed, not delivered, and due to be asked about. */
export async function listParcelsDue(tx: ShopTransaction, now: Date, take: number): Promise<{ id: string; orderId: string; trackingNumber: string }[]> {
  return tx.db.parcel.findMany({
    where: { followedSince: { not: null }, deliveredAt: null, nextFollowAt: { lte: now } },
    select: { id: true, orderId: true, trackingNumber: true },
    orderBy: { nextFollowAt: "asc" },
    take,
  });
}

export async function saveFollowing(tx: ShopTransaction, id: string, following: { since?: Date; nextAt?: Date | null; deliveredAt?: Date }): Promise<void> {
  await tx.db.parcel.update({
    where: { shopId_id: { shopId: tx.shopId, id } },
    data: {
      ...(following.since ? { followedSince: following.since } : {}),
      ...(following.nextAt === undefined ? {} : { nextFollowAt: following.nextAt }),
      ...(following.deliveredAt ? { deliveredAt: following.deliveredAt } : {}),
    },
  });
}

type ParcelRow = Prisma.ParcelGetPayload<{ include: typeof parcelParts }>;

async function toParcel(tx: ShopTransaction, row: ParcelRow): Promise<SavedParcel> {
  const items = await tx.db.lineItem.findMany({ where: { id: { in: row.lines.map((line) => line.lineItemId) } }, select: { id: true, shopifyLineItemId: true } });
  const shopifyIds = new Map(items.map((item) => [item.id, item.shopifyLineItemId]));
  return {
    id: row.id,
    orderId: row.orderId,
    trackingNumber: row.trackingNumber,
    carrier: row.carrier,
    company: row.company,
    trackingUrl: row.trackingUrl,
    followedSince: row.followedSince,
    deliveredAt: row.deliveredAt,
    lines: row.lines.map((line) => ({
      id: line.id,
      lineItemId: line.lineItemId,
      supplierOrderLineId: line.supplierOrderLineId,
      shopifyLineItemId: shopifyIds.get(line.lineItemId) ?? "",
      quantity: line.quantity,
    })),
  };
}
