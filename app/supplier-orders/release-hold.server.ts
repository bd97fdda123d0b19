// An order that a person held is let go: what do its drafts wait for now?
import { sendingChoice } from "../merchants/merchant.ts";
import { getMerchant } from "../merchants/store.server.ts";
import { listAllocations, saveAllocations } from "../orders/allocation-store.server.ts";
import { letOrderGo } from "../orders/hold-order.server.ts";
import { findOrder } from "../orders/store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { listSupplierOrders } from "./store.server.ts";

/** False when nobody held it. Drafts that somebody had allowed before go with the next routing of the order. */
export async function releaseHold(tx: ShopTransaction, orderId: string, by: { name: string; at: Date }): Promise<boolean> {
  if (!(await letOrderGo(tx, orderId, by))) return false;
  const order = await findOrder(tx, orderId);
  if (!order) return true;
  const choice = sendingChoice((await getMerchant(tx)).settings, order.orderNumber);
  const reason = choice === "before_go_live" ? { code: "waiting.before_go_live", params: {} } : { code: "waiting.review", params: {} };
  const drafts = (await listSupplierOrders(tx, orderId)).filter((one) => one.state === "DRAFT" && one.releasedAt === null);
  const lineIds = new Set(drafts.flatMap((draft) => draft.lines.map((line) => line.id)));
  const rows = await listAllocations(tx, orderId);
  await saveAllocations(tx, orderId, rows.map((row) => (row.state === "WAITING" && lineIds.has(row.supplierOrderLineId ?? "") ? { ...row, reason } : row)));
  return true;
}
