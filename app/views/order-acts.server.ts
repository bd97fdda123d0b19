// What can be done about orders: say "send" to reviewed drafts, ask Shopify again, decide about refused units anew.
import { z } from "zod";
import type { Merchant } from "../merchants/merchant.ts";
import { rereadOrder } from "../orders/reread-order.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { routeOrder } from "../routing/route-order.server.ts";
import { releaseSupplierOrders } from "../supplier-orders/release-supplier-orders.server.ts";
import { done, failed } from "./answer.ts";
import { textOf, textsOf } from "./form.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { submitJobs } from "./submit-jobs.server.ts";

/**
 * Drafts of the chosen orders; orders that are held, or older than the start of sending, are left as they are.
 * Run twice, or by two people: each draft goes once.
 */
export async function sendChosenOrders(tx: ShopTransaction, form: FormData, { merchant, by }: { merchant: Merchant; by: By }): Promise<Act> {
  const orderIds = textsOf(form, "orderId").filter((id) => z.uuid().safeParse(id).success);
  const drafts = await tx.db.supplierOrder.findMany({
    where: {
      orderId: { in: orderIds },
      state: "DRAFT",
      releasedAt: null,
      order: { holdCode: null, orderNumber: { gte: merchant.settings.sendFromOrderNumber ?? 0 } },
    },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  if (drafts.length === 0) return { answer: failed("orders.send.nothing"), jobs: [] };
  return await send(tx, drafts.map(({ id }) => id), by);
}

export async function actOnOrder(tx: ShopTransaction, form: FormData, { orderId, by }: { orderId: string; by: By }): Promise<Act> {
  const order = await tx.db.order.findUnique({ where: { shopId_id: { shopId: tx.shopId, id: orderId } }, select: { shopifyOrderId: true, holdCode: true } });
  if (!order) return { answer: failed("order.gone"), jobs: [] };
  const intent = textOf(form, "intent");
  if (intent === "send") return await sendOne(tx, { orderId, id: textOf(form, "supplierOrderId"), isHeld: order.holdCode !== null }, by);
  if (intent === "route") {
    return { answer: done("order.route.asked"), jobs: [{ step: routeOrder.name, input: { shopId: tx.shopId, orderId, includeRefused: true } }] };
  }
  await recordActivity(tx, { subject: "order", subjectId: orderId, orderId, actor: { kind: "STAFF", name: by.name }, code: "reread_asked", at: by.at });
  return {
    answer: done("order.reread.asked"),
    jobs: [{ step: rereadOrder.name, input: { shopId: tx.shopId, shopifyOrderId: order.shopifyOrderId }, key: order.shopifyOrderId }],
  };
}

async function sendOne(tx: ShopTransaction, draft: { orderId: string; id: string; isHeld: boolean }, by: By): Promise<Act> {
  if (draft.isHeld) return { answer: failed("order.send.held"), jobs: [] };
  const known = await tx.db.supplierOrder.findMany({ where: { orderId: draft.orderId, state: "DRAFT" }, select: { id: true } });
  const chosen = known.filter(({ id }) => id === draft.id).map(({ id }) => id);
  if (chosen.length === 0) return { answer: failed("orders.send.nothing"), jobs: [] };
  return await send(tx, chosen, by);
}

async function send(tx: ShopTransaction, ids: readonly string[], by: By): Promise<Act> {
  const released = await releaseSupplierOrders(tx, ids, by);
  return { answer: done("orders.send.done", { sent: released.length }), jobs: submitJobs(tx.shopId, released) };
}
