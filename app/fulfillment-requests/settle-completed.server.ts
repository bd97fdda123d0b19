// Is everything that was accepted of a request shipped, and does Shopify know it? Then it is completed.
import type { ShopTransaction } from "../platform/db.server.ts";
import { closeRequest, listRequestsOf } from "./request-store.server.ts";

/** Run twice: the second time nothing is open. Units told to Shopify are given to the oldest request first. */
export async function settleCompleted(tx: ShopTransaction, orderId: string, at: Date): Promise<void> {
  const open = (await listRequestsOf(tx, orderId)).filter(({ kind, state }) => kind === "FULFILLMENT" && state === "ACCEPTED");
  if (open.length === 0) return;
  const told = await tx.db.parcelLine.findMany({ where: { parcel: { orderId, fulfillment: { state: "CREATED", cancelledAt: null } } }, select: { lineItemId: true, quantity: true } });
  const left = new Map<string, number>();
  for (const { lineItemId, quantity } of told) left.set(lineItemId, quantity + (left.get(lineItemId) ?? 0));
  for (const { id, lines, closedAt } of open) {
    const isWhole = lines.every((line) => (left.get(line.lineItemId) ?? 0) >= line.quantity);
    for (const line of lines) left.set(line.lineItemId, Math.max(0, (left.get(line.lineItemId) ?? 0) - line.quantity));
    if (isWhole && closedAt === null) await closeRequest(tx, id, { at, wasCompleted: true });
  }
}
