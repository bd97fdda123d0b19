import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readPush } from "../../../app/carriers/seventeen-track/read-push.server.ts";
import { isPushAuthentic, signPush } from "../../../app/carriers/seventeen-track/verify-push.server.ts";

const key = "APIKEY0123456789";
const vector = '{"event":"TRACKING_UPDATED","data":{"number":"RR123456789CN","carrier":3011,"tag":null}}';
const vectorSign = "b87ef24a672117a3be3ca09b5443d5f717d98986ac11c3a2f1d5d707a71b2773";

function delivered(body: string | Buffer, sign?: string) {
  const rawBody = Buffer.from(body);
  const ownSign = createHash("sha256").update(Buffer.concat([rawBody, Buffer.from(`/${key}`)])).digest("hex");
  return readPush({ headers: { sign: sign ?? ownSign }, rawBody }, key);
}

const updated = {
  event: "TRACKING_UPDATED",
  data: {
    number: "RR123456789CN",
    carrier: 3011,
    tag: "parcel-1",
    track_info: {
      latest_status: { status: "Delivered", sub_status: "Delivered_Other", sub_status_descr: null },
      latest_event: { time_utc: "2022-05-02T18:34:00Z", description: "Package delivered", location: "LOS ANGELES, CA", stage: "Delivered" },
      tracking: {
        providers_hash: 182180920,
        providers: [
          {
            provider: { key: 3011, name: "China Post", country: "CN" },
            events: [{ time_iso: "2022-04-25T10:00:00+08:00", time_utc: "2022-04-25T02:00:00Z", stage: "InfoReceived", description: "Order information received" }],
          },
        ],
      },
    },
  },
};

describe("a push from 17TRACK", () => {
  it("is signed as in the published example", () => {
    expect(signPush(Buffer.from(vector), key)).toBe(vectorSign);
    expect(isPushAuthentic({ rawBody: Buffer.from(vector), sign: vectorSign, key })).toBe(true);
  });

  it.each([
    ["one byte altered", vector.replace("3011", "3012"), vectorSign],
    ["a blank added, which JSON would not notice", vector.replace(",", ", "), vectorSign],
    ["a sign of another length", vector, vectorSign.slice(1)],
    ["a sign in capitals", vector, vectorSign.toUpperCase()],
    ["an empty sign", vector, ""],
    ["a sign with other characters of the same length", vector, "é".repeat(32)],
  ])("is forged with %s", (_what, body, sign) => {
    expect(delivered(body, sign)).toEqual({ kind: "forged" });
  });

  it("is forged without a sign, and under an empty key", () => {
    const rawBody = Buffer.from(vector);

    expect(readPush({ headers: {}, rawBody }, key)).toEqual({ kind: "forged" });
    expect(readPush({ headers: { sign: signPush(rawBody, "") }, rawBody }, "")).toEqual({ kind: "forged" });
  });

  it("tells the scans, the carrier and our own tag", () => {
    expect(delivered(JSON.stringify(updated))).toMatchObject({
      kind: "updated",
      number: "RR123456789CN",
      company: "China Post",
      tag: "parcel-1",
      events: [
        { status: "LABEL_PURCHASED", happenedAt: new Date("2022-04-25T02:00:00Z") },
        { status: "DELIVERED", happenedAt: new Date("2022-05-02T18:34:00Z"), location: "LOS ANGELES, CA" },
      ],
      unknownCodes: [],
    });
  });

  it("may lack the news, as in the published example", () => {
    expect(delivered(vector)).toEqual({ kind: "updated", number: "RR123456789CN", company: "China Post", events: [], unknownCodes: [] });
  });

  it("may say that the following has ended", () => {
    const body = JSON.stringify({ event: "TRACKING_STOPPED", data: { number: "RR123456789CN", carrier: 3011, tag: null } });

    expect(delivered(body)).toEqual({ kind: "stopped", number: "RR123456789CN" });
  });

  it.each([
    ["no JSON", "<html>"],
    ["nothing", ""],
    ["bytes that are no text", Buffer.from([0x7b, 0xff, 0xfe])],
    ["a list where v1 had one", JSON.stringify({ event: "TRACKING_UPDATED", data: [{ number: "1" }] })],
    ["an event of tomorrow", JSON.stringify({ event: "TRACKING_SOLD", data: { number: "1" } })],
  ])("that is authentic but holds %s is unreadable", (_what, body) => {
    expect(delivered(body).kind).toBe("unreadable");
  });
});
