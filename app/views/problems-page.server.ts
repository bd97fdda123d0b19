// The read model of the open problems, and what a click settles.
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { NextJob } from "../platform/step.ts";
import type { Problem } from "../problems/problem.ts";
import { countOpenProblems, findProblem, listOpenProblems, resolveProblem } from "../problems/store.server.ts";
import { done, failed } from "./answer.ts";
import { textOf } from "./form.ts";
import { actOnMailProblem, mailVerdictIn } from "./mail-problem.server.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { groupProblems, type ProblemsPage } from "./problems-page.ts";
import { showProblem } from "./shown-problem.ts";

const mostShown = 200;

export async function readProblemsPage(tx: ShopTransaction): Promise<ProblemsPage> {
  const problems = await listOpenProblems(tx, { take: mostShown });
  return { groups: groupProblems(problems.map(showProblem)), open: await countOpenProblems(tx), shown: problems.length };
}

/** Run twice: what is settled already stays settled by the first, and nothing is tried again. */
export async function actOnProblem(tx: ShopTransaction, form: FormData, by: By): Promise<Act> {
  const id = textOf(form, "problemId");
  const problem = /^[\da-f-]{36}$/i.test(id) ? await findProblem(tx, id) : undefined;
  if (!problem || problem.resolvedAt) return { answer: failed("problems.gone"), jobs: [] };
  const verdict = mailVerdictIn(textOf(form, "intent"));
  if (verdict) return await actOnMailProblem(tx, problem, { says: verdict, by });
  const isRetry = textOf(form, "intent") === "retry";
  const jobs = isRetry ? retryJobs(tx, problem) : [];
  if (isRetry && jobs.length === 0) return { answer: failed("problems.no_retry"), jobs };
  await resolveProblem(tx, problem.id, by.name);
  await recordActivity(tx, {
    subject: "problem", subjectId: problem.id, orderId: problem.orderId, actor: { kind: "STAFF", name: by.name }, at: by.at,
    code: isRetry ? "problem_retried" : "problem_closed", params: { problem: problem.code },
  });
  return { answer: done(isRetry ? "problems.retry.done" : "problems.close.done"), jobs };
}

function retryJobs(tx: ShopTransaction, { id, retry }: Problem): NextJob[] {
  if (!retry) return [];
  // Serial steps know their work by the most particular id of its input; see the pipeline.
  const key = ["parcelId", "supplierOrderId", "supplierId", "shopifyOrderId"].map((name) => retry.input[name]).find((value) => typeof value === "string");
  return [{ step: retry.step, input: { ...retry.input, shopId: tx.shopId }, key: key ?? id }];
}
