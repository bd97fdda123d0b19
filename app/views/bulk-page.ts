// What does a person see of a bulk action, before it starts, while it works, and afterwards?
import type { BulkKind, BulkParams } from "../bulk-actions/bulk-action.ts";
import type { Reason } from "../orders/allocation.ts";
import type { Said } from "./answer.ts";

/** Why some would be left out, with a few of their names. */
export type SkippedGroup = { readonly reason: Reason; readonly items: number; readonly names: readonly string[] };

export type BulkPreview =
  | { readonly kind: "preview"; readonly items: number; readonly will: number; readonly skipped: readonly SkippedGroup[]; readonly staying: readonly { readonly name: string; readonly titles: string }[] }
  | ({ readonly kind: "failed" } & Said);

export type RunningBulk = {
  readonly id: string;
  readonly kind: BulkKind;
  readonly params: BulkParams;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly items: number;
  readonly done: number;
  readonly skipped: number;
  readonly isFinished: boolean;
  readonly isUndone: boolean;
  readonly canUndo: boolean;
};

export type ShownBulkItem = {
  readonly key: string;
  readonly name: string;
  readonly orderId: string | null;
  readonly skip: Reason | null;
  /** What of it stayed as it was although it was done. */
  readonly stay: readonly string[];
  readonly gone: number;
};

export type BulkPage = {
  readonly bulk: RunningBulk;
  readonly reasons: readonly { readonly code: string; readonly items: number }[];
  readonly shown: readonly ShownBulkItem[];
};

export type BulkAnswer = { readonly preview?: BulkPreview };
