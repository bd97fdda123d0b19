// Why each supplier? Every decision about this order with all that was weighed, newest first.
import type { SavedOrder } from "../orders/order.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { listPlansOfOrder, type SavedCandidate } from "../routing/store.server.ts";
import type { ShownCandidate, ShownDecision } from "./order-page.ts";

export async function readDecisions(tx: ShopTransaction, order: SavedOrder): Promise<ShownDecision[]> {
  const plans = await listPlansOfOrder(tx, order.id);
  return plans.map((plan) => ({
    id: plan.id,
    decidedAt: plan.decidedAt,
    lines: [...Map.groupBy(plan.candidates, (candidate) => candidate.lineItemId)].map(([lineItemId, candidates]) => ({
      lineItemId,
      title: titleOf(order, lineItemId),
      quantity: candidates[0]?.quantity ?? 0,
      candidates: candidates.map(toShown),
    })),
  }));
}

function titleOf(order: SavedOrder, lineItemId: string): string {
  const line = order.lines.find((one) => one.id === lineItemId);
  return [line?.title, line?.variantTitle].filter(Boolean).join(" - ");
}

function toShown(candidate: SavedCandidate): ShownCandidate {
  const { rateUsed, rateOn } = candidate;
  return {
    key: `${candidate.lineItemId}:${candidate.position}`,
    supplierName: candidate.supplierName,
    taken: candidate.taken,
    cost: candidate.cost,
    rate: rateUsed === null || rateOn === null ? null : { rate: rateUsed, on: rateOn },
    reasons: candidate.reasons,
  };
}
