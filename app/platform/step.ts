// What is one repeatable unit of work? It loads, decides and acts on its own, and hands back how to save:
// saving, enqueuing what follows and finishing the job then happen in one transaction.
import type { z } from "zod";
import type { ShopTransaction } from "./db.server.ts";

/** How the queue treats a step that could not finish. */
export type StepPolicy = {
  /** Tries after the first before it becomes a Problem. */
  readonly retries: number;
  /** Seconds before the first retry; doubled each time, with jitter, up to `maxDelayS`. */
  readonly delayS: number;
  readonly maxDelayS: number;
  /** Seconds one run may take before another worker may take it over. */
  readonly timeoutS: number;
};

export const defaultPolicy: StepPolicy = { retries: 8, delayS: 2, maxDelayS: 600, timeoutS: 120 };

/** For calls to others who may be away for hours: tried for about half a day. */
export const patientPolicy: Partial<StepPolicy> = { retries: 50, maxDelayS: 900 };

/** Runs inside one `inShop` transaction, maybe again after a crash: it must find its own work done. */
export type Save<Outcome> = (tx: ShopTransaction) => Promise<Outcome>;

/**
 * A unit of work on one shop.
 * @typeParam Tools what it needs of the outside world; a step names only what it uses.
 *
 * `run` may be called twice with the same input, also at the same time by a stale worker; every effect it causes
 * has a natural key. It throws MerchantError (a person must act: a Problem is opened), RetryableError (tried again),
 * or anything else (a bug: tried a little, then kept as dead with an alert). Expected outcomes are returned.
 */
export interface Step<Tools, Input extends { shopId: string }, Outcome> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  readonly policy?: Partial<StepPolicy>;
  run(tools: Tools, input: Input): Promise<Save<Outcome>>;
}

/** Points between two effects where a test may end the process; does nothing otherwise. */
export type CrashSeam = (point: string) => void | Promise<void>;

/** One job to come: the step's name, its input, and when it may start. */
export type NextJob = {
  readonly step: string;
  readonly input: { shopId: string } & Record<string, unknown>;
  /** Not before this many seconds from now. */
  readonly afterS?: number;
  /** In a step that runs one at a time: jobs of one key wait for one another. */
  readonly key?: string;
  /** Not worth doing after this many seconds of waiting; the clock will ask again. */
  readonly forgetAfterS?: number;
};
