// What is answered, decided and kept in one transaction before Shopify is told. Nothing that a supplier could get of a
// cancelled request may leave meanwhile: its drafts lose their units here, under the order's lock.
import { listAllocations, saveAllocations } from "../orders/allocation-store.server.ts";
import { findOrder } from "../orders/store.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import { answerToCancel, answerToShip, type Recall, type RequestAnswer } from "./answer.ts";
import { loadFacts } from "./load-facts.server.ts";
import type { SavedRequest } from "./request.ts";
import { changeRequest, findRequest } from "./request-store.server.ts";

export type BegunAnswer = { readonly request: SavedRequest; readonly answer: RequestAnswer };

/** "asks": suppliers are asked first. Undefined: somebody else answers it, or it is answered. */
export async function beginAnswer(tx: ShopTransaction, read: SavedRequest, at: Date): Promise<BegunAnswer | "asks" | undefined> {
  await lockOrder(tx, read.orderId);
  const answer = await decide(tx, read, at);
  if (!answer) return (await changeRequest(tx, read, { to: "OPEN", at, reason: { code: "request.asking_supplier", params: {} } })) ? "asks" : undefined;
  if (!(await changeRequest(tx, read, { to: "ANSWERING", at, reason: answer.reason }))) return undefined;
  if (read.kind === "CANCELLATION" && answer.isAccepted) await emptyDrafts(tx, read);
  const request = await findRequest(tx, read.id);
  return request && { request, answer };
}

async function decide(tx: ShopTransaction, request: SavedRequest, now: Date): Promise<RequestAnswer | undefined> {
  if (request.kind === "CANCELLATION") return answerToCancel(request, await listAllocations(tx, request.orderId), { recall: await findRecall(tx, request), now });
  const order = await findOrder(tx, request.orderId);
  if (!order) return { isAccepted: false, reason: { code: "request.order_gone", params: {} }, shopifyReason: "OTHER", lines: [] };
  return answerToShip(await loadFacts(tx, order, request));
}

/** What suppliers were asked because of it; their room stands to the right, so its rows are read here. */
async function findRecall(tx: ShopTransaction, { orderId, seenAt }: SavedRequest): Promise<Recall> {
  const asked = await tx.db.changeRequest.findMany({ where: { orderId, reasonCode: "change.cancellation_requested", createdAt: { gte: seenAt } }, select: { state: true } });
  if (asked.length === 0) return "not_asked";
  return asked.some(({ state }) => ["OPEN", "SENDING", "ASKED", "UNKNOWN"].includes(state)) ? "open" : "settled";
}

async function emptyDrafts(tx: ShopTransaction, { orderId, lines }: SavedRequest): Promise<void> {
  const rows = await listAllocations(tx, orderId);
  const isConcerned = (lineItemId: string) => lines.some((line) => line.lineItemId === lineItemId);
  await saveAllocations(tx, orderId, rows.map((row) => (row.state === "WAITING" && isConcerned(row.lineItemId) ? { ...row, supplierOrderLineId: null, reason: null } : row)));
}
