// A fulfillment was made, changed or cancelled in Shopify, by whomever: where do the units stand now?
// Nobody is asked for units that left already, a lost answer of ours is found again, and what a person cancelled there
// is never made anew by itself. Shopify is read at this moment, so the messages that start this may come in any order.
import { z } from "zod";
import { getMerchant } from "../merchants/store.server.ts";
import { outsideUnitsOf } from "../orders/outside-fulfillments.server.ts";
import { settleUnits } from "../orders/save-import.server.ts";
import { findOrder, findOrderByShopifyId, isRedacted } from "../orders/store.server.ts";
import { lockOrder, type Database, type ShopTransaction } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import type { AdminApi } from "../shopify/admin.server.ts";
import { voidStaleDrafts } from "../supplier-orders/void-drafts.server.ts";
import { judgeFulfillments, type OurParcel, type SeenFulfillment } from "./judge-fulfillments.ts";
import { isDead } from "./plan-fulfillment.ts";
import { readEveryFulfillment, type SeenOrder } from "./read-every-fulfillment.server.ts";
import { saveJudgment } from "./save-judgment.server.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date };
const inputSchema = z.object({
  shopId: z.string(),
  shopifyOrderId: z.string(),
  /** The order was read a moment ago: lines that we still do not know are not worth another reading. */
  isOrderFresh: z.boolean().exactOptional(),
});
type Input = z.infer<typeof inputSchema>;

export type AdoptOutcome =
  | {
      readonly kind: "read";
      readonly orderId: string;
      /** Parcels that turned out to be told: they are followed from now on. */
      readonly told: readonly string[];
      /** Units are free again, or a draft was given up. */
      readonly needsRouting: boolean;
      /** A fulfillment holds lines that came with an edit we have not read. */
      readonly needsOrder: boolean;
    }
  | { readonly kind: "unknown_order" }
  | { readonly kind: "not_in_shop" };

export const adoptFulfillments: Step<Tools, Input, AdoptOutcome> = {
  name: "adopt-fulfillments",
  input: inputSchema,
  run: async ({ database, admin, now }, { shopId, shopifyOrderId, isOrderFresh = false }) => {
    const known = await database.inShop(shopId, (tx) => load(tx, shopifyOrderId));
    if (!known) return async () => ({ kind: "unknown_order" });
    const isNews = newsFor(known);
    const seen = await readEveryFulfillment(admin, { id: shopId, domain: known.domain }, { shopifyOrderId, isNews });
    if (!seen) return async () => ({ kind: "not_in_shop" });
    return async (tx) => await adopt(tx, { orderId: known.orderId, seen, isOrderFresh, at: now() });
  },
};

/** What is known of the order's fulfillments; Shopify is asked for the contents of others only. */
async function load(tx: ShopTransaction, shopifyOrderId: string) {
  const { domain } = await getMerchant(tx);
  const order = await findOrderByShopifyId(tx, shopifyOrderId);
  if (!order || (await isRedacted(tx, shopifyOrderId))) return undefined;
  return { domain, orderId: order.id, ...(await loadKnown(tx, order.id)) };
}

type Known = { readonly parcels: readonly OurParcel[]; readonly outside: ReadonlyMap<string, Date> };

async function loadKnown(tx: ShopTransaction, orderId: string): Promise<Known> {
  const parcels = await tx.db.parcel.findMany({ where: { orderId }, include: { fulfillment: true, lines: true }, orderBy: { id: "asc" } });
  const items = new Map((await tx.db.lineItem.findMany({ where: { orderId }, select: { id: true, shopifyLineItemId: true } })).map((item) => [item.id, item.shopifyLineItemId]));
  const outside = await tx.db.outsideFulfillment.findMany({ where: { orderId }, select: { shopifyFulfillmentId: true, shopifyUpdatedAt: true } });
  return {
    parcels: parcels.map(({ id, trackingNumber, fulfillment, lines }) => ({
      parcelId: id, trackingNumber, state: fulfillment?.state ?? null, shopifyFulfillmentId: fulfillment?.shopifyFulfillmentId ?? null,
      formerShopifyIds: fulfillment?.formerShopifyIds ?? [], isCancelled: fulfillment?.cancelledAt != null,
      lines: lines.map((line) => ({ shopifyLineItemId: items.get(line.lineItemId) ?? "", quantity: line.quantity })),
    })),
    outside: new Map(outside.map((row) => [row.shopifyFulfillmentId, row.shopifyUpdatedAt])),
  };
}

function newsFor({ parcels, outside }: Known) {
  const ours = new Map(parcels.flatMap((parcel) => [...parcel.formerShopifyIds.map((id) => [id, true] as const), ...(parcel.shopifyFulfillmentId === null ? [] : [[parcel.shopifyFulfillmentId, parcel.isCancelled] as const])]));
  return ({ id, status, updatedAt }: Pick<SeenFulfillment, "id" | "status" | "updatedAt">): boolean => {
    const isCancelled = ours.get(id);
    if (isCancelled !== undefined) return isDead(status) && !isCancelled;
    const before = outside.get(id);
    return before === undefined || before < updatedAt;
  };
}

type Reading = { readonly orderId: string; readonly seen: SeenOrder; readonly isOrderFresh: boolean; readonly at: Date };

async function adopt(tx: ShopTransaction, { orderId, seen, isOrderFresh, at }: Reading): Promise<AdoptOutcome> {
  await lockOrder(tx, orderId);
  const order = await findOrder(tx, orderId);
  if (!order) return { kind: "unknown_order" };
  const lines = new Set(order.lines.map((line) => line.shopifyLineItemId));
  if (!isOrderFresh && seen.fulfillments.some((one) => one.lines.some((line) => !lines.has(line.shopifyLineItemId)))) return { kind: "read", orderId, told: [], needsRouting: false, needsOrder: true };
  // Judged again with the lock in hand: a parcel may have been told meanwhile.
  const judgment = judgeFulfillments(seen.fulfillments, await loadKnown(tx, orderId));
  const before = await outsideUnitsOf(tx, orderId);
  const told = await saveJudgment(tx, order, { judgment, at });
  await settleUnits(tx, order);
  const isStale = await voidStaleDrafts(tx, order, at);
  const after = await outsideUnitsOf(tx, orderId);
  const isFree = [...before].some(([lineItemId, units]) => (after.get(lineItemId) ?? 0) < units);
  await tx.db.order.updateMany({ where: { id: orderId, OR: [{ fulfillmentsReadAt: null }, { fulfillmentsReadAt: { lt: seen.updatedAt } }] }, data: { fulfillmentsReadAt: seen.updatedAt } });
  return { kind: "read", orderId, told, needsRouting: isStale || isFree, needsOrder: false };
}
