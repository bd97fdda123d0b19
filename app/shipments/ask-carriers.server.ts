// Which parcels had no push for too long? They are asked about, a page at a time; a push lost is only a delay.
import { z } from "zod";
import type { TrackingSystem, TrackOutcome } from "../carriers/carrier.ts";
import type { TrackingEvent } from "../carriers/tracking-event.ts";
import type { Database } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import { askEveryMs } from "./follow-parcel.server.ts";
import { listParcelsDue, saveFollowing } from "./store.server.ts";

type Tools = { readonly database: Database; readonly tracking: TrackingSystem | undefined; readonly now: () => Date };

export type AskOutcome = { readonly news: readonly { orderId: string; parcelId: string; events: readonly TrackingEvent[] }[] };

const page = 40;

export const askCarriers: Step<Tools, { shopId: string }, AskOutcome> = {
  name: "ask-carriers",
  input: z.object({ shopId: z.string() }),
  run: async ({ database, tracking, now }, { shopId }) => {
    const due = tracking?.track ? await database.inShop(shopId, (tx) => listParcelsDue(tx, now(), page)) : [];
    if (due.length === 0 || !tracking?.track) return async () => ({ news: [] });
    const answers = new Map<string, TrackOutcome>();
    for (const answer of await tracking.track(due.map(({ trackingNumber }) => ({ number: trackingNumber })))) answers.set(answer.number, answer);
    return async (tx) => {
      for (const { id } of due) await saveFollowing(tx, id, { nextAt: new Date(now().getTime() + askEveryMs) });
      return {
        news: due.flatMap((parcel) => {
          const answer = answers.get(parcel.trackingNumber);
          return answer?.kind === "events" ? [{ orderId: parcel.orderId, parcelId: parcel.id, events: answer.events }] : [];
        }),
      };
    };
  },
};
