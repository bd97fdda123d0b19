// A change that cannot go on by itself: what is the merchant told? Each request has one problem at most, whose words follow it.
import { recordActivity, system, type Actor } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { openProblem, resolveProblems } from "../problems/store.server.ts";
import { unitsCalledBack, type ChangeRequest } from "./change-request.ts";

const changeProblemKey = (changeId: string): string => `change:${changeId}`;

/** asks_person: nobody can ask him by machine, so a person does, and says what he answered. */
export const CHANGE_PROBLEMS = ["change_asks_person", "change_unknown", "change_no_answer", "change_refused", "change_too_late"] as const;
type ChangeProblem = (typeof CHANGE_PROBLEMS)[number];

/** Run twice: one problem. `text` is the supplier's own word. */
export async function tellChange(tx: ShopTransaction, request: ChangeRequest, { code: changeProblem, text = "" }: { code: ChangeProblem; text?: string }): Promise<void> {
  const { orderName, supplier } = await tx.db.supplierOrder.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: request.supplierOrderId } }, select: { orderName: true, supplier: { select: { name: true } } },
  });
  await openProblem(tx, {
    key: changeProblemKey(request.id), code: changeProblem, params: { order: orderName, supplier: supplier.name, kind: request.kind, units: unitsCalledBack(request.difference), text },
    whoActs: "MERCHANT", orderId: request.orderId, supplierOrderId: request.supplierOrderId,
  });
}

export const settleTold = (tx: ShopTransaction, request: ChangeRequest, by: string): Promise<number> => resolveProblems(tx, [changeProblemKey(request.id)], by);

export const CHANGE_EVENTS = [
  "change_wanted", "change_withdrawn", "change_asked", "change_accepted", "change_refused", "change_too_late", "change_unknown", "change_shipped_after_all",
] as const;
type ChangeEvent = (typeof CHANGE_EVENTS)[number];

type Noting = { readonly code: ChangeEvent; readonly at: Date; readonly actor?: Actor; readonly text?: string; readonly messageId?: string | undefined };

export async function noteChange(tx: ShopTransaction, { kind, number, difference, orderId, supplierOrderId }: ChangeRequest, { code: changeEvent, actor = system, text = "", at, messageId }: Noting): Promise<void> {
  const { supplier } = await tx.db.supplierOrder.findUniqueOrThrow({ where: { shopId_id: { shopId: tx.shopId, id: supplierOrderId } }, select: { supplier: { select: { name: true } } } });
  const happening = { subject: "supplier_order", subjectId: supplierOrderId, orderId, actor, at, messageId };
  await recordActivity(tx, { ...happening, code: changeEvent, params: { supplier: supplier.name, kind, number, units: unitsCalledBack(difference), text } });
}
