// Can a supplier's address lead our calls into a private network, by whatever spelling?
import { createServer as createTcpServer } from "node:net";
import { describe, expect, it } from "vitest";
import { BugError } from "../../app/platform/errors.ts";
import { createHttpClient } from "../../app/platform/http.server.ts";
import { failureOf, listen, serve } from "./http-servers.ts";

describe("the private network", () => {
  const production = createHttpClient({ allowPrivateAddresses: false });

  it.each([
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://169.254.169.254/latest/meta-data/",
    "https://0.0.0.0/",
    "https://[::]/",
    "https://2130706433/",
    "https://0177.0.0.1/",
    "https://0x7f.1/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[64:ff9b::7f00:1]/",
    "https://10.1.2.3/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://[fd00::1]/",
    "https://[fe80::1]/",
    "https://localhost/",
  ])("is refused at %s before anything is sent", async (url) => {
    const failure = await failureOf({ url }, production);

    expect([failure.reason, failure.mayHaveArrived]).toEqual(["blocked", false]);
  });

  it("is not reached even where a server listens there", async () => {
    let connections = 0;
    const port = await listen(createTcpServer(() => (connections += 1)));

    const failures = await Promise.all(["127.0.0.1", "localhost", "2130706433", "[::ffff:7f00:1]"].map((host) => failureOf({ url: `https://${host}:${port}/` }, production)));

    expect(failures.map((failure) => failure.reason)).toEqual(["blocked", "blocked", "blocked", "blocked"]);
    expect(connections).toBe(0);
  });

  it("stays closed beside the one address that local work allows", async () => {
    const reasons = await Promise.all(["http://127.0.0.2/", "http://169.254.169.254/", "http://0.0.0.0/", "http://[::1]/"].map(async (url) => (await failureOf({ url })).reason));

    expect(reasons).toEqual(["blocked", "blocked", "blocked", "blocked"]);
  });

  it("is open as a whole when local work says so", async () => {
    const port = await serve((_request, response) => response.end("ok"));

    const answer = await createHttpClient({ allowPrivateAddresses: true }).request({ method: "GET", url: `http://localhost:${port}/` });

    expect(answer.body.toString()).toBe("ok");
  });

  it("may be allowed by single addresses only", () => {
    expect(() => createHttpClient({ allowPrivateAddresses: ["10.0.0.0/8"] })).toThrow(BugError);
  });
});

describe("an address", () => {
  it.each([
    ["http://example.com/", "blocked"],
    ["file:///etc/passwd", "bad_address"],
    ["gopher://127.0.0.1:70/", "blocked"],
    ["ftp://127.0.0.1/", "blocked"],
    ["https://user:secret@example.com/", "bad_address"],
    ["not an address", "bad_address"],
    ["", "bad_address"],
  ])("%j is refused in production", async (url, reason) => {
    const failure = await failureOf({ url }, createHttpClient({ allowPrivateAddresses: [] }));

    expect([failure.reason, failure.mayHaveArrived]).toEqual([reason, false]);
  });
});
