// The memory of the last check of each order; read by the home page, written after every step.
import type { OrderCheck as Row, Prisma } from "@prisma/client";
import { listAllocations } from "../orders/allocation-store.server.ts";
import type { Reason } from "../orders/allocation.ts";
import { outsideUnitsOf } from "../orders/outside-fulfillments.server.ts";
import { findOrder } from "../orders/store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { listChanges } from "../supplier-orders/change-store.server.ts";
import type { OrderCheck, OrderToCheck } from "./check-order.ts";

export type SavedCheck = OrderCheck & { readonly orderId: string; readonly checkedAt: Date };

/** Everything we ourselves know of the order; undefined when it is gone. */
export async function loadOrderToCheck(tx: ShopTransaction, orderId: string): Promise<OrderToCheck | undefined> {
  const order = await findOrder(tx, orderId);
  if (!order) return undefined;
  const { confirmedUnits } = await tx.db.order.findUniqueOrThrow({ where: { shopId_id: { shopId: tx.shopId, id: orderId } }, select: { confirmedUnits: true } });
  const parcels = await tx.db.parcel.findMany({ where: { orderId }, include: { lines: true, fulfillment: true } });
  const supplierOrders = await tx.db.supplierOrder.findMany({ where: { orderId }, include: { lines: true } });
  return {
    lines: order.lines,
    allocations: await listAllocations(tx, orderId),
    // A count older than the last message would blame us for Shopify's news.
    confirmedUnits: order.confirmedAt ? confirmedUnits : null,
    cancelled: order.cancelledAt !== null,
    fulfillments: parcels.map((parcel) => ({ state: parcel.fulfillment?.state ?? null, isCancelled: parcel.fulfillment?.cancelledAt != null, lines: parcel.lines })),
    calledBack: await unitsAskedBack(tx, orderId),
    shippedByOthers: await outsideUnitsOf(tx, orderId),
    supplierOrders,
  };
}

/** Of requests that are out or were refused; what was given back stands with the supplier no more. */
async function unitsAskedBack(tx: ShopTransaction, orderId: string): Promise<Map<string, number>> {
  const lines = await tx.db.supplierOrderLine.findMany({ where: { supplierOrder: { orderId } }, select: { id: true, lineItemId: true } });
  const asked = new Map<string, number>();
  for (const { state, difference } of await listChanges(tx, orderId)) {
    if (state === "ACCEPTED" || state === "WITHDRAWN") continue;
    for (const { lineId, from, to } of difference.lines) asked.set(lineId, Math.max(from - to, asked.get(lineId) ?? 0));
  }
  const units = new Map<string, number>();
  for (const { id, lineItemId } of lines) units.set(lineItemId, (asked.get(id) ?? 0) + (units.get(lineItemId) ?? 0));
  return units;
}

export async function saveCheck(tx: ShopTransaction, orderId: string, { check, at }: { check: OrderCheck; at: Date }): Promise<void> {
  const { findings, ...counts } = check;
  const data = { ...counts, checkedAt: at, findings: findings.map(({ code, params }) => ({ code, params })) satisfies Prisma.InputJsonValue };
  await tx.db.orderCheck.upsert({ where: { shopId_orderId: { shopId: tx.shopId, orderId } }, update: data, create: { ...data, orderId, shopId: tx.shopId } });
}

export async function findCheck(tx: ShopTransaction, orderId: string): Promise<SavedCheck | undefined> {
  const row = await tx.db.orderCheck.findUnique({ where: { shopId_orderId: { shopId: tx.shopId, orderId } } });
  return row ? toCheck(row) : undefined;
}

export type CheckSum = Omit<OrderCheck, "balanced" | "findings"> & { readonly orders: number; readonly unbalanced: number };

/** "Paid: 412. Each is somewhere you can click." */
export async function sumChecks(tx: ShopTransaction): Promise<CheckSum> {
  const { _sum: sum, _count } = await tx.db.orderCheck.aggregate({
    _count: true,
    _sum: { paidUnits: true, notOurs: true, waiting: true, withSupplier: true, shipped: true, cancelled: true, needsYou: true },
  });
  const unbalanced = await tx.db.orderCheck.count({ where: { balanced: false } });
  return {
    orders: _count,
    unbalanced,
    paidUnits: sum.paidUnits ?? 0,
    notOurs: sum.notOurs ?? 0,
    waiting: sum.waiting ?? 0,
    withSupplier: sum.withSupplier ?? 0,
    shipped: sum.shipped ?? 0,
    cancelled: sum.cancelled ?? 0,
    needsYou: sum.needsYou ?? 0,
  };
}

export async function listUnbalanced(tx: ShopTransaction, take: number): Promise<SavedCheck[]> {
  return (await tx.db.orderCheck.findMany({ where: { balanced: false }, orderBy: { checkedAt: "desc" }, take })).map(toCheck);
}

function toCheck(row: Row): SavedCheck {
  return {
    orderId: row.orderId,
    checkedAt: row.checkedAt,
    balanced: row.balanced,
    paidUnits: row.paidUnits,
    notOurs: row.notOurs,
    waiting: row.waiting,
    withSupplier: row.withSupplier,
    shipped: row.shipped,
    cancelled: row.cancelled,
    needsYou: row.needsYou,
    findings: row.findings as unknown as (Reason & { code: OrderCheck["findings"][number]["code"] })[],
  };
}
