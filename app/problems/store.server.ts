// The memory of problems: opened once per cause, resolved by a person or by the work that made them vanish.
import type { Order, Problem as Row } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Params } from "../platform/errors.ts";
import { newId } from "../platform/ids.server.ts";
import type { NewProblem, Problem } from "./problem.ts";

/** Run twice: the open problem of the same key stays as it is, with its words brought up to date. */
export async function openProblem(tx: ShopTransaction, problem: NewProblem): Promise<void> {
  const facts = { code: problem.code, params: problem.params ?? {}, whoActs: problem.whoActs };
  await tx.db.problem.upsert({
    where: { shopId_openKey: { shopId: tx.shopId, openKey: problem.key } },
    update: facts,
    create: {
      ...facts,
      id: newId(),
      shopId: tx.shopId,
      openKey: problem.key,
      orderId: problem.orderId ?? null,
      lineItemId: problem.lineItemId ?? null,
      supplierOrderId: problem.supplierOrderId ?? null,
      parcelId: problem.parcelId ?? null,
      variantId: problem.variantId ?? null,
      retryStep: problem.retry?.step ?? null,
      ...(problem.retry ? { retryInput: { ...problem.retry.input } as Record<string, string> } : {}),
      openedAt: new Date(),
    },
  });
}

/** Resolves what is open under these keys; keys that are not open are left alone. */
export async function resolveProblems(tx: ShopTransaction, keys: readonly string[], by: string): Promise<number> {
  if (keys.length === 0) return 0;
  const { count } = await tx.db.problem.updateMany({
    where: { openKey: { in: [...keys] } },
    data: { openKey: null, resolvedAt: new Date(), resolvedBy: by },
  });
  return count;
}

export async function resolveProblem(tx: ShopTransaction, id: string, by: string): Promise<void> {
  await tx.db.problem.update({
    where: { shopId_id: { shopId: tx.shopId, id } },
    data: { openKey: null, resolvedAt: new Date(), resolvedBy: by },
  });
}

export async function openKeyOf(tx: ShopTransaction, id: string): Promise<string | undefined> {
  return (await tx.db.problem.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } }, select: { openKey: true } }))?.openKey ?? undefined;
}

/** False when the same cause has been met again meanwhile, and is open under its key. */
export async function reopenProblem(tx: ShopTransaction, id: string, openKey: string): Promise<boolean> {
  if ((await tx.db.problem.count({ where: { openKey } })) > 0) return false;
  const { count } = await tx.db.problem.updateMany({ where: { id, openKey: null }, data: { openKey, resolvedAt: null, resolvedBy: null } });
  return count === 1;
}

export async function isOpenProblem(tx: ShopTransaction, key: string): Promise<boolean> {
  return (await tx.db.problem.count({ where: { openKey: key } })) > 0;
}

export async function findProblem(tx: ShopTransaction, id: string): Promise<Problem | undefined> {
  const row = await tx.db.problem.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } }, include: { order: true } });
  return row ? toProblem(row) : undefined;
}

export async function listOpenProblems(tx: ShopTransaction, filter: { orderId?: string; take?: number } = {}): Promise<Problem[]> {
  const rows = await tx.db.problem.findMany({
    where: { openKey: { not: null }, ...(filter.orderId ? { orderId: filter.orderId } : {}) },
    include: { order: true },
    orderBy: { openedAt: "desc" },
    take: filter.take ?? 200,
  });
  return rows.map(toProblem);
}

/** Newest first, whatever the order of the ids. */
export async function listProblems(tx: ShopTransaction, ids: readonly string[]): Promise<Problem[]> {
  const rows = await tx.db.problem.findMany({ where: { id: { in: [...ids] } }, include: { order: true }, orderBy: [{ openedAt: "desc" }, { id: "desc" }] });
  return rows.map(toProblem);
}

/** What was settled last comes first. */
export async function listResolvedProblems(tx: ShopTransaction, take: number): Promise<Problem[]> {
  const rows = await tx.db.problem.findMany({ where: { resolvedAt: { not: null } }, include: { order: true }, orderBy: [{ resolvedAt: "desc" }, { id: "desc" }], take });
  return rows.map(toProblem);
}

export const countOpenProblems = (tx: ShopTransaction): Promise<number> => tx.db.problem.count({ where: { openKey: { not: null } } });

function toProblem(row: Row & { order: Order | null }): Problem {
  return {
    id: row.id,
    code: row.code,
    params: row.params as Params,
    whoActs: row.whoActs,
    orderId: row.orderId ?? undefined,
    lineItemId: row.lineItemId ?? undefined,
    supplierOrderId: row.supplierOrderId ?? undefined,
    parcelId: row.parcelId ?? undefined,
    variantId: row.variantId ?? undefined,
    retry: row.retryStep ? { step: row.retryStep, input: (row.retryInput ?? {}) as Record<string, unknown> } : undefined,
    orderName: row.order?.name ?? null,
    openedAt: row.openedAt,
    resolvedAt: row.resolvedAt,
    resolvedBy: row.resolvedBy,
  };
}
