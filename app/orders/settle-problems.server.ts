// Which problems of an order have vanished with their cause? Those whose units went another way meanwhile:
// cancelled, refunded, marked as own goods, or shipped.
import type { ShopTransaction } from "../platform/db.server.ts";
import { listOpenProblems, resolveProblem } from "../problems/store.server.ts";
import type { Problem } from "../problems/problem.ts";
import { listAllocations } from "./allocation-store.server.ts";
import type { Allocation } from "./allocation.ts";

export async function settleProblems(tx: ShopTransaction, orderId: string): Promise<void> {
  const open = await listOpenProblems(tx, { orderId });
  if (open.length === 0) return;
  const rows = await listAllocations(tx, orderId);
  for (const problem of open) if (isOver(problem, rows)) await resolveProblem(tx, problem.id, "daifa");
}

function isOver({ code, lineItemId }: Problem, rows: readonly Allocation[]): boolean {
  const isStuck = (family: string) => (row: Allocation) => row.state === "NEEDS_YOU" && (row.reason?.code.startsWith(family) ?? false);
  if (code.startsWith("unroutable.")) return !rows.filter((row) => row.lineItemId === lineItemId).some(isStuck("unroutable."));
  if (code.startsWith("supplier_refused")) return !rows.some(isStuck("refused."));
  // What nobody wants any more has left: taking it back is another matter.
  if (code === "shipped_outside_after_sending") return !rows.some((row) => row.state === "WITH_SUPPLIER");
  return false;
}
