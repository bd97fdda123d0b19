import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { InboxOutcome, IncomingMessageRow } from "../../app/platform/inbox.server.ts";
import { createLog } from "../../app/platform/log.server.ts";
import { createWebhookDoor, type WebhookDoorOptions } from "../../app/shopify/receive-webhook.server.ts";

const secret = "current-secret";
const maxBytes = 5 * 1024 * 1024;
const body = Buffer.from('{"id":820982911946154508,"note":"代发"}');
const sign = (bytes: Buffer, key = secret): string => createHmac("sha256", key).update(bytes).digest("base64");

const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function openDoor(options: Partial<WebhookDoorOptions> & { outcome?: InboxOutcome } = {}) {
  const stored: IncomingMessageRow[] = [];
  const lines: string[] = [];
  const door = createWebhookDoor({
    secrets: [secret, "previous-secret"],
    maxBytes,
    inbox: { store: (row) => Promise.resolve((stored.push(row), options.outcome ?? "stored")) },
    topics: new Set(["orders/create"]),
    log: createLog("debug", { write: (line) => void lines.push(line) }),
    ...options,
  });
  const server = createServer(door);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, stored, lines, door };
}

type Header = [string, string];
const usualHeaders = (bytes: Buffer): Header[] => [
  ["Host", "app.example.com"],
  ["X-Shopify-Topic", "orders/create"],
  ["X-Shopify-Hmac-Sha256", sign(bytes)],
  ["X-Shopify-Shop-Domain", "demo.myshopify.com"],
  ["X-Shopify-API-Version", "2026-10"],
  ["X-Shopify-Webhook-Id", "webhook-1"],
  ["X-Shopify-Event-Id", "event-1"],
  ["X-Shopify-Triggered-At", "2026-10-01T00:00:00Z"],
];
const without = (name: string) => usualHeaders(body).filter(([header]) => header !== name);
const withHeader = (name: string, value: string): Header[] => usualHeaders(body).map(([header, usual]) => [header, header === name ? value : usual]);
const twice = (name: string): Header[] => [...usualHeaders(body), ...usualHeaders(body).filter(([header]) => header === name)];

