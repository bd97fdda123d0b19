// Step 2: who ships each line, and why? Only units that nobody has are decided about, so a second run finds nothing left.
// A line without a supplier holds itself, never its neighbours; what a supplier refused goes to the next offer.
import { z } from "zod";
import { findVariants, markMissing, saveSeenVariants } from "../catalog/store.server.ts";
import type { SeenVariant } from "../catalog/variant.ts";
import { fetchVariants } from "../catalog/fetch-variants.server.ts";
import { getMerchant } from "../merchants/store.server.ts";
import { listAllocations } from "../orders/allocation-store.server.ts";
import { localizedKeyOf } from "../orders/customs-number.ts";
import { fetchIdentities } from "../orders/fetch-identities.server.ts";
import { listIdentityCountries, saveIdentities } from "../orders/identity-store.server.ts";
import type { BuyerIdentity, SavedOrder } from "../orders/order.ts";
import { settleHolds } from "../orders/settle-holds.server.ts";
import { findOrder } from "../orders/store.server.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import { lockOrder, type Database, type ShopTransaction } from "../platform/db.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import type { Step } from "../platform/step.ts";
import type { AdminApi } from "../shopify/admin.server.ts";
import { isOpen, isRefused, openUnits } from "./open-units.server.ts";
import { loadRouting } from "./load-routing.server.ts";
import { planRouting, type RoutingPlanDraft } from "./plan-routing.ts";
import { listRefusals, type Refusal } from "./refusals.server.ts";
import { listActiveRules } from "./rules-store.server.ts";
import { saveOutcome } from "./save-outcome.server.ts";
import { saveRoutingPlan } from "./store.server.ts";

type Tools = { readonly database: Database; readonly sealer: Pick<Sealer, "seal">; readonly admin: AdminApi; readonly now: () => Date };
const inputSchema = z.object({
  shopId: z.string(),
  orderId: z.uuid(),
  /** A person wants units that a supplier refused to be decided about once more, that supplier included. */
  includeRefused: z.boolean().exactOptional(),
});
type Input = z.infer<typeof inputSchema>;

/** lacksAddress: Shopify may be withholding customer data from the app as a whole. */
export type RouteOutcome = ({ kind: "planned"; orderId: string; planId: string } | { kind: "waits" | "nothing_to_route"; orderId: string }) & { lacksAddress?: boolean };

export const routeOrder: Step<Tools, Input, RouteOutcome> = {
  name: "route-order",
  input: inputSchema,
  run: async ({ database, sealer, admin, now }, { shopId, orderId, includeRefused = false }) => {
    const seen = await lookUpNewVariants({ database, admin }, { shopId, orderId });
    const identities = await lookUpIdentities({ database, admin }, { shopId, orderId });
    return async (tx) => {
      await lockOrder(tx, orderId);
      await saveSeenVariants(tx, seen.found);
      await markMissing(tx, seen.missing, now());
      // Holds that end by the clock, or come from another order, are told by no message.
      await settleHolds(tx, orderId, now());
      const order = await findOrder(tx, orderId);
      if (!order || order.hold || !order.confirmedAt) return { kind: "waits", orderId };
      await saveIdentities(tx, sealer, { orderId, identities });
      return await decide(tx, order, { includeRefused, at: now() });
    };
  },
};

async function decide(tx: ShopTransaction, order: SavedOrder, { includeRefused, at }: { includeRefused: boolean; at: Date }): Promise<RouteOutcome> {
  const orderId = order.id;
  const units = await openUnits(tx, order, { includeRefused, at });
  if (units.length === 0) return { kind: "nothing_to_route", orderId };
  const refusals: readonly Refusal[] = await listRefusals(tx, orderId);
  const rules = await listActiveRules(tx);
  const plan = planRouting(await loadRouting(tx, { order, units, refusals: includeRefused ? [] : refusals, rules }, at));
  if (await isKnownToBeStuck(tx, orderId, plan)) {
    await saveOutcome(tx, order, { plan, refusals });
    return { kind: "nothing_to_route", orderId, lacksAddress: lacksAddress(plan) };
  }
  const planId = await saveRoutingPlan(tx, { orderId, plan, rules: rules.map(({ rule }) => rule.name), at });
  await saveOutcome(tx, order, { plan, refusals });
  await recordActivity(tx, {
    subject: "order", subjectId: orderId, orderId, actor: system, code: "order_routed",
    params: { routed: plan.assignments.length, open: plan.unroutable.length },
  });
  return { kind: "planned", orderId, planId, lacksAddress: lacksAddress(plan) };
}

const lacksAddress = (plan: RoutingPlanDraft): boolean => plan.unroutable.some(({ reason }) => reason.code === "no_destination");

/** Variants that this shop's catalog has not seen are asked for before anything is decided. */
async function lookUpNewVariants(tools: Pick<Tools, "database" | "admin">, { shopId, orderId }: Input): Promise<{ found: SeenVariant[]; missing: string[] }> {
  const { merchant, unknown } = await tools.database.inShop(shopId, async (tx) => {
    const ids = (await findOrder(tx, orderId))?.lines.flatMap((line) => line.shopifyVariantId ?? []) ?? [];
    const known = new Set((await findVariants(tx, ids)).map((variant) => variant.shopifyVariantId));
    return { merchant: await getMerchant(tx), unknown: [...new Set(ids)].filter((id) => !known.has(id)) };
  });
  if (unknown.length === 0) return { found: [], missing: [] };
  const found = await fetchVariants(tools.admin, { id: shopId, domain: merchant.domain }, unknown);
  return { found, missing: unknown.filter((id) => !found.some((variant) => variant.shopifyVariantId === id)) };
}

/** Where customs ask for the buyer's number, none is known, and checkout may have taken it. */
async function lookUpIdentities(tools: Pick<Tools, "database" | "admin">, { shopId, orderId }: Input): Promise<BuyerIdentity[]> {
  const asked = await tools.database.inShop(shopId, async (tx) => {
    const order = await findOrder(tx, orderId);
    const country = order?.address?.countryCode ?? "";
    if (!order?.confirmedAt || localizedKeyOf(country) === null || (await listIdentityCountries(tx, orderId)).includes(country)) return undefined;
    return { shop: { id: shopId, domain: (await getMerchant(tx)).domain }, shopifyOrderId: order.shopifyOrderId };
  });
  return asked ? await fetchIdentities(tools.admin, asked.shop, asked.shopifyOrderId) : [];
}

/** Decided the same before: another record of it would tell nobody anything. Its problem is opened again if somebody closed it. */
async function isKnownToBeStuck(tx: ShopTransaction, orderId: string, plan: RoutingPlanDraft): Promise<boolean> {
  if (plan.assignments.length > 0) return false;
  const rows = (await listAllocations(tx, orderId)).filter(isOpen);
  return rows.every((row) =>
    isRefused(row) || plan.unroutable.some((stuck) => stuck.lineItemId === row.lineItemId && row.reason?.code === `unroutable.${stuck.reason.code}`));
}
