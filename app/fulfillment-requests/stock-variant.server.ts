// A switch between the modes, one variant at a time: what was there is kept, then changed at Shopify, then marked.
// Whoever finds a variant half changed reads it again and makes only what is missing; after the last one the mode changes.
import { z } from "zod";
import { getMerchant } from "../merchants/store.server.ts";
import { shopSubject } from "../merchants/merchant.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { BugError } from "../platform/errors.ts";
import { patientPolicy, type CrashSeam, type Step } from "../platform/step.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { findUnitCost } from "./find-unit-cost.server.ts";
import { getMode, saveMode } from "./mode-store.server.ts";
import { planToLocations, planToService, rememberStock, type Before, type Stock, type StockChange } from "./plan-stocking.ts";
import { carryOut, readStock } from "./stock-at-shopify.server.ts";
import { changeVariant, findNextVariant, findSwitch, finishSwitch, type SavedSwitch, type StockedVariant } from "./switch-store.server.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date; readonly crash?: CrashSeam };

export type StockOutcome = { readonly kind: "goes_on" | "finished" | "overtaken" };

type Work = { readonly shop: ShopAddress; readonly ours: string; readonly running: SavedSwitch; readonly variant: StockedVariant | undefined; readonly cost: string | null };

export const stockVariant: Step<Tools, { shopId: string; switchId: string }, StockOutcome> = {
  name: "stock-variant",
  policy: patientPolicy,
  input: z.object({ shopId: z.string(), switchId: z.uuid() }),
  run: async (tools, { shopId, switchId }) => {
    const work = await tools.database.inShop(shopId, (tx) => load(tx, switchId));
    if (!work) return async () => ({ kind: "overtaken" });
    const { variant } = work;
    if (!variant) return async (tx) => ({ kind: await finish(tx, work.running, tools.now()) });
    const stock = await readStock(tools.admin, work.shop, variant.shopifyVariantId);
    if (!stock) return async (tx) => await save(tx, variant, { to: "REFUSED", reason: { code: "stocking.gone", params: {} }, at: tools.now() });
    const begun = await begin(tools, { ...work, variant }, stock);
    if (!begun) return async () => ({ kind: "overtaken" });
    await tools.crash?.("stock-variant:intent-saved");
    const refusal = await makeChanges(tools, { ...work, variant: begun.variant }, { stock, changes: begun.changes });
    await tools.crash?.("stock-variant:answered");
    return async (tx) => await save(tx, begun.variant, { ...judge(refusal, begun.variant), at: tools.now() });
  },
};

async function load(tx: ShopTransaction, switchId: string): Promise<Work | undefined> {
  const running = await findSwitch(tx, switchId);
  if (running?.state !== "RUNNING") return undefined;
  const { locationId, writesCost } = await getMode(tx);
  if (locationId === null) throw new BugError("a switch began before the app had a location");
  const merchant = await getMerchant(tx);
  const variant = await findNextVariant(tx, switchId);
  const cost = variant && writesCost ? await findUnitCost(tx, variant.shopifyVariantId, merchant.currency) : null;
  return { shop: { id: tx.shopId, domain: merchant.domain }, ours: locationId, running, variant, cost };
}

type Loaded = Work & { readonly variant: StockedVariant };

/** What was there before the first change is never overwritten by what a half-made change left. */
async function begin({ database, now }: Tools, { running, variant, ours, cost, shop }: Loaded, stock: Stock): Promise<{ variant: StockedVariant; changes: readonly StockChange[] } | undefined> {
  const before: Before = variant.before ?? rememberStock(stock, ours, cost);
  const changes = running.kind === "TO_SERVICE" ? planToService(stock, before, ours) : planToLocations(stock, before, ours);
  const isOurs = await database.inShop(shop.id, (tx) => changeVariant(tx, variant, { to: "CHANGING", at: now(), before }));
  return isOurs ? { variant: { ...variant, state: "CHANGING", attempt: variant.attempt + 1, before }, changes } : undefined;
}

async function makeChanges({ admin }: Tools, { shop, variant }: Loaded, { stock, changes }: { stock: Stock; changes: readonly StockChange[] }): Promise<string | undefined> {
  for (const [index, one] of changes.entries()) {
    const refusal = await carryOut(admin, shop, { inventoryItemId: stock.inventoryItemId, change: one, key: `${variant.id}:${variant.attempt}:${index}` });
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** A quantity that was sold between reading and writing is read again, some times. */
const mostAttempts = 4;

function judge(refusal: string | undefined, { attempt }: StockedVariant) {
  if (refusal === undefined) return { to: "DONE" as const };
  return { to: attempt < mostAttempts ? ("CHANGING" as const) : ("REFUSED" as const), reason: { code: "stocking.refused", params: { text: refusal } } };
}

async function save(tx: ShopTransaction, variant: StockedVariant, to: Parameters<typeof changeVariant>[2]): Promise<StockOutcome> {
  return { kind: (await changeVariant(tx, variant, to)) ? "goes_on" : "overtaken" };
}

/** Orders from now on wait for a request; a shop that goes back did so at the click already. */
async function finish(tx: ShopTransaction, running: SavedSwitch, at: Date): Promise<StockOutcome["kind"]> {
  if (!(await finishSwitch(tx, running.id, at))) return "overtaken";
  // A shop that only adds variants is one already, and its orders go on waiting for their requests.
  if (running.kind === "TO_SERVICE" && (await getMode(tx)).mode !== "FULFILLMENT_SERVICE") await saveMode(tx, "FULFILLMENT_SERVICE", at);
  const code = running.kind === "TO_SERVICE" ? "mode_changed.service" : "mode_changed.locations";
  await recordActivity(tx, { subject: "shop", subjectId: shopSubject, actor: system, code, at });
  return "finished";
}
