// What is open for a person to settle, by kind?
import type { ShownProblem } from "./shown-problem.ts";

export type ProblemGroup = { readonly code: string; readonly problems: readonly ShownProblem[] };
export type ProblemsPage = { readonly groups: readonly ProblemGroup[]; readonly open: number; readonly shown: number };

/** The kind whose newest problem is youngest comes first. */
export function groupProblems(newestFirst: readonly ShownProblem[]): ProblemGroup[] {
  return [...Map.groupBy(newestFirst, (problem) => problem.code)].map(([code, problems]) => ({ code, problems }));
}
