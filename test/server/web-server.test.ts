// Does the server look at a request in the right order, keep secrets out of its log, and end without cutting anybody off?
import { createRequestHandler } from "@remix-run/express";
import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createLog } from "../../app/platform/log.server.ts";
import { requestIdOf, startWebServer, type WebParts, type WebServer } from "../../app/platform/web-server.server.ts";
import type { Tools } from "../../app/tools.server.ts";
import { type FakePages, fakePages } from "./fake-pages.ts";

type Line = { msg: string; path?: string; status?: number; method?: string; ms?: number; request?: string; aborted?: boolean };

const open: WebServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(change: Partial<WebParts> = {}, pages: FakePages = fakePages()) {
  const lines: Line[] = [];
  const log = createLog("debug", { write: (line: string) => void lines.push(JSON.parse(line) as Line) });
  const handle = createRequestHandler({
    build: pages.build,
    mode: "production",
    getLoadContext: (request) => ({ apiKey: "the-key", requestId: requestIdOf(request), tools: {} as Tools }),
  });
  const parts: WebParts = {
    log, isHttps: false, raw: {}, readiness: {}, handlers: [(request, response, next) => void handle(request, response, next)], ...change,
  };
  const server = await startWebServer(parts, { host: "127.0.0.1", port: 0 });
  open.push(server);
  return { server, lines, get: (path: string, init?: RequestInit) => fetch(server.url + path, init) };
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
}

describe("the web server", () => {
  it("serves pages with what the server knows, and headers that keep browsers careful", async () => {
    const { get } = await start();

    const answer = await get("/page");

    expect(await answer.text()).toBe("page /page for the-key");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("referrer-policy")).toBe("strict-origin");
    expect(answer.headers.has("x-powered-by")).toBe(false);
    expect(answer.headers.has("strict-transport-security")).toBe(false);
  });

  it("asks browsers to stay with https only where it is reached by https", async () => {
    const { get } = await start({ isHttps: true });

    expect((await get("/page")).headers.get("strict-transport-security")).toMatch(/^max-age=\d+/);
  });

  it("hands a webhook to its door before anything else, with its bytes and its query untouched", async () => {
    const seen: string[] = [];
    const { get } = await start({
      raw: {
        "/webhooks": async (request, response) => {
          const body: Buffer[] = [];
          for await (const chunk of request) body.push(chunk as Buffer);
          seen.push(`${request.method} ${Buffer.concat(body).toString()}`);
          response.writeHead(202).end();
        },
      },
      handlers: [(_request, response) => void response.status(203).end()],
    });

    const answers = [await get("/webhooks", { method: "POST", body: '{"id": 1 }' }), await get("/webhooks?x=1"), await get("/webhooks/other")];

    expect(answers.map(({ status }) => status)).toEqual([202, 202, 203]);
    expect(seen).toEqual(['POST {"id": 1 }', "GET "]);
  });

  it("answers 500 for a door that fails, and goes on", async () => {
    const { get, lines } = await start({ raw: { "/webhooks": () => Promise.reject(new Error("door broke")) } });

    expect((await get("/webhooks", { method: "POST" })).status).toBe(500);
    expect((await get("/healthz")).status).toBe(200);
    expect(lines.some(({ msg }) => msg === "a request failed")).toBe(true);
  });

  it("answers a host that is no host without falling over", async () => {
    const { server, get } = await start();
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.end("GET /page HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n");
    const [first] = (await once(socket, "data")) as [Buffer];

    expect(first.toString()).toMatch(/^HTTP\/1.1 500/);
    expect(first.toString()).toMatch(/Reference: [0-9a-f-]{36}/);
    expect((await get("/page")).status).toBe(200);
  });

  it("refuses a body that no page needs, whether its length is told or not", async () => {
    const { get } = await start();
    const tooMuch = new Uint8Array(7 * 1024 * 1024);
    const unannounced = new ReadableStream({ start: (stream) => { stream.enqueue(tooMuch); } });

    expect((await get("/form", { method: "POST", body: "x".repeat(1000) }).then((answer) => answer.text()))).toBe("read 1000");
    expect((await get("/form", { method: "POST", body: tooMuch })).status).toBe(413);
    const withFiles = { "Content-Type": "multipart/form-data; boundary=x" };
    expect((await get("/form", { method: "POST", body: tooMuch, headers: withFiles })).status).toBe(200);
    expect((await get("/form", { method: "POST", body: new Uint8Array(22 * 1024 * 1024), headers: withFiles })).status).toBe(413);
    await expect(get("/form", { method: "POST", body: unannounced, duplex: "half" } as RequestInit)).rejects.toThrow();
  });
});

