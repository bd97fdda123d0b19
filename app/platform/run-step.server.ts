// What happens to one job: it is done and its successors exist, or it is tried again, or a person is told.
import type { z } from "zod";
import type { Database, ShopTransaction } from "./db.server.ts";
import { MerchantError, RetryableError } from "./errors.ts";
import { fieldsOf, withLogFields } from "./log-fields.server.ts";
import type { Log } from "./log.server.ts";
import { StaleAttempt, type Job, type Queue } from "./queue.server.ts";
import type { CrashSeam, NextJob, Step } from "./step.ts";

/** A step, and what its outcome leads to. Inputs and outcomes are checked where the entry is made (`entry`). */
export type PipelineEntry<Tools> = {
  readonly step: Step<Tools, { shopId: string }, unknown>;
  /** Jobs of one key never run beside one another. */
  readonly isSerial: boolean;
  then(outcome: unknown, input: { shopId: string }): NextJob[];
};

/** Ties a step to what follows it; the types of both must fit. */
export function entry<Tools, Input extends { shopId: string }, Outcome>(
  step: Step<Tools, Input, Outcome>,
  then: (outcome: Outcome, input: Input) => NextJob[],
  options: { isSerial?: boolean } = {},
): PipelineEntry<Tools> {
  // The input was parsed by the step's own schema before `run` and `then` see it.
  return { step: step as unknown as PipelineEntry<Tools>["step"], then: then as PipelineEntry<Tools>["then"], isSerial: options.isSerial ?? false };
}

export type Verdict = "completed" | "failed" | "deadletter";

/** How a person is told; `final` says that nothing will be tried again by itself. */
export type Alarm = (tx: ShopTransaction, trouble: { step: string; input: { shopId: string }; error: Error; final: boolean }) => Promise<void>;

/** One run that has ended: its transaction is committed, or rolled back. */
export type StepRun = { readonly step: string; readonly verdict: Verdict; readonly seconds: number };

export type RunnerTools<Tools> = {
  readonly tools: Tools;
  readonly database: Database;
  readonly queue: Queue;
  readonly log: Log;
  readonly onTrouble: Alarm;
  /** Runs at the end of each step's transaction. */
  readonly afterStep?: (tx: ShopTransaction, outcome: unknown, input: { shopId: string }) => Promise<void>;
  readonly crash?: CrashSeam;
  readonly watch?: (run: StepRun) => void;
};

/** Never throws: what went wrong is in the verdict, the log and, where a person must act, in a Problem. */
export async function runJob<Tools>(runner: RunnerTools<Tools>, entryOf: PipelineEntry<Tools>, job: Job): Promise<Verdict> {
  return await watched({ ...runner, job }, () => attempt(runner, entryOf, job));
}

type Watched = { readonly job: Job; readonly log: Log; readonly watch?: ((run: StepRun) => void) | undefined };

/** Every line that is logged meanwhile says what it is about; how it ended is counted and said. */
export async function watched(of: Watched, work: () => Promise<Verdict>): Promise<Verdict> {
  const fields = fieldsOf(of.job);
  return await withLogFields(fields, async () => {
    const startedAt = performance.now();
    const verdict = await work();
    const ms = performance.now() - startedAt;
    of.watch?.({ step: of.job.name, verdict, seconds: ms / 1000 });
    // The clock's steps run for every shop every minute; what they find becomes steps of orders.
    of.log["order" in fields ? "info" : "debug"]({ verdict, ms: Math.round(ms) }, "step ended");
    return verdict;
  });
}

async function attempt<Tools>(runner: RunnerTools<Tools>, entryOf: PipelineEntry<Tools>, job: Job): Promise<Verdict> {
  const { log } = runner;
  const parsed = (entryOf.step.input as z.ZodType<{ shopId: string }>).safeParse(job.data);
  if (!parsed.success) {
    log.error({ issues: parsed.error.issues }, "a job's input is not what its step expects");
    return "deadletter";
  }
  const input = parsed.data;
  try {
    await runAndSave(runner, entryOf, { job, input });
    return "completed";
  } catch (error) {
    return await judge(runner, { job, input, error: error instanceof Error ? error : new Error(String(error)), log });
  }
}

async function runAndSave<Tools>(runner: RunnerTools<Tools>, entryOf: PipelineEntry<Tools>, work: { job: Job; input: { shopId: string } }) {
  await runner.crash?.(`${work.job.name}:before`);
  const save = await entryOf.step.run(runner.tools, work.input);
  await runner.crash?.(`${work.job.name}:acted`);
  await runner.database.inShop(work.input.shopId, async (tx) => {
    const outcome = await save(tx);
    await runner.queue.enqueue(tx, entryOf.then(outcome, work.input));
    await runner.afterStep?.(tx, outcome, work.input);
    await runner.queue.complete(tx, work.job);
  });
}

/** After so many tries, about a minute, a person is told, and the trying goes on. */
const worryingTries = 4;

type Failure = { job: Job; input: { shopId: string }; error: Error; log: Log };

async function judge<Tools>(runner: RunnerTools<Tools>, failure: Failure): Promise<Verdict> {
  const { job, error, log } = failure;
  if (error instanceof StaleAttempt) {
    log.warn({ err: error }, "another worker has this job");
    return "failed";
  }
  if (error instanceof MerchantError) return (await tellPerson(runner, failure, { isDone: true })) ? "completed" : "failed";
  const isLast = job.retryCount >= job.retryLimit;
  log[isLast ? "error" : "warn"]({ err: error, last: isLast }, "step failed");
  const isLong = error instanceof RetryableError && job.retryCount >= worryingTries;
  if (!isLast && !isLong) return "failed";
  return (await tellPerson(runner, failure, { isDone: isLast })) && isLast ? "deadletter" : "failed";
}

/** `isDone`: nothing is tried again by itself. False when even that could not be saved; the job is then tried again. */
async function tellPerson<Tools>(runner: RunnerTools<Tools>, { job, input, error, log }: Failure, { isDone }: { isDone: boolean }): Promise<boolean> {
  try {
    await runner.database.inShop(input.shopId, async (tx) => {
      await runner.onTrouble(tx, { step: job.name, input, error, final: isDone });
      if (error instanceof MerchantError) await runner.queue.complete(tx, job);
    });
    return true;
  } catch (nested) {
    log.error({ err: nested }, "a problem could not be recorded");
    return false;
  }
}
