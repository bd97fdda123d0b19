// What can be done from the setup guide: say what is sold, choose oneself as supplier, map or mark the rest, put the guide away.
import { checkConflicts } from "../fulfillments/check-conflicts.server.ts";
import { shopSubject } from "../merchants/merchant.ts";
import { saveSettings } from "../merchants/store.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { ensureBuiltIn } from "../suppliers/built-in.server.ts";
import { done } from "./answer.ts";
import { textOf } from "./form.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { routeJobs } from "./product-acts.server.ts";
import { shipRestMyself } from "./ship-myself.server.ts";

type SetupAct = (tx: ShopTransaction, form: FormData, by: By) => Promise<Act>;

export const setupActs: Readonly<Record<string, SetupAct>> = {
  goods: sayGoods,
  "all-own": async (tx, _form, by) => await markAllOwn(tx, by),
  self: async (tx, _form, by) => await chooseMyself(tx, by),
  "map-rest": async (tx, _form, by) => await shipRestMyself(tx, by),
  "guide-hide": async (tx, _form, by) => await putAway(tx, by.at),
  "guide-show": async (tx) => await putAway(tx, null),
  conflicts: async (tx) => ({ answer: done("setup.conflicts.asked"), jobs: [{ step: checkConflicts.name, input: { shopId: tx.shopId, ifOlderMinutes: 0 }, key: tx.shopId }] }),
};

async function sayGoods(tx: ShopTransaction, form: FormData, by: By): Promise<Act> {
  const sold = textOf(form, "sold");
  await saveSettings(tx, { sellsOwnGoods: sold !== "supplied", sellsSuppliedGoods: sold !== "own" });
  await recordActivity(tx, { subject: "shop", subjectId: shopSubject, actor: { kind: "STAFF", name: by.name }, code: "goods_told", at: by.at });
  return { answer: done("setup.goods.saved"), jobs: [] };
}

/** Products with a supplier stay with him: somebody has said so. */
async function markAllOwn(tx: ShopTransaction, by: By): Promise<Act> {
  const where = { isOwnGoods: false, offers: { none: {} } };
  const open = await tx.db.variant.findMany({ where, select: { shopifyVariantId: true } });
  await tx.db.variant.updateMany({ where, data: { isOwnGoods: true } });
  if (open.length > 0) {
    await recordActivity(tx, { subject: "shop", subjectId: shopSubject, actor: { kind: "STAFF", name: by.name }, code: "all_own_goods_marked", params: { variants: open.length }, at: by.at });
  }
  return { answer: done("setup.goods.marked", { variants: open.length }), jobs: await routeJobs(tx, ...open.map((one) => one.shopifyVariantId)) };
}

async function chooseMyself(tx: ShopTransaction, by: By): Promise<Act> {
  const id = await ensureBuiltIn(tx, "self");
  const { name } = await tx.db.supplier.findUniqueOrThrow({ where: { shopId_id: { shopId: tx.shopId, id } }, select: { name: true } });
  await recordActivity(tx, { subject: "supplier", subjectId: id, actor: { kind: "STAFF", name: by.name }, code: "self_chosen", params: { supplier: name }, at: by.at });
  return { answer: done("setup.supplier.self.done", { supplier: name }), jobs: [] };
}

async function putAway(tx: ShopTransaction, at: Date | null): Promise<Act> {
  await saveSettings(tx, { guideDismissedAt: at });
  return { answer: done(at ? "setup.hidden" : "setup.shown"), jobs: [] };
}
