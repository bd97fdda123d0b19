// What can a person do about what a supplier has? Call it back, say what he answered, ask no more, or send the question again.
import { z } from "zod";
import { findOrder } from "../orders/store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { kindsInReceiver } from "../suppliers/disclosed-kinds.ts";
import { getSupplier } from "../suppliers/store.server.ts";
import { routeOrder } from "../routing/route-order.server.ts";
import { askNoMore, callBack, settleByHand } from "../supplier-orders/call-back.server.ts";
import { loadChangeMessage } from "../supplier-orders/change-message.server.ts";
import { findChange } from "../supplier-orders/change-store.server.ts";
import { recordDisclosure } from "../supplier-orders/disclosure-store.server.ts";
import { planChanges } from "../supplier-orders/plan-changes.server.ts";
import { sendChange } from "../supplier-orders/send-change.server.ts";
import { findSupplierOrder } from "../supplier-orders/store.server.ts";
import type { Tools } from "../tools.server.ts";
import { done, failed } from "./answer.ts";
import { textOf } from "./form.ts";
import type { Act, By } from "./open-shop-page.server.ts";

type On = { readonly orderId: string; readonly by: By; readonly tools: Pick<Tools, "sealer" | "signer"> };

export const changeIntents: readonly string[] = ["call-back", "settle-change", "withdraw-change", "repeat-change"];

export async function actOnChange(tx: ShopTransaction, form: FormData, on: On): Promise<Act> {
  const intent = textOf(form, "intent");
  if (intent === "call-back") return await callItBack(tx, idOf(form, "supplierOrderId"), on);
  const changeId = idOf(form, "changeId");
  if (changeId === undefined) return { answer: failed("order.changes.not_now"), jobs: [] };
  if (intent === "settle-change") return await settle(tx, form, { changeId, on });
  if (intent === "repeat-change") return await repeat(tx, changeId, on);
  const isWithdrawn = await askNoMore(tx, { orderId: on.orderId, changeId, by: on.by });
  return { answer: isWithdrawn ? done("order.changes.withdrawn") : failed("order.changes.not_now"), jobs: isWithdrawn ? [plan(tx, on.orderId)] : [] };
}

const plan = (tx: ShopTransaction, orderId: string) => ({ step: planChanges.name, input: { shopId: tx.shopId, orderId }, key: orderId });

async function callItBack(tx: ShopTransaction, supplierOrderId: string | undefined, { orderId, by, tools }: On): Promise<Act> {
  const isAsked = supplierOrderId !== undefined && (await callBack(tx, tools, { orderId, supplierOrderId, by }));
  return { answer: isAsked ? done("order.call_back.done") : failed("order.call_back.nothing"), jobs: isAsked ? [plan(tx, orderId)] : [] };
}

const verdicts = z.enum(["ACCEPTED", "REFUSED", "TOO_LATE"]);

async function settle(tx: ShopTransaction, form: FormData, { changeId, on }: { changeId: string; on: On }): Promise<Act> {
  const says = verdicts.safeParse(textOf(form, "says"));
  if (!says.success || !(await settleByHand(tx, on.tools, { orderId: on.orderId, changeId, as: says.data, by: on.by }))) return { answer: failed("order.changes.not_now"), jobs: [] };
  if (says.data === "ACCEPTED") await noteGiven(tx, changeId, on);
  return { answer: done("order.changes.settled"), jobs: [{ step: routeOrder.name, input: { shopId: tx.shopId, orderId: on.orderId } }] };
}

/** Whoever agreed to another receiver was told of him, by the person who asked. */
async function noteGiven(tx: ShopTransaction, changeId: string, { orderId, by }: On): Promise<void> {
  const request = await findChange(tx, changeId);
  const supplierOrder = request && (await findSupplierOrder(tx, request.supplierOrderId));
  const order = await findOrder(tx, orderId);
  if (request?.kind !== "RECEIVER" || !supplierOrder || !order) return;
  const { receiver } = await loadChangeMessage(tx, { request, supplierOrder, supplier: await getSupplier(tx, supplierOrder.supplierId), order });
  if (receiver) await recordDisclosure(tx, { orderId, supplierOrderId: supplierOrder.id, channel: "change", kinds: kindsInReceiver(receiver), at: by.at });
}

async function repeat(tx: ShopTransaction, changeId: string, { orderId }: On): Promise<Act> {
  const request = await findChange(tx, changeId);
  if (request?.orderId !== orderId || request.state !== "UNKNOWN") return { answer: failed("order.changes.not_now"), jobs: [] };
  const input = { shopId: tx.shopId, orderId, supplierOrderId: request.supplierOrderId, changeId, repeat: true };
  return { answer: done("order.changes.again.done"), jobs: [{ step: sendChange.name, input, key: request.supplierOrderId }] };
}

function idOf(form: FormData, name: string): string | undefined {
  const id = textOf(form, name);
  return z.uuid().safeParse(id).success ? id : undefined;
}
