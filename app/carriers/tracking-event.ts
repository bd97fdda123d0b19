// How far is a parcel? One scale of progress for every carrier: the values of Shopify's FulfillmentEventStatus.
// PICKED_UP is not among them (only Shopify's read-only display status has it); the pick-up scan is CARRIER_PICKED_UP.

/** In the order of a journey; trouble and the end come last. */
export const trackingStatuses = [
  "LABEL_PURCHASED",
  "LABEL_PRINTED",
  "CONFIRMED",
  "CARRIER_PICKED_UP",
  "IN_TRANSIT",
  "OUT_FOR_DELIVERY",
  "READY_FOR_PICKUP",
  "ATTEMPTED_DELIVERY",
  "DELAYED",
  "DELIVERED",
  "FAILURE",
] as const;

export type TrackingStatus = (typeof trackingStatuses)[number];

export type TrackingEvent = {
  readonly status: TrackingStatus;
  readonly happenedAt: Date;
  /** The carrier's own words, in the carrier's language; may be empty. */
  readonly description: string;
  readonly location?: string;
  readonly city?: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode?: string;
  /** The carrier's own code, kept so that a code we did not know can be judged later; may be empty. */
  readonly providerCode: string;
};

/**
 * The same scan gives the same key however often and in whatever order it is delivered: code, time and text.
 * Unique within one parcel. The status is left out: a corrected mapping must not turn known scans into new ones.
 */
export function keyOf(event: TrackingEvent): string {
  return JSON.stringify([event.providerCode, event.happenedAt.toISOString(), event.description]);
}

/** Oldest first; scans of the same instant by the scale, then by key, so that the order is the same every time. */
export function byTime(left: TrackingEvent, right: TrackingEvent): number {
  const apart =
    left.happenedAt.getTime() - right.happenedAt.getTime() ||
    trackingStatuses.indexOf(left.status) - trackingStatuses.indexOf(right.status);
  if (apart !== 0) return apart;
  const [leftKey, rightKey] = [keyOf(left), keyOf(right)];
  if (leftKey === rightKey) return 0;
  return leftKey < rightKey ? -1 : 1;
}

/** The scans in `incoming` that are not known yet, each once, oldest first. Adding them to `known` twice adds nothing. */
export function mergeEvents(known: readonly TrackingEvent[], incoming: readonly TrackingEvent[]): TrackingEvent[] {
  const seen = new Set(known.map(keyOf));
  const fresh: TrackingEvent[] = [];
  for (const event of incoming) {
    const key = keyOf(event);
    if (seen.has(key)) continue;
    seen.add(key);
    fresh.push(event);
  }
  return fresh.sort(byTime);
}

/**
 * Which of the fresh scans the shop may be told: none once the parcel is known as delivered, and none after the
 * first delivery among them. Every scan is still kept; only what is shown never moves back from DELIVERED.
 */
export function eventsToTell(known: readonly TrackingEvent[], fresh: readonly TrackingEvent[]): TrackingEvent[] {
  if (known.some(isDelivery)) return [];
  const ordered = fresh.toSorted(byTime);
  const delivery = ordered.findIndex(isDelivery);
  return delivery === -1 ? ordered : ordered.slice(0, delivery + 1);
}

/** Where the parcel stands: delivered once any scan says so, else what the newest scan says. */
export function statusOf(events: readonly TrackingEvent[]): TrackingStatus | undefined {
  if (events.some(isDelivery)) return "DELIVERED";
  return events.toSorted(byTime).at(-1)?.status;
}

function isDelivery(event: TrackingEvent): boolean {
  return event.status === "DELIVERED";
}
