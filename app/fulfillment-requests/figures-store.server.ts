// The rows behind the figures of a fulfillment service: requests, callbacks, and what was written to Shopify.
import type { ShopTransaction } from "../platform/db.server.ts";
import { figureDays, type ServiceFacts } from "./figures.ts";

export async function loadServiceFacts(tx: ShopTransaction, now: Date): Promise<ServiceFacts> {
  const since = new Date(now.getTime() - figureDays * 24 * 3_600_000);
  const requests = await tx.db.fulfillmentRequest.findMany({ where: { requestedAt: { gte: since } }, select: { kind: true, state: true, requestedAt: true, answeredAt: true, closedAt: true } });
  const callbacks = await tx.db.serviceCallback.findMany({ where: { at: { gte: since } }, select: { at: true, status: true } });
  return { requests, callbacks, fulfillments: await loadFulfillments(tx, since) };
}

/** A parcel is written with its number, so the number was there from the first moment, or is missing. Only work of the service counts. */
async function loadFulfillments(tx: ShopTransaction, since: Date): Promise<ServiceFacts["fulfillments"]> {
  const settings = await tx.db.merchantSettings.findUnique({ where: { shopId: tx.shopId }, select: { fulfillmentMode: true, fulfillmentModeChangedAt: true } });
  if (settings?.fulfillmentMode !== "FULFILLMENT_SERVICE" || settings.fulfillmentModeChangedAt === null) return [];
  const rows = await tx.db.fulfillment.findMany({ where: { createdAt: { gte: since } }, select: { createdAt: true, orderId: true, parcel: { select: { trackingNumber: true } } } });
  const orders = await tx.db.order.findMany({
    where: { id: { in: rows.map(({ orderId }) => orderId) }, placedAt: { gte: settings.fulfillmentModeChangedAt }, isTest: false },
    select: { id: true, fulfillmentRequests: { where: { kind: "FULFILLMENT", state: "ACCEPTED" }, select: { id: true }, take: 1 } },
  });
  const wasRequested = new Map(orders.map(({ id, fulfillmentRequests }) => [id, fulfillmentRequests.length > 0]));
  return rows.flatMap(({ createdAt, orderId, parcel }) => {
    const asked = wasRequested.get(orderId);
    return createdAt && asked !== undefined ? [{ createdAt, numberAt: parcel.trackingNumber ? createdAt : null, wasRequested: asked }] : [];
  });
}
