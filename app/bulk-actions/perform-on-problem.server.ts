// One problem of a bulk action: tried again, marked as done, or opened again by the undo.
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { NextJob } from "../platform/step.ts";
import { findProblem, openKeyOf, reopenProblem, resolveProblem } from "../problems/store.server.ts";
import { retryJobOf } from "../problems/try-again.ts";
import { skip, type BulkAction, type ItemMemory, type Skip } from "./bulk-action.ts";

export type ProblemPerformed = { readonly skip: Skip | null; readonly memory: ItemMemory; readonly job?: NextJob | undefined; readonly orderId?: string | undefined };
type Work = { readonly action: BulkAction; readonly problemId: string; readonly memory: ItemMemory; readonly at: Date };

export async function performOnProblem(tx: ShopTransaction, { action, problemId, memory, at }: Work): Promise<ProblemPerformed> {
  const problem = await findProblem(tx, problemId);
  if (!problem) return { skip: skip("bulk.skip.gone"), memory: {} };
  if (action.params.undoes !== undefined) return await reopen(tx, problem.id, memory);
  if (problem.resolvedAt) return { skip: skip("bulk.skip.settled"), memory: {} };
  const isRetry = action.params.how !== "close";
  const job = isRetry ? retryJobOf(problem, tx.shopId) : undefined;
  if (isRetry && !job) return { skip: skip("bulk.skip.no_retry"), memory: {} };
  const openKey = await openKeyOf(tx, problem.id);
  await resolveProblem(tx, problem.id, action.createdBy);
  await recordActivity(tx, {
    subject: "problem", subjectId: problem.id, orderId: problem.orderId, actor: { kind: "STAFF", name: action.createdBy }, at,
    code: isRetry ? "problem_retried" : "problem_closed", params: { problem: problem.code },
  });
  return { skip: null, memory: openKey === undefined ? {} : { openKey }, job, orderId: problem.orderId };
}

async function reopen(tx: ShopTransaction, id: string, { openKey }: ItemMemory): Promise<ProblemPerformed> {
  const isOpen = openKey !== undefined && (await reopenProblem(tx, id, openKey));
  return { skip: isOpen ? null : skip("bulk.skip.open_again"), memory: {} };
}
