// Once a day: what has been kept for as long as the merchant wants is emptied. In small batches, each with its own
// transaction and counted there, so that a run that was cut off goes on where it stood.
import { z } from "zod";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import { expireBatch } from "./expire.server.ts";
import { beginRun, findLastRun, lockOpenRun, readPeriods, saveBatch } from "./retention-store.server.ts";

type Tools = { readonly database: Database; readonly now: () => Date };
const inputSchema = z.object({
  shopId: z.string(),
  /** A person has asked: the day need not be over. */
  isAsked: z.boolean().exactOptional(),
});

export type RetentionOutcome = { readonly kind: "done" | "goes_on" | "too_soon" };

const onceADayMs = 23 * 3_600_000;
const batchesPerJob = 25;

export const applyRetention: Step<Tools, z.infer<typeof inputSchema>, RetentionOutcome> = {
  name: "apply-retention",
  input: inputSchema,
  policy: { timeoutS: 600 },
  run: async ({ database, now }, { shopId, isAsked = false }) => {
    const runId = await database.inShop(shopId, (tx) => openRun(tx, { now: now(), isAsked }));
    if (!runId) return async () => ({ kind: "too_soon" });
    for (let batch = 0; batch < batchesPerJob; batch += 1) {
      if (!(await database.inShop(shopId, (tx) => takeBatch(tx, runId, now())))) return async () => ({ kind: "done" });
    }
    return async () => ({ kind: "goes_on" });
  },
};

/** One that was cut off is gone on with. */
async function openRun(tx: ShopTransaction, { now, isAsked }: { now: Date; isAsked: boolean }): Promise<string | undefined> {
  const last = await findLastRun(tx);
  if (last && last.finishedAt === null) return last.id;
  if (last && !isAsked && now.getTime() - last.startedAt.getTime() < onceADayMs) return undefined;
  return await beginRun(tx, now);
}

/** False at the end of the run. */
async function takeBatch(tx: ShopTransaction, runId: string, at: Date): Promise<boolean> {
  const run = await lockOpenRun(tx, runId);
  if (!run) return false;
  const batch = await expireBatch(tx, run, { periods: await readPeriods(tx), now: at });
  return await saveBatch(tx, run, { batch, at });
}
