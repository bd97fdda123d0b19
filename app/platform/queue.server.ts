// How does work wait, and how is it handed on? pg-boss in our own PostgreSQL, so that work and data commit together.
// Three roles of one schema: install (owner), run (daifa_app, read and write only), keep (owner: partitions, dead claims).
import { fromPrisma, PgBoss, type Db, type JobInsert, type JobWithMetadata } from "pg-boss";
import { z } from "zod";
import type { SharedTables, ShopTransaction } from "./db.server.ts";
import { BugError } from "./errors.ts";
import type { Log } from "./log.server.ts";
import { defaultPolicy, type NextJob, type StepPolicy } from "./step.ts";

export const schemaName = "pgboss";

/**
 * A queue is named after its step. With `isSerial`, every job carries a key, and only one of a key runs at a time.
 * Jobs are never dropped because an equal one waits: that one may run before our transaction has committed.
 */
export type QueueSpec = { readonly name: string; readonly policy?: Partial<StepPolicy>; readonly isSerial?: boolean };

export type Job = { readonly id: string; readonly name: string; readonly data: unknown; readonly retryCount: number; readonly retryLimit: number };

export type Queue = {
  /** Adds jobs inside the caller's transaction: they exist exactly when what they follow from is saved. */
  enqueue(tx: ShopTransaction, jobs: readonly NextJob[]): Promise<void>;
  /** Adds jobs on a connection of the caller's. */
  enqueueOn(db: Db, name: string, jobs: JobInsert[]): Promise<void>;
  /** Marks this very attempt as done inside the caller's transaction; throws StaleAttempt when it is not ours any more. */
  complete(tx: ShopTransaction, job: Job): Promise<void>;
  readonly boss: PgBoss;
  close(): Promise<void>;
};

/** Another worker has taken the job over: whatever this one was about to save is rolled back. */
export class StaleAttempt extends Error {
  constructor(job: Job) {
    super(`job ${job.id} of ${job.name}, attempt ${job.retryCount}, is no longer ours`);
    this.name = "StaleAttempt";
  }
}

export const deadLetterOf = (name: string) => `${name}.dead`;

function optionsOf(spec: QueueSpec) {
  const policy = { ...defaultPolicy, ...spec.policy };
  return {
    policy: spec.isSerial ? "singleton" : "standard",
    retryLimit: policy.retries,
    retryDelay: policy.delayS,
    retryDelayMax: policy.maxDelayS,
    retryBackoff: true,
    expireInSeconds: policy.timeoutS,
    heartbeatSeconds: 20,
    notify: true,
  };
}

/** Creates pg-boss's schema and a queue for each step; run by the schema's owner, any number of times. */
export async function installQueues(ownerUrl: string, specs: readonly QueueSpec[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: schemaName, max: 1, supervise: false, schedule: false });
  boss.on("error", () => undefined);
  await boss.start();
  try {
    const known = new Set((await boss.getQueues()).map((queue) => queue.name));
    for (const spec of specs) {
      const dead = deadLetterOf(spec.name);
      if (!known.has(dead)) await boss.createQueue(dead, { retentionSeconds: 90 * 24 * 3600 });
      const { policy, heartbeatSeconds, ...changeable } = optionsOf(spec);
      if (known.has(spec.name)) await boss.updateQueue(spec.name, { ...changeable, heartbeatSeconds });
      else await boss.createQueue(spec.name, { ...changeable, policy, heartbeatSeconds, deadLetter: dead });
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** Dead claims are taken back and old jobs removed while this runs; one worker process is enough, several do no harm. */
export async function keepQueues(ownerUrl: string, log: Log): Promise<{ boss: PgBoss; close(): Promise<void> }> {
  const boss = new PgBoss({
    connectionString: ownerUrl, schema: schemaName, max: 2, migrate: false, createSchema: false,
    superviseIntervalSeconds: 10, monitorIntervalSeconds: 10, cronMonitorIntervalSeconds: 5, cronWorkerIntervalSeconds: 1,
  });
  boss.on("error", (error) => log.error({ err: error }, "queue upkeep failed"));
  await boss.start();
  return { boss, close: () => boss.stop({ graceful: false }) };
}

/** The queue as web and worker use it, as a role that owns nothing. */
export async function openQueue(url: string, log: Log): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: url, schema: schemaName, max: 4, migrate: false, createSchema: false,
    supervise: false, schedule: false, useListenNotify: true,
  });
  boss.on("error", (error) => log.error({ err: error }, "queue connection failed"));
  await boss.start();

  const enqueueOn = async (db: Db, name: string, jobs: JobInsert[]) => {
    if (jobs.length > 0) await boss.insert(name, jobs, { db });
  };
  return {
    boss,
    enqueueOn,
    enqueue: async (tx, jobs) => {
      for (const [name, group] of Map.groupBy(jobs, (job) => job.step)) await enqueueOn(fromPrisma(tx.db), name, group.map(toInsert));
    },
    complete: async (tx, job) => {
      const answer = await boss.complete(job.name, { id: job.id, retryCount: job.retryCount }, null, { db: fromPrisma(tx.db) });
      if (affectedSchema.parse(answer).affected !== 1) throw new StaleAttempt(job);
    },
    close: () => boss.stop({ graceful: true, timeout: 15_000 }),
  };
}

/** A connection that jobs can be added on, whoever holds it. */
export type JobConnection = Db;

export const onShared = (tx: SharedTables): JobConnection => fromPrisma(tx);

const affectedSchema = z.object({ affected: z.number() });

function toInsert(job: NextJob): JobInsert {
  return {
    data: job.input,
    group: { id: job.input.shopId },
    ...(job.afterS === undefined ? {} : { startAfter: job.afterS }),
    ...(job.key === undefined ? {} : { singletonKey: job.key }),
    ...(job.forgetAfterS === undefined ? {} : { retentionSeconds: job.forgetAfterS }),
  };
}

/** pg-boss's row as the rest of Daifa knows a job. */
export function asJob(name: string, row: JobWithMetadata<unknown>): Job {
  if (typeof row.id !== "string") throw new BugError("a job without an id");
  return { id: row.id, name, data: row.data, retryCount: row.retryCount, retryLimit: row.retryLimit };
}
