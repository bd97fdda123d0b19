// A problem as the pages show it, with what may be done about it in place.
import type { Params } from "../platform/errors.ts";
import type { Problem, WhoActs } from "../problems/problem.ts";

export type ShownProblem = {
  readonly id: string;
  readonly code: string;
  readonly params: Params;
  readonly whoActs: WhoActs;
  readonly openedAt: Date;
  readonly order: { readonly id: string; readonly name: string } | null;
  readonly canRetry: boolean;
  /** Shopify's GID of the variant to map. */
  readonly variantId: string | null;
};

export function showProblem(problem: Problem): ShownProblem {
  const { id, code, params, whoActs, openedAt, orderId, orderName } = problem;
  return {
    id,
    code,
    params,
    whoActs,
    openedAt,
    order: orderId === undefined ? null : { id: orderId, name: orderName ?? "" },
    canRetry: problem.retry !== undefined,
    variantId: problem.variantId ?? null,
  };
}
