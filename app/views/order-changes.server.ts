// What were suppliers asked to change of this order, what did they answer, and what can a person do about it now? Newest first.
import { findOrder } from "../orders/store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { isCode } from "../platform/words/words.ts";
import { toChangeChat } from "../suppliers/change-text.ts";
import { sheetLanguage } from "../suppliers/order-sheet.ts";
import { getSupplier } from "../suppliers/store.server.ts";
import { loadChangeMessage } from "../supplier-orders/change-message.server.ts";
import type { ChangeRequest } from "../supplier-orders/change-request.ts";
import { listChanges } from "../supplier-orders/change-store.server.ts";
import { calledBack } from "../supplier-orders/plan-changes.ts";
import { findSupplierOrder } from "../supplier-orders/store.server.ts";
import type { ShownChange } from "./order-page.ts";

export async function readChanges(tx: ShopTransaction, orderId: string): Promise<ShownChange[]> {
  const shown: ShownChange[] = [];
  for (const request of await listChanges(tx, orderId)) {
    const one = await readOne(tx, request);
    if (one) shown.push(one);
  }
  return shown.toSorted((left, right) => right.createdAt.getTime() - left.createdAt.getTime() || right.number - left.number);
}

async function readOne(tx: ShopTransaction, request: ChangeRequest): Promise<ShownChange | undefined> {
  const { id, supplierOrderId, kind, state, number, reason, difference, createdAt, askedAt, deadlineAt, answeredAt } = request;
  const order = await findOrder(tx, request.orderId);
  const supplierOrder = await findSupplierOrder(tx, supplierOrderId);
  if (!order || !supplierOrder) return undefined;
  const supplier = await getSupplier(tx, supplierOrder.supplierId);
  const isLeftToPerson = state === "OPEN" && askedAt !== null;
  return {
    id, supplierOrderId, supplierName: supplier.name, kind, state, number, reason, createdAt, deadlineAt, answeredAt,
    lines: difference.lines.map(({ lineId, from, to }) => ({ key: lineId, title: supplierOrder.lines.find((line) => line.id === lineId)?.titleEn ?? "", from, to })),
    fields: difference.fields,
    ...answerOf(request),
    ...possible(request),
    chat: isLeftToPerson ? toChangeChat(await loadChangeMessage(tx, { request, supplierOrder, supplier, order }), sheetLanguage(supplier.locale)) : null,
  };
}

function answerOf({ state, answer }: ChangeRequest): Pick<ShownChange, "said" | "why"> {
  const isOver = state === "WITHDRAWN" || state === "TOO_LATE";
  return { said: String(answer?.params["message"] ?? ""), why: isOver && answer && isCode(answer.code) ? answer.code : null };
}

function possible({ state, askedAt, reason }: ChangeRequest): Pick<ShownChange, "canSettle" | "canWithdraw" | "canRepeat"> {
  return {
    canSettle: (state === "OPEN" && askedAt !== null) || state === "ASKED" || state === "UNKNOWN",
    canWithdraw: reason.code === calledBack && (state === "OPEN" || state === "ASKED"),
    canRepeat: state === "UNKNOWN",
  };
}
