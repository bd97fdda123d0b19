// How many points may this process still spend on a shop's Admin API, and how long must the next call wait?
// Points are taken before a call is sent, so that callers queue here instead of all being refused there.

export type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };

/** Work that nobody waits for leaves so much of a shop's points to those who do. */
const leftToOthers = 0.5;

/** What a shop has at least; corrected by the first answer. */
const assumed: ThrottleStatus = { maximumAvailable: 1_000, currentlyAvailable: 1_000, restoreRate: 50 };

type Bucket = {
  /** Below zero while callers wait for points that are not there yet. */
  available: number;
  maximum: number;
  /** Points per second. */
  restoreRate: number;
  atMs: number;
  /** Taken by calls whose answer has not come; Shopify's count may not hold them yet. */
  underWay: number;
};

type Taken = { isTaken: boolean; waitMs: number };

export type QueryBudget = {
  /** Takes the points and says how long to wait for them; takes nothing when that would be longer than `maxWaitMs`. */
  take(shopId: string, cost: number, at: { nowMs: number; maxWaitMs: number; isBackground?: boolean }): Taken;
  /** Points that this process believes to be left; undefined before its first call. */
  standing(shopId: string, nowMs: number): { readonly left: number; readonly most: number } | undefined;
  /** The same of every shop that this process has called. */
  everyStanding(nowMs: number): { readonly shopId: string; readonly left: number; readonly most: number }[];
  /** After a call: gives its reservation back and, where Shopify told, puts its own count in place. */
  settle(shopId: string, cost: number, at: { nowMs: number; status: ThrottleStatus | undefined }): void;
};

export function createQueryBudget(): QueryBudget {
  const buckets = new Map<string, Bucket>();
  return {
    take: (shopId, cost, { nowMs, maxWaitMs, isBackground = false }) => {
      const bucket = buckets.get(shopId) ?? bucketOf(assumed, nowMs);
      buckets.set(shopId, bucket);
      const level = levelAt(bucket, nowMs) - cost;
      // A call that costs more than the share goes once the bucket is full.
      const least = isBackground ? Math.min(bucket.maximum * leftToOthers, Math.max(0, bucket.maximum - cost)) : 0;
      const waitMs = level < least ? Math.ceil(((least - level) / bucket.restoreRate) * 1000) : 0;
      if (waitMs > maxWaitMs) return { isTaken: false, waitMs };
      Object.assign(bucket, { available: level, atMs: nowMs, underWay: bucket.underWay + cost });
      return { isTaken: true, waitMs };
    },
    standing: (shopId, nowMs) => {
      const bucket = buckets.get(shopId);
      return bucket ? standingOf(bucket, nowMs) : undefined;
    },
    everyStanding: (nowMs) => [...buckets].map(([shopId, bucket]) => ({ shopId, ...standingOf(bucket, nowMs) })),
    settle: (shopId, cost, { nowMs, status }) => {
      const bucket = buckets.get(shopId);
      if (!bucket) return;
      const underWay = Math.max(0, bucket.underWay - cost);
      if (status) Object.assign(bucket, bucketOf(status, nowMs), { available: status.currentlyAvailable - underWay });
      bucket.underWay = underWay;
    },
  };
}

function bucketOf(status: ThrottleStatus, nowMs: number): Bucket {
  return {
    available: status.currentlyAvailable,
    maximum: status.maximumAvailable,
    restoreRate: Math.max(1, status.restoreRate),
    atMs: nowMs,
    underWay: 0,
  };
}

const standingOf = (bucket: Bucket, nowMs: number) => ({ left: Math.max(0, Math.floor(levelAt(bucket, nowMs))), most: bucket.maximum });

function levelAt(bucket: Bucket, nowMs: number): number {
  const restored = (Math.max(0, nowMs - bucket.atMs) / 1000) * bucket.restoreRate;
  return Math.min(bucket.maximum, bucket.available + restored);
}
