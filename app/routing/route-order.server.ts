// Step 2: who ships each line, and why? Only units that wait and that nobody was asked for are decided about,
// so a second run finds nothing left. A line without a supplier holds itself, never its neighbours.
import { z } from "zod";
import { findVariants, markMissing, saveSeenVariants } from "../catalog/store.server.ts";
import type { SeenVariant } from "../catalog/variant.ts";
import { fetchVariants } from "../catalog/fetch-variants.server.ts";
import { listRates } from "../merchants/exchange-rates.server.ts";
import { getMerchant } from "../merchants/store.server.ts";
import { listAllocations, saveAllocations } from "../orders/allocation-store.server.ts";
import type { Allocation } from "../orders/allocation.ts";
import type { SavedLineItem, SavedOrder } from "../orders/order.ts";
import { planAllocations } from "../orders/reconcile-lines.ts";
import { findOrder } from "../orders/store.server.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import { lockOrder, type Database, type ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { Step } from "../platform/step.ts";
import { isOpenProblem, openProblem, resolveProblems } from "../problems/store.server.ts";
import type { AdminApi } from "../shopify/admin.server.ts";
import { findOffersOf } from "./offers-of-order.server.ts";
import { planRouting, type RoutingPlanDraft, type Unroutable } from "./plan-routing.ts";
import { rules } from "./registry.ts";
import { saveRoutingPlan } from "./store.server.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date };
const inputSchema = z.object({
  shopId: z.string(),
  orderId: z.uuid(),
  /** A person wants units that a supplier refused to be decided about once more. */
  includeRefused: z.boolean().exactOptional(),
});
type Input = z.infer<typeof inputSchema>;

/** lacksAddress: Shopify may be withholding customer data from the app as a whole. */
export type RouteOutcome = ({ kind: "planned"; orderId: string; planId: string } | { kind: "waits" | "nothing_to_route"; orderId: string }) & { lacksAddress?: boolean };

export const routeOrder: Step<Tools, Input, RouteOutcome> = {
  name: "route-order",
  input: inputSchema,
  run: async ({ database, admin, now }, { shopId, orderId, includeRefused = false }) => {
    const seen = await lookUpNewVariants({ database, admin }, { shopId, orderId });
    return async (tx) => {
      await lockOrder(tx, orderId);
      await saveSeenVariants(tx, seen.found);
      await markMissing(tx, seen.missing, now());
      const order = await findOrder(tx, orderId);
      if (!order || order.hold || !order.confirmedAt) return { kind: "waits", orderId };
      const units = await openUnits(tx, order, includeRefused);
      if (units.length === 0) return { kind: "nothing_to_route", orderId };
      const plan = await decide(tx, order, units);
      if (await isKnownToBeStuck(tx, orderId, plan)) {
        await markUnroutable(tx, order, plan);
        return { kind: "nothing_to_route", orderId, lacksAddress: lacksAddress(plan) };
      }
      const planId = await saveRoutingPlan(tx, { orderId, plan, rules: rules.map((rule) => rule.name), at: now() });
      await markUnroutable(tx, order, plan);
      await recordActivity(tx, {
        subject: "order", subjectId: orderId, orderId, actor: system, code: "order_routed",
        params: { routed: plan.assignments.length, open: plan.unroutable.length },
      });
      return { kind: "planned", orderId, planId, lacksAddress: lacksAddress(plan) };
    };
  },
};

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

type OpenUnits = { line: SavedLineItem; quantity: number }[];

async function openUnits(tx: ShopTransaction, order: SavedOrder, includeRefused: boolean): Promise<OpenUnits> {
  const variants = await findVariants(tx, order.lines.flatMap((line) => line.shopifyVariantId ?? []));
  const own = new Set(variants.filter((variant) => variant.isOwnGoods).map((variant) => variant.shopifyVariantId));
  const plan = planAllocations(order.lines, await listAllocations(tx, order.id), { isOwnGoods: (id) => own.has(id), cancelled: false, newId });
  const rows = includeRefused ? plan.rows.map((row) => (isRefused(row) ? { ...row, state: "WAITING" as const, reason: null } : row)) : plan.rows;
  await saveAllocations(tx, order.id, rows);
  return order.lines.flatMap((line) => {
    const quantity = rows.filter((row) => row.lineItemId === line.id && isOpen(row)).reduce((sum, row) => sum + row.quantity, 0);
    return quantity > 0 ? [{ line, quantity }] : [];
  });
}

