// Does guessing end, at every door at once, without keeping anybody else waiting?
import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { refusalsAMinute } from "../../app/platform/limit-refusals.server.ts";
import { createLog } from "../../app/platform/log.server.ts";
import { startWebServer, type WebParts, type WebServer } from "../../app/platform/web-server.server.ts";

const open: WebServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(change: Partial<WebParts>) {
  const parts: WebParts = { log: createLog("silent"), isHttps: false, raw: {}, readiness: {}, handlers: [(_request, response) => void response.send("page")], ...change };
  const server = await startWebServer(parts, { host: "127.0.0.1", port: 0 });
  open.push(server);
  return { get: (path: string, init?: RequestInit) => fetch(server.url + path, init) };
}

describe("a sender who is refused again and again", () => {
  const from = (address: string) => ({ headers: { "x-forwarded-for": address } });
  const refusing = { raw: { "/webhooks": (_request: unknown, response: ServerResponse) => void response.writeHead(401).end() } };

  it("is told to wait at every door but Shopify's, before anything looks at it, and nobody else is", async () => {
    const { get } = await start(refusing);
    for (let knock = 0; knock < refusalsAMinute; knock += 1) await (await get("/webhooks", from("203.0.113.7"))).arrayBuffer();
    await expect.poll(async () => (await get("/page", from("203.0.113.7"))).status).toBe(429);

    const [same, raw, invented, other, nobody] = await Promise.all([
      get("/page", from("203.0.113.7")), get("/webhooks", from("203.0.113.7")), get("/page", from("198.51.100.1, 203.0.113.7")), get("/page", from("203.0.113.8")), get("/page"),
    ]);

    expect([same, raw, invented, other, nobody].map(({ status }) => status)).toEqual([429, 401, 429, 200, 200]);
    expect(Number(same.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("is known by its network where it has 2^64 addresses; a neighbor that names nobody is never kept waiting", async () => {
    const { get } = await start(refusing);
    for (let knock = 0; knock < refusalsAMinute; knock += 1) await (await get("/webhooks", from(`2001:db8:1:2::${knock.toString(16)}`))).arrayBuffer();
    for (let knock = 0; knock < refusalsAMinute + 5; knock += 1) await (await get("/webhooks")).arrayBuffer();
    await expect.poll(async () => (await get("/page", from("2001:db8:1:2:ffff::1"))).status).toBe(429);

    expect((await get("/page", from("2001:db8:1:3::1"))).status).toBe(200);
    expect((await get("/page", from("10.0.0.9"))).status).toBe(200);
  });

  it("is not counted for what it was given", async () => {
    const { get } = await start(refusing);
    for (let knock = 0; knock < refusalsAMinute + 5; knock += 1) await (await get("/page", from("203.0.113.7"))).arrayBuffer();

    expect((await get("/page", from("203.0.113.7"))).status).toBe(200);
  });
});
