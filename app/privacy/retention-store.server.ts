// The memory of retention: the shop's periods, and each run with where it stands and what it did.
import type { RetentionRun as Row } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import { addStays, defaultPeriods, STAYS, type Periods, type Stay, type StayCode } from "./retention.ts";

export type RetentionRun = Omit<Row, "stays"> & { readonly stays: readonly Stay[] };

const onlyPeriods = { keepsInboxDays: true, keepsMessagesDays: true, keepsAddressesDays: true, keepsFilesDays: true } as const;

export async function readPeriods(tx: ShopTransaction): Promise<Periods> {
  return (await tx.db.merchantSettings.findUnique({ where: { shopId: tx.shopId }, select: onlyPeriods })) ?? defaultPeriods;
}

/** The newest of all, finished or not. */
export async function findLastRun(tx: ShopTransaction): Promise<RetentionRun | undefined> {
  const row = await tx.db.retentionRun.findFirst({ orderBy: [{ startedAt: "desc" }, { id: "desc" }] });
  return row ? toRun(row) : undefined;
}

export async function beginRun(tx: ShopTransaction, at: Date): Promise<string> {
  const { id } = await tx.db.retentionRun.create({ data: { id: newId(), shopId: tx.shopId, startedAt: at }, select: { id: true } });
  return id;
}

/** Held until the transaction ends: a slow worker never counts beside another. Undefined: it is over. */
export async function lockOpenRun(tx: ShopTransaction, id: string): Promise<RetentionRun | undefined> {
  await tx.db.$queryRaw`select "id" from "RetentionRun" where "shopId" = ${tx.shopId} and "id" = ${id}::uuid for update`;
  const row = await tx.db.retentionRun.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } } });
  return row && row.finishedAt === null ? toRun(row) : undefined;
}

/** What one batch did, and behind which id the next one begins; null: nothing of this phase is left. */
export type Batch = {
  readonly emptied: number;
  readonly stays: readonly { readonly code: StayCode; readonly orderId: string | null }[];
  readonly afterId: string | null;
};

const following = { ORDERS: "MESSAGES", MESSAGES: "WEBHOOKS", WEBHOOKS: "FILES", FILES: null } as const;
const counted = { ORDERS: "orders", MESSAGES: "messages", WEBHOOKS: "webhooks", FILES: "files" } as const;

/** False when that was the last of the run. */
export async function saveBatch(tx: ShopTransaction, run: RetentionRun, { batch, at }: { batch: Batch; at: Date }): Promise<boolean> {
  const phase = batch.afterId === null ? following[run.phase] : run.phase;
  await tx.db.retentionRun.update({
    where: { shopId_id: { shopId: tx.shopId, id: run.id } },
    data: {
      [counted[run.phase]]: { increment: batch.emptied }, stays: addStays(run.stays, batch.stays).map((stay) => ({ ...stay, orderIds: [...stay.orderIds] })),
      afterId: batch.afterId, ...(phase === null ? { finishedAt: at } : { phase }),
    },
  });
  return phase !== null;
}

const isStay = (one: { code: string }): one is Stay => (STAYS as readonly string[]).includes(one.code);
const toRun = (row: Row): RetentionRun => ({ ...row, stays: (row.stays as { code: string }[]).filter(isStay) });
