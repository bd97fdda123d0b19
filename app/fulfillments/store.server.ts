// The memory of what Shopify was told of each parcel: one row per parcel, one fulfillment per row.
import { Prisma, type Fulfillment as Row } from "@prisma/client";
import type { Reason } from "../orders/allocation.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { BugError, type Params } from "../platform/errors.ts";
import { newId } from "../platform/ids.server.ts";
import { legalMoves, type FulfillmentState } from "./fulfillment.ts";

export type SavedFulfillment = {
  readonly id: string;
  readonly orderId: string;
  readonly parcelId: string;
  readonly state: FulfillmentState;
  readonly attempt: number;
  readonly shopifyFulfillmentId: string | null;
  readonly name: string | null;
  readonly notifyCustomer: boolean;
  readonly reason: Reason | null;
};

/** The customer's notice is decided when the parcel is first told of. Run twice: the row that is there. */
export async function planFulfillmentRow(tx: ShopTransaction, parcel: { id: string; orderId: string }, notifyCustomer: boolean): Promise<void> {
  await tx.db.fulfillment.upsert({
    where: { shopId_parcelId: { shopId: tx.shopId, parcelId: parcel.id } },
    update: {},
    create: { id: newId(), shopId: tx.shopId, orderId: parcel.orderId, parcelId: parcel.id, state: "PLANNED", notifyCustomer, plannedAt: new Date() },
  });
}

export async function findFulfillmentOfParcel(tx: ShopTransaction, parcelId: string): Promise<SavedFulfillment | undefined> {
  const row = await tx.db.fulfillment.findUnique({ where: { shopId_parcelId: { shopId: tx.shopId, parcelId } } });
  return row ? toFulfillment(row) : undefined;
}

export async function getFulfillmentOfParcel(tx: ShopTransaction, parcelId: string): Promise<SavedFulfillment> {
  const row = await findFulfillmentOfParcel(tx, parcelId);
  if (!row) throw new BugError(`parcel ${parcelId} has no fulfillment row`);
  return row;
}

export type FulfillmentChange = { readonly from: SavedFulfillment; readonly to: FulfillmentState; readonly reason?: Reason | null; readonly created?: { id: string; name: string; at: Date } };

/** Returns false, and changes nothing, when another worker was faster: the attempt is the fence. */
export async function changeFulfillment(tx: ShopTransaction, change: FulfillmentChange): Promise<boolean> {
  const { from, to, reason, created } = change;
  if (!legalMoves[from.state].includes(to)) throw new BugError(`a fulfillment cannot go from ${from.state} to ${to}`);
  const { count } = await tx.db.fulfillment.updateMany({
    where: { id: from.id, attempt: from.attempt, state: from.state },
    data: {
      state: to,
      attempt: to === "SENDING" ? from.attempt + 1 : from.attempt,
      reasonCode: reason?.code ?? null,
      reasonParams: reason?.params ?? Prisma.DbNull,
      ...(created ? { shopifyFulfillmentId: created.id, name: created.name, createdAt: created.at } : {}),
    },
  });
  return count === 1;
}

/** A person wants a fulfillment shown again that was cancelled in Shopify. Run twice, or not cancelled: false, and nothing changes. */
export async function planAgain(tx: ShopTransaction, parcelId: string, at: Date): Promise<boolean> {
  const row = await tx.db.fulfillment.findUnique({ where: { shopId_parcelId: { shopId: tx.shopId, parcelId } } });
  if (row?.state !== "CREATED" || !row.cancelledAt) return false;
  const former = row.shopifyFulfillmentId === null ? row.formerShopifyIds : [...row.formerShopifyIds, row.shopifyFulfillmentId];
  await tx.db.fulfillment.update({
    where: { shopId_id: { shopId: tx.shopId, id: row.id } },
    data: { state: "PLANNED", plannedAt: at, formerShopifyIds: former, shopifyFulfillmentId: null, name: null, createdAt: null, cancelledAt: null, reasonCode: null, reasonParams: Prisma.DbNull },
  });
  return true;
}

/** Parcels whose write-back waits for Shopify, of one order or of the whole shop. */
export async function listWaitingParcels(tx: ShopTransaction, shopifyOrderId?: string): Promise<{ parcelId: string; orderId: string }[]> {
  const orders = shopifyOrderId === undefined ? undefined : await tx.db.order.findMany({ where: { shopifyOrderId }, select: { id: true } });
  return tx.db.fulfillment.findMany({
    where: { state: "WAITING", ...(orders ? { orderId: { in: orders.map(({ id }) => id) } } : {}) },
    select: { parcelId: true, orderId: true },
  });
}

/** Parcels that Shopify was to be told of long ago: never begun, or begun and never answered. */
export async function listStuckParcels(tx: ShopTransaction, before: Date, take: number): Promise<{ parcelId: string; orderId: string }[]> {
  const rows = await tx.db.parcel.findMany({
    where: { shipment: { recordedAt: { lt: before } }, OR: [{ fulfillment: null }, { fulfillment: { state: { in: ["PLANNED", "SENDING", "UNKNOWN"] } } }] },
    select: { id: true, orderId: true },
    orderBy: { id: "asc" },
    take,
  });
  return rows.map(({ id, orderId }) => ({ parcelId: id, orderId }));
}

function toFulfillment(row: Row): SavedFulfillment {
  return {
    id: row.id,
    orderId: row.orderId,
    parcelId: row.parcelId,
    state: row.state,
    attempt: row.attempt,
    shopifyFulfillmentId: row.shopifyFulfillmentId,
    name: row.name,
    notifyCustomer: row.notifyCustomer,
    reason: row.reasonCode ? { code: row.reasonCode, params: (row.reasonParams ?? {}) as Params } : null,
  };
}
