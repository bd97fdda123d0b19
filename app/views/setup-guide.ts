// How far is the owner with setting up alone? Each step ticks itself from facts; none blocks another.
import type { Money } from "../platform/money.ts";

export const guideSteps = ["goods", "supplier", "mapping", "test", "live"] as const;
export type GuideStep = (typeof guideSteps)[number];

export type GuideFacts = {
  readonly sellsOwnGoods: boolean | null;
  readonly sellsSuppliedGoods: boolean | null;
  /** Added by a person, and not switched off. */
  readonly suppliers: number;
  /** The owner has said that he ships himself, or something is mapped to him. */
  readonly isOwnSupplier: boolean;
  readonly variants: number;
  readonly covered: number;
  readonly hasSeenTestOrder: boolean;
  readonly isTestUnderWay: boolean;
  readonly isLive: boolean;
  readonly isDismissed: boolean;
};

export type SetupGuide = {
  readonly facts: GuideFacts;
  readonly done: readonly GuideStep[];
  /** The first that is open: the page's main action. */
  readonly next: GuideStep | undefined;
  readonly standing: "shown" | "dismissed" | "finished";
};

/** What would be sent to one supplier when the shop goes live now. */
export type WaitingDraft = { readonly orderNumber: number; readonly supplier: string; readonly units: number; readonly cost: Money };

export function readGuide(facts: GuideFacts): SetupGuide {
  const sellsOwnOnly = facts.sellsOwnGoods === true && facts.sellsSuppliedGoods !== true;
  const isDone: Record<GuideStep, boolean> = {
    goods: facts.sellsOwnGoods !== null || facts.sellsSuppliedGoods !== null,
    supplier: facts.suppliers > 0 || facts.isOwnSupplier || sellsOwnOnly,
    mapping: facts.variants > 0 && facts.covered >= facts.variants,
    test: facts.hasSeenTestOrder,
    live: facts.isLive,
  };
  const done = guideSteps.filter((step) => isDone[step]);
  const isFinished = done.length === guideSteps.length;
  return { facts, done, next: guideSteps.find((step) => !isDone[step]), standing: isFinished ? "finished" : facts.isDismissed ? "dismissed" : "shown" };
}

export type SupplierSum = { readonly supplier: string; readonly drafts: number; readonly units: number; readonly cost: Money };

/** Drafts from this order number on, one line for each supplier and currency. */
export function sumDrafts(drafts: readonly WaitingDraft[], fromOrderNumber: number): SupplierSum[] {
  const groups = Map.groupBy(drafts.filter((draft) => draft.orderNumber >= fromOrderNumber), (draft) => `${draft.supplier} ${draft.cost.currency}`);
  return [...groups.values()].flatMap(([first, ...rest]) => {
    if (!first) return [];
    const all = [first, ...rest];
    return [{
      supplier: first.supplier, drafts: all.length, units: all.reduce((sum, one) => sum + one.units, 0),
      cost: { minor: all.reduce((sum, one) => sum + one.cost.minor, 0n), currency: first.cost.currency },
    }];
  });
}
