// What does 17TRACK send? Only the fields we read; everything else may come, go or change.
// Shapes of v2.2: https://api.17track.net/en/doc?version=v2.2
import { z } from "zod";

/** A field of another kind than expected is as good as absent: one odd scan must not hide 39 neighbours' news. */
const text = z.string().nullish().catch(undefined);
const carrierKey = z.number().nullish().catch(undefined);

const address = z.object({ country: text, city: text }).nullish().catch(undefined);

const event = z.object({
  time_iso: text,
  time_utc: text,
  description: text,
  location: text,
  stage: text,
  sub_status: text,
  address,
});

const trackInfo = z.object({
  latest_status: z.object({ status: text, sub_status: text, sub_status_descr: text }).nullish(),
  latest_event: event.nullish().catch(undefined),
  tracking: z.object({ providers: z.array(z.object({ events: z.array(event.catch({})).nullish() })).nullish() }).nullish(),
});

const problem = z.object({ code: z.number(), message: text });

const rejected = z.object({ number: z.string(), error: problem });

const accepted = z.object({
  number: z.string(),
  carrier: carrierKey,
  tag: text,
  track_info: trackInfo.nullish(),
});

/** Every answer, good or bad; `code` 0 is good, and then each number stands in `accepted` or `rejected`. */
export const envelope = z.object({
  code: z.number(),
  data: z
    .object({
      accepted: z.array(accepted).nullish(),
      rejected: z.array(rejected).nullish(),
      errors: z.array(problem).nullish(),
    })
    .nullish(),
});

export const push = z.object({
  event: z.string(),
  data: z.object({ number: z.string(), carrier: carrierKey, tag: text, track_info: trackInfo.nullish() }),
});

export type ProviderEvent = z.infer<typeof event>;
export type TrackInfo = z.infer<typeof trackInfo>;
export type Envelope = z.infer<typeof envelope>;
export type Accepted = z.infer<typeof accepted>;
export type Rejected = z.infer<typeof rejected>;
