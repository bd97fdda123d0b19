// The worker: takes jobs, runs their steps, and lets the clock start what nobody asked for.
import type { JobResult, JobWithMetadata } from "pg-boss";
import { dispatchWebhook, webhookQueue } from "./dispatch-webhook.server.ts";
import { listInstalledShops } from "./merchants/store.server.ts";
import { entries } from "./pipeline.server.ts";
import { clock } from "./triggers.server.ts";
import { asJob, keepQueues, type Job, type QueueSpec } from "./platform/queue.server.ts";
import { seamsAtCalls, seamsAtCommits } from "./platform/crash-seams.server.ts";
import { runJob, watched, type RunnerTools, type Verdict } from "./platform/run-step.server.ts";
import type { Tools } from "./tools.server.ts";
import { raiseProblem, settleAndCheck } from "./trouble.server.ts";

const clockQueue = "clock";

/** Each step's queue, the intake's and the clock's. */
export const queueSpecs: readonly QueueSpec[] = [
  { name: webhookQueue },
  { name: clockQueue },
  ...entries.map(({ step, isSerial }) => ({ name: step.name, isSerial, ...(step.policy ? { policy: step.policy } : {}) })),
];

/** How this process runs a job of any queue; tests use it without a worker. */
export function createRunner(tools: Tools): (job: Job) => Promise<JobResult> {
  const byName = new Map(entries.map((entryOf) => [entryOf.step.name, entryOf]));
  const runner = (step: string): RunnerTools<Tools> => {
    const given = withSeams(tools, step);
    return {
      tools: given, database: given.database, queue: tools.queue, log: tools.log, onTrouble: raiseProblem, watch: tools.metrics.watchStep, ...(tools.crash ? { crash: tools.crash } : {}),
      afterStep: (tx, outcome, input) => settleAndCheck(tx, { step, outcome, input: { ...input }, at: tools.now() }),
    };
  };
  return async (job) => {
    const entryOf = byName.get(job.name);
    if (entryOf) return { id: job.id, status: await runJob(runner(job.name), entryOf, job) };
    return { id: job.id, status: await watched({ job, log: tools.log, watch: tools.metrics.watchStep }, () => runOther(withSeams(tools, job.name), job)) };
  };
}

/** For tests that end the process; the tools themselves otherwise. */
function withSeams(tools: Tools, step: string): Tools {
  const { crash } = tools;
  if (!crash) return tools;
  const pass = (point: string) => crash(`${step}:${point}`);
  return {
    ...tools,
    database: seamsAtCommits(tools.database, pass),
    http: seamsAtCalls(tools.http, { calls: ["request"] }, pass),
    admin: seamsAtCalls(tools.admin, { calls: ["query", "queryWithDenied", "mutate"], makers: ["recording", "inBackground"] }, pass),
    mail: tools.mail && seamsAtCalls(tools.mail, { calls: ["post"] }, pass),
    tracking: tools.tracking && seamsAtCalls(tools.tracking, { calls: ["register", "track", "stop"] }, pass),
  };
}

async function runOther(tools: Tools, job: Job): Promise<Verdict> {
  try {
    if (job.name === webhookQueue) await dispatchWebhook(tools, job);
    else await tick(tools);
    return "completed";
  } catch (error) {
    tools.log.error({ err: error }, "a job failed");
    return "failed";
  }
}

/** Once a minute: whatever is due for each shop. A worker that was away does not make up for the minutes it missed. */
export async function tick(tools: Tools): Promise<void> {
  const minute = Math.floor(tools.now().getTime() / 60_000);
  const due = clock.filter(({ everyMinutes }) => minute % everyMinutes === 0);
  for (const shop of await listInstalledShops(tools.database)) {
    await tools.database.inShop(shop.id, (tx) => tools.queue.enqueue(tx, due.map(({ step }) => ({ step, input: { shopId: shop.id }, key: shop.id, forgetAfterS: 60 }))));
  }
}

const workOptions = {
  batchSize: 8, localConcurrency: 2, perJobResults: true, includeMetadata: true,
  pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5, burstWhenBatchFull: true,
} as const;

export async function startWorker(tools: Tools): Promise<{ close(): Promise<void> }> {
  const upkeep = await keepQueues(tools.env.DATABASE_QUEUE_URL, tools.log);
  await upkeep.boss.schedule(clockQueue, "* * * * *", {}, { tz: "UTC" });
  const run = createRunner(tools);
  for (const { name } of queueSpecs) {
    const worker = await tools.queue.boss.work(name, workOptions, async (rows: JobWithMetadata<unknown>[]) => {
      const results = await Promise.all(rows.map((row) => run(asJob(name, row))));
      // Jobs that waited for one of these are woken by nobody else.
      setTimeout(() => tools.queue.boss.notifyWorker(worker), 20);
      return results;
    });
  }
  return {
    close: async () => {
      // All at once: one after the other, each waiting for its own job, takes longer than a deployment grants.
      await Promise.all(queueSpecs.map(({ name }) => tools.queue.boss.offWork(name)));
      await upkeep.close();
    },
  };
}
