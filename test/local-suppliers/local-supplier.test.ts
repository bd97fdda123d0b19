// Is the local supplier an honest stand-in: does it remember, count, label and sign as a real one would?
import { createServer } from "node:http";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { detectCarrier } from "../../app/carriers/detect-carrier.ts";
import { createHttpClient } from "../../app/platform/http.server.ts";
import type { WebhookReading } from "../../app/suppliers/connector.ts";
import { restApi } from "../../app/suppliers/connectors/rest-api/connector.server.ts";
import { anOrderRequest, aRequestedLine } from "../suppliers/connectors/an-order-request.ts";
import { testCredentials } from "../suppliers/connectors/rest-api/world.ts";
import { localSupplierClient } from "./client.ts";
import type { LocalSupplierOptions } from "./running.ts";
import { startLocalSupplier } from "./start-local-supplier.ts";
import { makeLabel, upsCheckDigit, uspsCheckDigit } from "./tracking-numbers.ts";

const closers: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function start(over: Partial<LocalSupplierOptions> = {}) {
  const supplier = await startLocalSupplier({ name: "Ningbo", ...testCredentials, items: [{ itemId: "mug", stock: 10 }, { itemId: "pen" }], ...over });
  closers.push(() => supplier.close());
  const http = createHttpClient({ allowPrivateAddresses: ["127.0.0.1"] });
  const connection = restApi.open({ settings: { baseUrl: supplier.url }, credentials: testCredentials, http, now: () => new Date() });
  const order = async (over: Parameters<typeof anOrderRequest>[0] = {}) => {
    const request = anOrderRequest(over);
    await connection.submit(request);
    return request.identity.reference;
  };
  return { supplier, connection, control: localSupplierClient(supplier.url), order };
}

