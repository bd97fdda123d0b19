// What is told to Shopify about a request, as codes: the words are chosen when it is sent.
import type { Reason } from "../orders/allocation.ts";
import { unitsIn, type Allocation } from "../orders/allocation.ts";
import { judgeRequest, type LineRejection, type RejectionReason, type RequestFacts } from "./judge-request.ts";
import type { RequestLine } from "./request.ts";

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

/** Not to ship after all: possible while no supplier has any of the units. */
export function answerToCancel(lines: readonly RequestLine[], rows: readonly Allocation[]): RequestAnswer {
  const concerned = rows.filter((row) => lines.some(({ lineItemId }) => lineItemId === row.lineItemId));
  const units = unitsIn(concerned, "WITH_SUPPLIER");
  if (units === 0) return { isAccepted: true, reason: null, lines: [] };
  return { isAccepted: false, reason: { code: "request.with_supplier", params: { units } }, lines: [] };
}
