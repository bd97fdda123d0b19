// What changes with us when Shopify tells of an order? One way in for the webhook, the re-read and the sweep:
// the order itself, where its units stand, and what that means for goods already asked for.
import { isDeepStrictEqual } from "node:util";
import { findVariants } from "../catalog/store.server.ts";
import { recordActivity, type Actor } from "../platform/activity.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import { attachMessage } from "../platform/messages.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { openProblem, resolveProblems } from "../problems/store.server.ts";
import { listAllocations, saveAllocations } from "./allocation-store.server.ts";
import type { Order, SavedOrder } from "./order.ts";
import { outsideUnitsOf } from "./outside-fulfillments.server.ts";
import { planAllocations, type AllocationPlan } from "./reconcile-lines.ts";
import { settleHolds } from "./settle-holds.server.ts";
import { findOrder, findOrderByShopifyId, saveOrder } from "./store.server.ts";

export type ImportedOrder = {
  readonly orderId: string;
  /** False: a younger message was there first, and nothing changed. */
  readonly isNewer: boolean;
};

export type Import = { readonly order: Order; readonly rawMessageId: string; readonly actor: Actor; readonly now: Date; readonly isPartial?: boolean };

/** Run twice with the same message: the same rows again, and one line in the timeline for each new state. */
export async function saveImport(tx: ShopTransaction, sealer: Sealer, work: Import): Promise<ImportedOrder> {
  const { order } = work;
  await lockOrder(tx, order.shopifyOrderId);
  // The other steps know the order by our id; nobody waits for us with that lock in hand.
  const known = await findOrderByShopifyId(tx, order.shopifyOrderId);
  if (known) await lockOrder(tx, known.id);
  const before = known && (await findOrder(tx, known.id));
  const saved = await saveOrder(tx, sealer, { order, rawMessageId: work.rawMessageId, importedAt: work.now, isPartial: work.isPartial ?? false });
  await attachMessage(tx, work.rawMessageId, { orderId: saved.orderId });
  if (!saved.isNewer) return { orderId: saved.orderId, isNewer: false };

  const imported = await findOrder(tx, saved.orderId);
  if (imported) await settleUnits(tx, imported);
  // In the order of what is read: it came, and is held.
  if (!isSame(before, imported)) await tellTimeline(tx, { orderId: saved.orderId, isNew: saved.isNew, work });
  await settleHolds(tx, saved.orderId, work.now);
  return { orderId: saved.orderId, isNewer: true };
}

/** Much of what Shopify calls an update, such as the fulfillments that we write, says nothing new of the order. */
function isSame(left: SavedOrder | undefined, right: SavedOrder | undefined): boolean {
  if (!left || !right) return false;
  const withoutTimes = (order: SavedOrder) => ({ ...order, shopifyUpdatedAt: null, confirmedAt: null });
  return isDeepStrictEqual(withoutTimes(left), withoutTimes(right));
}

type Told = { orderId: string; isNew: boolean; work: Import };

async function tellTimeline(tx: ShopTransaction, { orderId, isNew, work }: Told): Promise<void> {
  const about = { subject: "order", subjectId: orderId, orderId, actor: work.actor };
  const params = { name: work.order.name, status: work.order.financialStatus };
  await recordActivity(tx, { ...about, code: isNew ? "order_received" : "order_changed", params, messageId: work.rawMessageId });
}

/** Where the units of the saved order are to stand, and which of them a supplier has in vain. Changes nothing. */
export async function planUnits(tx: ShopTransaction, order: SavedOrder): Promise<AllocationPlan> {
  const variantIds = order.lines.flatMap((line) => line.shopifyVariantId ?? []);
  const own = new Set((await findVariants(tx, variantIds)).filter((variant) => variant.isOwnGoods).map((variant) => variant.shopifyVariantId));
  return planAllocations(order.lines, await listAllocations(tx, order.id), {
    isOwnGoods: (variantId) => own.has(variantId),
    cancelled: order.cancelledAt !== null,
    outside: await outsideUnitsOf(tx, order.id),
    newId,
  });
}

/** Brings the units to what the saved order says; also after units came back that a supplier turned out not to have. */
export async function settleUnits(tx: ShopTransaction, order: SavedOrder): Promise<void> {
  const plan = await planUnits(tx, order);
  await saveAllocations(tx, order.id, plan.rows);
  await tellShippedTwice(tx, order, plan);
}

/** A supplier has units that others have shipped: whether he is to stop, or they were his own, only a person knows. */
async function tellShippedTwice(tx: ShopTransaction, order: SavedOrder, { shippedTwice }: AllocationPlan): Promise<void> {
  const key = `shipped_outside:${order.id}`;
  const units = shippedTwice.reduce((sum, change) => sum + change.quantity, 0);
  if (units === 0) await resolveProblems(tx, [key], "shopify");
  else await openProblem(tx, { key, code: "shipped_outside_after_sending", params: { order: order.name, units }, whoActs: "MERCHANT", orderId: order.id });
}
