// Which job does "try again" of a problem mean?
import type { NextJob } from "../platform/step.ts";
import type { Problem } from "./problem.ts";

/** Serial steps know their work by the most particular id of its input; see the pipeline. */
export function retryJobOf({ id, retry }: Pick<Problem, "id" | "retry">, shopId: string): NextJob | undefined {
  if (!retry) return undefined;
  const key = ["parcelId", "supplierOrderId", "supplierId", "shopifyOrderId", "bulkActionId"].map((name) => retry.input[name]).find((value) => typeof value === "string");
  return { step: retry.step, input: { ...retry.input, shopId }, key: key ?? id };
}