const head = (headers: Header[], method = "POST"): string =>
  `${method} /webhooks HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;

function open(port: number): { socket: Socket; answer: Promise<string> } {
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  const answer = new Promise<string>((resolve) => {
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString();
      if (text.includes("\r\n\r\n")) resolve(text);
    });
    socket.on("error", () => resolve(text));
    socket.on("close", () => resolve(text));
  });
  return { socket, answer };
}

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

async function post(port: number, headers: Header[], bytes = body): Promise<string> {
  const { socket, answer } = open(port);
  socket.write(head([...headers, ["Content-Length", String(bytes.length)]]));
  socket.write(bytes);
  return answer;
}

describe("the webhook door", () => {
  it("keeps an authentic delivery byte for byte and answers 200", async () => {
    const { port, stored } = await openDoor();

    expect(statusOf(await post(port, usualHeaders(body)))).toBe(200);
    expect(stored).toEqual([{
      shopDomain: "demo.myshopify.com", webhookId: "webhook-1", topic: "orders/create", apiVersion: "2026-10",
      eventId: "event-1", triggeredAt: "2026-10-01T00:00:00Z", body,
    }]);
  });

  it.each([
    ["a repeat", "known", 200],
    ["an overload", "overloaded", 503],
    ["a database that is away", "unavailable", 503],
  ] as const)("answers %s with the right status", async (_what, outcome, status) => {
    const answer = await post((await openDoor({ outcome })).port, usualHeaders(body));

    expect(statusOf(answer)).toBe(status);
    expect(/^Retry-After: \d+\r$/m.test(answer)).toBe(status === 503);
  });

  it("answers 503 when the inbox throws", async () => {
    const { port } = await openDoor({ inbox: { store: () => Promise.reject(new Error("broken")) } });

    expect(statusOf(await post(port, usualHeaders(body)))).toBe(503);
  });

  it("keeps what it cannot read, and what no step acts on", async () => {
    const { port, stored } = await openDoor();
    const garbage = Buffer.from([0, 1, 2, 255]);
    const headers = usualHeaders(garbage).map(([name, value]): Header => [name, name === "X-Shopify-Topic" ? "shop/update" : value]);

    expect(statusOf(await post(port, headers, garbage))).toBe(200);
    expect(stored[0]).toMatchObject({ topic: "shop/update", body: garbage });
  });

  it("takes the secret before the last rotation, and no older one", async () => {
    const { port } = await openDoor();

    expect(statusOf(await post(port, withHeader("X-Shopify-Hmac-Sha256", sign(body, "previous-secret"))))).toBe(200);
    expect(statusOf(await post(port, withHeader("X-Shopify-Hmac-Sha256", sign(body, "oldest-secret"))))).toBe(401);
  });

  it.each([
    ["no signature", without("X-Shopify-Hmac-Sha256")],
    ["two signatures", twice("X-Shopify-Hmac-Sha256")],
    ["an empty signature", withHeader("X-Shopify-Hmac-Sha256", "")],
    ["a hexadecimal signature", withHeader("X-Shopify-Hmac-Sha256", createHmac("sha256", secret).update(body).digest("hex"))],
    ["a cut signature", withHeader("X-Shopify-Hmac-Sha256", sign(body).slice(0, 43))],
    ["a url-safe signature", withHeader("X-Shopify-Hmac-Sha256", `${"-_".repeat(21)}a=`)],
    ["a signature of something else", withHeader("X-Shopify-Hmac-Sha256", sign(Buffer.from("else")))],
  ])("answers 401 to %s and keeps nothing", async (_what, headers) => {
    const { port, stored, lines } = await openDoor();

    expect(statusOf(await post(port, headers))).toBe(401);
    expect(stored).toEqual([]);
    expect(lines.join()).not.toContain("820982911946154508");
  });

  it("answers 401 when one bit of the body was altered", async () => {
    const { port, stored } = await openDoor();
    const altered = Buffer.from(body);
    altered.writeUInt8(altered.readUInt8(6) ^ 1, 6);

    expect(statusOf(await post(port, usualHeaders(body), altered))).toBe(401);
    expect(stored).toEqual([]);
  });

  it.each(["X-Shopify-Topic", "X-Shopify-Shop-Domain", "X-Shopify-Webhook-Id"])("answers 400 when %s is absent, empty or repeated", async (name) => {
    const { port, stored } = await openDoor();

    const statuses = await Promise.all([without(name), withHeader(name, ""), twice(name)].map(async (headers) => statusOf(await post(port, headers))));

    expect(statuses).toEqual([400, 400, 400]);
    expect(stored).toEqual([]);
  });

  it.each(["localhost", "demo.myshopify.com.evil.example", "demo.myshopify.com/..", "' or 1=1 --"])("answers 400 to the shop domain %s", async (domain) => {
    expect(statusOf(await post((await openDoor()).port, withHeader("X-Shopify-Shop-Domain", domain)))).toBe(400);
  });

  it("an unsigned request learns nothing about its other faults", async () => {
    const headers = withHeader("X-Shopify-Hmac-Sha256", sign(Buffer.from("else"))).filter(([name]) => name !== "X-Shopify-Topic");

    expect(statusOf(await post((await openDoor()).port, headers))).toBe(401);
  });

  it.each(["GET", "PUT", "DELETE"])("answers 405 to %s", async (method) => {
    const { socket, answer } = open((await openDoor()).port);
    socket.write(head(usualHeaders(body), method));

    expect(statusOf(await answer)).toBe(405);
    expect(await answer).toMatch(/^Allow: POST\r$/m);
  });
});

describe("a body's size and pace", () => {
  it("5 MiB are taken", async () => {
    const { port, stored } = await openDoor();
    const full = Buffer.alloc(maxBytes, "a");

    expect(statusOf(await post(port, usualHeaders(full), full))).toBe(200);
    expect(stored[0]?.body.length).toBe(maxBytes);
  });

  it("one byte more is 413, and the shop is named so that its orders can be fetched", async () => {
    const named: string[] = [];
    const { port, stored } = await openDoor({ onTooLarge: (domain) => void named.push(domain) });
    const tooMuch = Buffer.alloc(maxBytes + 1, "a");

    expect(statusOf(await post(port, usualHeaders(tooMuch), tooMuch))).toBe(413);
    expect(stored).toEqual([]);
    expect(named).toEqual(["demo.myshopify.com"]);
  });

  it("a length that is only claimed is refused before a byte of it is read", async () => {
    const { socket, answer } = open((await openDoor()).port);
    socket.write(head([...usualHeaders(body), ["Content-Length", "99999999999"]]));

    expect(statusOf(await answer)).toBe(413);
  });

  it("a body in chunks is counted as it comes", async () => {
    const { port, stored } = await openDoor();
    const { socket, answer } = open(port);
    const chunk = Buffer.alloc(1024 * 1024, "a");
    socket.write(head([...usualHeaders(body), ["Transfer-Encoding", "chunked"]]));
    for (let count = 0; count < 6; count += 1) socket.write(Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from("\r\n")]));

    expect(statusOf(await answer)).toBe(413);
    expect(stored).toEqual([]);
  });

  it("a small body in chunks is taken", async () => {
    const { socket, answer } = open((await openDoor()).port);
    socket.write(head([...usualHeaders(body), ["Transfer-Encoding", "chunked"]]));
    socket.write(Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from("\r\n0\r\n\r\n")]));

    expect(statusOf(await answer)).toBe(200);
  });

  it("more bytes than the length says are not part of the body", async () => {
    const { port, stored } = await openDoor();
    const { socket, answer } = open(port);
    socket.write(head([...usualHeaders(body), ["Content-Length", String(body.length)]]));
    socket.write(Buffer.concat([body, Buffer.from("POST /we")]));

    expect(statusOf(await answer)).toBe(200);
    expect(stored[0]?.body).toEqual(body);
  });

  it("a slow body that comes whole in time is taken", async () => {
    const { socket, answer } = open((await openDoor()).port);
    socket.write(head([...usualHeaders(body), ["Content-Length", String(body.length)]]));
    for (const byte of body) {
      socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }

    expect(statusOf(await answer)).toBe(200);
  });

  it("a body that never ends is given up", async () => {
    const { port, stored } = await openDoor({ bodyTimeoutMs: 100 });
    const { socket, answer } = open(port);
    socket.write(head([...usualHeaders(body), ["Content-Length", String(body.length)]]));
    socket.write(body.subarray(0, 5));

    expect(statusOf(await answer)).toBe(408);
    expect(stored).toEqual([]);
  });

  it("a sender that goes on after its answer is cut off", async () => {
    const { socket, answer } = open((await openDoor()).port);
    const isClosed = new Promise((resolve) => socket.once("close", resolve));
    socket.write(head([...usualHeaders(body), ["Content-Length", "99999999999"]]));
    await answer;
    const dripping = setInterval(() => socket.write("a"), 50);

    await isClosed;

    clearInterval(dripping);
    expect(socket.destroyed).toBe(true);
  });

  it("a sender that leaves in the middle harms nobody", async () => {
    const { port, stored } = await openDoor();
    const { socket } = open(port);
    socket.write(head([...usualHeaders(body), ["Content-Length", String(body.length)]]));
    socket.write(body.subarray(0, 5));
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();

    expect(statusOf(await post(port, usualHeaders(body)))).toBe(200);
    expect(stored.length).toBe(1);
  });

  it("one connection carries one delivery after the other", async () => {
    const { port, stored } = await openDoor();
    const { socket, answer } = open(port);
    const whole = Buffer.concat([Buffer.from(head([...usualHeaders(body), ["Content-Length", String(body.length)]])), body]);
    socket.write(whole);
    await answer;
    const second = new Promise<string>((resolve) => socket.once("data", (chunk) => resolve(chunk.toString())));
    socket.write(whole);

    expect(statusOf(await second)).toBe(200);
    expect(stored.length).toBe(2);
  });
});

it("the door counts its answers", async () => {
  const { port, door } = await openDoor();

  await post(port, usualHeaders(body));
  await post(port, without("X-Shopify-Hmac-Sha256"));
  await post(port, without("X-Shopify-Hmac-Sha256"));

  expect(Object.fromEntries(door.answers)).toEqual({ 200: 1, 401: 2 });
});
