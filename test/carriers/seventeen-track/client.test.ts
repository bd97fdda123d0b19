import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSeventeenTrack } from "../../../app/carriers/seventeen-track/client.server.ts";
import { BugError, MerchantError, RetryableError } from "../../../app/platform/errors.ts";
import type { HttpClient, HttpRequest } from "../../../app/platform/http.ts";
import { createHttpClient } from "../../../app/platform/http.server.ts";
import { localCarrierClient } from "../../local-carriers/client.ts";
import { startLocalCarrier } from "../../local-carriers/seventeen-track.ts";
import type { LocalCarrier } from "../../local-carriers/seventeen-track.ts";

const token = "a-key-of-the-merchant";
const upsNumber = "1Z5R89390357567127";
const uspsNumber = "9400111206206406260787";

let carrier: LocalCarrier;
const http = createHttpClient({ allowPrivateAddresses: ["127.0.0.1"] });
const connect = (ownToken = token) => createSeventeenTrack({ baseUrl: carrier.apiUrl, token: ownToken, http });
const control = () => localCarrierClient(carrier.url);

beforeEach(async () => {
  carrier = await startLocalCarrier({ token });
});
afterEach(() => carrier.close());

/** Answers without a network, for what no honest server says. */
function answering(status: number, body: unknown, requests: HttpRequest[] = []): ReturnType<typeof createSeventeenTrack> {
  const fake: HttpClient = {
    async request(input) {
      requests.push(input);
      return { status, headers: {}, body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)) };
    },
  };
  return createSeventeenTrack({ baseUrl: "https://carrier.example/track/v2.2", token, http: fake });
}

describe("following parcels with 17TRACK", () => {
  it("registers a number, tells which carrier it is, and may do so again", async () => {
    const system = connect();

    expect(await system.register([{ number: upsNumber, tag: "p1" }, { number: uspsNumber, company: "USPS" }])).toEqual([
      { kind: "registered", number: upsNumber, company: "UPS" },
      { kind: "registered", number: uspsNumber, company: "USPS" },
    ]);
    expect(await system.register([{ number: upsNumber }])).toEqual([{ kind: "registered", number: upsNumber }]);
    expect((await control().parcels()).map(({ number, tag }) => [number, tag])).toEqual([[upsNumber, "p1"], [uspsNumber, null]]);
  });

  it("refuses one number of several with its reason, in the order asked", async () => {
    const outcomes = await connect().register([{ number: "?" }, { number: upsNumber }, { number: "GFUS01011884214464" }]);

    expect(outcomes).toEqual([
      { kind: "refused", number: "?", reason: { code: "carriers.number_invalid", params: { system: "17TRACK", number: "?", code: -18010012 } }, isPassing: false },
      { kind: "registered", number: upsNumber, company: "UPS" },
      { kind: "refused", number: "GFUS01011884214464", reason: { code: "carriers.carrier_unknown", params: { system: "17TRACK", number: "GFUS01011884214464", code: -18019903 } }, isPassing: false },
    ]);
  });

  it("asks for at most 40 numbers at a time", async () => {
    const numbers = Array.from({ length: 95 }, (_, place) => ({ number: `RR${String(place).padStart(9, "0")}CN` }));

    const outcomes = await connect().register(numbers);

    expect(outcomes.map(({ number }) => number)).toEqual(numbers.map(({ number }) => number));
    expect(outcomes.every(({ kind }) => kind === "registered")).toBe(true);
    expect((await control().log()).map(({ body }) => (JSON.parse(body) as unknown[]).length)).toEqual([40, 40, 15]);
  });

  it("asks nothing about no number", async () => {
    expect(await connect().track([])).toEqual([]);
    expect(await control().log()).toEqual([]);
  });

  it("tells no news, then the scans, then nothing of a number it does not follow", async () => {
    const system = connect();
    await system.register([{ number: upsNumber }]);
    expect(await system.track([{ number: upsNumber }])).toEqual([{ kind: "no_news", number: upsNumber }]);

    await control().advance(upsNumber, { status: "InTransit", sub_status: "InTransit_PickedUp", location: "SHENZHEN", at: "2026-05-01T08:00:00+08:00" });
    await control().advance(upsNumber, { status: "Delivered", sub_status: "Delivered_Other", at: "2026-05-09T08:00:00-07:00" });

    expect(await system.track([{ number: upsNumber }, { number: uspsNumber }])).toMatchObject([
      {
        kind: "events",
        number: upsNumber,
        company: "UPS",
        events: [
          { status: "CARRIER_PICKED_UP", happenedAt: new Date("2026-05-01T00:00:00Z"), location: "SHENZHEN" },
          { status: "DELIVERED", happenedAt: new Date("2026-05-09T15:00:00Z") },
        ],
        unknownCodes: [],
      },
      { kind: "refused", number: uspsNumber, reason: { code: "carriers.number_not_registered" } },
    ]);
  });

  it("stops following, also when it never began", async () => {
    const system = connect();
    await system.register([{ number: upsNumber }]);

    expect(await system.stop([upsNumber, uspsNumber, upsNumber])).toMatchObject([{ kind: "stopped" }, { kind: "stopped" }, { kind: "stopped" }]);
    expect((await control().parcels())[0]?.isStopped).toBe(true);
  });
});

