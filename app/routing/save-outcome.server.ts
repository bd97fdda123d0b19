// The decision is made: units with a supplier wait for their draft, the others say why they are stuck.
// What a supplier refused goes to the next offer, with a line in the timeline; where there is none it stays refused.
import { listAllocations, saveAllocations } from "../orders/allocation-store.server.ts";
import type { Allocation } from "../orders/allocation.ts";
import type { SavedOrder } from "../orders/order.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { isOpenProblem, openProblem, resolveProblems } from "../problems/store.server.ts";
import { REFUSAL_CODES } from "../suppliers/connector.ts";
import { isOpen, isRefused } from "./open-units.server.ts";
import type { RoutingPlanDraft, Unroutable } from "./plan-routing.ts";
import type { Refusal } from "./refusals.server.ts";

type Outcome = { readonly plan: RoutingPlanDraft; readonly refusals: readonly Refusal[] };

const problemKey = (lineItemId: string) => `unroutable:${lineItemId}`;

export async function saveOutcome(tx: ShopTransaction, order: SavedOrder, { plan, refusals }: Outcome): Promise<void> {
  const stuck = new Map(plan.unroutable.map((unroutable) => [unroutable.lineItemId, unroutable]));
  const rows = await listAllocations(tx, order.id);
  await tellFallback(tx, order, { rows, plan, refusals });
  const after = rows.map((row) => (isOpen(row) ? settle(row, stuck.get(row.lineItemId)) : row));
  await saveAllocations(tx, order.id, after);
  for (const unroutable of plan.unroutable) {
    const units = after.filter((row) => row.lineItemId === unroutable.lineItemId && isOpen(row) && !isRefused(row)).reduce((sum, row) => sum + row.quantity, 0);
    if (units > 0) await tellMerchant(tx, order, { ...unroutable, quantity: units });
  }
  await resolveProblems(tx, plan.assignments.map((assignment) => problemKey(assignment.lineItemId)), "routing");
  await resolveProblems(tx, settledRefusals(refusals, after), "routing");
}

function settle(row: Allocation, unroutable: Unroutable | undefined): Allocation {
  if (!unroutable) return { ...row, state: "WAITING", reason: null };
  if (isRefused(row)) return row;
  return { ...row, state: "NEEDS_YOU", reason: { code: `unroutable.${unroutable.reason.code}`, params: unroutable.reason.params } };
}

/** Problems of supplier orders none of whose lines still stands refused. */
function settledRefusals(refusals: readonly Refusal[], rows: readonly Allocation[]): string[] {
  const open = new Set(rows.filter(isRefused).map((row) => row.lineItemId));
  const byOrder = Map.groupBy(refusals, (refusal) => refusal.supplierOrderId);
  return [...byOrder].filter(([, lines]) => !lines.some(({ lineItemId }) => open.has(lineItemId))).map(([id]) => `supplier_order:${id}`);
}

/** Once for each way that units go: from one supplier to the next, for one reason. */
async function tellFallback(tx: ShopTransaction, order: SavedOrder, { rows, plan, refusals }: Outcome & { rows: readonly Allocation[] }): Promise<void> {
  const told = new Map<string, { supplier: string; next: string; refusal: string; units: number }>();
  for (const row of rows.filter(isRefused)) {
    const next = plan.assignments.find(({ lineItemId }) => lineItemId === row.lineItemId)?.candidate.offer.supplierName;
    const supplier = refusals.findLast(({ lineItemId }) => lineItemId === row.lineItemId)?.supplierName;
    if (next === undefined || supplier === undefined) continue;
    const refusal = refusalOf(row);
    const key = JSON.stringify([supplier, next, refusal]);
    told.set(key, { supplier, next, refusal, units: row.quantity + (told.get(key)?.units ?? 0) });
  }
  for (const params of told.values()) {
    await recordActivity(tx, { subject: "order", subjectId: order.id, orderId: order.id, actor: system, code: "fell_back", params });
  }
}

/** A supplier's own word for its reason is not ours to keep: it stands in the raw message. */
function refusalOf({ reason }: Allocation): string {
  const code = reason?.code.slice("refused.".length) ?? "";
  return code === "not_reached" || REFUSAL_CODES.some((known) => known === code) ? code : "other";
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
