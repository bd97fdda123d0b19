// Which of our lines is a fulfillment order about, and how many units of each are still to be shipped?
import { findOrder } from "../orders/store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { AssignedOrder, RequestLine } from "./request.ts";

/** What the order does not have (yet) is left out. */
export async function toRequestLines(tx: ShopTransaction, orderId: string, assigned: AssignedOrder): Promise<RequestLine[]> {
  const order = await findOrder(tx, orderId);
  return assigned.lines.flatMap(({ id, shopifyLineItemId, remainingQuantity }) => {
    const line = order?.lines.find((one) => one.shopifyLineItemId === shopifyLineItemId);
    return line && remainingQuantity > 0 ? [{ lineItemId: line.id, fulfillmentOrderLineId: id, quantity: remainingQuantity }] : [];
  });
}
