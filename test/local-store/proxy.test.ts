// Does the proxy pass everything through byte for byte, and rewrite only what names Shopify's hosts?
import { once } from "node:events";
import { createServer, request as ask, type IncomingMessage, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { htmlRewriter, rewriteHeaders } from "./admin/rewrite-response.ts";
import { startAppProxy, type AppProxy } from "./proxy.ts";

const ADMIN = "http://127.0.0.1:4000";
const CDN_SCRIPT = "https://cdn.shopify.com/shopifycloud/app-bridge.js";
const PAGE = `<script src="${CDN_SCRIPT}"></script>
<link rel="preconnect" href="https://cdn.shopify.com/"><script>const data = {"image":"https://cdn.shopify.com/a.png"}</script>`;
const PRODUCTION_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "frame-ancestors https://demo-shop.myshopify.com https://admin.shopify.com;",
  link: `<${CDN_SCRIPT}>; rel="preload"; as="script";`,
};

type Received = { method: string | undefined; rawHeaders: string[]; body: Buffer };
let received: Received[] = [];
let app: Server;
let appUrl = "";
let proxy: AppProxy;

beforeAll(async () => {
  app = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    received.push({ method: request.method, rawHeaders: request.rawHeaders, body: Buffer.concat(chunks) });
    if (request.url === "/page") return void response.writeHead(200, PRODUCTION_HEADERS).end(PAGE);
    if (request.url === "/script.js") return void response.writeHead(200, { "content-type": "text/javascript" }).end(PAGE);
    if (request.url === "/to-admin") {
      return void response.writeHead(302, { location: "https://admin.shopify.com/store/demo-shop/apps/key/app?x=1" }).end();
    }
    response.writeHead(201, [["set-cookie", "a=1"], ["set-cookie", "b=2"]].flat());
    response.end("taken");
  });
  app.on("upgrade", (_request, socket) => {
    socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  proxy = await startAppProxy({ appUrl, storeUrl: ADMIN });
});

afterAll(async () => {
  await proxy.close();
  app.closeAllConnections();
  await new Promise((resolve) => app.close(resolve));
});

beforeEach(() => {
  received = [];
});

/** A request with its headers written exactly so, repeated ones included. */
async function send(path: string, rawHeaders: string[], body: Buffer): Promise<IncomingMessage> {
  const { host, port } = new URL(proxy.url);
  const request = ask(`${proxy.url}${path}`, { method: "POST", port, headers: ["Host", host, ...rawHeaders] });
  request.end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return response.resume();
}

test("a page comes with the stand-in's address and the local admin among those who may frame it", async () => {
  const response = await fetch(`${proxy.url}/page`);

  expect(response.headers.get("content-security-policy")).toBe(
    `frame-ancestors https://demo-shop.myshopify.com https://admin.shopify.com ${ADMIN};`,
  );
  expect(response.headers.get("link")).toBe('</_local-store/app-bridge.js>; rel="preload"; as="script";');
  expect(await response.text()).toBe(`<script src="/_local-store/app-bridge.js"></script>
<link rel="preconnect" href="/_local-store/cdn/"><script>const data = {"image":"https://cdn.shopify.com/a.png"}</script>`);
});

test("asked directly, the app shows its production policy", async () => {
  const response = await fetch(`${appUrl}/page`);

  expect(response.headers.get("content-security-policy")).toBe(PRODUCTION_HEADERS["content-security-policy"]);
  expect(response.headers.get("link")).toBe(PRODUCTION_HEADERS.link);
  expect(await response.text()).toBe(PAGE);
});

test("what is no page passes unchanged", async () => {
  expect(await (await fetch(`${proxy.url}/script.js`)).text()).toBe(PAGE);
});

test("a policy that lets nobody frame the page still lets nobody", () => {
  const raw = ["Content-Security-Policy", "frame-ancestors 'none';", "content-security-policy", "script-src https://cdn.shopify.com"];

  expect(rewriteHeaders(raw, ADMIN)).toEqual([
    "Content-Security-Policy",
    "frame-ancestors 'none';",
    "content-security-policy",
    "script-src 'self'",
  ]);
});

test("a way back into Shopify's admin leads into the local one", async () => {
  const response = await fetch(`${proxy.url}/to-admin`, { redirect: "manual" });

  expect(response.headers.get("location")).toBe(`${ADMIN}/store/demo-shop/apps/key/app?x=1`);
});

test("a webhook arrives byte for byte, with repeated headers still repeated", async () => {
  const body = Buffer.from([0, 255, 10, 13, 128, 34]);

  const response = await send("/webhooks", ["X-Shopify-Topic", "a", "X-Shopify-Topic", "b", "Content-Length", "6"], body);

  expect(response.statusCode).toBe(201);
  expect(response.headers["set-cookie"]).toEqual(["a=1", "b=2"]);
  expect(received[0]?.body).toEqual(body);
  const headers = received[0]?.rawHeaders ?? [];
  expect(headers.filter((_, index) => headers[index - 1] === "X-Shopify-Topic")).toEqual(["a", "b"]);
  expect(headers[headers.indexOf("Host") + 1]).toBe(new URL(proxy.url).host);
  expect(headers[headers.indexOf("X-Forwarded-Host") + 1]).toBe(new URL(proxy.url).host);
});

test("a body of unknown length is streamed on", async () => {
  const body = Buffer.alloc(300_000, "x");

  await send("/webhooks", ["Transfer-Encoding", "chunked"], body);

  expect(received[0]?.body.equals(body)).toBe(true);
});

test("a WebSocket is passed on in both directions", async () => {
  const socket = connect(Number(new URL(proxy.url).port), "127.0.0.1");
  socket.write("GET /hot HTTP/1.1\r\nHost: app\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
  const [answer] = (await once(socket, "data")) as [Buffer];
  socket.write("ping");
  const [echo] = (await once(socket, "data")) as [Buffer];
  socket.destroy();

  expect(answer.toString()).toMatch(/^HTTP\/1.1 101 /);
  expect(echo.toString()).toBe("ping");
});

test("an app that is away is reported, and found again at its new address", async () => {
  const other = await startAppProxy({ appUrl: "http://127.0.0.1:1", storeUrl: ADMIN });

  expect((await fetch(`${other.url}/page`)).status).toBe(502);
  other.setAppUrl(appUrl);
  expect((await fetch(`${other.url}/page`)).status).toBe(200);

  await other.close();
});

test("the stand-in knows whose admin it talks to", async () => {
  const response = await fetch(`${proxy.url}/_local-store/app-bridge.js`);

  expect(response.headers.get("content-type")).toContain("text/javascript");
  const script = await response.text();
  expect(script).toContain(JSON.stringify(ADMIN));
  expect(script).not.toMatch(/^(import|export) /m);
});

test("an address is found however the page is cut into chunks, and every other byte stays", () => {
  const piece = fc.constantFrom(`src="${CDN_SCRIPT}"`, 'href="https://cdn.shopify.com/x.css"', '="https://cdn', "代发", "=", '="http');
  const whole = (text: string) => text
    .replaceAll(`="${CDN_SCRIPT}`, '="/_local-store/app-bridge.js')
    .replaceAll('="https://cdn.shopify.com', '="/_local-store/cdn');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 60 }), (pieces, size) => {
      const text = pieces.join("");
      const bytes = Buffer.from(text);
      const rewriter = htmlRewriter();
      const out: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += size) out.push(rewriter.push(bytes.subarray(at, at + size)));
      out.push(rewriter.end());
      expect(Buffer.concat(out).toString()).toBe(whole(text));
    }),
  );
});
