// What does the page of the test order show: each stage as it happens, and what is left to do?
export const testStages = ["placed", "arrived", "confirmed", "routed", "sent", "accepted", "shipped", "written_back"] as const;
export type TestStage = (typeof testStages)[number];

export type ShownStage = {
  readonly stage: TestStage;
  readonly at: Date | null;
  /** The name, number or reason that belongs to it. */
  readonly detail: Detail | null;
};
export type Detail =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly number: string }
  | { readonly kind: "reason"; readonly supplier: string; readonly reasons: readonly { readonly code: string; readonly params: Readonly<Record<string, string | number>> }[] };

export type TestOrderPage = {
  /** none: never, or refused. asked: a job waits. sent: no answer yet. made: it exists, or existed. */
  readonly standing: "none" | "asked" | "sent" | "made";
  readonly order: { readonly id: string; readonly name: string; readonly shopifyUrl: string } | null;
  readonly stages: readonly ShownStage[];
  readonly isFinished: boolean;
  readonly isStuck: boolean;
  readonly removal: { readonly kind: "no" | "going" | "deleted" } | { readonly kind: "kept"; readonly text: string };
  /** Shopify's own words, when it refused the order. */
  readonly refusal: string | null;
  /** What must be granted first; null when nothing is missing. */
  readonly missingScope: string | null;
};

export const isMoving = (page: TestOrderPage): boolean =>
  page.standing === "asked" || page.standing === "sent" || page.removal.kind === "going" || (page.standing === "made" && !page.isFinished && !page.isStuck && page.removal.kind === "no");
