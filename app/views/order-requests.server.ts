// The requests of one order as its page shows them, and giving back what is left of one.
import { closeRest } from "../fulfillment-requests/close-rest.server.ts";
import { findRequest, listRequestsOf } from "../fulfillment-requests/request-store.server.ts";
import { isUnderWay } from "../fulfillment-requests/requested-units.ts";
import type { Allocation } from "../orders/allocation.ts";
import { listAllocations } from "../orders/allocation-store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { done, failed } from "./answer.ts";
import type { Act } from "./open-shop-page.server.ts";
import type { ShownRequest } from "./order-page.ts";

export async function readRequestsOf(tx: ShopTransaction, orderId: string, rows: readonly Allocation[]): Promise<ShownRequest[]> {
  return (await listRequestsOf(tx, orderId)).map((request) => {
    const { id, kind, state, requestedAt, answeredAt, isAutomatic, reason, closedAt, wasCompleted } = request;
    const isOpen = kind === "FULFILLMENT" && state === "ACCEPTED" && closedAt === null;
    return { id, kind, state, requestedAt, answeredAt, isAutomatic, reason, closedAt, wasCompleted, canGiveBack: isOpen && !isUnderWay(request, rows) };
  });
}

export async function giveBack(tx: ShopTransaction, { orderId, requestId }: { orderId: string; requestId: string }): Promise<Act> {
  const request = await findRequest(tx, requestId);
  const isOpen = request?.orderId === orderId && request.state === "ACCEPTED" && request.closedAt === null;
  if (!isOpen || isUnderWay(request, await listAllocations(tx, orderId))) return { answer: failed("requests.give_back.under_way"), jobs: [] };
  return { answer: done("requests.give_back.done"), jobs: [{ step: closeRest.name, input: { shopId: tx.shopId, orderId, requestId }, key: requestId }] };
}