const isRefused = (row: Allocation): boolean => row.state === "NEEDS_YOU" && (row.reason?.code.startsWith("refused.") ?? false);

/** Waiting for a decision: nobody was asked, and no draft holds it. What was refused waits for a person, else it would be asked for for ever. */
const isOpen = (row: Allocation): boolean => row.supplierOrderLineId === null && (row.state === "WAITING" || row.state === "NEEDS_YOU") && !isRefused(row);

async function decide(tx: ShopTransaction, order: SavedOrder, units: OpenUnits): Promise<RoutingPlanDraft> {
  const merchant = await getMerchant(tx);
  const variantIds = units.flatMap(({ line }) => line.shopifyVariantId ?? []);
  const offersByVariant = await findOffersOf(tx, order, variantIds);
  const existing = new Set((await findVariants(tx, variantIds)).filter((variant) => variant.missingSince === null).map((variant) => variant.shopifyVariantId));
  // Shopify has deleted the variant: nobody can map it any more, but an offer made before still holds.
  const isGone = (id: string | null): boolean => id !== null && !existing.has(id) && !offersByVariant.has(id);
  return planRouting({
    order,
    units: units.map(({ line, quantity }) => ({ quantity, line: isGone(line.shopifyVariantId) ? { ...line, shopifyVariantId: null } : line })),
    offersByVariant,
    rules,
    shopCurrency: merchant.currency,
    rates: await listRates(tx),
  });
}

/** Decided the same before: another record of it would tell nobody anything. Its problem is opened again if somebody closed it. */
async function isKnownToBeStuck(tx: ShopTransaction, orderId: string, plan: RoutingPlanDraft): Promise<boolean> {
  if (plan.assignments.length > 0) return false;
  const rows = (await listAllocations(tx, orderId)).filter(isOpen);
  return rows.every((row) => plan.unroutable.some((stuck) => stuck.lineItemId === row.lineItemId && row.reason?.code === `unroutable.${stuck.reason.code}`));
}

const problemKey = (lineItemId: string) => `unroutable:${lineItemId}`;

async function markUnroutable(tx: ShopTransaction, order: SavedOrder, plan: RoutingPlanDraft): Promise<void> {
  const stuck = new Map(plan.unroutable.map((unroutable) => [unroutable.lineItemId, unroutable]));
  const rows = await listAllocations(tx, order.id);
  await saveAllocations(tx, order.id, rows.map((row) => {
    if (!isOpen(row)) return row;
    const unroutable = stuck.get(row.lineItemId);
    return unroutable
      ? { ...row, state: "NEEDS_YOU" as const, reason: { code: `unroutable.${unroutable.reason.code}`, params: unroutable.reason.params } }
      : { ...row, state: "WAITING" as const, reason: null };
  }));
  for (const unroutable of plan.unroutable) await tellMerchant(tx, order, unroutable);
  await resolveProblems(tx, plan.assignments.map((assignment) => problemKey(assignment.lineItemId)), "routing");
}

async function tellMerchant(tx: ShopTransaction, order: SavedOrder, { lineItemId, quantity, reason }: Unroutable): Promise<void> {
  // Said once for the shop, since each order would say the same; see fulfillments/check-conflicts.
  if (reason.code === "no_destination" && (await isOpenProblem(tx, "conflict:customer_data"))) return;
  const line = order.lines.find((one) => one.id === lineItemId);
  await openProblem(tx, {
    key: problemKey(lineItemId),
    code: `unroutable.${reason.code}`,
    params: { ...reason.params, order: order.name, title: line?.title ?? "", units: quantity },
    whoActs: "MERCHANT",
    orderId: order.id,
    lineItemId,
    variantId: line?.shopifyVariantId ?? undefined,
    retry: { step: "route-order", input: { shopId: tx.shopId, orderId: order.id } },
  });
}
