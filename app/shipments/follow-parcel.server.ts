// Step 7: from now on a tracking system tells us where this parcel is. Registering twice is one registration there.
import { z } from "zod";
import type { TrackingSystem } from "../carriers/carrier.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import { findOrder } from "../orders/store.server.ts";
import { isTestOrder } from "../orders/test-order.ts";
import type { Database } from "../platform/db.server.ts";
import { BugError, RetryableError } from "../platform/errors.ts";
import type { Step } from "../platform/step.ts";
import { openProblem } from "../problems/store.server.ts";
import { findParcel, saveFollowing } from "./store.server.ts";

type Tools = { readonly database: Database; readonly tracking: TrackingSystem | undefined; readonly now: () => Date };
type Input = { shopId: string; orderId: string; parcelId: string };

export type FollowOutcome = { kind: "followed" | "known" | "refused" | "no_tracking_system" | "test"; orderId: string };

/** Between two questions of ours when no push came: 17TRACK's pushes make most of them unnecessary. */
export const askEveryMs = 6 * 3600 * 1000;

/** What a push brings back to us: whose parcel it is. */
export const tagOf = (shopId: string, parcelId: string): string => `${shopId}:${parcelId}`;

export const followParcel: Step<Tools, Input, FollowOutcome> = {
  name: "follow-parcel",
  input: z.object({ shopId: z.string(), orderId: z.uuid(), parcelId: z.uuid() }),
  run: async ({ database, tracking, now }, { shopId, orderId, parcelId }) => {
    if (!tracking?.register) return async () => ({ kind: "no_tracking_system", orderId });
    const { order, parcel } = await database.inShop(shopId, async (tx) => ({ order: await findOrder(tx, orderId), parcel: await findParcel(tx, parcelId) }));
    // There is no parcel behind it, and each number that is followed costs money.
    if (order && isTestOrder(order)) return async () => ({ kind: "test", orderId });
    if (!parcel) throw new BugError(`parcel ${parcelId} is gone`);
    if (parcel.followedSince) return async () => ({ kind: "known", orderId });
    const [answer] = await tracking.register([{ number: parcel.trackingNumber, company: parcel.company, tag: tagOf(shopId, parcelId) }]);
    if (answer?.kind === "refused" && answer.isPassing) throw new RetryableError(`the tracking system cannot take the number now: ${answer.reason.code}`);
    return async (tx) => {
      const isRefused = answer === undefined || answer.kind === "refused";
      // A refused number is not asked about again by itself; the carrier may be one that the system does not know.
      await saveFollowing(tx, parcelId, { since: now(), nextAt: isRefused ? null : new Date(now().getTime() + askEveryMs) });
      if (isRefused) {
        await openProblem(tx, {
          key: `not_followed:${parcelId}`, code: "parcel_not_followed", params: { number: parcel.trackingNumber, company: parcel.company },
          whoActs: "MERCHANT", orderId, parcelId,
        });
        return { kind: "refused", orderId };
      }
      await recordActivity(tx, { subject: "parcel", subjectId: parcelId, orderId, actor: system, code: "parcel_followed", params: { number: parcel.trackingNumber } });
      return { kind: "followed", orderId };
    };
  },
};
