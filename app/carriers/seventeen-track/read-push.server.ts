// What does a push say, once it is known to be 17TRACK's?
import type { PushDelivery, PushReading } from "../carrier.ts";
import { companyOf } from "./carrier-keys.ts";
import { push as pushSchema } from "./messages.ts";
import { translateTrackInfo } from "./translate.ts";
import { isPushAuthentic } from "./verify-push.server.ts";

export function readPush(delivery: PushDelivery, key: string): PushReading {
  const sign = delivery.headers["sign"];
  if (!isPushAuthentic({ rawBody: delivery.rawBody, sign, key })) return { kind: "forged" };
  const parsed = pushSchema.safeParse(parseJson(delivery.rawBody));
  if (!parsed.success) return { kind: "unreadable", why: "not a 17TRACK v2.2 push" };
  const { event, data } = parsed.data;
  const about = { number: data.number, ...(data.tag && { tag: data.tag }) };
  if (event === "TRACKING_STOPPED") return { kind: "stopped", ...about };
  if (event !== "TRACKING_UPDATED") return { kind: "unreadable", why: "an event we do not know" };
  const company = companyOf(data.carrier);
  return { kind: "updated", ...about, ...(company && { company }), ...translateTrackInfo(data.track_info ?? {}) };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
