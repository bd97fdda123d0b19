// Is the local 17TRACK a fair stand-in? Its pushes are read by the app's own code.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PushReading } from "../../app/carriers/carrier.ts";
import { readPush } from "../../app/carriers/seventeen-track/read-push.server.ts";
import { localCarrierClient } from "../local-carriers/client.ts";
import { startLocalCarrier } from "../local-carriers/seventeen-track.ts";
import type { LocalCarrier, LocalCarrierOptions } from "../local-carriers/seventeen-track.ts";

const token = "local-key";
const number = "1Z5R89390357567127";
const pickedUp = { status: "InTransit", sub_status: "InTransit_PickedUp", at: "2026-05-01T00:00:00Z" };

/** What the app would do at the door: verify, read, answer 200 or what is ordered. */
let receiver: Server;
let readings: PushReading[];
let answers: number[];
let pushUrl: string;
const open: LocalCarrier[] = [];

beforeEach(async () => {
  readings = [];
  answers = [];
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const sign = request.headers["sign"];
    readings.push(readPush({ headers: { sign: typeof sign === "string" ? sign : undefined }, rawBody: Buffer.concat(chunks) }, token));
    response.writeHead(answers.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  pushUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/push`;
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((carrier) => carrier.close()));
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

async function started(options: Partial<LocalCarrierOptions> = {}) {
  const carrier = await startLocalCarrier({ token, pushUrl, pushRetryDelaysMs: [5, 5, 5], ...options });
  open.push(carrier);
  const call = async (method: string, body: unknown, key = token) => {
    const response = await fetch(`${carrier.apiUrl}/${method}`, { method: "POST", headers: { "17token": key }, body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as { code: number; data: { accepted: object[]; rejected: { error: { code: number } }[] } } };
  };
  return { carrier, call, control: localCarrierClient(carrier.url) };
}

const kinds = () => readings.map(({ kind }) => kind);

describe("the local 17TRACK's calls", () => {
  it.each([
    { what: "a wrong key", body: [{ number }], key: "wrong", status: 401, code: -18010002 },
    { what: "41 numbers", body: Array.from({ length: 41 }, () => ({ number })), key: token, status: 200, code: -18010014 },
    { what: "no number", body: [], key: token, status: 200, code: -18010010 },
    { what: "no list", body: { number }, key: token, status: 200, code: -18010012 },
  ])("refuse $what", async ({ body, key, status, code }) => {
    const { call } = await started();

    expect(await call("register", body, key)).toMatchObject({ status, body: { code } });
  });

  it("register once, count quota, detect or refuse the carrier", async () => {
    const { call } = await started({ quota: 2 });
    const codes = async (items: object[]) => (await call("register", items)).body.data.rejected.map(({ error }) => error.code);

    expect(await codes([{ number }, { number: "RB123456785CN" }])).toEqual([]);
    expect(await codes([{ number }, { number: "9400111206206406260787" }, { number: "x y" }])).toEqual([-18019901, -18019908, -18010012]);
    expect((await call("getquota", {})).body.data).toMatchObject({ quota_total: 2, quota_used: 2, quota_remain: 0 });
  });

  it("track again once, change the carrier, and list what is followed", async () => {
    const { call } = await started();
    await call("register", [{ number }]);

    expect((await call("retrack", [{ number }])).body.data.accepted).toHaveLength(1);
    expect((await call("retrack", [{ number }])).body.data.rejected).toMatchObject([{ error: { code: -18019905 } }]);
    expect((await call("changecarrier", [{ number, carrier_new: 1 }])).body.data.rejected).toMatchObject([{ error: { code: -18019910 } }]);
    await call("changecarrier", [{ number, carrier_new: 21051 }]);
    expect((await call("gettracklist", { page_no: 1 })).body.data.accepted).toMatchObject([{ number, carrier: 21051, package_status: "NotFound" }]);
  });

  it("are refused beyond the rate agreed", async () => {
    const { call } = await started({ requestsPerSecond: 1 });

    expect([(await call("getquota", {})).status, (await call("getquota", {})).status]).toEqual([200, 429]);
  });
});

describe("the local 17TRACK's pushes", () => {
  it("are signed so that the app takes them", async () => {
    const { call, control } = await started();
    await call("register", [{ number, tag: "p1" }]);

    await control.advance(number, pickedUp);
    await control.settle();

    expect(readings).toMatchObject([{ kind: "updated", number, tag: "p1", company: "UPS", events: [{ status: "CARRIER_PICKED_UP" }] }]);
  });

  it("are repeated until they are answered with 200, and given up after three more", async () => {
    const { call, control } = await started();
    await call("register", [{ number }]);

    answers = [500, 404, 200];
    await control.advance(number, pickedUp);
    await control.settle();
    expect(readings).toHaveLength(3);

    answers = [500, 500, 500, 500, 200];
    await control.advance(number, pickedUp);
    await control.settle();
    expect(readings).toHaveLength(7);
  });

  it("come twice, forged, or never, when ordered", async () => {
    const { call, control } = await started();
    await call("register", [{ number }]);
    for (const kind of ["duplicate_push", "drop_push", "forged_push"] as const) await control.fault({ kind });

    await control.advance(number, pickedUp);
    await control.settle();
    expect(kinds()).toEqual(["updated", "updated"]);
    await control.advance(number, pickedUp);
    await control.settle();
    expect(kinds()).toHaveLength(2);
    await control.advance(number, pickedUp);
    await control.settle();
    expect(kinds()).toEqual(["updated", "updated", "forged"]);
  });

  it("end with a last word when the following is stopped", async () => {
    const { call, control } = await started();
    await call("register", [{ number }]);

    await control.stop(number);
    await control.advance(number, pickedUp);
    await control.settle();

    expect(readings).toEqual([{ kind: "stopped", number }]);
  });

  it("take a parcel to the door by themselves in the demo", async () => {
    const { call, control } = await started();
    await call("register", [{ number }]);

    await control.auto(5);
    await expect.poll(kinds, { timeout: 5_000 }).toHaveLength(4);

    const parcel = (await control.parcels())[0];
    expect(parcel?.events.map(({ sub_status }) => sub_status).toReversed()).toEqual(["InTransit_PickedUp", "InTransit_Departure", "OutForDelivery_Other", "Delivered_Other"]);
  });

  it("that were not taken before the end are sent after the next start", async () => {
    const folder = mkdtempSync(join(tmpdir(), "local-carrier-"));
    const stateFile = join(folder, "parcels.json");
    const first = await started({ stateFile, pushRetryDelaysMs: [60_000] });
    await first.call("register", [{ number }]);
    answers = [503];
    await first.control.advance(number, pickedUp);
    await expect.poll(kinds).toHaveLength(1);
    await first.carrier.close();
    open.length = 0;

    const second = await started({ stateFile });
    await second.control.settle();

    expect(readings).toHaveLength(2);
    expect((await second.control.parcels())[0]?.isPushPending).toBe(false);
    rmSync(folder, { recursive: true });
  });

  it("cannot be ordered for a number that nobody registered, or with nonsense", async () => {
    const { call, control } = await started();
    await call("register", [{ number }]);

    await expect(control.advance("1ZNOBODY", pickedUp)).rejects.toThrow("404");
    await expect(control.advance(number, { ...pickedUp, at: "yesterday" })).rejects.toThrow("400");
  });
});
