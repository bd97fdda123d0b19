// What can be done from the start page: count again, begin to send, and stop sending.
import type { Merchant } from "../merchants/merchant.ts";
import { saveSettings } from "../merchants/store.server.ts";
import { rereadOrder } from "../orders/reread-order.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { backToReview, goLive } from "../supplier-orders/release-supplier-orders.server.ts";
import { done, refused } from "./answer.ts";
import { textOf, wholeOf } from "./form.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { setupActs } from "./setup-acts.server.ts";
import { submitJobs } from "./submit-jobs.server.ts";

const mostRereads = 1000;

export async function actOnHome(tx: ShopTransaction, form: FormData, { merchant, by }: { merchant: Merchant; by: By }): Promise<Act> {
  const intent = textOf(form, "intent");
  const setUp = Object.hasOwn(setupActs, intent) ? setupActs[intent] : undefined;
  if (setUp) return await setUp(tx, form, by);
  if (intent === "go-live") return await goLiveFrom(tx, form, by);
  if (intent === "review") {
    if (merchant.settings.sendingMode === "LIVE") await backToReview(tx, by);
    return { answer: done("home.review.done"), jobs: [] };
  }
  if (intent === "notify") return await saveNotice(tx, textOf(form, "on") === "true");
  return await checkAgain(tx);
}

/** For parcels that are written back from now on; a notice is sent once, with the fulfillment itself. */
async function saveNotice(tx: ShopTransaction, isOn: boolean): Promise<Act> {
  await saveSettings(tx, { notifyCustomer: isOn });
  return { answer: done(isOn ? "home.notice.on" : "home.notice.off"), jobs: [] };
}

async function goLiveFrom(tx: ShopTransaction, form: FormData, by: By): Promise<Act> {
  const from = wholeOf(form, "from", 1);
  if (from === undefined) return { answer: refused({ from: { code: "form.whole_number", params: { least: 1 } } }), jobs: [] };
  const released = await goLive(tx, from, by);
  return { answer: done("home.live.done", { sent: released.length }), jobs: submitJobs(tx.shopId, released) };
}

/** Shopify is asked again about every order that is not at its end; what differs is put right on the way. */
async function checkAgain(tx: ShopTransaction): Promise<Act> {
  const orders = await tx.db.order.findMany({
    where: {
      redactedAt: null,
      OR: [{ allocations: { some: { state: { in: ["WAITING", "NEEDS_YOU", "WITH_SUPPLIER"] } } } }, { check: { balanced: false } }, { check: null }],
    },
    select: { shopifyOrderId: true },
    orderBy: { placedAt: "desc" },
    take: mostRereads,
  });
  const jobs = orders.map(({ shopifyOrderId }) => ({ step: rereadOrder.name, input: { shopId: tx.shopId, shopifyOrderId }, key: shopifyOrderId }));
  return { answer: done("home.check.asked", { orders: jobs.length }), jobs };
}
