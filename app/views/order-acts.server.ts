// What can be done about one order: say "send" to a reviewed draft, hold it and let it go, whatever held it, ask Shopify again, decide about refused units anew.
import { holdOrder } from "../orders/hold-order.server.ts";
import { letHoldsGo } from "../orders/let-hold-go.server.ts";
import { rereadOrder } from "../orders/reread-order.server.ts";
import { findOrder } from "../orders/store.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { routeOrder } from "../routing/route-order.server.ts";
import { releaseHold } from "../supplier-orders/release-hold.server.ts";
import { releaseSupplierOrders } from "../supplier-orders/release-supplier-orders.server.ts";
import { done, failed } from "./answer.ts";
import { textOf } from "./form.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { giveBack } from "./order-requests.server.ts";
import { submitJobs } from "./submit-jobs.server.ts";

export async function actOnOrder(tx: ShopTransaction, form: FormData, { orderId, by }: { orderId: string; by: By }): Promise<Act> {
  const order = await tx.db.order.findUnique({ where: { shopId_id: { shopId: tx.shopId, id: orderId } }, select: { shopifyOrderId: true, holdCode: true } });
  if (!order) return { answer: failed("order.gone"), jobs: [] };
  const intent = textOf(form, "intent");
  if (intent === "send") return await sendOne(tx, { orderId, id: textOf(form, "supplierOrderId"), isHeld: order.holdCode !== null }, by);
  if (intent === "hold") return await hold(tx, { orderId, note: textOf(form, "note") }, by);
  if (intent === "release") return await release(tx, orderId, by);
  if (intent === "let_go") return await letGo(tx, { orderId, holdId: textOf(form, "holdId") }, by);
  if (intent === "giveBack") return await giveBack(tx, { orderId, requestId: textOf(form, "requestId") });
  if (intent === "route") {
    return { answer: done("order.route.asked"), jobs: [{ step: routeOrder.name, input: { shopId: tx.shopId, orderId, includeRefused: true } }] };
  }
  await recordActivity(tx, { subject: "order", subjectId: orderId, orderId, actor: { kind: "STAFF", name: by.name }, code: "reread_asked", at: by.at });
  return {
    answer: done("order.reread.asked"),
    jobs: [{ step: rereadOrder.name, input: { shopId: tx.shopId, shopifyOrderId: order.shopifyOrderId }, key: order.shopifyOrderId }],
  };
}

const longestNote = 500;

/** Pressed twice, or by two people: held once, with the first one's note. */
async function hold(tx: ShopTransaction, { orderId, note }: { orderId: string; note: string }, by: By): Promise<Act> {
  const isHeld = await holdOrder(tx, orderId, { at: by.at, by: by.name, note: note.slice(0, longestNote) });
  return { answer: isHeld ? done("order.hold.done") : failed("order.hold.nothing"), jobs: [] };
}

async function release(tx: ShopTransaction, orderId: string, by: By): Promise<Act> {
  if (!(await releaseHold(tx, orderId, by))) return { answer: failed("order.hold.nothing"), jobs: [] };
  return { answer: done("order.hold.released"), jobs: [{ step: routeOrder.name, input: { shopId: tx.shopId, orderId } }] };
}

async function letGo(tx: ShopTransaction, { orderId, holdId }: { orderId: string; holdId: string }, by: By): Promise<Act> {
  const gone = await letHoldsGo(tx, orderId, { holdIds: [holdId], by });
  if (gone.length === 0) return { answer: failed("hold.let_go.nothing"), jobs: [] };
  const isHeld = (await findOrder(tx, orderId))?.hold != null;
  return { answer: done(isHeld ? "hold.let_go.other" : "hold.let_go.done"), jobs: [{ step: routeOrder.name, input: { shopId: tx.shopId, orderId } }] };
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
