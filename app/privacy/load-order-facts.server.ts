// Is an order finished, with nothing open? What each noun knows of it, for a page of orders at once.
import type { ShopTransaction } from "../platform/db.server.ts";
import type { OrderFacts } from "./retention.ts";

const parts = {
  id: true, shopifyOrderId: true, placedAt: true, cancelledAt: true,
  allocations: { select: { state: true, changedAt: true } },
  supplierOrders: { select: { state: true } },
  changeRequests: { select: { state: true } },
  fulfillmentRequests: { select: { state: true } },
  disputes: { select: { status: true, changedAt: true } },
} as const;

/** By our id of the order. */
export async function loadOrderFacts(tx: ShopTransaction, orderIds: readonly string[]): Promise<Map<string, OrderFacts>> {
  const ofOrders = { orderId: { in: [...orderIds] } };
  const orders = await tx.db.order.findMany({ where: { id: { in: [...orderIds] } }, select: parts });
  const fulfillments = Map.groupBy(await tx.db.fulfillment.findMany({ where: ofOrders, select: { orderId: true, state: true } }), ({ orderId }) => orderId);
  const parcels = Map.groupBy(await tx.db.parcel.findMany({ where: ofOrders, select: { orderId: true, deliveredAt: true } }), ({ orderId }) => orderId);
  const problems = Map.groupBy(await tx.db.problem.findMany({ where: { ...ofOrders, openKey: { not: null } }, select: { orderId: true } }), ({ orderId }) => orderId);
  const asked = await listAskedFor(tx, orders.map(({ shopifyOrderId }) => shopifyOrderId));
  return new Map(orders.map((order): [string, OrderFacts] => [order.id, {
    units: order.allocations.map(({ state }) => state),
    supplierOrders: order.supplierOrders.map(({ state }) => state),
    fulfillments: (fulfillments.get(order.id) ?? []).map(({ state }) => state),
    changes: order.changeRequests.map(({ state }) => state),
    requests: order.fulfillmentRequests.map(({ state }) => state),
    disputes: order.disputes.map(({ status }) => status),
    openProblems: problems.get(order.id)?.length ?? 0,
    isAskedFor: asked.has(order.shopifyOrderId),
    movedAt: latest([
      order.placedAt, order.cancelledAt, ...order.allocations.map(({ changedAt }) => changedAt), ...order.disputes.map(({ changedAt }) => changedAt),
      ...(parcels.get(order.id) ?? []).map(({ deliveredAt }) => deliveredAt),
    ]),
  }]));
}

async function listAskedFor(tx: ShopTransaction, shopifyOrderIds: readonly string[]): Promise<ReadonlySet<string>> {
  const tasks = await tx.db.privacyTask.findMany({
    where: { topic: "CUSTOMERS_DATA_REQUEST", downloadedAt: null, shopifyOrderIds: { hasSome: [...shopifyOrderIds] }, OR: [{ doneAt: null }, { file: { not: null } }] },
    select: { shopifyOrderIds: true },
  });
  return new Set(tasks.flatMap((task) => task.shopifyOrderIds));
}

const latest = (instants: readonly (Date | null)[]): Date => new Date(Math.max(...instants.map((instant) => instant?.getTime() ?? 0)));
