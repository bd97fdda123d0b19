// A step cannot go on by itself: who is told, and how is it told only once? And what is settled once it went through?
import { runCheck } from "./order-check/run-check.server.ts";
import { saveSearchTerms } from "./orders/search-store.server.ts";
import { settleProblems } from "./orders/settle-problems.server.ts";
import type { ShopTransaction } from "./platform/db.server.ts";
import { MerchantError, RetryableError } from "./platform/errors.ts";
import type { Alarm } from "./platform/run-step.server.ts";
import type { NewProblem } from "./problems/problem.ts";
import { openProblem, resolveProblems } from "./problems/store.server.ts";

type Input = { readonly shopId: string } & Readonly<Record<string, unknown>>;

const idNames = ["orderId", "supplierOrderId", "supplierId", "parcelId", "shopifyOrderId", "inboxId", "bulkActionId"] as const;

/** One step on one thing is one cause. */
function keyOf(step: string, input: Input): string {
  return ["step", step, ...idNames.flatMap((name) => (typeof input[name] === "string" ? [input[name]] : []))].join(":");
}

const idIn = (input: Input, name: (typeof idNames)[number]): string | undefined => (typeof input[name] === "string" ? input[name] : undefined);

export const raiseProblem: Alarm = async (tx, { step, input, error, final }) => {
  // The shop has removed the app: there is nobody to tell, and nothing to do.
  if (error instanceof MerchantError && error.code === "shop_not_installed") return;
  const problem: NewProblem = {
    key: keyOf(step, input),
    ...wordsOf(step, { error, final }),
    orderId: idIn(input, "orderId"),
    supplierOrderId: idIn(input, "supplierOrderId"),
    parcelId: idIn(input, "parcelId"),
    retry: { step, input },
  };
  await openProblem(tx, problem);
};

function wordsOf(step: string, { error, final }: { error: Error; final: boolean }): Pick<NewProblem, "code" | "params" | "whoActs"> {
  if (error instanceof MerchantError) return { code: error.code, params: error.params, whoActs: "MERCHANT" };
  // What a foreign error says may hold personal data; the log has it under the job's id.
  if (!final) return { code: "still_trying", params: { step }, whoActs: "DAIFA" };
  return { code: error instanceof RetryableError ? "gave_up" : "step_failed", params: { step }, whoActs: "DAIFA" };
}

/** At the end of each step's transaction: its earlier trouble is over, and every unit of its orders is counted again,
 *  and what an order is found by is written anew. */
export async function settleAndCheck(tx: ShopTransaction, done: { step: string; outcome: unknown; input: Input; at: Date }): Promise<void> {
  await resolveProblems(tx, [keyOf(done.step, done.input)], "daifa");
  for (const orderId of ordersTouched(done.outcome, done.input)) {
    await settleProblems(tx, orderId);
    await runCheck(tx, orderId, { at: done.at });
    await saveSearchTerms(tx, orderId);
  }
}

function ordersTouched(...sources: unknown[]): Set<string> {
  return new Set(sources.flatMap(ordersNamed).filter((id) => typeof id === "string"));
}

function ordersNamed(source: unknown): unknown[] {
  if (typeof source !== "object" || source === null) return [];
  const many: unknown[] = "orderIds" in source && Array.isArray(source.orderIds) ? source.orderIds : [];
  return "orderId" in source ? [source.orderId, ...many] : many;
}
