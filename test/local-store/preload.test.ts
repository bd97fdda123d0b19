// Does an unchanged process that asks a shop's https address end up at the local store, and only then?
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const received: { host: string | undefined; path: string | undefined }[] = [];
const server = createServer((request, response) => {
  received.push({ host: request.headers.host, path: request.url });
  response.end("from the local store");
});
let origin = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Runs a process as the app is run and returns what it printed. */
async function askFromApp(url: string): Promise<string> {
  const script = `fetch(${JSON.stringify(url)}).then((r) => r.text(), (e) => "failed: " + e.cause.code).then(console.log)`;
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", script], {
    env: { NODE_ENV: "test", NODE_OPTIONS: `--import ${new URL("./preload.ts", import.meta.url)}`, LOCAL_STORE_URL: origin },
  });
  return stdout.trim();
}

test("a shop's https address is answered by the local store, which sees the shop's name", async () => {
  received.length = 0;

  const answer = await askFromApp("https://demo-shop.myshopify.com/admin/api/2026-10/shop.json");

  expect(answer).toBe("from the local store");
  expect(received).toEqual([{ host: "demo-shop.myshopify.com", path: "/admin/api/2026-10/shop.json" }]);
});

test("every other address keeps its usual way", async () => {
  received.length = 0;

  expect(await askFromApp(`${origin}/elsewhere`)).toBe("from the local store");
  expect(received).toEqual([{ host: new URL(origin).host, path: "/elsewhere" }]);
  expect(await askFromApp(`https://127.0.0.1:${new URL(origin).port}/`)).toMatch(/^failed: /);
  expect(await askFromApp("https://demo.myshopify.com.invalid/")).toMatch(/^failed: /);
});
