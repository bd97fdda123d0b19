// Brings the holds of an order to what Shopify has asked for by now, and says what suppliers may still be asked.
import { listAllocations } from "../orders/allocation-store.server.ts";
import { listHolds, syncHolds } from "../orders/hold-store.server.ts";
import type { SavedOrder } from "../orders/order.ts";
import { settleHolds } from "../orders/settle-holds.server.ts";
import { isTestOrder } from "../orders/test-order.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { getMode } from "./mode-store.server.ts";
import { listRequestsOf } from "./request-store.server.ts";
import { findUnrequested, openToAsk, requestHoldCodes, waitsForRequest } from "./requested-units.ts";

/** The caller has locked the order. Undefined: this order waits for no request. */
export async function settleRequested(tx: ShopTransaction, order: SavedOrder, at: Date): Promise<ReadonlyMap<string, number> | undefined> {
  const isByRequest = waitsForRequest(await getMode(tx), order, isTestOrder(order));
  // Most orders wait for nothing: they cost one question more.
  if (!isByRequest && !(await listHolds(tx, order.id)).some(({ code }) => code === "not_requested")) return undefined;
  const rows = await listAllocations(tx, order.id);
  const open = isByRequest ? openToAsk(await listRequestsOf(tx, order.id), rows) : undefined;
  await syncHolds(tx, order.id, { codes: requestHoldCodes, findings: open ? findUnrequested(rows, open) : [], at });
  await settleHolds(tx, order.id, at);
  return open;
}
