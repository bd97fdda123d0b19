// The supplier certainly has nothing of it, and the customer's order has changed meanwhile: must it go out as it was?
// No: its units are free again, and what is still wanted is drafted anew.
import { listAllocations, moveAllocated, type UnitsMove } from "../orders/allocation-store.server.ts";
import type { Reason } from "../orders/allocation.ts";
import { outsideUnitsOf } from "../orders/outside-fulfillments.server.ts";
import { planAllocations } from "../orders/reconcile-lines.ts";
import { settleUnits } from "../orders/save-import.server.ts";
import { findOrder } from "../orders/store.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import { forgetParties } from "./save-parties.server.ts";
import { changeState } from "./store.server.ts";
import type { SupplierOrder } from "./supplier-order.ts";

/** Asked again at the last moment before a repeat: a first attempt may be hours old. */
export async function isStillWanted(tx: ShopTransaction, { orderId }: SupplierOrder): Promise<boolean> {
  const order = await findOrder(tx, orderId);
  if (!order?.confirmedAt || order.hold) return false;
  const plan = planAllocations(order.lines, await listAllocations(tx, orderId), { isOwnGoods: () => false, cancelled: false, outside: await outsideUnitsOf(tx, orderId), newId });
  return plan.afterSending.length === 0 && plan.shippedTwice.length === 0;
}

/** Returns false, and changes nothing, when somebody else was faster. */
export async function saveWithdrawal(tx: ShopTransaction, supplierOrder: SupplierOrder, at: Date): Promise<boolean> {
  const { orderId } = supplierOrder;
  await lockOrder(tx, orderId);
  if (!(await takeBack(tx, supplierOrder, { at, reason: { code: "order_changed", params: {} } }))) return false;
  const order = await findOrder(tx, orderId);
  if (order) await settleUnits(tx, order);
  return true;
}

/** It certainly did not leave: a draft again, with its units, so that the next try begins from the start. */
export async function takeBack(tx: ShopTransaction, supplierOrder: SupplierOrder, { at, reason }: { at: Date; reason: Reason | null }): Promise<boolean> {
  const { orderId } = supplierOrder;
  await lockOrder(tx, orderId);
  if (!(await changeState(tx, { from: supplierOrder, to: "DRAFT", at, reason }))) return false;
  await forgetParties(tx, supplierOrder.id);
  const lineIds = new Set(supplierOrder.lines.map((line) => line.id));
  const rows = (await listAllocations(tx, orderId)).filter((row) => row.state === "WITH_SUPPLIER" && lineIds.has(row.supplierOrderLineId ?? ""));
  await moveAllocated(tx, orderId, rows.map((row): UnitsMove => ({ quantity: row.quantity, from: (one) => one.id === row.id, to: { state: "WAITING", reason: null } })));
  return true;
}
