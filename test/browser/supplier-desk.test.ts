// Does the supplier's page work on a phone, from the link in the mail, with nothing but what it brings itself?
import { createServer, type Server } from "node:http";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { serveDesk } from "../../app/ui/desk/serve-desk.server.ts";
import { judgeByAxe } from "../support/axe.ts";
import { launchBrowser } from "../support/browser.ts";
import { changesOf } from "../support/story.ts";
import { linkIn, startMailStory, statesOf, type MailStory } from "../support/mail-story.ts";

let story: MailStory;
let browser: Browser;
let server: Server;
let origin = "";
beforeAll(async () => {
  story = await startMailStory();
  browser = await launchBrowser();
  // The route's door, without the rest of the app.
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", origin);
    const body = request.method === "POST" ? { body: Readable.toWeb(request) as ReadableStream, duplex: "half" as const } : {};
    void serveDesk(story.tools, new Request(url, { method: request.method ?? "GET", headers: { "accept-language": "zh-CN" }, ...body }), url.pathname.split("/")[2] ?? "").then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  await story.close();
});

it("is accepted and shipped by a thumb at 390 pixels, without a sideways scroll or a foreign request", async () => {
  await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }] });
  await story.drain();
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  await page.goto(origin + new URL(linkIn(story.mail.mails()[0])).pathname);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  expect(await judgeByAxe(page)).toEqual([]);

  await page.getByRole("button", { name: "确认接单" }).click();
  await page.getByRole("status").waitFor();
  await page.getByLabel("运单号").first().fill("1Z999AA10123456784");
  await page.getByRole("button", { name: "保存包裹" }).click();
  await page.getByRole("status").waitFor();
  await story.drain();
  expect([await statesOf(story), [...hosts]]).toEqual([["SHIPPED"], [origin]]);
}, 60_000);

it("shows what the shop asks to change, and takes the answer and its words by a thumb", async () => {
  const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 3 }] });
  await story.drain();
  await story.shop.refundOrder(order.id, { lines: [{ lineItemId: order.lines[0]?.id ?? "", quantity: 1 }] });
  await story.drain();
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(origin + new URL(linkIn(story.mail.mails().at(-1))).pathname);
  await page.getByRole("heading", { name: "店铺请求变更" }).waitFor();
  await page.getByText("由 3 改为 2").waitFor();
  expect([await page.evaluate(() => document.documentElement.scrollWidth), await judgeByAxe(page)]).toEqual([390, []]);

  await page.getByLabel("说明（可不填）").fill("好的");
  await page.getByRole("button", { name: "可以", exact: true }).click();
  await page.getByRole("status").waitFor();
  expect(await page.getByRole("heading", { name: "店铺请求变更" }).count()).toBe(0);
  await story.drain();
  expect(await changesOf(story, order.id)).toEqual(["FEWER ACCEPTED change.accepted"]);
}, 60_000);
