// The read model of the page of rules, and what changed rules would decide about the last orders: computed, never stored.
import type { Merchant } from "../merchants/merchant.ts";
import { listAllocations } from "../orders/allocation-store.server.ts";
import type { SavedOrder } from "../orders/order.ts";
import { findOrder } from "../orders/store.server.ts";
import type { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { loadRouting } from "../routing/load-routing.server.ts";
import { planRouting, type RoutingPlanDraft } from "../routing/plan-routing.ts";
import { activeRules, type RuleChoice } from "../routing/rule-choices.ts";
import { listActiveRules, listRuleChoices } from "../routing/rules-store.server.ts";
import { loadHoldRules } from "../orders/hold-rules-store.server.ts";
import { loadAutomation } from "../supplier-orders/automation-store.server.ts";
import { typeConditions } from "./read-rules-form.ts";
import type { RulesPage, TriedLine, TriedOrder } from "./rules-page.ts";
import { notRehearsal } from "../suppliers/store.server.ts";

const lastOrders = 20;

export async function readRulesPage(tx: ShopTransaction, { currency, settings }: Merchant): Promise<RulesPage> {
  const suppliers = await tx.db.supplier.findMany({ where: notRehearsal, select: { id: true, name: true, isActive: true, sendsAutomatically: true }, orderBy: { name: "asc" } });
  const automation = await loadAutomation(tx);
  return {
    shopCurrency: currency,
    isLive: settings.sendingMode === "LIVE",
    suppliers: suppliers.map(({ sendsAutomatically: sends, ...supplier }) => ({ ...supplier, sends })),
    rules: (await listRuleChoices(tx)).map(({ supplierId, conditions, ...choice }, index) => ({
      ...choice, key: `row-${index}`, supplierId: supplierId ?? "", conditions: typeConditions(conditions, currency),
    })),
    automation: automation.rules.map(({ supplierId, conditions, ...rule }, index) => ({
      ...rule, key: `row-${index}`, supplierId: supplierId ?? "", conditions: typeConditions(conditions, currency),
    })),
    holds: (await loadHoldRules(tx)).map(({ conditions, ...rule }, index) => ({ ...rule, key: `row-${index}`, conditions: typeConditions(conditions, currency) })),
    orders: await listLastOrders(tx),
    waitingOrders: (await listWaitingOrders(tx)).length,
  };
}

const listLastOrders = (tx: ShopTransaction): Promise<{ id: string; name: string }[]> =>
  tx.db.order.findMany({ where: { redactedAt: null }, select: { id: true, name: true }, orderBy: [{ placedAt: "desc" }, { orderNumber: "desc" }], take: lastOrders });

/** Orders with units that nobody was asked for: without a supplier, or in a draft that nobody has allowed. */
export async function listWaitingOrders(tx: ShopTransaction): Promise<string[]> {
  const isUndecided: Prisma.AllocationWhereInput = { OR: [{ supplierOrderLineId: null }, { supplierOrderLine: { supplierOrder: { state: "DRAFT", releasedAt: null } } }] };
  const rows = await tx.db.allocation.findMany({
    where: { state: { in: ["WAITING", "NEEDS_YOU"] }, order: { holdCode: null }, ...isUndecided },
    select: { orderId: true }, distinct: ["orderId"], orderBy: { orderId: "asc" },
  });
  return rows.map(({ orderId }) => orderId);
}

/** One order, or the last ones where none is named. */
export async function tryRules(tx: ShopTransaction, { choices, orderId }: { choices: readonly RuleChoice[]; orderId: string | undefined }, now: Date): Promise<TriedOrder[]> {
  const ids = (await listLastOrders(tx)).map(({ id }) => id);
  const tried: TriedOrder[] = [];
  for (const id of orderId === undefined ? ids : ids.filter((one) => one === orderId)) {
    const order = await findOrder(tx, id);
    if (order) tried.push(await tryOn(tx, order, { choices, now }));
  }
  return tried;
}

/** As if all units that are ours were decided about now, by the rules as they are and as they would be. */
async function tryOn(tx: ShopTransaction, order: SavedOrder, { choices, now }: { choices: readonly RuleChoice[]; now: Date }): Promise<TriedOrder> {
  const rows = (await listAllocations(tx, order.id)).filter(({ state }) => state !== "NOT_OURS" && state !== "CANCELLED");
  const units = rows.flatMap((row) => order.lines.filter(({ id }) => id === row.lineItemId).map((line) => ({ line, quantity: row.quantity })));
  const input = await loadRouting(tx, { order, units, refusals: [], rules: await listActiveRules(tx) }, now);
  const [before, after] = [planRouting(input), planRouting({ ...input, rules: activeRules(choices) })];
  const lineIds = [...new Set(after.candidates.map(({ lineItemId }) => lineItemId))];
  const lines = lineIds.map((lineItemId) => compare(order, lineItemId, { before, after }));
  return { id: order.id, name: order.name, isDifferent: lineIds.some((id) => offerOf(before, id) !== offerOf(after, id)), lines };
}

const takenOf = (plan: RoutingPlanDraft, lineItemId: string) => plan.candidates.find((one) => one.lineItemId === lineItemId && one.taken);
const offerOf = (plan: RoutingPlanDraft, lineItemId: string): string | null | undefined => takenOf(plan, lineItemId)?.offerId;

function compare(order: SavedOrder, lineItemId: string, { before, after }: { before: RoutingPlanDraft; after: RoutingPlanDraft }): TriedLine {
  const line = order.lines.find(({ id }) => id === lineItemId);
  const weighed = after.candidates.filter((one) => one.lineItemId === lineItemId);
  const taken = weighed.filter((one) => one.taken);
  return {
    title: [line?.title, line?.variantTitle].filter(Boolean).join(" - "),
    units: weighed[0]?.quantity ?? 0,
    before: takenOf(before, lineItemId)?.supplierName ?? null,
    after: taken[0]?.supplierName ?? null,
    reasons: (taken.length > 0 ? taken : weighed).flatMap(({ supplierName, reasons }) => reasons.map((reason) => ({ supplierName, reason }))),
  };
}
