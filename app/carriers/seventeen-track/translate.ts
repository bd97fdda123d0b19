// What does 17TRACK's news mean on our scale? Its verdict on the whole parcel ("Expired") may be carried by no scan.
// Status words: https://api.17track.net/en/doc?version=v2.2 ; NotFound means that no carrier has seen the number: no event.
import type { TrackingEvent, TrackingStatus } from "../tracking-event.ts";
import { byTime, keyOf } from "../tracking-event.ts";
import type { ProviderEvent, TrackInfo } from "./messages.ts";

type Translation = { readonly events: TrackingEvent[]; readonly unknownCodes: string[] };

/** Full sub-statuses that differ from what their main status says. */
const bySubStatus: Readonly<Record<string, TrackingStatus>> = {
  InTransit_PickedUp: "CARRIER_PICKED_UP",
  Exception_Delayed: "DELAYED",
};

/** Main statuses, and the milestones that a single scan may carry as its stage. */
const byStatus: Readonly<Record<string, TrackingStatus>> = {
  InfoReceived: "LABEL_PURCHASED",
  InTransit: "IN_TRANSIT",
  OutForDelivery: "OUT_FOR_DELIVERY",
  AvailableForPickup: "READY_FOR_PICKUP",
  DeliveryFailure: "ATTEMPTED_DELIVERY",
  Delivered: "DELIVERED",
  Expired: "DELAYED",
  Exception: "FAILURE",
  PickedUp: "CARRIER_PICKED_UP",
  Departure: "IN_TRANSIT",
  Arrival: "IN_TRANSIT",
  Returning: "FAILURE",
  Returned: "FAILURE",
};

/** Our word for one of theirs ("InTransit_PickedUp", "Delivered"); undefined when we do not know it. */
function statusFor(code: string): TrackingStatus | undefined {
  const [main = ""] = code.split("_");
  return find(bySubStatus, code) ?? find(byStatus, main);
}

function find(table: Readonly<Record<string, TrackingStatus>>, key: string): TrackingStatus | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** An unknown word still is a sign of life: IN_TRANSIT, with the word kept. */
export function toStatus(code: string): { readonly status: TrackingStatus; readonly isKnown: boolean } {
  const status = statusFor(code);
  return { status: status ?? "IN_TRANSIT", isKnown: status !== undefined || code === "" };
}

/** Oldest first, each once. The same news gives the same events, whoever delivers it. */
export function translateTrackInfo(info: TrackInfo): Translation {
  const scans = [...providerEvents(info), ...(info.latest_event ? [info.latest_event] : [])];
  const known = new Map<string, TrackingEvent>();
  for (const scan of scans) {
    const event = translateEvent(scan);
    if (event) known.set(keyOf(event), event);
  }
  const events = [...known.values()].sort(byTime);
  const verdict = verdictEvent(info, events);
  if (verdict) events.push(verdict);
  const unknown = events.filter((event) => !toStatus(event.providerCode).isKnown).map((event) => event.providerCode);
  return { events: events.sort(byTime), unknownCodes: [...new Set(unknown)] };
}

function providerEvents(info: TrackInfo): ProviderEvent[] {
  return (info.tracking?.providers ?? []).flatMap((provider) => provider.events ?? []);
}

/** A scan speaks for itself: its own sub-status, else its stage. A scan without a readable time cannot be placed and is left out. */
function translateEvent(scan: ProviderEvent): TrackingEvent | undefined {
  const happenedAt = instantOf(scan);
  const providerCode = clean(scan.sub_status) || clean(scan.stage);
  if (!happenedAt || isNotFound(providerCode)) return undefined;
  const [location, city, countryCode] = [clean(scan.location), clean(scan.address?.city), clean(scan.address?.country)];
  return {
    status: toStatus(providerCode).status,
    happenedAt,
    description: clean(scan.description),
    ...(location && { location }),
    ...(city && { city }),
    ...(/^[A-Z]{2}$/.test(countryCode) && { countryCode }),
    providerCode,
  };
}

/** Only a time with an offset is an instant; one without would be read in this machine's time zone. */
function instantOf(scan: ProviderEvent): Date | undefined {
  for (const written of [scan.time_utc, scan.time_iso]) {
    if (!written || !/(?:Z|[+-]\d{2}:?\d{2})$/i.test(written)) continue;
    const instant = new Date(written);
    if (!Number.isNaN(instant.getTime())) return instant;
  }
  return undefined;
}

/**
 * The verdict on the parcel becomes an event of its own, at the time of the newest scan, when no scan says the same.
 * It is never written onto a scan: the scan would then change its key with the next verdict and be told twice.
 */
function verdictEvent(info: TrackInfo, events: readonly TrackingEvent[]): TrackingEvent | undefined {
  const newest = events.at(-1);
  const providerCode = clean(info.latest_status?.sub_status) || clean(info.latest_status?.status);
  if (!newest || isNotFound(providerCode) || isTold(providerCode, events)) return undefined;
  const description = clean(info.latest_status?.sub_status_descr) || newest.description;
  return { ...newest, status: toStatus(providerCode).status, description, providerCode };
}

/** "In transit" adds nothing to a scan; a word we do not know is worth keeping once. */
function isTold(code: string, events: readonly TrackingEvent[]): boolean {
  const { status, isKnown } = toStatus(code);
  if (!isKnown) return events.some((event) => event.providerCode === code);
  return status === "IN_TRANSIT" || events.some((event) => event.status === status);
}

function isNotFound(code: string): boolean {
  return code === "NotFound" || code.startsWith("NotFound_");
}

/** Text for people: no control characters (PostgreSQL refuses NUL) and no novels. */
function clean(text: string | null | undefined): string {
  return (text ?? "").replace(/\p{Cc}+/gu, " ").trim().slice(0, 500);
}
