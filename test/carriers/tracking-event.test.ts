import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TrackingEvent } from "../../app/carriers/tracking-event.ts";
import { eventsToTell, keyOf, mergeEvents, statusOf, trackingStatuses } from "../../app/carriers/tracking-event.ts";

function anEvent(override: Partial<TrackingEvent> = {}): TrackingEvent {
  return { status: "IN_TRANSIT", happenedAt: new Date("2026-05-01T10:00:00Z"), description: "Departed", providerCode: "InTransit_Departure", ...override };
}

const at = (time: string) => new Date(`2026-05-${time}:00Z`);

const events = fc.array(
  fc.record({
    status: fc.constantFrom(...trackingStatuses),
    happenedAt: fc.date({ min: new Date("2026-01-01"), max: new Date("2026-01-03"), noInvalidDate: true }).map((date) => new Date(Math.floor(date.getTime() / 3_600_000) * 3_600_000)),
    description: fc.constantFrom("Departed", "Arrived", ""),
    providerCode: fc.constantFrom("A", "B"),
  }),
  { maxLength: 12 },
);

/** The same scans, cut into deliveries that repeat and overtake each other. */
const deliveries = events.chain((all) => {
  const unique = [...new Map(all.map((event) => [keyOf(event), event])).values()];
  const extra = unique.length === 0 ? fc.constant<TrackingEvent[]>([]) : fc.array(fc.constantFrom(...unique), { maxLength: 8 });
  const shuffled = extra.chain((repeated) => fc.shuffledSubarray([...unique, ...repeated], { minLength: unique.length + repeated.length }));
  return fc.record({ unique: fc.constant(unique), first: shuffled, second: shuffled, size: fc.integer({ min: 1, max: 5 }) });
});

function deliver(all: readonly TrackingEvent[], size: number): { known: TrackingEvent[]; told: TrackingEvent[] } {
  const known: TrackingEvent[] = [];
  const told: TrackingEvent[] = [];
  for (let from = 0; from < all.length; from += size) {
    const fresh = mergeEvents(known, all.slice(from, from + size));
    told.push(...eventsToTell(known, fresh));
    known.push(...fresh);
  }
  return { known, told };
}

describe("a parcel's events", () => {
  it("end as the same set in whatever order and however often they are delivered", () => {
    fc.assert(
      fc.property(deliveries, ({ unique, first, second, size }) => {
        const one = deliver(first, size).known;
        const other = deliver(second, 1).known;

        expect(one.map(keyOf).toSorted()).toEqual(unique.map(keyOf).toSorted());
        expect(mergeEvents([], one)).toEqual(mergeEvents([], other));
        expect(statusOf(one)).toBe(statusOf(other));
      }),
    );
  });

  it("are told once each and never after a delivery was told", () => {
    fc.assert(
      fc.property(deliveries, ({ first, size }) => {
        const { told } = deliver(first, size);
        const delivery = told.findIndex((event) => event.status === "DELIVERED");

        expect(new Set(told.map(keyOf)).size).toBe(told.length);
        if (delivery !== -1) expect(delivery).toBe(told.length - 1);
      }),
    );
  });

  it("tell of a delivery whenever one is known", () => {
    fc.assert(
      fc.property(deliveries, ({ unique, first, size }) => {
        const { told } = deliver(first, size);

        expect(told.some((event) => event.status === "DELIVERED")).toBe(unique.some((event) => event.status === "DELIVERED"));
      }),
    );
  });

  it("come out oldest first although the newest came in first", () => {
    const [early, late] = [anEvent({ happenedAt: at("01T10:00") }), anEvent({ happenedAt: at("02T10:00") })];

    expect(mergeEvents([], [late, early])).toEqual([early, late]);
  });

  it("are not told again when only our reading of the carrier's code has changed", () => {
    const before = anEvent({ providerCode: "New_Code", status: "IN_TRANSIT" });

    expect(mergeEvents([before], [{ ...before, status: "DELAYED" }])).toEqual([]);
  });

  it("are different when code, time or text differ, however these are written together", () => {
    const keys = [
      anEvent({ providerCode: "a", description: 'b","c' }),
      anEvent({ providerCode: 'a","b', description: "c" }),
      anEvent({ happenedAt: at("01T10:01") }),
      anEvent(),
    ].map(keyOf);

    expect(new Set(keys).size).toBe(4);
  });

  it("leave a delivered parcel delivered when an older scan or a return comes late", () => {
    const delivered = anEvent({ status: "DELIVERED", happenedAt: at("03T10:00"), description: "Delivered" });
    const late = [anEvent({ happenedAt: at("02T10:00") }), anEvent({ status: "FAILURE", happenedAt: at("04T10:00") })];

    const fresh = mergeEvents([delivered], late);

    expect(fresh).toHaveLength(2);
    expect(eventsToTell([delivered], fresh)).toEqual([]);
    expect(statusOf([delivered, ...fresh])).toBe("DELIVERED");
  });

  it("of one instant stand in the order of a journey", () => {
    const [moving, delayed] = [anEvent({ providerCode: "InTransit_Arrival" }), anEvent({ status: "DELAYED", providerCode: "Expired" })];

    expect(mergeEvents([], [delayed, moving])).toEqual([moving, delayed]);
    expect(statusOf([delayed, moving])).toBe("DELAYED");
  });

  it("say nothing about a parcel without any", () => {
    expect(statusOf([])).toBeUndefined();
  });
});
