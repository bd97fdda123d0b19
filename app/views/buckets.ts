// Into which places does the order check sort each paid unit, and what are they called in an address?
import type { AllocationState } from "../orders/allocation.ts";

export const buckets = ["needs_you", "waiting", "with_supplier", "shipped", "cancelled", "not_ours"] as const;
export type Bucket = (typeof buckets)[number];

export const stateOf: Readonly<Record<Bucket, AllocationState>> = {
  needs_you: "NEEDS_YOU",
  waiting: "WAITING",
  with_supplier: "WITH_SUPPLIER",
  shipped: "SHIPPED",
  cancelled: "CANCELLED",
  not_ours: "NOT_OURS",
};

export const bucketOf = (state: AllocationState): Bucket => buckets.find((bucket) => stateOf[bucket] === state) ?? "needs_you";

export type Units = { readonly bucket: Bucket; readonly units: number };

/** Units by place, in the order of `buckets`; empty places are left out. */
export function unitsByBucket(rows: readonly { readonly state: AllocationState; readonly quantity: number }[]): Units[] {
  return buckets
    .map((bucket) => ({ bucket, units: rows.filter((row) => row.state === stateOf[bucket]).reduce((sum, row) => sum + row.quantity, 0) }))
    .filter(({ units }) => units > 0);
}