/** Daifa's door, as far as a supplier sees it; the first answers may be errors. */
async function receive(statuses: number[] = []) {
  const readings: WebhookReading[] = [];
  const connection = restApi.open({ settings: { baseUrl: "https://example.com" }, credentials: testCredentials, http: createHttpClient({ allowPrivateAddresses: false }), now: () => new Date() });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const reading = connection.readWebhook?.({ headers: request.headers, rawBody: Buffer.concat(chunks), now: new Date() });
    if (reading) readings.push(reading);
    response.writeHead(statuses.shift() ?? (reading?.kind === "notices" ? 200 : 401)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return { readings, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

describe("the local supplier's labels", () => {
  it("use the check digits of real numbers", () => {
    expect(upsCheckDigit("5R8939035756712")).toBe(7);
    expect(upsCheckDigit("879E93034683444")).toBe(0);
    expect(uspsCheckDigit("940011120620640626078")).toBe(7);
    expect(uspsCheckDigit("0307179000052348374")).toBe(1);
  });

  it.each(["ups", "usps"] as const)("are recognised as %s without being told", (name) => {
    const recognized = [1, 2, 77, 9_999_999].map((serial) => detectCarrier({ number: makeLabel(name, "204060", serial).trackingNumber }));

    expect(recognized.map((detection) => detection.kind === "recognized" && detection.carrier.id)).toEqual([name, name, name, name]);
  });

  it("look like the carrier's and never repeat", () => {
    const labels = (["ups", "usps", "yto"] as const).map((carrier) => [1, 2, 3].map((serial) => makeLabel(carrier, "000042", serial).trackingNumber));

    expect(labels.map(([first]) => first)).toEqual([expect.stringMatching(/^1Z\d{16}$/), expect.stringMatching(/^92\d{20}$/), expect.stringMatching(/^YT\d{13}$/)]);
    expect(new Set(labels.flat()).size).toBe(9);
  });
});

describe("the local supplier's book", () => {
  it("counts stock down when it takes an order and up again when that is cancelled", async () => {
    const { connection, control, order } = await start();

    const reference = await order();
    const taken = (await control.readBook()).stock;
    await connection.cancel(reference);

    expect([taken, (await control.readBook()).stock]).toEqual([{ mug: 7 }, { mug: 10 }]);
  });

  it("survives a restart: orders, shipments, cursors, and numbers that go on", async () => {
    const folder = mkdtempSync(join(tmpdir(), "local-supplier-"));
    closers.push(() => rmSync(folder, { recursive: true }));
    const stateFile = join(folder, "book.json");
    const before = await start({ stateFile });
    const reference = await before.order();
    const first = await before.control.ship(reference, [{ carrier: "ups", lines: [{ lineReference: "1", quantity: 1 }] }]);
    const cursor = (await before.connection.fetchShipments?.(undefined))?.outcome.cursor;
    await before.supplier.close();

    const after = await start({ stateFile });
    const second = await after.control.ship(reference, [{ carrier: "ups" }]);

    expect((await after.connection.lookUp?.(reference))?.outcome).toMatchObject({ kind: "found", standing: "shipped" });
    expect((await after.connection.fetchShipments?.(cursor))?.outcome.notices.map(({ shipmentReference }) => shipmentReference)).toEqual([second.shipmentReference]);
    expect(second.shipmentReference).not.toBe(first.shipmentReference);
    expect(second.parcels[0]?.trackingNumber).not.toBe(first.parcels[0]?.trackingNumber);
    expect(second.parcels[0]?.lines).toEqual([{ lineReference: "1", quantity: 2 }]);
  });

  it("refuses to begin with a book that it cannot read, rather than forgetting it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "local-supplier-"));
    closers.push(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "book.json"), "{");

    await expect(start({ stateFile: join(folder, "book.json") })).rejects.toThrow("cannot be read");
  });

  it("never ships more than was ordered, nor anything of a failed command", async () => {
    const { control, order } = await start();
    const reference = await order();

    await expect(control.ship(reference, [{ lines: [{ lineReference: "1", quantity: 2 }] }, { lines: [{ lineReference: "1", quantity: 2 }] }])).rejects.toThrow("has 1 left");
    await control.ship(reference);

    await expect(control.ship(reference)).rejects.toThrow("nothing is left");
    expect((await control.readBook()).shipments).toHaveLength(1);
  });

  it("keeps a list of calls with key and answer", async () => {
    const { control, order } = await start();
    await control.addFault({ answer: "error_500" });

    const reference = await order();
    await order({ lines: [aRequestedLine({ itemId: "unknown" })] });

    expect(await control.readCalls()).toMatchObject([{ method: "POST", path: "/orders", answered: "error_500", idempotencyKey: `${reference}.r1` }, { answered: 422 }]);
  });
});

describe("the local supplier's shipping", () => {
  it.each([
    ["one", [[{ lineReference: "1", quantity: 3 }]]],
    ["two", [[{ lineReference: "1", quantity: 1 }], [{ lineReference: "1", quantity: 2 }]]],
  ] as const)("sends an order by itself in %s", async (parcels, expected) => {
    const { connection, order } = await start({ auto: { shipAfterMs: 20, parcels } });

    const reference = await order();

    const shipped = await vi.waitFor(async () => {
      const page = await connection.fetchShipments?.(undefined);
      expect(page?.outcome.notices).toHaveLength(1);
      return page?.outcome.notices[0];
    }, 5_000);
    expect(shipped?.reference).toBe(reference);
    expect(shipped?.parcels.map(({ lines }) => lines)).toEqual(expected);
  });

  it("signs what it tells, and repeats it until it is taken", async () => {
    const { readings, url } = await receive([503]);
    const { control, order } = await start({ webhookUrl: url });

    const notice = await control.ship(await order());

    await vi.waitFor(async () => expect((await control.readBook()).pushes.map(({ status }) => status)).toEqual([503, 200]), 5_000);
    expect(readings).toMatchObject([{ notices: [{ shipmentReference: notice.shipmentReference }] }, { notices: [{ shipmentReference: notice.shipmentReference }] }]);
  });

  it("tells three times, or with a forged signature, or not at all when told so, and lists it all the same", async () => {
    const { readings, url } = await receive();
    const { connection, control, order } = await start();
    await control.setWebhookUrl(url);
    await control.addFault({ push: "three_times" });
    await control.addFault({ push: "bad_signature" });
    await control.addFault({ push: "not_sent" });

    await control.ship(await order());
    await vi.waitFor(() => expect(readings.map(({ kind }) => kind)).toEqual(["notices", "notices", "notices"]), 5_000);
    await control.ship(await order());
    await vi.waitFor(() => expect(readings.at(3)).toEqual({ kind: "rejected", reason: "signature_wrong" }), 5_000);
    const silent = await order({ lines: [aRequestedLine({ itemId: "pen" })] });
    await control.ship(silent);
    await control.pushAgain(silent);
    await vi.waitFor(() => expect(readings).toHaveLength(5), 5_000);

    expect((await connection.fetchShipments?.(undefined))?.outcome.notices).toHaveLength(3);
    expect((await control.readBook()).pushes.map(({ isForged }) => isForged)).toEqual([false, false, false, true, false]);
  });
});
