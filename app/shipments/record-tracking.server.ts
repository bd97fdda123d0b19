// Where is the parcel now? Scans arrive by push and by question, often several times and in any order; each is kept once.
import { z } from "zod";
import { statusOf, trackingStatuses } from "../carriers/tracking-event.ts";
import { recordActivity } from "../platform/activity.server.ts";
import { lockOrder } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import { listTrackingEvents, saveTrackingEvents } from "./tracking-store.server.ts";
import { findParcel, saveFollowing } from "./store.server.ts";

type Tools = { readonly now: () => Date };

const eventSchema = z.object({
  status: z.enum(trackingStatuses),
  happenedAt: z.iso.datetime().transform((text) => new Date(text)),
  description: z.string(),
  location: z.string().exactOptional(),
  city: z.string().exactOptional(),
  countryCode: z.string().exactOptional(),
  providerCode: z.string(),
});
const inputSchema = z.object({ shopId: z.string(), orderId: z.uuid(), parcelId: z.uuid(), messageId: z.uuid().exactOptional(), events: z.array(eventSchema) });
type Input = z.infer<typeof inputSchema>;

export type TrackingOutcome = { readonly orderId: string; readonly parcelId: string; readonly fresh: number };

export const recordTracking: Step<Tools, Input, TrackingOutcome> = {
  name: "record-tracking",
  input: inputSchema,
  run: async ({ now }, { orderId, parcelId, messageId, events }) => async (tx) => {
    await lockOrder(tx, orderId);
    const before = statusOf(await listTrackingEvents(tx, parcelId));
    const fresh = await saveTrackingEvents(tx, parcelId, { events, at: now() });
    const all = await listTrackingEvents(tx, parcelId);
    const after = statusOf(all);
    const delivery = all.find((event) => event.status === "DELIVERED");
    if (delivery) await saveFollowing(tx, parcelId, { deliveredAt: delivery.happenedAt, nextAt: null });
    if (after && after !== before) {
      const parcel = await findParcel(tx, parcelId);
      await recordActivity(tx, { subject: "parcel", subjectId: parcelId, orderId, actor: { kind: "CARRIER" }, code: "parcel_progress", params: { status: after, number: parcel?.trackingNumber ?? "" }, messageId });
    }
    return { orderId, parcelId, fresh };
  },
};
