// What is open for a person to settle, by its cause? And what was settled, when and by whom?
import type { WhoActs } from "../problems/problem.ts";
import type { RunningBulk } from "./bulk-page.ts";
import type { ShownProblem } from "./shown-problem.ts";

export type ProblemGroup = {
  readonly code: string;
  /** By name; null where no supplier has a part in it. */
  readonly supplier: string | null;
  readonly whoActs: WhoActs;
  readonly count: number;
  readonly orders: number;
  readonly oldestAt: Date;
  readonly canRetry: boolean;
  readonly isOpen: boolean;
  /** Newest first; one stands for a closed group. */
  readonly problems: readonly ShownProblem[];
};

export type SettledProblem = ShownProblem & { readonly resolvedAt: Date; readonly resolvedBy: string; readonly isByPerson: boolean };

export type ProblemsQuery = { readonly show: "open" | "settled"; readonly code: string | null; readonly supplier: string | null };

export type ProblemsPage = {
  readonly query: ProblemsQuery;
  /** The cause that stands in most ways comes first. */
  readonly groups: readonly ProblemGroup[];
  readonly open: number;
  readonly settled: readonly SettledProblem[];
  readonly bulk: RunningBulk | null;
};

export function readProblemsQuery(address: URLSearchParams): ProblemsQuery {
  const code = address.get("code") ?? "";
  return {
    show: address.get("show") === "settled" ? "settled" : "open",
    code: /^[a-z_.]{1,80}$/.test(code) ? code : null,
    supplier: address.get("supplier")?.replaceAll("\u0000", "").slice(0, 200) || null,
  };
}

export function problemsAddress({ show, code, supplier }: Partial<ProblemsQuery>): string {
  const search = new URLSearchParams();
  if (show === "settled") search.set("show", show);
  if (code) search.set("code", code);
  if (supplier) search.set("supplier", supplier);
  return search.size > 0 ? `/app/problems?${search}` : "/app/problems";
}
