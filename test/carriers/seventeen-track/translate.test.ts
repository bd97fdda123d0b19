import { describe, expect, it } from "vitest";
import { companyOf, carrierKeyOf } from "../../../app/carriers/seventeen-track/carrier-keys.ts";
import { toStatus, translateTrackInfo } from "../../../app/carriers/seventeen-track/translate.ts";
import { keyOf } from "../../../app/carriers/tracking-event.ts";

const scan = (override: object = {}) => ({
  time_iso: "2026-05-02T14:34:00-04:00",
  time_utc: "2026-05-02T18:34:00Z",
  description: "Departed",
  location: "LOS ANGELES, CA",
  stage: "Departure",
  sub_status: "InTransit_Departure",
  ...override,
});
const info = (events: object[], latest: object = {}) => ({ latest_status: latest, latest_event: events[0], tracking: { providers: [{ events }] } });

describe("17TRACK's words on our scale", () => {
  it.each([
    ["InfoReceived", "LABEL_PURCHASED"],
    ["InTransit", "IN_TRANSIT"],
    ["InTransit_PickedUp", "CARRIER_PICKED_UP"],
    ["InTransit_CustomsProcessing", "IN_TRANSIT"],
    ["InTransit_CustomsRequiringInformation", "IN_TRANSIT"],
    ["OutForDelivery_Other", "OUT_FOR_DELIVERY"],
    ["AvailableForPickup_Other", "READY_FOR_PICKUP"],
    ["DeliveryFailure_NoBody", "ATTEMPTED_DELIVERY"],
    ["DeliveryFailure_Rejected", "ATTEMPTED_DELIVERY"],
    ["Delivered_Other", "DELIVERED"],
    ["Expired", "DELAYED"],
    ["Exception_Delayed", "DELAYED"],
    ["Exception_Lost", "FAILURE"],
    ["Exception_Returning", "FAILURE"],
    ["Exception_Cancel", "FAILURE"],
    ["PickedUp", "CARRIER_PICKED_UP"],
    ["Returned", "FAILURE"],
  ])("%s is %s", (code, status) => {
    expect(toStatus(code)).toEqual({ status, isKnown: true });
  });

  it.each(["Teleported_Mars", "constructor", "__proto__", "toString_x", "delivered"])("an unknown word, %s, is in transit and reported", (code) => {
    const { events, unknownCodes } = translateTrackInfo(info([scan({ sub_status: code })]));

    expect(events).toMatchObject([{ status: "IN_TRANSIT", providerCode: code }]);
    expect(unknownCodes).toEqual([code]);
  });

  it("names carriers by 17TRACK's keys both ways", () => {
    expect([21051, 100002, 3011, 100001, 100003].map(companyOf)).toEqual(["USPS", "UPS", "China Post", "DHL Express", "FedEx"]);
    expect([carrierKeyOf("USPS"), carrierKeyOf("YunExpress"), carrierKeyOf(undefined)]).toEqual([21051, undefined, undefined]);
    expect([companyOf(1), companyOf(null)]).toEqual([undefined, undefined]);
  });
});

describe("17TRACK's news of a parcel", () => {
  it("come oldest first, each scan once, with what the scan itself says", () => {
    const events = [
      scan({ time_utc: "2026-05-03T00:00:00Z", sub_status: null, stage: "OutForDelivery", address: { country: "US", city: "Los Angeles" } }),
      scan(),
      scan(),
      scan({ time_utc: "2026-05-01T00:00:00Z", sub_status: "InTransit_PickedUp", stage: "PickedUp", location: null }),
    ];

    expect(translateTrackInfo(info(events, { status: "OutForDelivery", sub_status: "OutForDelivery_Other" })).events).toEqual([
      { status: "CARRIER_PICKED_UP", happenedAt: new Date("2026-05-01T00:00:00Z"), description: "Departed", providerCode: "InTransit_PickedUp" },
      { status: "IN_TRANSIT", happenedAt: new Date("2026-05-02T18:34:00Z"), description: "Departed", location: "LOS ANGELES, CA", providerCode: "InTransit_Departure" },
      {
        status: "OUT_FOR_DELIVERY",
        happenedAt: new Date("2026-05-03T00:00:00Z"),
        description: "Departed",
        location: "LOS ANGELES, CA",
        city: "Los Angeles",
        countryCode: "US",
        providerCode: "OutForDelivery",
      },
    ]);
  });

  it("of a number no carrier has seen hold no event", () => {
    expect(translateTrackInfo(info([], { status: "NotFound", sub_status: "NotFound_Other" })).events).toEqual([]);
    expect(translateTrackInfo(info([scan({ sub_status: "NotFound_InvalidCode" })], { status: "NotFound" })).events).toEqual([]);
  });

  it("hold the verdict that no scan carries, at the time of the newest scan", () => {
    const { events } = translateTrackInfo(info([scan()], { status: "Expired", sub_status: "Expired_Other" }));

    expect(events.map(({ status }) => status)).toEqual(["IN_TRANSIT", "DELAYED"]);
    expect(events[1]?.happenedAt).toEqual(events[0]?.happenedAt);
  });

  it("keep the keys of known scans when the verdict changes", () => {
    const bare = scan({ sub_status: null, stage: null });

    const before = translateTrackInfo(info([bare], { status: "OutForDelivery", sub_status: "OutForDelivery_Other" })).events;
    const after = translateTrackInfo(info([scan({ time_utc: "2026-05-04T00:00:00Z", sub_status: "Delivered_Other" }), bare], { status: "Delivered" })).events;

    expect(before.map(({ status }) => status)).toEqual(["IN_TRANSIT", "OUT_FOR_DELIVERY"]);
    expect(after.map(keyOf)).toContain(before.map(keyOf)[0]);
    expect(after.map(({ status }) => status)).toEqual(["IN_TRANSIT", "DELIVERED"]);
  });

  it("leave out a scan whose time is no instant", () => {
    const events = [scan({ time_utc: null, time_iso: "2026-05-02 14:34" }), scan({ time_utc: "soonZ", time_iso: null }), scan({ time_utc: null, time_iso: null })];

    expect(translateTrackInfo(info(events)).events).toEqual([]);
  });

  it("are readable text without control characters, of bounded length", () => {
    const { events } = translateTrackInfo(info([scan({ description: `A\u0000\n${"b".repeat(10_000)}` })]));

    expect(events[0]?.description).toMatch(/^A b+$/);
    expect(events[0]?.description).toHaveLength(500);
  });

  it("may be empty in every way", () => {
    for (const nothing of [{}, { latest_status: null, latest_event: null, tracking: null }, { tracking: { providers: [{ events: null }] } }]) {
      expect(translateTrackInfo(nothing)).toEqual({ events: [], unknownCodes: [] });
    }
  });
});
