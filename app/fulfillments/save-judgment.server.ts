// What was found among an order's fulfillments is kept: ours that are told, ours that were cancelled, and those of others.
import { saveOutsideFulfillment } from "../orders/outside-fulfillments.server.ts";
import type { SavedOrder } from "../orders/order.ts";
import { isTestOrder } from "../orders/test-order.ts";
import { recordActivity, type Actor } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { openProblem, resolveProblems } from "../problems/store.server.ts";
import type { Judgment, SeenFulfillment } from "./judge-fulfillments.ts";
import { isDead } from "./plan-fulfillment.ts";
import { changeFulfillment, getFulfillmentOfParcel, planFulfillmentRow } from "./store.server.ts";

const shopify: Actor = { kind: "SHOPIFY" };

export const cancelledKey = (parcelId: string): string => `cancelled_in_shopify:${parcelId}`;

/** The order is locked. Returns the parcels that turned out to be told. */
export async function saveJudgment(tx: ShopTransaction, order: SavedOrder, { judgment, at }: { judgment: Judgment; at: Date }): Promise<string[]> {
  const told: string[] = [];
  for (const one of judgment.told) if (await saveTold(tx, order, one)) told.push(one.parcelId);
  for (const { parcelId, at: cancelledAt } of judgment.cancelled) await saveCancelled(tx, order, { parcelId, cancelledAt });
  for (const one of judgment.outside) await saveOutside(tx, order, { one, at });
  return told;
}

/** A call whose answer was lost, or a person who typed the supplier's number himself: either way the parcel is shown. */
async function saveTold(tx: ShopTransaction, order: SavedOrder, { parcelId, fulfillment }: Judgment["told"][number]): Promise<boolean> {
  await planFulfillmentRow(tx, { id: parcelId, orderId: order.id }, false);
  const row = await getFulfillmentOfParcel(tx, parcelId);
  if (!(await changeFulfillment(tx, { from: row, to: "CREATED", created: { id: fulfillment.id, name: fulfillment.name, at: fulfillment.createdAt } }))) return false;
  await resolveProblems(tx, [`write_back:${parcelId}`], "shopify");
  await recordActivity(tx, {
    subject: "parcel", subjectId: parcelId, orderId: order.id, actor: shopify, code: "written_back",
    params: { number: fulfillment.trackingNumbers[0] ?? "", company: fulfillment.company ?? "", fulfillment: fulfillment.name },
  });
  if (isDead(fulfillment.status)) await saveCancelled(tx, order, { parcelId, cancelledAt: fulfillment.updatedAt });
  return !isDead(fulfillment.status);
}

async function saveCancelled(tx: ShopTransaction, order: SavedOrder, { parcelId, cancelledAt }: { parcelId: string; cancelledAt: Date }): Promise<void> {
  const { count } = await tx.db.fulfillment.updateMany({ where: { parcelId, cancelledAt: null }, data: { cancelledAt } });
  if (count === 0) return;
  const { trackingNumber: number } = await tx.db.parcel.findUniqueOrThrow({ where: { shopId_id: { shopId: tx.shopId, id: parcelId } }, select: { trackingNumber: true } });
  await recordActivity(tx, { subject: "parcel", subjectId: parcelId, orderId: order.id, actor: shopify, code: "fulfillment_cancelled_in_shopify", params: { number }, at: cancelledAt });
  // We take it back ourselves, and no customer waits for it.
  if (isTestOrder(order)) return;
  await openProblem(tx, {
    key: cancelledKey(parcelId), code: "fulfillment_cancelled_in_shopify", params: { order: order.name, number }, whoActs: "MERCHANT", orderId: order.id, parcelId,
  });
}

async function saveOutside(tx: ShopTransaction, order: SavedOrder, { one, at }: { one: SeenFulfillment; at: Date }): Promise<void> {
  const where = { shopId_shopifyFulfillmentId: { shopId: tx.shopId, shopifyFulfillmentId: one.id } };
  const before = await tx.db.outsideFulfillment.findUnique({ where, select: { cancelledAt: true } });
  const ids = new Map(order.lines.map((line) => [line.shopifyLineItemId, line.id]));
  const isOver = isDead(one.status);
  await saveOutsideFulfillment(tx, {
    shopifyFulfillmentId: one.id, name: one.name, status: one.status, trackingNumbers: one.trackingNumbers, company: one.company, service: one.service,
    createdAt: one.createdAt, shopifyUpdatedAt: one.updatedAt, cancelledAt: isOver ? one.updatedAt : null, lines: unitsByLine(one, ids),
  }, { orderId: order.id, at });
  const params = { name: one.name, units: one.lines.reduce((sum, line) => sum + line.quantity, 0), number: one.trackingNumbers.join(", ") };
  const isNews = isOver ? before !== null && before.cancelledAt === null : before === null;
  if (isNews) {
    await recordActivity(tx, { subject: "order", subjectId: order.id, orderId: order.id, actor: shopify, code: isOver ? "outside_fulfillment_cancelled" : "shipped_outside", params, at: isOver ? one.updatedAt : one.createdAt });
  }
}

/** Shopify may name a line twice. */
function unitsByLine({ lines }: SeenFulfillment, ids: ReadonlyMap<string, string>): { lineItemId: string; quantity: number }[] {
  const units = new Map<string, number>();
  for (const { shopifyLineItemId, quantity } of lines) {
    const lineItemId = ids.get(shopifyLineItemId);
    if (lineItemId !== undefined && quantity > 0) units.set(lineItemId, quantity + (units.get(lineItemId) ?? 0));
  }
  return [...units].map(([lineItemId, quantity]) => ({ lineItemId, quantity }));
}
