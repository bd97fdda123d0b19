// What a merchant does on the page of the two modes: begin to ship as a fulfillment service, go back, and choose.
import { shopSubject } from "../merchants/merchant.ts";
import { registerLocation } from "../fulfillment-requests/register-location.server.ts";
import { getMode, saveChoices, saveMode } from "../fulfillment-requests/mode-store.server.ts";
import { stockVariant } from "../fulfillment-requests/stock-variant.server.ts";
import { beginSwitch, findLatestSwitch, listStocked } from "../fulfillment-requests/switch-store.server.ts";
import { listHeldFor } from "../orders/hold-store.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { routeOrder } from "../routing/route-order.server.ts";
import { done, failed } from "./answer.ts";
import { textOf, textsOf } from "./form.ts";
import { listMappedVariants } from "./mapped-variants.server.ts";
import type { Act, By } from "./open-shop-page.server.ts";

export async function actOnFulfillment(tx: ShopTransaction, form: FormData, by: By): Promise<Act> {
  const intent = textOf(form, "intent");
  if (intent === "start") return await start(tx, textsOf(form, "variant"), by);
  if (intent === "back") return await goBack(tx, by);
  return await choose(tx, form, by);
}

const tell = (tx: ShopTransaction, by: By, code: "mode_switch_begun.service" | "mode_switch_begun.locations" | "fulfillment_choices_changed") =>
  recordActivity(tx, { subject: "shop", subjectId: shopSubject, actor: { kind: "STAFF", name: by.name }, code, at: by.at });

async function start(tx: ShopTransaction, chosen: readonly string[], by: By): Promise<Act> {
  const latest = await findLatestSwitch(tx);
  if (latest?.state === "RUNNING") return { answer: failed("service.busy"), jobs: [] };
  const mapped = new Set((await listMappedVariants(tx)).map(({ shopifyVariantId }) => shopifyVariantId));
  const variants = [...new Set(chosen)].filter((id) => mapped.has(id)).map((shopifyVariantId) => ({ shopifyVariantId, before: null }));
  if (variants.length === 0) return { answer: failed("service.none_chosen"), jobs: [] };
  const switchId = await beginSwitch(tx, { kind: "TO_SERVICE", by: by.name, at: by.at, variants });
  await tell(tx, by, "mode_switch_begun.service");
  return { answer: done("service.started"), jobs: [{ step: registerLocation.name, input: { shopId: tx.shopId, switchId } }] };
}

/** Nothing waits for a request any more from this moment on; the stock follows variant by variant. */
async function goBack(tx: ShopTransaction, by: By): Promise<Act> {
  const last = await findLatestSwitch(tx);
  if (last?.kind !== "TO_SERVICE") return { answer: failed("service.nothing_to_undo"), jobs: [] };
  const touched = (await listTouched(tx)).map(({ shopifyVariantId, before }) => ({ shopifyVariantId, before }));
  const { locationId } = await getMode(tx);
  const switchId = await beginSwitch(tx, { kind: "TO_LOCATIONS", by: by.name, at: by.at, variants: touched });
  await saveMode(tx, "SHOP_LOCATION", by.at);
  await tell(tx, by, "mode_switch_begun.locations");
  const route = (await listHeldFor(tx, "not_requested")).map((orderId) => ({ step: routeOrder.name, input: { shopId: tx.shopId, orderId } }));
  const stock = locationId === null ? [] : [{ step: stockVariant.name, input: { shopId: tx.shopId, switchId }, key: tx.shopId }];
  return { answer: done("service.going_back"), jobs: [...stock, ...route] };
}

/** Of every switch since the shop went back last: a variant that was added later has its own "before". */
async function listTouched(tx: ShopTransaction) {
  const back = await findLatestSwitch(tx, "TO_LOCATIONS");
  const switches = await tx.db.modeSwitch.findMany({ where: { kind: "TO_SERVICE", ...(back ? { startedAt: { gt: back.startedAt } } : {}) }, orderBy: { startedAt: "asc" }, select: { id: true } });
  const first = new Map<string, Awaited<ReturnType<typeof listStocked>>[number]>();
  for (const { id } of switches) for (const one of await listStocked(tx, id)) if (one.before && !first.has(one.shopifyVariantId)) first.set(one.shopifyVariantId, one);
  return [...first.values()];
}

async function choose(tx: ShopTransaction, form: FormData, by: By): Promise<Act> {
  await saveChoices(tx, { requestsAutomatically: textOf(form, "requestsAutomatically") === "true", writesCost: textOf(form, "writesCost") === "true" });
  await tell(tx, by, "fulfillment_choices_changed");
  return { answer: done("settings.saved"), jobs: [] };
}
