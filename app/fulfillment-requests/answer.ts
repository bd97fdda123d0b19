// What is told to Shopify about a request, as codes: the words are chosen when it is sent.
import type { Reason } from "../orders/allocation.ts";
import { unitsIn, type Allocation } from "../orders/allocation.ts";
import { judgeRequest, type LineRejection, type RejectionReason, type RequestFacts } from "./judge-request.ts";
import type { SavedRequest } from "./request.ts";

export type RequestAnswer = {
  readonly isAccepted: boolean;
  readonly reason: Reason | null;
  /** Of a rejected request to ship. */
  readonly shopifyReason?: RejectionReason;
  /** Lines that cannot ship, of a rejected request or beside those that do. */
  readonly lines: readonly LineRejection[];
};

export function answerToShip(facts: RequestFacts): RequestAnswer {
  const judged = judgeRequest(facts);
  if (judged.kind === "reject") return { isAccepted: false, reason: judged.reason, shopifyReason: judged.shopifyReason, lines: judged.lines };
  const [first] = judged.without;
  return { isAccepted: true, reason: first ? { code: "request.without", params: { lines: judged.without.length, line: first.title } } : null, lines: judged.without };
}

export type Recall = "not_asked" | "open" | "settled";

/** Shopify gives an hour; what no supplier has answered by then is shipped. */
const recallMinutes = 45;

/** Not to ship after all: yes once no supplier has any of the units, no when none gives them back. Undefined: he is being asked. */
export function answerToCancel({ lines, requestedAt }: Pick<SavedRequest, "lines" | "requestedAt">, rows: readonly Allocation[], { recall, now }: { recall: Recall; now: Date }): RequestAnswer | undefined {
  const units = unitsIn(rows.filter((row) => lines.some(({ lineItemId }) => lineItemId === row.lineItemId)), "WITH_SUPPLIER");
  if (units === 0) return { isAccepted: true, reason: null, lines: [] };
  const isOver = now.getTime() - requestedAt.getTime() > recallMinutes * 60_000;
  return recall === "settled" || isOver ? { isAccepted: false, reason: { code: "request.with_supplier", params: { units } }, lines: [] } : undefined;
}
