// What does the rest-api connector alone promise: its settings, its key, and calls that certainly did not happen?
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpClient } from "../../../../app/platform/http.server.ts";
import { restApi } from "../../../../app/suppliers/connectors/rest-api/connector.server.ts";
import { anOrderRequest } from "../an-order-request.ts";
import { testCredentials } from "./world.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function open(baseUrl: string, allowPrivateAddresses: string[] = ["127.0.0.1"]) {
  return restApi.open({ settings: { baseUrl }, credentials: testCredentials, http: createHttpClient({ allowPrivateAddresses }), now: () => new Date() });
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  closers.push(() => void server.close().closeAllConnections());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("the settings of a rest-api supplier", () => {
  it.each([
    [{ baseUrl: "ftp://example.com" }, testCredentials, "baseUrl"],
    [{ baseUrl: "https://user:secret@example.com" }, testCredentials, "baseUrl"],
    [{ baseUrl: "https://example.com/?key=1" }, testCredentials, "baseUrl"],
    [{ baseUrl: "https://example.com", timeoutSeconds: 3600 }, testCredentials, "timeoutSeconds"],
    [{ baseUrl: "https://example.com" }, { ...testCredentials, apiKey: "short" }, "apiKey"],
    [{ baseUrl: "https://example.com" }, { ...testCredentials, apiKey: "line-break\r\nX-Evil: 1" }, "apiKey"],
  ])("refuse %j with the field's name", (settings, credentials, fields) => {
    const opening = () => restApi.open({ settings, credentials, http: createHttpClient({ allowPrivateAddresses: false }), now: () => new Date() });

    expect(opening).toThrow(expect.objectContaining({ code: "supplier_settings_invalid", params: { connector: "rest-api", fields } }));
  });
});

describe("a call to a rest-api supplier", () => {
  it("goes below the base address, with key and idempotency key in their headers", async () => {
    const heard: unknown[] = [];
    const url = await serve((request, response) => {
      heard.push([request.method, request.url, request.headers.authorization, request.headers["idempotency-key"], request.headers["content-type"]]);
      response.end();
    });
    const request = anOrderRequest();

    await open(`${url}/shop/api/`).submit(request);
    await open(`${url}/shop/api`).fetchShipments?.("a&b=c").catch(() => undefined);

    const key = `Bearer ${testCredentials.apiKey}`;
    expect(heard).toEqual([
      ["POST", "/shop/api/orders", key, `${request.identity.reference}.r1`, "application/json"],
      ["GET", "/shop/api/shipments?after=a%26b%3Dc", key, undefined, undefined],
    ]);
  });

  it("is repeated later, when the supplier asks to slow down, after the time that it names", async () => {
    const url = await serve((_request, response) => response.writeHead(429, { "Retry-After": "7" }).end());

    await expect(open(url).submit(anOrderRequest())).rejects.toMatchObject({ name: "RetryableError", retryAfterMs: 7_000 });
  });

  it("leaves the key out of the log even when the supplier repeats it", async () => {
    const url = await serve((request, response) => response.end(`you sent ${request.headers.authorization}`));

    const { exchange } = await open(url).submit(anOrderRequest());

    expect(exchange?.response).toBe("you sent Bearer [removed]");
  });

  it("never reaches an address inside the private network", async () => {
    let visits = 0;
    const url = await serve((_request, response) => {
      visits += 1;
      response.end();
    });
    const connection = open(url, []);

    await expect(connection.submit(anOrderRequest())).rejects.toMatchObject({ reason: "blocked", mayHaveArrived: false });

    expect((await connection.testConnection()).outcome).toMatchObject({ kind: "fails", code: "supplier_address_blocked" });
    expect(visits).toBe(0);
  });

  it("tells the person who tests the connection what came instead of an answer", async () => {
    const html = await serve((_request, response) => response.end("<html>"));
    const slow = await serve((_request, response) => response.writeHead(429).end());

    expect((await open(html).testConnection()).outcome).toMatchObject({ code: "supplier_answer_unreadable", params: { reason: "not_json" } });
    expect((await open(slow).testConnection()).outcome).toMatchObject({ code: "supplier_unreachable" });
    expect((await open("http://127.0.0.1:9").testConnection()).outcome).toMatchObject({ code: "supplier_unreachable", params: { reason: "unreachable" } });
  });
});