describe("an address that nobody answers", () => {
  it("is not found", async () => {
    const { get } = await start({ handlers: [] });

    const answer = await get("/nowhere");

    expect([answer.status, await answer.text()]).toEqual([404, "Not found"]);
  });
});

describe("the access log", () => {
  it("holds method, path, status and time, and never a query", async () => {
    const { get, lines } = await start();

    await get("/page?id_token=very-secret&shop=demo.myshopify.com");
    await until(() => lines.length > 0);

    expect(lines).toEqual([
      expect.objectContaining({ msg: "answered", method: "GET", path: "/page", status: 200, ms: expect.any(Number), request: expect.any(String) }),
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/very-secret|myshopify/);
  });

  it("does not hold what opens the page of a supplier or customer", async () => {
    const { get, lines } = await start({ handlers: [(request, response) => {
      if (request.path.includes("broken")) throw new Error("broke");
      response.send("ok");
    }] });

    for (const path of ["/s/1.key-of-a-supplier.x", "/s/1.key-of-a-supplier.x/order.pdf?lang=en", "//S/1.key-of-a-supplier.x", "/c/1.key-of-a-customer.x.data", "/c/1.key-of-a-customer.broken"]) await get(path);
    await until(() => lines.length > 5);

    expect(lines.map(({ path }) => path)).toEqual(expect.arrayContaining(["/s/[link]", "/s/[link]/order.pdf", "//S/[link]", "/c/[link]"]));
    expect(JSON.stringify(lines)).not.toMatch(/key-of/);
  });

  it("says so when nobody waited for the answer", async () => {
    const pages = fakePages();
    const { get, lines } = await start({}, pages);
    const given = new AbortController();

    const asking = get("/slow", { signal: given.signal });
    await pages.slowAsked;
    given.abort();
    await expect(asking).rejects.toThrow();
    await until(() => lines.some(({ path }) => path === "/slow"));

    expect(lines.find(({ path }) => path === "/slow")?.aborted).toBe(true);
    pages.finishSlow();
  });
});

describe("health", () => {
  it("is alive as long as the process answers, whatever its database does", async () => {
    const { get } = await start({ readiness: { database: () => Promise.reject(new Error("away")) } });

    expect((await get("/healthz")).status).toBe(200);
  });

  it("is ready when each part is, and names those that are not", async () => {
    const state = { isAway: false };
    const { get } = await start({
      readiness: { database: () => (state.isAway ? Promise.reject(new Error("password in here")) : Promise.resolve()), queue: () => Promise.resolve() },
    });

    const before = await get("/readyz");
    state.isAway = true;
    const after = await get("/readyz");

    expect([before.status, await before.json()]).toEqual([200, { ready: true, draining: false, database: "ok", queue: "ok" }]);
    expect([after.status, await after.json()]).toEqual([503, { ready: false, draining: false, database: "failed", queue: "ok" }]);
  });

  it("does not wait for a part that does not answer", async () => {
    const { get } = await start({ readiness: { database: () => new Promise(() => undefined) } });

    expect(await (await get("/readyz")).json()).toMatchObject({ ready: false, database: "slow" });
  });
});

describe("the end", () => {
  it("finishes what is under way, takes nothing new, and can be asked for twice", async () => {
    const pages = fakePages();
    const { server, get } = await start({}, pages);
    const slow = get("/slow");
    await pages.slowAsked;

    const closing = Promise.all([server.close(), server.close()]);
    await expect(get("/page")).rejects.toThrow();
    pages.finishSlow();

    const answer = await slow;
    expect([answer.status, await answer.text()]).toEqual([200, "slow page"]);
    await closing;
  });

  it("does not wait for connections that are merely open", async () => {
    const { server, get } = await start();
    await (await get("/page")).text();
    const startedAt = performance.now();

    await server.close();

    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
