// A person has passed a sheet on, or takes that back: what he saw in it goes, and what came later waits in the next sheet.
import { listAllocations, moveAllocated, type UnitsMove } from "../orders/allocation-store.server.ts";
import { settleUnits } from "../orders/save-import.server.ts";
import { findOrder } from "../orders/store.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import { lockOrder, lockSheets, type ShopTransaction } from "../platform/db.server.ts";
import { getSupplier } from "../suppliers/store.server.ts";
import { findBatch, listBatchOrders, openBatchFor, type Batch } from "./batch-store.server.ts";
import { noteHandedOver } from "./note-given.server.ts";
import { saveGiven } from "./save-answer.server.ts";
import { forgetParties } from "./save-parties.server.ts";
import { changeState, findSupplierOrder } from "./store.server.ts";
import type { SupplierOrder } from "./supplier-order.ts";

export const handOverWays = ["file", "wechat", "email", "phone", "other"] as const;
export type HandOverWay = (typeof handOverWays)[number];

type By = { readonly name: string; readonly at: Date };
export type HandOver = { readonly batchId: string; /** What the person saw in the sheet. */ readonly seen: readonly string[]; readonly as: HandOverWay; readonly by: By };
export type HandedOver = { readonly kind: "handed_over"; readonly orders: number; readonly later: number } | { readonly kind: "gone" | "already" | "empty" };

/** Run twice, or by two people at once: the second is told that it has been done. */
export async function handOverBatch(tx: ShopTransaction, { batchId, seen, as, by }: HandOver): Promise<HandedOver> {
  const locked = await lockBatch(tx, batchId);
  if (!locked) return { kind: "gone" };
  if (locked.batch.handedOverAt !== null) return { kind: "already" };
  const waiting = locked.orders.filter(({ state }) => state === "TO_HAND_OVER");
  const going = waiting.filter(({ id }) => seen.includes(id));
  if (going.length === 0) return { kind: "empty" };
  await tx.db.supplierBatch.update({ where: { shopId_id: { shopId: tx.shopId, id: batchId } }, data: { handedOverAt: by.at, handedOverBy: by.name, handedOverAs: as } });
  const supplier = await getSupplier(tx, locked.batch.supplierId);
  for (const supplierOrder of going) {
    await saveGiven(tx, { supplierOrder }, { as: "sent", at: by.at });
    await noteHandedOver(tx, supplierOrder, { as, at: by.at });
    await tell(tx, { supplierOrder, by, code: `supplier_order_handed_over.${as}`, supplier: supplier.name });
  }
  const later = waiting.filter(({ id }) => !seen.includes(id)).map(({ id }) => id);
  if (later.length > 0) {
    const next = await openBatchFor(tx, { supplierId: supplier.id, at: by.at });
    await tx.db.supplierOrder.updateMany({ where: { id: { in: later }, state: "TO_HAND_OVER" }, data: { batchId: next } });
  }
  return { kind: "handed_over", orders: going.length, later: later.length };
}

export type TakenBack = { readonly kind: "taken_back"; readonly orders: number } | { readonly kind: "answered"; readonly orders: number } | { readonly kind: "gone" | "open" };

/** Only while nothing of it was answered: what the supplier has begun cannot be unsaid. */
export async function takeBackBatch(tx: ShopTransaction, batchId: string, by: By): Promise<TakenBack> {
  const locked = await lockBatch(tx, batchId);
  if (!locked) return { kind: "gone" };
  if (locked.batch.handedOverAt === null) return { kind: "open" };
  const given = await tx.db.supplierOrder.findMany({ where: { batchId, sentAt: { not: null } }, select: { state: true } });
  const answered = given.filter(({ state }) => state !== "SENT").length;
  if (answered > 0) return { kind: "answered", orders: answered };
  await tx.db.supplierBatch.update({ where: { shopId_id: { shopId: tx.shopId, id: batchId } }, data: { handedOverAt: null, handedOverBy: null, handedOverAs: null } });
  const supplier = await getSupplier(tx, locked.batch.supplierId);
  const back = locked.orders.filter(({ state }) => state === "SENT");
  for (const supplierOrder of back) {
    await saveGiven(tx, { supplierOrder }, { as: "to_hand_over", at: by.at, batchId });
    await tell(tx, { supplierOrder, by, code: "supplier_order_taken_back", supplier: supplier.name });
  }
  return { kind: "taken_back", orders: back.length };
}

/** Nobody was told of it yet: it leaves the sheet, and what is still wanted of it is decided about anew. */
export async function takeOutOfSheet(tx: ShopTransaction, supplierOrderId: string, by: By): Promise<{ orderId: string } | undefined> {
  const found = await findSupplierOrder(tx, supplierOrderId);
  if (!found) return undefined;
  await lockOrder(tx, found.orderId);
  const supplierOrder = await findSupplierOrder(tx, supplierOrderId);
  if (supplierOrder?.state !== "TO_HAND_OVER") return undefined;
  const { orderId } = supplierOrder;
  const at = by.at;
  if (!(await changeState(tx, { from: supplierOrder, to: "CANCELLED", at, reason: { code: "order_changed", params: {} }, facts: { batchId: null } }))) return undefined;
  await forgetParties(tx, supplierOrder.id);
  const lineIds = new Set(supplierOrder.lines.map((line) => line.id));
  const rows = (await listAllocations(tx, orderId)).filter((row) => row.state === "WITH_SUPPLIER" && lineIds.has(row.supplierOrderLineId ?? ""));
  await moveAllocated(tx, orderId, rows.map((row): UnitsMove => ({ quantity: row.quantity, from: (one) => one.id === row.id, to: { state: "WAITING", reason: null, supplierOrderLineId: null } })));
  const order = await findOrder(tx, orderId);
  if (order) await settleUnits(tx, order);
  await tell(tx, { supplierOrder, by, code: "supplier_order_taken_out", supplier: (await getSupplier(tx, supplierOrder.supplierId)).name });
  return { orderId };
}

type Locked = { readonly batch: Batch; readonly orders: readonly SupplierOrder[] };

/** First the orders, in the order of their ids, then the sheets; what joined in between is not among the locked ones and waits. */
async function lockBatch(tx: ShopTransaction, batchId: string): Promise<Locked | undefined> {
  const found = await findBatch(tx, batchId);
  if (!found) return undefined;
  for (const { orderId } of await listBatchOrders(tx, batchId)) await lockOrder(tx, orderId);
  await lockSheets(tx, found.supplierId);
  const batch = await findBatch(tx, batchId);
  const orders: SupplierOrder[] = [];
  for (const { id } of await listBatchOrders(tx, batchId)) orders.push(...[await findSupplierOrder(tx, id)].filter((one) => one !== undefined));
  return batch && { batch, orders };
}

type Telling = { readonly supplierOrder: SupplierOrder; readonly by: By; readonly code: string; readonly supplier: string };

async function tell(tx: ShopTransaction, { supplierOrder, by, code, supplier }: Telling): Promise<void> {
  await recordActivity(tx, {
    subject: "supplier_order", subjectId: supplierOrder.id, orderId: supplierOrder.orderId, actor: { kind: "STAFF", name: by.name }, code, params: { supplier }, at: by.at,
  });
}
