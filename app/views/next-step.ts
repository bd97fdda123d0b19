// What is the next thing that happens to an order, and does a person have to do it?
import type { SupplierOrderState } from "../supplier-orders/supplier-order.ts";
import type { Units } from "./buckets.ts";

export const nextSteps = ["held", "needs_you", "review", "hand_over", "confirming", "routing", "sending", "answer", "parcel", "nothing"] as const;
export type NextStep = (typeof nextSteps)[number];

type Standing = {
  readonly holdCode: string | null;
  readonly units: readonly Units[];
  readonly toSend: number;
  readonly states: readonly SupplierOrderState[];
  readonly isConfirmed: boolean;
};

/** What a person must do comes before what goes by itself. */
export function nextStepOf({ holdCode, units, toSend, states, isConfirmed }: Standing): NextStep {
  const has = (bucket: Units["bucket"]) => units.some((one) => one.bucket === bucket);
  const isIn = (...wanted: SupplierOrderState[]) => states.some((state) => wanted.includes(state));
  const steps: [NextStep, boolean][] = [
    ["needs_you", has("needs_you")],
    ["held", holdCode !== null && has("waiting")],
    ["hand_over", isIn("TO_HAND_OVER")],
    ["review", toSend > 0],
    ["confirming", !isConfirmed && has("waiting")],
    ["sending", isIn("DRAFT", "SENDING", "UNKNOWN")],
    ["routing", has("waiting")],
    ["answer", isIn("SENT")],
    ["parcel", has("with_supplier")],
  ];
  return steps.find(([, applies]) => applies)?.[0] ?? "nothing";
}
