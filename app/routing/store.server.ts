// The memory of decisions: each plan with every candidate that was weighed, so that it explains itself later.
import type { Prisma } from "@prisma/client";
import type { Reason } from "../orders/allocation.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { Money } from "../platform/money.ts";
import type { RoutingPlanDraft, WeighedCandidate } from "./plan-routing.ts";

export type DecidedPlan = { readonly id: string; readonly decidedAt: Date; readonly candidates: readonly SavedCandidate[] };
export type SavedCandidate = Omit<WeighedCandidate, "packs" | "rate"> & { readonly rateUsed: string | null; readonly rateOn: string | null };

export async function saveRoutingPlan(tx: ShopTransaction, decision: { orderId: string; plan: RoutingPlanDraft; rules: readonly string[]; at: Date }): Promise<string> {
  const id = newId();
  await tx.db.routingPlan.create({
    data: { id, shopId: tx.shopId, orderId: decision.orderId, decidedAt: decision.at, rules: [...decision.rules], ratesOn: decision.at },
  });
  await tx.db.routingCandidate.createMany({ data: decision.plan.candidates.map((candidate) => toRow(tx.shopId, id, candidate)) });
  return id;
}

function toRow(shopId: string, planId: string, candidate: WeighedCandidate): Prisma.RoutingCandidateCreateManyInput {
  const { packs: _, cost, rate, reasons, ...rest } = candidate;
  return {
    ...rest,
    id: newId(),
    shopId,
    planId,
    costMinor: cost?.minor ?? null,
    costCurrency: cost?.currency ?? null,
    rateUsed: rate?.rate ?? null,
    rateOn: rate ? new Date(rate.quotedOn) : null,
    reasons: reasons.map(({ code, params }) => ({ code, params })),
  };
}

/** Newest first. */
export async function listPlansOfOrder(tx: ShopTransaction, orderId: string): Promise<DecidedPlan[]> {
  const plans = await tx.db.routingPlan.findMany({
    where: { orderId },
    include: { candidates: { orderBy: [{ lineItemId: "asc" }, { position: "asc" }] } },
    orderBy: { decidedAt: "desc" },
  });
  return plans.map((plan) => ({ id: plan.id, decidedAt: plan.decidedAt, candidates: plan.candidates.map(toCandidate) }));
}

export async function findPlan(tx: ShopTransaction, planId: string): Promise<DecidedPlan | undefined> {
  const plan = await tx.db.routingPlan.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id: planId } },
    include: { candidates: { orderBy: [{ lineItemId: "asc" }, { position: "asc" }] } },
  });
  return plan ? { id: plan.id, decidedAt: plan.decidedAt, candidates: plan.candidates.map(toCandidate) } : undefined;
}

type CandidateRow = Prisma.RoutingCandidateGetPayload<object>;

function toCandidate(row: CandidateRow): SavedCandidate {
  const cost: Money | null = row.costMinor === null || row.costCurrency === null ? null : { minor: row.costMinor, currency: row.costCurrency };
  return {
    lineItemId: row.lineItemId,
    offerId: row.offerId,
    supplierId: row.supplierId,
    supplierName: row.supplierName,
    position: row.position,
    taken: row.taken,
    quantity: row.quantity,
    cost,
    rateUsed: row.rateUsed?.toFixed() ?? null,
    rateOn: row.rateOn?.toISOString().slice(0, 10) ?? null,
    reasons: row.reasons as unknown as Reason[],
  };
}
