// Does anything hold this order, or a line of it, now? Asked after every change of a fact, so that a hold ends with its cause.
import type { ShopTransaction } from "../platform/db.server.ts";
import { listAllocations, saveAllocations } from "./allocation-store.server.ts";
import { addressHoldCodes, findAddressHolds } from "./fact-holds.ts";
import { firstOfOrder, heldLines } from "./hold.ts";
import { loadHoldFacts } from "./hold-facts-store.server.ts";
import { listHolds, syncHolds } from "./hold-store.server.ts";
import { nameHold } from "./merchant-hold.ts";
import { findOrderHolds, orderHoldCodes } from "./order-holds.ts";
import { findOrder, saveHold } from "./store.server.ts";

/** The caller has locked the order. Run twice: no change. What was taken out by the customer's wish keeps the order for ever. */
export async function settleHolds(tx: ShopTransaction, orderId: string, at: Date): Promise<void> {
  const order = await findOrder(tx, orderId);
  if (!order || order.hold?.code === "customer_redacted") return;
  const rows = await listAllocations(tx, orderId);
  const facts = await loadHoldFacts(tx, order, { rows, at });
  const findings = [...findOrderHolds(order, facts), ...findAddressHolds(order, rows)];
  await syncHolds(tx, orderId, { codes: [...orderHoldCodes, ...addressHoldCodes], findings, at });
  const holds = await listHolds(tx, orderId);
  const first = firstOfOrder(holds, orderHoldCodes);
  await saveHold(tx, orderId, first ? { code: first.code, params: first.params } : null);
  await saveAllocations(tx, orderId, nameHold(rows, order.heldByMerchant, heldLines(holds)));
}
