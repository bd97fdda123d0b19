// The memory of the sweeps: how far they came, and what each found.
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { OurCopy, Span, SweepFinding, SweptOrder } from "./compare-swept.ts";

export type SavedSweep = { readonly id: string; readonly startedAt: Date; readonly finishedAt: Date | null; readonly from: Date; readonly until: Date; readonly seen: number; readonly recovered: number };

/** Days that the record of a sweep is kept. */
const keptDays = 14;

export async function beginSweep(tx: ShopTransaction, { from, until }: Span, at: Date): Promise<string> {
  const id = newId();
  await tx.db.orderSweep.deleteMany({ where: { startedAt: { lt: new Date(at.getTime() - keptDays * 86_400_000) } } });
  await tx.db.orderSweep.create({ data: { id, shopId: tx.shopId, startedAt: at, fromAt: from, untilAt: until } });
  return id;
}

export async function findLatestSweep(tx: ShopTransaction): Promise<SavedSweep | undefined> {
  const row = await tx.db.orderSweep.findFirst({ orderBy: [{ startedAt: "desc" }, { id: "desc" }] });
  return row ? { id: row.id, startedAt: row.startedAt, finishedAt: row.finishedAt, from: row.fromAt, until: row.untilAt ?? row.fromAt, seen: row.seen, recovered: row.recovered } : undefined;
}

export type SweepProgress = { readonly id: string; readonly seen: number; readonly recovered: number; /** Everything up to here was dealt with. */ readonly until: Date; readonly isOver: boolean; readonly at: Date };

export async function saveProgress(tx: ShopTransaction, { id, seen, recovered, until, isOver, at }: SweepProgress): Promise<void> {
  await tx.db.orderSweep.updateMany({ where: { id }, data: { seen: { increment: seen }, recovered: { increment: recovered }, ...(isOver ? { finishedAt: at } : {}) } });
  // Never back: a sweep that was slow must not undo the progress of a later one.
  await tx.db.shop.updateMany({ where: { id: tx.shopId, OR: [{ ordersSweptUntil: null }, { ordersSweptUntil: { lt: until } }] }, data: { ordersSweptUntil: until } });
}

export type Untold = { readonly order: SweptOrder; readonly finding: SweepFinding };

/** Run twice: an order stands once in the list of one sweep. */
export async function saveRecoveries(tx: ShopTransaction, { sweepId, found, at }: { sweepId: string; found: readonly Untold[]; at: Date }): Promise<void> {
  if (found.length === 0) return;
  await tx.db.sweepRecovery.createMany({
    data: found.map(({ order, finding }) => ({ id: newId(), shopId: tx.shopId, sweepId, shopifyOrderId: order.id, orderName: order.name, finding, shopifyUpdatedAt: order.updatedAt, foundAt: at })),
    skipDuplicates: true,
  });
}

/** Our copies of the orders on a page, by Shopify's id. */
export async function findCopies(tx: ShopTransaction, shopifyOrderIds: readonly string[]): Promise<Map<string, OurCopy>> {
  const rows = await tx.db.order.findMany({
    where: { shopifyOrderId: { in: [...shopifyOrderIds] } },
    select: {
      id: true, shopifyOrderId: true, shopifyUpdatedAt: true, cancelledAt: true, financialStatus: true, redactedAt: true, missingSince: true, fulfillmentsReadAt: true,
      lines: { select: { currentQuantity: true } }, outsideFulfillments: { where: { cancelledAt: null }, select: { id: true } },
    },
  });
  const made = await tx.db.fulfillment.findMany({ where: { orderId: { in: rows.map(({ id }) => id) }, shopifyFulfillmentId: { not: null }, cancelledAt: null }, select: { orderId: true } });
  const shipped = new Set(made.map(({ orderId }) => orderId));
  return new Map(rows.map((row) => [row.shopifyOrderId, {
    shopifyUpdatedAt: row.shopifyUpdatedAt, isCancelled: row.cancelledAt !== null, financialStatus: row.financialStatus,
    units: row.lines.reduce((sum, line) => sum + line.currentQuantity, 0),
    isRedacted: row.redactedAt !== null, isMissing: row.missingSince !== null, fulfillmentsReadAt: row.fulfillmentsReadAt,
    hasFulfillments: shipped.has(row.id) || row.outsideFulfillments.length > 0,
  }]));
}
