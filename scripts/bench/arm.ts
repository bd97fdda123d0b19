// What is one arm of the bench: what it measures, what it must reach, and what it hands back.
import type { Ledger } from "./ledger.ts";
import type { Stage } from "./stage.ts";

export type Reach = { readonly atMost: number } | { readonly atLeast: number };

/** One line of the table. */
export type Row = {
  readonly name: string;
  /** Against what, in the same run; "–" where the figure stands for itself. */
  readonly reference: string;
  readonly figure: number;
  readonly unit: "×" | "ms" | "MB" | "/s" | "";
  readonly reach: Reach;
  /** The same figure, round by round. */
  readonly rounds: readonly number[];
};

export type Measured = {
  readonly rows: readonly Row[];
  readonly ledgers: readonly Ledger[];
  /** Medians behind the ratios, and whatever else helps to read them. */
  readonly facts: Readonly<Record<string, number | string>>;
};

/** Quick: one round of little load, to see that everything still runs; its figures prove nothing. */
export type Size = { readonly isQuick: boolean; readonly rounds: number };

export type Arm = {
  readonly name: string;
  readonly about: string;
  run(stage: Stage, size: Size): Promise<Measured>;
};

export type ArmResult = Measured & { readonly arm: string; readonly startedAt: string; readonly seconds: number };

/** A report is one file in .cache/bench. */
export type Report = {
  readonly command: string;
  readonly commit: string;
  readonly startedAt: string;
  readonly isQuick: boolean;
  readonly rounds: number;
  readonly machine: string;
  /** Load average before and after: above nothing, others used the machine too. */
  readonly loadBefore: number;
  readonly loadAfter: number;
  readonly imbalances: readonly string[];
  readonly results: readonly ArmResult[];
};
