// A person changes the rules: first he asks what would come of it, then he says so, and only that is done.
import { shopSubject } from "../merchants/merchant.ts";
import { saveHoldRules } from "../orders/hold-rules-store.server.ts";
import { reviewHolds } from "../orders/review-holds.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { saveRuleChoices } from "../routing/rules-store.server.ts";
import { changeAutomation, previewAutomation } from "../supplier-orders/change-automation.server.ts";
import type { JudgedDraft } from "../supplier-orders/judge-drafts.server.ts";
import { rerouteOrder } from "../supplier-orders/reroute-order.server.ts";
import { done, refused } from "./answer.ts";
import { textOf, textsOf } from "./form.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { readAutomation, readHoldRules, readRules } from "./read-rules-form.ts";
import { listWaitingOrders, tryRules } from "./rules-page.server.ts";
import type { RulesAnswer, ShownDraft } from "./rules-page.ts";
import { submitJobs } from "./submit-jobs.server.ts";

export type RulesContext = { readonly by: By; readonly shopCurrency: string };

/** Reads only. */
export async function askAboutRules(tx: ShopTransaction, form: FormData, { by, shopCurrency }: RulesContext): Promise<RulesAnswer> {
  if (textOf(form, "intent") === "try") {
    const rules = readRules(form, shopCurrency);
    if (rules.kind === "refused") return refused(rules.errors);
    return { kind: "tried", orders: await tryRules(tx, { choices: rules.value, orderId: textOf(form, "orderId") || undefined }, by.at) };
  }
  const automation = readAutomation(form, shopCurrency);
  if (automation.kind === "refused") return refused(automation.errors);
  const { released, takenBack } = await previewAutomation(tx, automation.value);
  return { kind: "preview", released: released.map(toShown), takenBack: takenBack.map(toShown) };
}

const toShown = ({ id, orderId, orderName, supplierName, units, total }: JudgedDraft): ShownDraft => ({ id, orderId, orderName, supplierName, units, total });

export async function actOnRules(tx: ShopTransaction, form: FormData, context: RulesContext): Promise<Act> {
  const intent = textOf(form, "intent");
  if (intent === "save-rules") return await saveRules(tx, form, context);
  if (intent === "save-holds") return await saveHolds(tx, form, context);
  return intent === "save-automation" ? await saveAutomationOf(tx, form, context) : await applyToWaiting(tx);
}

async function saveRules(tx: ShopTransaction, form: FormData, { by, shopCurrency }: RulesContext): Promise<Act> {
  const rules = readRules(form, shopCurrency);
  if (rules.kind === "refused") return { answer: refused(rules.errors), jobs: [] };
  await saveRuleChoices(tx, rules.value);
  await recordActivity(tx, {
    subject: "shop", subjectId: shopSubject, actor: { kind: "STAFF", name: by.name }, code: "rules_changed", at: by.at,
    params: { on: rules.value.filter(({ isOn }) => isOn).length },
  });
  return { answer: done("rules.saved"), jobs: [] };
}

/** Orders that wait are looked at again: some are held now, some no longer. What was sent stays. */
async function saveHolds(tx: ShopTransaction, form: FormData, { by, shopCurrency }: RulesContext): Promise<Act> {
  const rules = readHoldRules(form, shopCurrency);
  if (rules.kind === "refused") return { answer: refused(rules.errors), jobs: [] };
  await saveHoldRules(tx, rules.value);
  await recordActivity(tx, {
    subject: "shop", subjectId: shopSubject, actor: { kind: "STAFF", name: by.name }, code: "hold_rules_changed", at: by.at,
    params: { on: rules.value.filter(({ isOn }) => isOn).length },
  });
  return { answer: done("rules.holds.saved"), jobs: [{ step: reviewHolds.name, input: { shopId: tx.shopId, after: "" }, key: tx.shopId }] };
}

async function saveAutomationOf(tx: ShopTransaction, form: FormData, { by, shopCurrency }: RulesContext): Promise<Act> {
  const automation = readAutomation(form, shopCurrency);
  if (automation.kind === "refused") return { answer: refused(automation.errors), jobs: [] };
  const { released, takenBack } = await changeAutomation(tx, { automation: automation.value, confirmed: new Set(textsOf(form, "draftId")) }, by);
  return { answer: done("rules.automation.saved", { released: released.length, taken: takenBack }), jobs: submitJobs(tx.shopId, released) };
}

/** What was sent stays; run twice, the second time nothing differs any more. */
async function applyToWaiting(tx: ShopTransaction): Promise<Act> {
  const orderIds = await listWaitingOrders(tx);
  return { answer: done("rules.apply.asked", { orders: orderIds.length }), jobs: orderIds.map((orderId) => ({ step: rerouteOrder.name, input: { shopId: tx.shopId, orderId } })) };
}
