// The test order is asked for, and taken away again. The click is its release: nothing else allows it to go.
import { z } from "zod";
import { checkConflicts } from "../fulfillments/check-conflicts.server.ts";
import { shopSubject } from "../merchants/merchant.ts";
import type { Merchant } from "../merchants/merchant.ts";
import { saveSettings } from "../merchants/store.server.ts";
import { placeTestOrder } from "../orders/place-test-order.server.ts";
import { removeTestOrder } from "../orders/remove-test-order.server.ts";
import { askedFor } from "../orders/test-order.ts";
import { recordActivity } from "../platform/activity.server.ts";
import { lockShop, type ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import { resolveProblems } from "../problems/store.server.ts";
import { done, failed } from "./answer.ts";
import { textOf } from "./form.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { isMoving } from "./test-order-page.ts";
import { neededScope, readTestOrderPage } from "./test-order-page.server.ts";

type Context = { readonly merchant: Merchant; readonly by: By };

export async function actOnTestOrder(tx: ShopTransaction, form: FormData, context: Context): Promise<Act> {
  const intent = textOf(form, "intent");
  if (intent === "remove") return await remove(tx, context);
  if (intent === "scopes") return { answer: done("setup.test.scope.asked"), jobs: [{ step: checkConflicts.name, input: { shopId: tx.shopId, ifOlderMinutes: 0 }, key: tx.shopId }] };
  return await place(tx, context);
}

/** A second click finds the first one's order under way. */
async function place(tx: ShopTransaction, { merchant, by }: Context): Promise<Act> {
  await lockShop(tx);
  const page = await readTestOrderPage(tx, merchant);
  if (page.missingScope) return { answer: failed("setup.test.scope", { scope: neededScope }), jobs: [] };
  if (page.standing === "asked" || page.removal.kind === "going") return { answer: failed("setup.test.busy"), jobs: [] };
  if (page.standing === "made" && !page.isFinished && !page.isStuck && page.removal.kind === "no") return { answer: failed("setup.test.busy"), jobs: [] };
  const shopifyVariantId = await chooseVariant(tx);
  if (!shopifyVariantId) return { answer: failed("setup.test.no_product"), jobs: [] };
  const key = newId();
  await resolveProblems(tx, ["test_order"], by.name);
  await saveSettings(tx, { testOrderId: askedFor(key) });
  await recordActivity(tx, { subject: "shop", subjectId: shopSubject, actor: { kind: "STAFF", name: by.name }, code: "test_order_asked", at: by.at });
  return { answer: done("setup.test.placing"), jobs: [{ step: placeTestOrder.name, input: { shopId: tx.shopId, key, shopifyVariantId } }] };
}

/** A mapped one, so that it looks like the shop's everyday; own goods would not go to a supplier at all. */
async function chooseVariant(tx: ShopTransaction): Promise<string | undefined> {
  const where = { missingSince: null, isOwnGoods: false };
  const mapped = await tx.db.variant.findFirst({ where: { ...where, offers: { some: { isActive: true } } }, orderBy: { id: "asc" } });
  return (mapped ?? (await tx.db.variant.findFirst({ where, orderBy: { id: "asc" } })))?.shopifyVariantId;
}

async function remove(tx: ShopTransaction, { merchant, by }: Context): Promise<Act> {
  await lockShop(tx);
  const page = await readTestOrderPage(tx, merchant);
  if (page.order === null || page.removal.kind === "deleted") return { answer: failed("setup.test.nothing_to_remove"), jobs: [] };
  if (isMoving(page)) return { answer: failed("setup.test.busy"), jobs: [] };
  const { shopifyOrderId } = await tx.db.order.findUniqueOrThrow({ where: { shopId_id: { shopId: tx.shopId, id: z.uuid().parse(page.order.id) } }, select: { shopifyOrderId: true } });
  await recordActivity(tx, { subject: "shop", subjectId: shopSubject, actor: { kind: "STAFF", name: by.name }, code: "test_order_removal_asked", params: { shopifyOrderId }, at: by.at });
  return { answer: done("setup.test.removing"), jobs: [{ step: removeTestOrder.name, input: { shopId: tx.shopId, shopifyOrderId, attempt: 1 }, key: shopifyOrderId }] };
}
