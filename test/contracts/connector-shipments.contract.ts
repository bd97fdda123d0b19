// How must every connector that is asked for shipments, or told of them, read what the supplier says?
import { expect, it } from "vitest";
import { RetryableError } from "../../app/platform/errors.ts";
import type { ShipmentNotice } from "../../app/suppliers/connector.ts";
import { placeOrder, SPOILED } from "./connector-world.ts";
import type { StartedWorld } from "./connector-world.ts";

export function describePolling(current: () => StartedWorld): void {
  it("lists every shipment once over several pages, with line quantities, and then nothing new", async () => {
    const { reference } = await placeOrder(current());
    await current().ship(reference, [{ lineReference: "1", quantity: 1 }]);
    await current().ship(reference, [{ lineReference: "1", quantity: 2 }]);
    const others = [await placeOrder(current()), await placeOrder(current()), await placeOrder(current())];
    for (const other of others) await current().ship(other.reference);

    const first = await fetchAll(current(), undefined);
    const later = await fetchAll(current(), first.cursor);

    expect(first.notices.map((notice) => notice.reference)).toEqual([reference, reference, ...others.map((other) => other.reference)]);
    expect(first.notices.slice(0, 2).flatMap((notice) => notice.parcels.flatMap((parcel) => parcel.lines))).toEqual([
      { lineReference: "1", quantity: 1 },
      { lineReference: "1", quantity: 2 },
    ]);
    expect(new Set(first.notices.map((notice) => `${notice.reference} ${notice.shipmentReference}`)).size).toBe(5);
    expect(later).toEqual({ notices: [], cursor: first.cursor });
  });

  it("brings only what is new after a cursor", async () => {
    const [early, late] = [await placeOrder(current()), await placeOrder(current())];
    await current().ship(early.reference);
    const { cursor } = await fetchAll(current(), undefined);
    await current().ship(late.reference);

    const { notices } = await fetchAll(current(), cursor);

    expect(notices.map((notice) => notice.reference)).toEqual([late.reference]);
  });

  it.each(SPOILED)("fails retryably on a spoiled list (%s), and loses nothing", async (answer) => {
    const { reference } = await placeOrder(current());
    await current().ship(reference);
    await current().spoil(answer, "shipments");

    await expect(fetchAll(current(), undefined)).rejects.toThrow(RetryableError);
    const { notices } = await fetchAll(current(), undefined);

    expect(notices).toHaveLength(1);
  });
}

export function describePushing(current: () => StartedWorld): void {
  const now = new Date("2026-11-25T10:00:00Z");
  const notice = { reference: "a".repeat(32), shipmentReference: "S1", parcels: [{ trackingNumber: "1Z5R89390357567127", lines: [{ lineReference: "1", quantity: 2 }] }] };
  const secondsAway = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const read = (rawBody: Buffer, headers: Record<string, string | string[]>) => current().connection.readWebhook?.({ headers, rawBody, now });
  const reasonOf = (reading: ReturnType<typeof read>) => (reading?.kind === "rejected" ? reading.reason : reading?.kind);

  it("reads a signed notice", () => {
    const body = current().eventOf([notice]);

    expect(read(body, current().sign(body, now))).toMatchObject({ kind: "notices", notices: [{ ...notice, problems: [] }], unreadable: [] });
  });

  it("reads a repeated message as the same notice, so that it can be known again", () => {
    const body = current().eventOf([notice]);
    const headers = current().sign(body, now);

    expect(read(body, headers)).toEqual(read(body, headers));
  });

  it.each([
    [-301, "too_old"],
    [-300, "notices"],
    [300, "notices"],
    [301, "in_the_future"],
  ])("judges a message signed %i seconds from now as %s", (seconds, verdict) => {
    const body = current().eventOf([notice]);

    expect(reasonOf(read(body, current().sign(body, secondsAway(seconds))))).toBe(verdict);
  });

  it("rejects a captured message under a fresh timestamp", () => {
    const body = current().eventOf([notice]);
    const captured = current().sign(body, secondsAway(-1000));

    expect(reasonOf(read(body, { ...current().sign(body, now), "daifa-signature": captured["daifa-signature"] ?? "" }))).toBe("signature_wrong");
  });

  it("rejects another secret's signature, one changed byte, and a missing or repeated header", () => {
    const body = current().eventOf([notice]);
    const headers = current().sign(body, now);
    const shouted = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
    const repeated = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value, value]]));

    const reasons = [read(body, current().sign(body, now, "another-secret-000000")), read(Buffer.concat([body, Buffer.from(" ")]), headers), read(body, {}), read(body, repeated), read(body, { ...headers, ...shouted })].map(reasonOf);

    expect(reasons).toEqual(["signature_wrong", "signature_wrong", "signature_missing", "signature_missing", "signature_missing"]);
  });

  it("reports a bad line beside the good ones instead of dropping the notice", () => {
    const [parcel] = notice.parcels;
    const body = current().eventOf([{ ...notice, parcels: [{ ...parcel, lines: [...(parcel?.lines ?? []), { lineReference: "2", quantity: -1 }] }] }]);

    const reading = read(body, current().sign(body, now));

    expect(reading).toMatchObject({ kind: "notices", notices: [{ parcels: [{ lines: [{ lineReference: "1", quantity: 2 }] }], problems: [{ path: expect.stringContaining("quantity") as unknown }] }] });
  });

  it("hands back whole what is authentic but unreadable, and still reads its neighbour", () => {
    const body = current().eventOf([{ hello: "there" }, notice]);

    const reading = read(body, current().sign(body, now));

    expect(reading).toMatchObject({ kind: "notices", notices: [{ shipmentReference: "S1" }], unreadable: [{ raw: '{"hello":"there"}' }] });
  });

  it("hands back whole an authentic message that is no message at all", () => {
    const body = Buffer.from("<html>\0");

    expect(read(body, current().sign(body, now))).toMatchObject({ kind: "notices", notices: [], unreadable: [{ raw: "<html>\0" }] });
  });
}

async function fetchAll(world: StartedWorld, from: string | undefined): Promise<{ notices: ShipmentNotice[]; cursor: string | undefined }> {
  const notices: ShipmentNotice[] = [];
  let cursor = from;
  for (;;) {
    const answer = await world.connection.fetchShipments?.(cursor);
    if (!answer) throw new Error("this connector cannot be polled");
    notices.push(...answer.outcome.notices);
    cursor = answer.outcome.cursor;
    if (answer.outcome.isLast) return { notices, cursor };
  }
}