describe("when 17TRACK does not answer as it should", () => {
  it("asks the merchant for another key when this one is refused", async () => {
    await expect(connect("wrong").register([{ number: upsNumber }])).rejects.toMatchObject({ name: "MerchantError", code: "carriers.credentials_refused" });
  });

  it.each([
    [-18010001, "carriers.our_address_refused"],
    [-18010002, "carriers.credentials_refused"],
    [-18010004, "carriers.account_disabled"],
    [-18019908, "carriers.quota_used_up"],
  ])("asks the merchant to act on %i", async (code, problem) => {
    const refused = answering(200, { code, data: { errors: [{ code, message: "no" }] } }).track([{ number: upsNumber }]);

    await expect(refused).rejects.toBeInstanceOf(MerchantError);
    await expect(refused).rejects.toMatchObject({ code: problem });
  });

  it.each([-18010003, -1])("tries again later after %i", async (code) => {
    await expect(answering(200, { code, data: {} }).track([{ number: upsNumber }])).rejects.toBeInstanceOf(RetryableError);
  });

  it.each([-18010010, -18010012, -18010014])("takes %i for a fault of ours", async (code) => {
    await expect(answering(200, { code, data: {} }).track([{ number: upsNumber }])).rejects.toBeInstanceOf(BugError);
  });

  it("slows down when told to", async () => {
    await control().fault({ kind: "rate_limited" });

    await expect(connect().register([{ number: upsNumber }])).rejects.toMatchObject({ name: "RetryableError", retryAfterMs: 2_000 });
    expect(await connect().register([{ number: upsNumber }])).toMatchObject([{ kind: "registered" }]);
  });

  it.each(["server_error", "html", "huge"] as const)("tries again later after an answer of the kind %s", async (kind) => {
    await control().fault({ kind });

    await expect(connect().register([{ number: upsNumber }])).rejects.toBeInstanceOf(RetryableError);
  });

  it("finds the number registered when the answer was lost on the way", async () => {
    await control().fault({ kind: "lost_answer" });

    await expect(connect().register([{ number: upsNumber }])).rejects.toBeInstanceOf(RetryableError);
    expect(await connect().register([{ number: upsNumber }])).toEqual([{ kind: "registered", number: upsNumber }]);
    expect(await control().parcels()).toHaveLength(1);
  });

  it.each(["", "null", "[]", "{}", '{"code":"0"}', "{", "\u0000"])("tries again later after the body %j", async (body) => {
    await expect(answering(200, body).track([{ number: upsNumber }])).rejects.toBeInstanceOf(RetryableError);
  });

  it("says so when the answer leaves a number out", async () => {
    const outcomes = await answering(200, { code: 0, data: { accepted: [{ number: "OTHER" }], rejected: null } }).register([{ number: upsNumber }]);

    expect(outcomes).toMatchObject([{ kind: "refused", number: upsNumber, reason: { code: "carriers.number_not_answered" }, isPassing: true }]);
  });

  it("reads the neighbours of an odd scan and of odd fields", async () => {
    const good = { time_utc: "2026-05-01T00:00:00Z", description: "Departed", sub_status: "InTransit_Departure" };
    const events = ["scan?", null, { time_utc: 17, description: {} }, { ...good, location: 5, address: "US", stage: [] }];
    const entry = { number: upsNumber, carrier: "UPS", tag: 1, track_info: { latest_event: "?", tracking: { providers: [{ events }] } } };

    const outcomes = await answering(200, { code: 0, data: { accepted: [entry], rejected: [] } }).track([{ number: upsNumber }]);

    expect(outcomes).toEqual([
      {
        kind: "events",
        number: upsNumber,
        events: [{ status: "IN_TRANSIT", happenedAt: new Date(good.time_utc), description: "Departed", providerCode: "InTransit_Departure" }],
        unknownCodes: [],
      },
    ]);
  });

  it("knows that the daily limit of a number passes by itself, and used-up quota does not", async () => {
    const rejecting = (code: number) => answering(200, { code: 0, data: { rejected: [{ number: upsNumber, error: { code, message: "no" } }] } });

    expect(await rejecting(-18019907).register([{ number: upsNumber }])).toMatchObject([{ reason: { code: "carriers.daily_limit_reached" }, isPassing: true }]);
    expect(await rejecting(-18019908).register([{ number: upsNumber }])).toMatchObject([{ reason: { code: "carriers.quota_used_up" }, isPassing: false }]);
    expect(await rejecting(-1).stop([upsNumber])).toMatchObject([{ reason: { code: "carriers.number_refused" } }]);
  });

  it("keeps the key out of addresses, bodies and messages", async () => {
    const requests: HttpRequest[] = [];
    const error: unknown = await answering(503, "down", requests).track([{ number: upsNumber }]).catch((caught: unknown) => caught);

    expect(requests[0]?.headers?.["17token"]).toBe(token);
    expect(`${requests[0]?.url}${String(requests[0]?.body)}${String(error)}`).not.toContain(token);
  });
});
