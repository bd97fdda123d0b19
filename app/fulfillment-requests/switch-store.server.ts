// The memory of switches between the two modes: which variants each moves, how far it came, and what was there before.
import { Prisma } from "@prisma/client";
import type { Reason } from "../orders/allocation.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Params } from "../platform/errors.ts";
import { newId } from "../platform/ids.server.ts";
import type { Before, Level } from "./plan-stocking.ts";

export type SwitchKind = "TO_SERVICE" | "TO_LOCATIONS";
export type SavedSwitch = { readonly id: string; readonly kind: SwitchKind; readonly state: "RUNNING" | "DONE"; readonly startedAt: Date; readonly finishedAt: Date | null };
export type VariantState = "WAITING" | "CHANGING" | "DONE" | "REFUSED";
export type StockedVariant = {
  readonly id: string;
  readonly shopifyVariantId: string;
  readonly state: VariantState;
  readonly attempt: number;
  readonly before: Before | null;
  readonly reason: Reason | null;
};

export async function beginSwitch(tx: ShopTransaction, begun: { kind: SwitchKind; by: string; at: Date; variants: readonly { shopifyVariantId: string; before: Before | null }[] }): Promise<string> {
  const id = newId();
  await tx.db.modeSwitch.updateMany({ where: { state: "RUNNING" }, data: { state: "DONE", finishedAt: begun.at } });
  await tx.db.modeSwitch.create({ data: { id, shopId: tx.shopId, kind: begun.kind, state: "RUNNING", startedAt: begun.at, startedBy: begun.by } });
  await tx.db.stockedVariant.createMany({
    data: begun.variants.map(({ shopifyVariantId, before }) => ({ id: newId(), shopId: tx.shopId, switchId: id, shopifyVariantId, changedAt: begun.at, ...toColumns(before) })),
  });
  return id;
}

export async function findLatestSwitch(tx: ShopTransaction, kind?: SwitchKind): Promise<SavedSwitch | undefined> {
  const row = await tx.db.modeSwitch.findFirst({ where: kind ? { kind } : {}, orderBy: [{ startedAt: "desc" }, { id: "desc" }] });
  return row ? { id: row.id, kind: row.kind, state: row.state, startedAt: row.startedAt, finishedAt: row.finishedAt } : undefined;
}

export async function findSwitch(tx: ShopTransaction, id: string): Promise<SavedSwitch | undefined> {
  const row = await tx.db.modeSwitch.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } } });
  return row ? { id: row.id, kind: row.kind, state: row.state, startedAt: row.startedAt, finishedAt: row.finishedAt } : undefined;
}

export async function listStocked(tx: ShopTransaction, switchId: string): Promise<StockedVariant[]> {
  return (await tx.db.stockedVariant.findMany({ where: { switchId }, orderBy: { id: "asc" } })).map(toVariant);
}

/** One that was begun goes first: its changes may be half made. */
export async function findNextVariant(tx: ShopTransaction, switchId: string): Promise<StockedVariant | undefined> {
  const row = await tx.db.stockedVariant.findFirst({ where: { switchId, state: { in: ["WAITING", "CHANGING"] } }, orderBy: [{ state: "desc" }, { id: "asc" }] });
  return row ? toVariant(row) : undefined;
}

/** False when another worker has moved it on since it was read. */
export async function changeVariant(tx: ShopTransaction, from: StockedVariant, change: { to: VariantState; at: Date; before?: Before; reason?: Reason | null }): Promise<boolean> {
  const { count } = await tx.db.stockedVariant.updateMany({
    where: { id: from.id, state: from.state, attempt: from.attempt },
    data: {
      state: change.to, changedAt: change.at, attempt: change.to === "CHANGING" ? from.attempt + 1 : from.attempt,
      ...(change.before ? toColumns(change.before) : {}), reasonCode: change.reason?.code ?? null, reasonParams: change.reason?.params ?? Prisma.DbNull,
    },
  });
  return count === 1;
}

export async function finishSwitch(tx: ShopTransaction, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.db.modeSwitch.updateMany({ where: { id, state: "RUNNING" }, data: { state: "DONE", finishedAt: at } });
  return count === 1;
}

type Columns = { levelsBefore: Prisma.InputJsonValue | typeof Prisma.DbNull; costBefore: string | null; costAfter: string | null };

function toColumns(before: Before | null): Columns {
  if (!before) return { levelsBefore: Prisma.DbNull, costBefore: null, costAfter: null };
  return { levelsBefore: { stocked: before.stocked, levels: before.levels.map((level) => ({ ...level })) }, costBefore: before.cost, costAfter: before.costAfter };
}

function toVariant(row: Prisma.StockedVariantGetPayload<object>): StockedVariant {
  const kept = row.levelsBefore as { stocked: number; levels: Level[] } | null;
  return {
    id: row.id, shopifyVariantId: row.shopifyVariantId, state: row.state, attempt: row.attempt,
    before: kept ? { ...kept, cost: row.costBefore, costAfter: row.costAfter } : null,
    reason: row.reasonCode === null ? null : { code: row.reasonCode, params: (row.reasonParams ?? {}) as Params },
  };
}
