// What did no message tell us of? An order as the sweep sees it, beside our own copy: read it again, look at its parcels, or nothing.

export type SweptOrder = {
  readonly id: string;
  readonly name: string;
  readonly updatedAt: Date;
  readonly isCancelled: boolean;
  readonly financialStatus: string | null;
  readonly fulfillmentStatus: string;
  /** Still wanted, by Shopify's count. */
  readonly units: number;
};

export type OurCopy = {
  readonly shopifyUpdatedAt: Date;
  readonly isCancelled: boolean;
  readonly financialStatus: string;
  readonly units: number;
  readonly isRedacted: boolean;
  readonly isMissing: boolean;
  readonly fulfillmentsReadAt: Date | null;
  /** We know of something that was shipped. */
  readonly hasFulfillments: boolean;
};

/** missing: no message ever came; outdated: one did not; fulfillments: what was shipped may have changed. */
export type SweepFinding = "missing" | "outdated" | "fulfillments" | "same";

const nothingShipped = new Set(["UNFULFILLED", "ON_HOLD", "SCHEDULED", "OPEN", "REQUEST_DECLINED"]);

export function compareSwept(seen: SweptOrder, ours: OurCopy | undefined): SweepFinding {
  if (!ours) return "missing";
  // By the customer's wish nothing more is read of it.
  if (ours.isRedacted) return "same";
  if (ours.isMissing || seen.updatedAt > ours.shopifyUpdatedAt) return "outdated";
  // Our copy is younger: its webhook overtook the page that we read.
  if (seen.updatedAt < ours.shopifyUpdatedAt) return "same";
  if (differsInFacts(seen, ours)) return "outdated";
  return needsParcels(seen, ours) ? "fulfillments" : "same";
}

const differsInFacts = (seen: SweptOrder, ours: OurCopy): boolean =>
  seen.isCancelled !== ours.isCancelled || seen.units !== ours.units || differsInPayment(seen, ours);

function needsParcels(seen: SweptOrder, ours: OurCopy): boolean {
  const isRead = ours.fulfillmentsReadAt !== null && ours.fulfillmentsReadAt >= seen.updatedAt;
  return !isRead && (ours.hasFulfillments || !nothingShipped.has(seen.fulfillmentStatus));
}

/** A status that is younger than this code is UNKNOWN with us, and stays so however often it is read. */
function differsInPayment({ financialStatus }: SweptOrder, ours: OurCopy): boolean {
  return financialStatus !== null && ours.financialStatus !== "UNKNOWN" && financialStatus !== ours.financialStatus;
}

export type Span = { readonly from: Date; readonly until: Date };

const overlapMs = 2 * 60_000;
/** What has just changed has its webhook on the way, and may not be found by a search yet. */
const marginMs = 60_000;
/** Shopify shows orders of the last 60 days. */
export const furthestHours = 60 * 24;
const furthestMs = furthestHours * 3_600_000;

export type Known = { readonly sweptUntil: Date | null; readonly installedAt: Date; /** A person asks to look back further than the mark. */ readonly lookBackHours?: number };

/** From where the last sweep stopped; after downtime everything since. Undefined: nothing is old enough yet. */
export function spanOf({ sweptUntil, installedAt, lookBackHours = 0 }: Known, now: Date): Span | undefined {
  const asked = now.getTime() - lookBackHours * 3_600_000;
  const from = new Date(Math.max(Math.min((sweptUntil ?? installedAt).getTime() - overlapMs, asked), now.getTime() - furthestMs));
  const until = new Date(now.getTime() - marginMs);
  return from < until ? { from, until } : undefined;
}

export const searchOf = ({ from, until }: Span): string => `updated_at:>='${from.toISOString()}' AND updated_at:<='${until.toISOString()}'`;
