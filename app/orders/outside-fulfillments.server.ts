// The memory of fulfillments that Daifa did not make: by hand in Shopify's admin, or by another app.
import type { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";

export type OutsideFulfillment = {
  readonly shopifyFulfillmentId: string;
  readonly name: string | null;
  /** Shopify's own word: SUCCESS, CANCELLED … */
  readonly status: string;
  readonly trackingNumbers: readonly string[];
  readonly company: string | null;
  readonly service: string | null;
  readonly createdAt: Date;
  readonly shopifyUpdatedAt: Date;
  readonly cancelledAt: Date | null;
  readonly lines: readonly { readonly lineItemId: string; readonly quantity: number }[];
};

export type SavedOutsideFulfillment = OutsideFulfillment & { readonly id: string };

const parts = { lines: true } satisfies Prisma.OutsideFulfillmentInclude;

/** Oldest first. */
export async function listOutsideFulfillments(tx: ShopTransaction, orderId: string): Promise<SavedOutsideFulfillment[]> {
  const rows = await tx.db.outsideFulfillment.findMany({ where: { orderId }, include: parts, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return rows.map(({ lines, ...row }) => ({ ...row, lines: lines.map(({ lineItemId, quantity }) => ({ lineItemId, quantity })) }));
}

/** It turned out to tell of a parcel of ours. */
export async function forgetOutsideFulfillment(tx: ShopTransaction, id: string): Promise<void> {
  await tx.db.outsideFulfillment.delete({ where: { shopId_id: { shopId: tx.shopId, id } } });
}

/** Units of each line that stand in fulfillments of others; those of cancelled ones do not. */
export async function outsideUnitsOf(tx: ShopTransaction, orderId: string): Promise<Map<string, number>> {
  const rows = await tx.db.outsideFulfillmentLine.groupBy({ by: ["lineItemId"], where: { fulfillment: { orderId, cancelledAt: null } }, _sum: { quantity: true } });
  return new Map(rows.map((row) => [row.lineItemId, row._sum.quantity ?? 0]));
}

/** The order is locked by the caller. Run twice, or with an older reading: what stands there stays. */
export async function saveOutsideFulfillment(tx: ShopTransaction, fulfillment: OutsideFulfillment, { orderId, at }: { orderId: string; at: Date }): Promise<void> {
  const { lines, ...facts } = fulfillment;
  const where = { shopId_shopifyFulfillmentId: { shopId: tx.shopId, shopifyFulfillmentId: facts.shopifyFulfillmentId } };
  const known = await tx.db.outsideFulfillment.findUnique({ where, select: { id: true, shopifyUpdatedAt: true } });
  if (known && known.shopifyUpdatedAt > facts.shopifyUpdatedAt) return;
  const data = { ...facts, trackingNumbers: [...facts.trackingNumbers], seenAt: at };
  const { id } = await tx.db.outsideFulfillment.upsert({ where, update: data, create: { ...data, id: newId(), shopId: tx.shopId, orderId }, select: { id: true } });
  await tx.db.outsideFulfillmentLine.deleteMany({ where: { outsideFulfillmentId: id } });
  await tx.db.outsideFulfillmentLine.createMany({ data: lines.map((line) => ({ ...line, id: newId(), shopId: tx.shopId, outsideFulfillmentId: id })) });
}
