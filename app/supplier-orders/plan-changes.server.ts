// The order changed after a supplier had it: what must he be asked to change? Asked after every change of the order, of an
// answer and of a parcel, so that messages may come in any order. Nobody is asked before the shop itself has confirmed it.
import { z } from "zod";
import { listRequestsOf } from "../fulfillment-requests/request-store.server.ts";
import { unitsToStop } from "../fulfillment-requests/requested-units.ts";
import type { OrderHold } from "../orders/hold.ts";
import { listHolds } from "../orders/hold-store.server.ts";
import type { SavedOrder } from "../orders/order.ts";
import { planUnits } from "../orders/save-import.server.ts";
import { findOrder } from "../orders/store.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import type { Signer } from "../platform/signer.server.ts";
import type { Step } from "../platform/step.ts";
import { openProblem, resolveProblems } from "../problems/store.server.ts";
import { listCalendars } from "../suppliers/calendar-store.server.ts";
import { changeDeadline } from "./change-deadline.ts";
import type { ChangeRequest } from "./change-request.ts";
import { createChange, listChanges, moveChange } from "./change-store.server.ts";
import { loadGivenOrders, type Given } from "./load-given-orders.server.ts";
import { planChanges as plan, type ChangeEnd, type NewChange, type WantedChanges } from "./plan-changes.ts";
import { noteChange, settleTold, tellChange } from "./tell-change.server.ts";

type Tools = { readonly signer: Signer; readonly now: () => Date };
const inputSchema = z.object({ shopId: z.string(), orderId: z.uuid() });

export type ChangesOutcome = { readonly orderId: string; readonly toSend: readonly { readonly changeId: string; readonly supplierOrderId: string }[] };

export const planChanges: Step<Tools, z.infer<typeof inputSchema>, ChangesOutcome> = {
  name: "plan-changes",
  input: inputSchema,
  run: async (tools, { orderId }) => async (tx) => {
    await lockOrder(tx, orderId);
    const order = await findOrder(tx, orderId);
    // What the shop itself has not confirmed may be anybody's message.
    if (!order?.confirmedAt || order.hold?.code === "customer_redacted") return { orderId, toSend: [] };
    return { orderId, toSend: await bringUpToDate(tx, tools, order) };
  },
};

/** The order is locked by the caller. Returns what is to be sent now. */
export async function bringUpToDate(tx: ShopTransaction, tools: Tools, order: SavedOrder): Promise<ChangesOutcome["toSend"]> {
  const given = await loadGivenOrders(tx, tools.signer, order);
  const { create, end, stuckUnits } = plan(given.map((one) => one.given), await whatIsWanted(tx, order));
  for (const one of end) await endChange(tx, one, tools.now());
  for (const change of create) await createAndTell(tx, tools, { change, order, given });
  await tellStuck(tx, order, stuckUnits);
  return (await listChanges(tx, order.id)).filter((request) => request.state === "OPEN" && request.askedAt === null && isReachable(request, given)).map(({ id, supplierOrderId }) => ({ changeId: id, supplierOrderId }));
}

/** While nobody knows whether he has the order, nothing can be asked about it. */
const isReachable = (request: ChangeRequest, given: readonly Given[]): boolean =>
  given.some(({ supplierOrder: { id, state } }) => id === request.supplierOrderId && state !== "SENDING" && state !== "UNKNOWN");

/** By which all of it is off, although single lines still read as wanted. A question of the buyer's bank is no chargeback yet. */
const isOff = ({ code, params, lineItemId, releasedAt }: OrderHold): boolean =>
  lineItemId === null && releasedAt === null && (code === "fully_refunded" || code === "payment_voided" || (code === "dispute_opened" && params["kind"] === "CHARGEBACK"));

async function whatIsWanted(tx: ShopTransaction, order: SavedOrder): Promise<WantedChanges> {
  const { afterSending } = await planUnits(tx, order);
  const reason = { code: order.cancelledAt ? "change.order_cancelled" : "change.units_not_wanted", params: {} };
  const surplus = new Map(afterSending.map(({ lineItemId, quantity }) => [lineItemId, { units: quantity, reason }]));
  // What Shopify asks not to ship after all is unwanted until that is answered.
  for (const [lineItemId, units] of unitsToStop(await listRequestsOf(tx, order.id))) {
    surplus.set(lineItemId, { units: Math.max(units, surplus.get(lineItemId)?.units ?? 0), reason: { code: "change.cancellation_requested", params: {} } });
  }
  const off = (await listHolds(tx, order.id)).find(isOff);
  return {
    surplus,
    recallAll: off ? { code: "change.order_off", params: { hold: off.code } } : null,
    isHeld: order.heldByMerchant !== null,
  };
}

const usualAnswerHours = 24;

type Creating = { readonly change: NewChange; readonly order: SavedOrder; readonly given: readonly Given[] };

export async function createAndTell(tx: ShopTransaction, { now }: Pick<Tools, "now">, { change, order, given }: Creating): Promise<void> {
  const supplierOrder = given.find(({ supplierOrder: { id } }) => id === change.supplierOrderId)?.supplierOrder;
  if (!supplierOrder) return;
  const at = now();
  const settings = await tx.db.merchantSettings.findUnique({ where: { shopId: tx.shopId }, select: { changeAnswerHours: true } });
  const calendar = (await listCalendars(tx)).get(supplierOrder.supplierId) ?? { timeZone: "utc", workingDays: [], cutOffMinute: null, leadTimeDays: null, closures: [] };
  const { sentAt } = await tx.db.supplierOrder.findUniqueOrThrow({ where: { shopId_id: { shopId: tx.shopId, id: supplierOrder.id } }, select: { sentAt: true } });
  const deadlineAt = changeDeadline({ calendar, givenAt: sentAt, now: at, answerHours: settings?.changeAnswerHours ?? usualAnswerHours });
  const request = await createChange(tx, change, { orderId: order.id, reference: supplierOrder.reference, at, deadlineAt, by: "daifa" });
  await noteChange(tx, request, { code: "change_wanted", at });
}

async function endChange(tx: ShopTransaction, { request, as, reason }: ChangeEnd, at: Date): Promise<void> {
  const isOvertaken = as === "TOO_LATE";
  if (!(await moveChange(tx, { from: request, to: as, answer: { ...reason, by: isOvertaken ? "supplier" : "daifa", at } }))) return;
  await noteChange(tx, request, { code: isOvertaken ? "change_too_late" : "change_withdrawn", at });
  if (isOvertaken) await tellChange(tx, request, { code: "change_too_late" });
  else await settleTold(tx, request, "daifa");
}

/** A pack holds units that are still wanted beside some that are not: no supplier can be asked for half of it. */
async function tellStuck(tx: ShopTransaction, order: SavedOrder, units: number): Promise<void> {
  const key = `change_in_pack:${order.id}`;
  if (units === 0) await resolveProblems(tx, [key], "daifa");
  else await openProblem(tx, { key, code: "change_in_pack", params: { order: order.name, units }, whoActs: "MERCHANT", orderId: order.id });
}
