// Whose are the fulfillments that an order has in Shopify: which of our parcels do they tell of, and which did others make?
// One of ours whose answer was lost is known by number and lines. Only the newest reading of each counts.
import type { FulfillmentState } from "./fulfillment.ts";
import { isDead, isSameParcel, type ToldParcel } from "./plan-fulfillment.ts";

export type SeenFulfillment = {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly service: string | null;
  readonly company: string | null;
  readonly trackingNumbers: readonly string[];
  readonly lines: readonly { readonly shopifyLineItemId: string; readonly quantity: number }[];
};

export type OurParcel = ToldParcel & {
  readonly parcelId: string;
  /** Null while nothing was planned. */
  readonly state: FulfillmentState | null;
  readonly shopifyFulfillmentId: string | null;
  readonly formerShopifyIds: readonly string[];
  readonly isCancelled: boolean;
};

export type Judgment = {
  /** Parcels that Shopify shows although we do not know it yet. */
  readonly told: readonly { readonly parcelId: string; readonly fulfillment: SeenFulfillment }[];
  /** Fulfillments of ours that somebody else has cancelled. */
  readonly cancelled: readonly { readonly parcelId: string; readonly at: Date }[];
  /** Made by others, new to us or changed since. */
  readonly outside: readonly SeenFulfillment[];
};

type Known = { readonly parcels: readonly OurParcel[]; readonly outside: ReadonlyMap<string, Date> };

/** Run twice with the same reading, once its result was saved: nothing. */
export function judgeFulfillments(seen: readonly SeenFulfillment[], { parcels, outside }: Known): Judgment {
  const ours = new Map(parcels.flatMap((parcel) => (parcel.shopifyFulfillmentId === null ? [] : [[parcel.shopifyFulfillmentId, parcel] as const])));
  const former = new Set(parcels.flatMap(({ formerShopifyIds }) => formerShopifyIds));
  const told: Judgment["told"][number][] = [];
  const cancelled: Judgment["cancelled"][number][] = [];
  const others: SeenFulfillment[] = [];
  const untold = new Set(parcels.filter(isUntold));
  for (const one of [...seen].toSorted(oldestFirst)) {
    if (former.has(one.id)) continue;
    const known = ours.get(one.id);
    if (known) {
      if (isDead(one.status) && !known.isCancelled) cancelled.push({ parcelId: known.parcelId, at: one.updatedAt });
      continue;
    }
    const before = outside.get(one.id);
    const parcel = before === undefined ? [...untold].find((candidate) => isItsTelling(candidate, one)) : undefined;
    if (parcel) {
      untold.delete(parcel);
      told.push({ parcelId: parcel.parcelId, fulfillment: one });
    } else if (before === undefined || before < one.updatedAt) {
      others.push(one);
    }
  }
  return { told, cancelled, outside: others };
}

const isUntold = ({ state }: OurParcel): boolean => state !== "CREATED";
const mayHaveBeenSent = ({ state }: OurParcel): boolean => state === "SENDING" || state === "UNKNOWN";

/** A dead one is ours only if we may have made it: then somebody has cancelled it before its answer came. */
function isItsTelling(parcel: OurParcel, seen: SeenFulfillment): boolean {
  return isSameParcel(parcel, seen) && (!isDead(seen.status) || mayHaveBeenSent(parcel));
}

function oldestFirst(left: SeenFulfillment, right: SeenFulfillment): number {
  return left.createdAt.getTime() - right.createdAt.getTime() || (left.id < right.id ? -1 : 1);
}
