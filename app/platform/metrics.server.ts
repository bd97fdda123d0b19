// What does this process count, for the people who run Daifa? Every instrument, with its name, help and labels.
// Labels come from closed lists of ours (steps, connectors, verdicts); of shops, only the few that are nearest to their
// limit are named, so that the number of series does not grow with the number of shops.
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { InboxWatch } from "./inbox.server.ts";
import type { StepRun } from "./run-step.server.ts";

const seconds = [0.01, 0.05, 0.25, 1, 5, 30, 120];

export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) => new Counter({ name, help, labelNames, registers });
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) => new Gauge({ name, help, labelNames, registers });
  const histogram = <Label extends string>(of: { name: string; help: string; labelNames?: readonly Label[]; buckets: number[] }) => new Histogram({ labelNames: [], ...of, registers });
  const stepSeconds = histogram({ name: "daifa_step_seconds", help: "How long one run of a step took, its transaction included.", labelNames: ["step"], buckets: seconds });
  const stepRuns = counter("daifa_step_runs_total", "Runs of steps that ended, by verdict: completed, failed (tried again), deadletter (given up).", ["step", "verdict"]);
  return {
    registry,
    watchStep: ({ step, verdict, seconds: took }: StepRun) => {
      stepRuns.inc({ step, verdict });
      stepSeconds.observe({ step }, took);
    },
    watchInbox: watchInbox(
      counter("daifa_webhook_outcomes_total", "Authentic webhooks by outcome: stored, known (a repeat), overloaded (turned away), unavailable (the database did not take them).", ["outcome"]),
      histogram({ name: "daifa_webhook_batch_rows", help: "Webhooks that shared one commit.", buckets: [1, 2, 4, 8, 16, 32, 64] }),
      histogram({ name: "daifa_webhook_commit_seconds", help: "How long that commit took, the connection included.", buckets: [0.002, 0.005, 0.01, 0.05, 0.25, 1, 3] }),
    ),
    supplierCalls: counter("daifa_supplier_calls_total", "Calls of connectors by what came of them; failed: not reached, or no answer that could be read; refused_credentials: the supplier refused ours.", ["connector", "call", "outcome"]),
    supplierSeconds: histogram({ name: "daifa_supplier_call_seconds", help: "How long suppliers took to answer.", labelNames: ["connector"], buckets: seconds }),
    /** Set when asked, by figures.server.ts. */
    asked: {
      webhookAnswers: counter("daifa_webhook_answers_total", "Answers of the doors that Shopify posts to, by status; 0: the sender had gone.", ["door", "status"]),
      connections: gauge("daifa_database_connections", "Connections of this process: in_use, idle, and requests that wait for one.", ["pool", "state"]),
      queueJobs: gauge("daifa_queue_jobs", "Jobs of a step: due, later (their time has not come) and active.", ["step", "state"]),
      queueAge: gauge("daifa_queue_oldest_due_seconds", "How long the oldest due job of a step has waited since its time came; 0 when none waits.", ["step"]),
      queueDead: gauge("daifa_queue_given_up", "Jobs of a step that were given up and are kept for 90 days.", ["step"]),
      pointsLeft: gauge("daifa_shopify_points_left_ratio", "Share of the Admin API points left, as this process believes, of the 20 shops with the least.", ["shop"]),
      pointsShops: gauge("daifa_shopify_shops", "Shops that this process has called, by the share of points left: under_10, under_50, rest.", ["left"]),
      shops: gauge("daifa_shops_installed", "Shops that have the app."),
      unbalanced: gauge("daifa_orders_unbalanced", "Orders of which a unit stands nowhere, or twice, at their last count."),
      sweepFindings: gauge("daifa_sweep_findings_last_day", "Orders that the sweep found in the last 24 hours: missing (no message came) or outdated (one did not).", ["finding"]),
      isAnswering: gauge("daifa_database_answers", "1 when the database answered for the figures above, 0 when they are left out."),
    },
  };
}

function watchInbox(outcomes: Counter<"outcome">, rows: Histogram, took: Histogram): InboxWatch {
  return {
    settled: (outcome, count) => outcomes.inc({ outcome }, count),
    committed: (count, inSeconds) => {
      rows.observe(count);
      took.observe(inSeconds);
    },
  };
}
