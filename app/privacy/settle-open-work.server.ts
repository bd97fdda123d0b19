// A buyer's data goes while goods of the order are not on their way: nothing may be sent to nobody, and a person is told.
import { Prisma } from "@prisma/client";
import { listAllocations, saveAllocations } from "../orders/allocation-store.server.ts";
import { unitsIn } from "../orders/allocation.ts";
import { saveHold } from "../orders/store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { openProblem } from "../problems/store.server.ts";
import { listSupplierOrders } from "../supplier-orders/store.server.ts";
import { voidDraft } from "../supplier-orders/void-drafts.server.ts";

export type OrderToRedact = { readonly id: string; readonly name: string };

const reason = { code: "customer_redacted", params: {} };

/** Units are moved, never dropped: the order check still balances. Run twice: nothing is left to settle. */
export async function settleOpenWork(tx: ShopTransaction, order: OrderToRedact, at: Date): Promise<void> {
  await forgetReceivers(tx, order.id);
  const supplierOrders = await listSupplierOrders(tx, order.id);
  for (const draft of supplierOrders.filter((one) => one.state === "DRAFT")) await voidDraft(tx, draft, { at, why: "order_changed" });
  await tx.db.problem.updateMany({ where: { orderId: order.id }, data: { retryStep: null, retryInput: Prisma.DbNull } });

  const rows = await listAllocations(tx, order.id);
  await saveAllocations(tx, order.id, rows.map((row) => (row.state === "WAITING" ? { ...row, state: "NEEDS_YOU" as const, reason } : row)));
  const inDoubt = supplierOrders.filter(({ state }) => state === "SENDING" || state === "UNKNOWN").length;
  const units = unitsIn(rows, "WAITING", "NEEDS_YOU");
  if (units === 0 && inDoubt === 0) return;
  await saveHold(tx, order.id, reason);
  await openProblem(tx, {
    key: `customer_redacted:${order.id}`, code: "customer_redacted", params: { order: order.name, units, inDoubt }, whoActs: "MERCHANT", orderId: order.id,
  });
}

/** Without a receiver no supplier order can go out: the sending step finds none and stops. */
async function forgetReceivers(tx: ShopTransaction, orderId: string): Promise<void> {
  const unsent = { supplierOrder: { orderId, state: { in: ["DRAFT" as const, "SENDING" as const, "UNKNOWN" as const] } } };
  await tx.db.supplierOrderReceiver.deleteMany({ where: unsent });
  await tx.db.supplierOrderIdentity.deleteMany({ where: unsent });
}
