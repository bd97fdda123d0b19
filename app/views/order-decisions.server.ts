// Why each supplier? The newest decision about each line, and the earlier ones that came out differently.
import type { SavedOrder } from "../orders/order.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { listPlansOfOrder, type SavedCandidate } from "../routing/store.server.ts";
import type { DecidedLine, ShownCandidate, ShownDecisions } from "./order-page.ts";

export async function readDecisions(tx: ShopTransaction, order: SavedOrder): Promise<ShownDecisions> {
  const newest = new Map<string, DecidedLine>();
  const earlier: DecidedLine[] = [];
  const outcomes = new Map<string, string>();
  for (const plan of await listPlansOfOrder(tx, order.id)) {
    for (const [lineItemId, candidates] of Map.groupBy(plan.candidates, (candidate) => candidate.lineItemId)) {
      const line = toLine(order, { planId: plan.id, decidedAt: plan.decidedAt, lineItemId, candidates });
      const outcome = outcomeOf(candidates);
      // A line without a supplier is decided about whenever its order changes, mostly with the same outcome.
      if (!newest.has(lineItemId)) newest.set(lineItemId, line);
      else if (outcomes.get(lineItemId) !== outcome) earlier.push(line);
      outcomes.set(lineItemId, outcome);
    }
  }
  const lines = order.lines.flatMap((line) => newest.get(line.id) ?? []);
  return { lines, earlier };
}

type Weighed = { planId: string; decidedAt: Date; lineItemId: string; candidates: readonly SavedCandidate[] };

function toLine(order: SavedOrder, { planId, decidedAt, lineItemId, candidates }: Weighed): DecidedLine {
  const line = order.lines.find((one) => one.id === lineItemId);
  return {
    key: `${planId}:${lineItemId}`,
    decidedAt,
    title: [line?.title, line?.variantTitle].filter(Boolean).join(" - "),
    quantity: candidates[0]?.quantity ?? 0,
    candidates: candidates.map(toShown),
  };
}

const outcomeOf = (candidates: readonly SavedCandidate[]): string =>
  JSON.stringify(candidates.map(({ offerId, taken, quantity, reasons }) => [offerId, taken, quantity, reasons]));

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
