// Do outgoing calls end in time, bring whole answers, and say whether they may have arrived?
import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { RetryableError } from "../../app/platform/errors.ts";
import { createHttpClient } from "../../app/platform/http.server.ts";
import type { HttpCall } from "../../app/platform/http.server.ts";
import { failureOf, listen, local, serve } from "./http-servers.ts";

describe("an outgoing call", () => {
  it("sends method, headers and bytes as given and brings the whole answer back", async () => {
    const seen: unknown[] = [];
    const port = await serve(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      seen.push([request.method, request.url, request.headers["x-test"], Buffer.concat(chunks).toString("hex")]);
      response.writeHead(201, { "X-Answer": "yes" }).end("代发");
    });

    const answer = await local.request({
      method: "POST",
      url: `http://127.0.0.1:${port}/orders?a=1`,
      headers: { "X-Test": "1", "Content-Type": "application/json" },
      body: Buffer.from([0x00, 0xff]),
    });

    expect(seen).toEqual([["POST", "/orders?a=1", "1", "00ff"]]);
    expect([answer.status, answer.headers["x-answer"], answer.body.toString()]).toEqual([201, "yes", "代发"]);
  });

  it("hands JSON text over unchanged, without reading it", async () => {
    const port = await serve((request, response) => void request.pipe(response));
    const text = ' {"a": 1.0,  "id": 12345678901234567890}\n';

    const answer = await local.request({ method: "POST", url: `http://127.0.0.1:${port}/`, headers: { "Content-Type": "application/json" }, body: text });

    expect(answer.body.toString()).toBe(text);
  });

  it.each([404, 409, 429, 500, 503])("returns status %i as an answer", async (status) => {
    const port = await serve((_request, response) => response.writeHead(status).end("no"));

    const answer = await local.request({ method: "GET", url: `http://127.0.0.1:${port}/` });

    expect(answer.status).toBe(status);
  });

  it("does not follow a redirect, so none can lead inside", async () => {
    let visits = 0;
    const inside = await serve((_request, response) => {
      visits += 1;
      response.end("secret");
    });
    const port = await serve((_request, response) => response.writeHead(302, { Location: `http://127.0.0.1:${inside}/` }).end());

    const answer = await local.request({ method: "GET", url: `http://127.0.0.1:${port}/` });

    expect([answer.status, visits]).toEqual([302, 0]);
  });

  it("tells the log host, status and failure, never path, query or headers", async () => {
    const calls: HttpCall[] = [];
    const client = createHttpClient({ allowPrivateAddresses: ["127.0.0.1"], log: (call) => calls.push(call) });
    const port = await serve((_request, response) => response.end("ok"));

    await client.request({ method: "GET", url: `http://127.0.0.1:${port}/p?key=hidden-key`, headers: { Authorization: "Bearer hidden-key" } });
    const failure = await failureOf({ url: "https://10.0.0.1/p?key=hidden-key", headers: { Authorization: "Bearer hidden-key" } }, client);

    expect(calls).toMatchObject([{ host: `127.0.0.1:${port}`, status: 200 }, { host: "10.0.0.1", failure: "blocked" }]);
    expect(JSON.stringify([calls, failure, failure.message, failure.stack, failure.cause])).not.toContain("hidden-key");
  });
});

describe("a call without an answer", () => {
  it("certainly did not arrive when nobody listens", async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));

    const failure = await failureOf({ url: `http://127.0.0.1:${port}/`, method: "POST", body: "x" });

    expect(failure).toBeInstanceOf(RetryableError);
    expect([failure.reason, failure.mayHaveArrived]).toEqual(["unreachable", false]);
  });

  it("certainly did not arrive when the name does not exist", async () => {
    const failure = await failureOf({ url: "https://daifa-no-such-host.invalid/" });

    expect([failure.reason, failure.mayHaveArrived]).toEqual(["unreachable", false]);
  });

  it("certainly did not arrive when the other side cannot speak TLS", async () => {
    const port = await listen(createTcpServer((socket) => socket.on("error", () => undefined).end("hello\r\n")));

    const failure = await failureOf({ url: `https://127.0.0.1:${port}/`, method: "POST", body: "x" });

    expect([failure.reason, failure.mayHaveArrived]).toEqual(["tls", false]);
  });

  it("may have arrived when the socket is cut after the request was read", async () => {
    const port = await serve((request) => request.resume().on("end", () => request.socket.destroy()));

    const failure = await failureOf({ url: `http://127.0.0.1:${port}/`, method: "POST", body: "order" });

    expect([failure.reason, failure.mayHaveArrived]).toEqual(["reset", true]);
  });

  it("may have arrived when the answer breaks off in its body", async () => {
    const port = await serve((request, response) => {
      response.writeHead(200, { "Content-Length": "100" }).write("half", () => request.socket.destroy());
    });

    const failure = await failureOf({ url: `http://127.0.0.1:${port}/` });

    expect([failure.reason, failure.mayHaveArrived]).toEqual(["reset", true]);
  });

  it("may have arrived when the other side hangs until the deadline", async () => {
    const port = await serve(() => undefined);

    const failure = await failureOf({ url: `http://127.0.0.1:${port}/`, timeoutMs: 150 });

    expect([failure.reason, failure.mayHaveArrived]).toEqual(["timeout", true]);
  });

  it("ends at the deadline although a slow drip never pauses for long", async () => {
    const port = await serve((_request, response) => {
      const drip = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(drip));
    });
    const startedAt = performance.now();

    const failure = await failureOf({ url: `http://127.0.0.1:${port}/`, timeoutMs: 300 });

    expect([failure.reason, failure.mayHaveArrived]).toEqual(["timeout", true]);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it("is unreadable when the other side does not speak HTTP", async () => {
    const port = await listen(createTcpServer((socket) => socket.on("error", () => undefined).end("SSH-2.0-OpenSSH\r\n")));

    const failure = await failureOf({ url: `http://127.0.0.1:${port}/` });

    expect([failure.reason, failure.mayHaveArrived]).toEqual(["unreadable", true]);
  });
});

describe("a body that is too large", () => {
  it("is given up at the cap, long before 40 MB have come", async () => {
    let sent = 0;
    const closed = new EventEmitter();
    const whenClosed = once(closed, "close");
    const port = await serve((_request, response) => {
      response.on("close", () => closed.emit("close"));
      const block = Buffer.alloc(256 * 1024, "x");
      const more = (): void => {
        if (response.destroyed || sent >= 40 * 1024 * 1024) return void response.end();
        sent += block.length;
        response.write(block, () => more());
      };
      more();
    });

    const failure = await failureOf({ url: `http://127.0.0.1:${port}/` });
    await whenClosed;

    expect([failure.reason, failure.mayHaveArrived]).toEqual(["too_large", true]);
    expect(sent).toBeLessThan(30 * 1024 * 1024);
  });

  it("is counted after decompression", async () => {
    const bomb = gzipSync(Buffer.alloc(6 * 1024 * 1024));
    const port = await serve((_request, response) => response.writeHead(200, { "Content-Encoding": "gzip" }).end(bomb));

    const failure = await failureOf({ url: `http://127.0.0.1:${port}/` });

    expect(failure.reason).toBe("too_large");
  });

  it("passes when it is exactly at the cap", async () => {
    const port = await serve((_request, response) => response.end(Buffer.alloc(1000)));

    const answer = await local.request({ method: "GET", url: `http://127.0.0.1:${port}/`, maxBytes: 1000 });

    expect(answer.body.length).toBe(1000);
  });
});
