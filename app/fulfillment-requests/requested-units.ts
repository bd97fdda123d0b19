// Of which lines may suppliers be asked for how many units, where the app ships only what Shopify asked of it?
import type { Allocation } from "../orders/allocation.ts";
import type { HoldFinding } from "../orders/hold.ts";
import type { FulfillmentMode } from "./mode.ts";
import type { SavedRequest } from "./request.ts";

/**
 * Only orders that came after the switch wait for a request: what was in flight goes on as it began, in both directions.
 * A test order is the app's own and is played without one.
 */
export function waitsForRequest({ mode, changedAt }: Pick<FulfillmentMode, "mode" | "changedAt">, order: { readonly placedAt: Date }, isTest: boolean): boolean {
  return mode === "FULFILLMENT_SERVICE" && changedAt !== null && order.placedAt >= changedAt && !isTest;
}

/** Units that were accepted, by line. Nothing of a fulfillment order whose cancellation is being answered, or was accepted, counts. */
export function acceptedUnits(requests: readonly SavedRequest[]): Map<string, number> {
  const stopped = new Set(requests.filter(isStopping).map(({ fulfillmentOrderId }) => fulfillmentOrderId));
  const units = new Map<string, number>();
  for (const one of requests) {
    if (one.kind !== "FULFILLMENT" || one.state !== "ACCEPTED" || (stopped.has(one.fulfillmentOrderId) && !one.closedAt)) continue;
    for (const { lineItemId, quantity } of one.lines) units.set(lineItemId, quantity + (units.get(lineItemId) ?? 0));
  }
  return units;
}

/** An answer is on its way; as long as that is open, no supplier gets what it is about. */
const isStopping = ({ kind, state }: SavedRequest): boolean => kind === "CANCELLATION" && (state === "OPEN" || state === "ANSWERING" || state === "UNKNOWN");

/** Units that Shopify asks not to ship after all, by line, as long as that is not answered. */
export function unitsToStop(requests: readonly SavedRequest[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { lineItemId, quantity } of requests.filter(isStopping).flatMap(({ lines }) => lines)) units.set(lineItemId, quantity + (units.get(lineItemId) ?? 0));
  return units;
}

/** What may still be asked of suppliers, by line: the accepted units without those that a supplier has, or has shipped. */
export function openToAsk(requests: readonly SavedRequest[], rows: readonly Allocation[]): Map<string, number> {
  const left = acceptedUnits(requests);
  for (const row of rows) {
    const isTaken = row.state === "WITH_SUPPLIER" || (row.state === "SHIPPED" && row.parcelLineId !== null) || row.supplierOrderLineId !== null;
    if (isTaken) left.set(row.lineItemId, (left.get(row.lineItemId) ?? 0) - row.quantity);
  }
  return left;
}

export const requestHoldCodes = ["not_requested"] as const;

/**
 * Lines that wait for Shopify's request alone. A draft that was allowed goes on; where more is drafted than is still
 * asked for, the line stops.
 */
export function findUnrequested(rows: readonly Allocation[], open: ReadonlyMap<string, number>): HoldFinding[] {
  const waiting = rows.filter((row) => row.state === "WAITING" || row.state === "NEEDS_YOU");
  const drafted = new Set(waiting.filter((row) => row.supplierOrderLineId !== null).map((row) => row.lineItemId));
  const lines = [...new Set(waiting.map((row) => row.lineItemId))];
  const isHeld = (line: string, left: number) => left < 0 || (left === 0 && !drafted.has(line));
  return lines.filter((line) => isHeld(line, open.get(line) ?? 0)).map((lineItemId) => ({ code: "not_requested", params: {}, owner: "MERCHANT" as const, lineItemId }));
}

/** Does anybody have any unit of it, or is about to get it? What waits for a supplier to be found is not under way. */
export function isUnderWay({ lines }: Pick<SavedRequest, "lines">, rows: readonly Allocation[]): boolean {
  const concerned = rows.filter((row) => lines.some(({ lineItemId }) => lineItemId === row.lineItemId));
  return concerned.some((row) => row.state === "WITH_SUPPLIER" || row.state === "WAITING");
}
