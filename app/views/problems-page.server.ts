// The read model of the problems, open and settled, and what a click settles: one, some, or all of one cause.
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { countOpenProblems, findProblem, listResolvedProblems, resolveProblem } from "../problems/store.server.ts";
import type { Problem } from "../problems/problem.ts";
import { retryJobOf } from "../problems/try-again.ts";
import { done, failed } from "./answer.ts";
import { begin, undoBulk } from "./bulk-acts.server.ts";
import { readRunningBulk } from "./bulk-page.server.ts";
import { textOf, textsOf } from "./form.ts";
import { actOnMailProblem, mailVerdictIn } from "./mail-problem.server.ts";
import { actOnParcelProblem, parcelVerdictIn } from "./parcel-problem.server.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { listIdsOf, readGroups } from "./problem-groups.server.ts";
import type { ProblemsPage, ProblemsQuery, SettledProblem } from "./problems-page.ts";
import { shipMyself } from "./ship-myself.server.ts";
import { showProblem } from "./shown-problem.ts";

const mostSettled = 200;
const mostAtOnce = 20_000;

export async function readProblemsPage(tx: ShopTransaction, query: ProblemsQuery, now: Date): Promise<ProblemsPage> {
  return {
    query,
    groups: query.show === "open" ? await readGroups(tx, query) : [],
    open: await countOpenProblems(tx),
    settled: query.show === "settled" ? (await listResolvedProblems(tx, mostSettled)).flatMap(showSettled) : [],
    bulk: await readRunningBulk(tx, now),
  };
}

/** Who resolves a problem by its own work: everybody else is a person. */
const itself = new Set(["daifa", "shopify", "routing", "supplier", "order-check", "carrier"]);

function showSettled(problem: Problem): SettledProblem[] {
  const { resolvedAt, resolvedBy } = problem;
  if (!resolvedAt) return [];
  return [{ ...showProblem(problem), resolvedAt, resolvedBy: resolvedBy ?? "", isByPerson: resolvedBy !== null && !itself.has(resolvedBy) }];
}

/** Run twice: what is settled already stays settled by the first, and nothing is tried again. */
export async function actOnProblem(tx: ShopTransaction, form: FormData, by: By): Promise<Act> {
  const intent = textOf(form, "intent");
  if (intent === "undo") return await undoBulk(tx, textOf(form, "bulkActionId"), by);
  if (intent === "retry-many" || intent === "close-many") return await actOnMany(tx, form, by);
  // The problem closes itself once its units have gone to the supplier.
  if (intent === "ship-myself") return await shipMyself(tx, textOf(form, "variantId"), by);
  const id = textOf(form, "problemId");
  const problem = /^[\da-f-]{36}$/i.test(id) ? await findProblem(tx, id) : undefined;
  if (!problem || problem.resolvedAt) return { answer: failed("problems.gone"), jobs: [] };
  const verdict = mailVerdictIn(intent);
  if (verdict) return await actOnMailProblem(tx, problem, { says: verdict, by });
  const parcelVerdict = parcelVerdictIn(intent);
  if (parcelVerdict) return await actOnParcelProblem(tx, problem, { says: parcelVerdict, by });
  return await settleOne(tx, problem, { isRetry: intent === "retry", by });
}

async function settleOne(tx: ShopTransaction, problem: Problem, { isRetry, by }: { isRetry: boolean; by: By }): Promise<Act> {
  const job = isRetry ? retryJobOf(problem, tx.shopId) : undefined;
  if (isRetry && !job) return { answer: failed("problems.no_retry"), jobs: [] };
  await resolveProblem(tx, problem.id, by.name);
  await recordActivity(tx, {
    subject: "problem", subjectId: problem.id, orderId: problem.orderId, actor: { kind: "STAFF", name: by.name }, at: by.at,
    code: isRetry ? "problem_retried" : "problem_closed", params: { problem: problem.code },
  });
  return { answer: done(isRetry ? "problems.retry.done" : "problems.close.done"), jobs: job ? [job] : [] };
}

/** The ticked ones, or all of one cause. */
async function actOnMany(tx: ShopTransaction, form: FormData, by: By): Promise<Act> {
  const code = textOf(form, "code");
  const ticked = textsOf(form, "problemId").filter((id) => /^[\da-f-]{36}$/i.test(id));
  const ids = code === "" ? ticked : await listIdsOf(tx, { code, supplier: textOf(form, "supplier") || null }, mostAtOnce);
  if (ids.length === 0) return { answer: failed("bulk.nothing_selected"), jobs: [] };
  const how = textOf(form, "intent") === "retry-many" ? "retry" : "close";
  return await begin(tx, { kind: "RETRY_PROBLEMS", params: { how }, by, items: [...new Set(ids)].map((subjectId) => ({ subjectId })) });
}
