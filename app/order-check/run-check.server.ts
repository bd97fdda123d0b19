// After every step: does each paid unit of this order still stand somewhere? An imbalance is told at once, by name.
import type { ShopTransaction } from "../platform/db.server.ts";
import { openProblem, resolveProblems } from "../problems/store.server.ts";
import { checkOrder, type OrderCheck, type OutsideBooks } from "./check-order.ts";
import { loadOrderToCheck, saveCheck } from "./store.server.ts";

/** Undefined when the order is gone. `outside` are the others' own books, where they can be read. */
export async function runCheck(tx: ShopTransaction, orderId: string, options: { at: Date; outside?: OutsideBooks }): Promise<OrderCheck | undefined> {
  const order = await loadOrderToCheck(tx, orderId);
  if (!order) return undefined;
  const check = checkOrder(options.outside ? { ...order, outside: options.outside } : order);
  await saveCheck(tx, orderId, { check, at: options.at });
  const key = `check:${orderId}`;
  const [first] = check.findings;
  // Until a supplier has been asked to give refunded goods back, they count here, and nobody has to be told of it.
  if (first && first.code !== "check.refunded_after_sending") {
    await openProblem(tx, { key, code: "order_check", params: { finding: first.code, ...first.params }, whoActs: "DAIFA", orderId });
  } else {
    await resolveProblems(tx, [key], "order-check");
  }
  return check;
}
