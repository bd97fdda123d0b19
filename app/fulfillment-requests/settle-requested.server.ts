// Brings the holds of an order to what Shopify has asked for by now, and says what suppliers may still be asked.
import type { Allocation } from "../orders/allocation.ts";
import { listAllocations, saveAllocations } from "../orders/allocation-store.server.ts";
import { listHolds, syncHolds } from "../orders/hold-store.server.ts";
import type { SavedOrder } from "../orders/order.ts";
import { settleHolds } from "../orders/settle-holds.server.ts";
import { isTestOrder } from "../orders/test-order.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { resolveProblems } from "../problems/store.server.ts";
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
  const findings = open ? findUnrequested(rows, open) : [];
  await forgetUnroutable(tx, order.id, { rows, lines: new Set(findings.flatMap(({ lineItemId }) => lineItemId ?? [])) });
  await syncHolds(tx, order.id, { codes: requestHoldCodes, findings, at });
  await settleHolds(tx, order.id, at);
  return open;
}

/** What nobody asks for needs no supplier: it waits, and its problem is over. */
async function forgetUnroutable(tx: ShopTransaction, orderId: string, { rows, lines }: { rows: readonly Allocation[]; lines: ReadonlySet<string> }): Promise<void> {
  const isConcerned = (row: Allocation) => row.state === "NEEDS_YOU" && lines.has(row.lineItemId) && (row.reason?.code.startsWith("unroutable.") ?? false);
  const concerned = rows.filter(isConcerned);
  if (concerned.length === 0) return;
  await saveAllocations(tx, orderId, rows.map((row) => (isConcerned(row) ? { ...row, state: "WAITING", reason: null } : row)));
  await resolveProblems(tx, concerned.map(({ lineItemId }) => `unroutable:${lineItemId}`), "shopify");
}
