// Does the block on the account's order page show what our door answers? The bundle as Shopify gets it, in a real browser,
// with its s-* elements as plain tags and the global that Shopify gives; the door is the real one.
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itemText, readParcels, stateKey } from "../../extensions/order-status/src/read-parcels.ts";
import { bundleExtensions, mostBytes } from "../../scripts/bundle-extensions.ts";
import { trackingStatuses } from "../../app/carriers/tracking-event.ts";
import { catalogues } from "../../app/platform/words/words.ts";
import { signCustomerToken } from "../local-store/oauth/session-token.ts";
import { launchBrowser } from "../support/browser.ts";
import { bookedFor, startStory, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

const locale = (name: string) => JSON.parse(readFileSync(new URL(`../../extensions/order-status/locales/${name}.json`, import.meta.url), "utf8")) as Record<string, unknown>;
const keysOf = (words: Record<string, unknown>, before = ""): string[] =>
  Object.entries(words).flatMap(([key, value]) => (typeof value === "string" ? [`${before}${key}`] : keysOf(value as Record<string, unknown>, `${before}${key}.`)));

describe("the pure part", () => {
  const asking = (answer: () => Promise<Response>) => readParcels({ appUrl: "https://x.example", orderId: "gid://shopify/Order/1", token: async () => "t", fetch: answer });

  it("tells an order, nothing and a fault apart", async () => {
    expect(await asking(async () => Response.json({ order: { parcels: [], rest: [] } }))).toEqual({ kind: "order", order: { parcels: [], rest: [] } });
    expect(await asking(async () => new Response(null, { status: 404 }))).toEqual({ kind: "nothing" });
    expect(await asking(async () => new Response(null, { status: 500 }))).toEqual({ kind: "failed" });
    expect(await asking(async () => new Response("<html>"))).toEqual({ kind: "failed" });
    expect(await asking(async () => { throw new TypeError("offline"); })).toEqual({ kind: "failed" });
  });

  it("has words for every status, and takes one it does not know for on its way", () => {
    const keys = keysOf(locale("en.default"));
    const lastScan = (status: string) => ({ status, at: "", place: "" });
    for (const status of trackingStatuses) expect(keys).toContain(stateKey({ deliveredAt: null, lastScan: lastScan(status) }));
    expect(stateKey({ deliveredAt: null, lastScan: lastScan("CUSTOMS") })).toBe("scan.in_transit");
    expect(itemText({ title: "Scarf", variant: null, quantity: 2 })).toBe("2 × Scarf");
  });

  it("says the same in both languages, and the same as the guests' page", () => {
    expect(keysOf(locale("zh-CN"))).toEqual(keysOf(locale("en.default")));
    expect(locale("zh-CN")).toMatchObject({ title: catalogues["zh-CN"]["customers.title"], rest: { to_come: catalogues["zh-CN"]["customers.rest.to_come"] } });
    expect(locale("en.default")).toMatchObject({ title: catalogues.en["customers.title"], scan: { in_transit: catalogues.en["customers.scan.in_transit"] } });
  });

  it("stays small", async () => {
    const bundles = await bundleExtensions();
    expect(bundles.map(({ target }) => target)).toEqual(["customer-account.order-status.block.render"]);
    expect(bundles[0]?.bytes).toBeLessThan(mostBytes);
  });
});

/** What the page around the block holds. Tests are compiled, so the browser imports the block by its own words. */
type Sandbox = { askedToSignIn: number; loadBlock(): Promise<void> };

describe("in a browser", () => {
  let story: Story;
  let browser: Browser;
  let sandbox: Server;
  let orderId = "";
  let customerId = "";

  beforeAll(async () => {
    story = await startStory();
    browser = await launchBrowser();
    await map(story, "BOTTLE-750", { supplierId: story.harborId, itemId: "HG-BOTTLE-750" });
    const order = await story.shop.placeOrder({ buyer: { firstName: "Mei", lastName: "Chen", email: "mei@example.com" }, lines: [{ sku: "BOTTLE-750", quantity: 3 }] });
    await story.drain();
    const [booked] = await bookedFor(story.harbor, order.name);
    await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups", lines: [{ lineReference: "1", quantity: 2 }] }]);
    await story.drain();
    orderId = order.id;
    customerId = (await story.inShop((tx) => tx.db.order.findFirstOrThrow())).shopifyCustomerId ?? "";
    const [bundle] = await bundleExtensions(story.proxyUrl);
    sandbox = createServer((request, response) => {
      if (request.url?.startsWith("/block.js")) return void response.writeHead(200, { "content-type": "text/javascript" }).end(bundle?.code);
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<!doctype html><title>order</title><script>loadBlock = () => import('/block.js').then((block) => block.default());</script><body></body>");
    });
    await new Promise<void>((resolve) => sandbox.listen(0, "127.0.0.1", resolve));
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    sandbox?.close();
    await story?.close();
  });

  type Shown = { orderId?: string; customer?: string | null; language?: "en.default" | "zh-CN"; state?: string; isCut?: boolean };

  async function open({ orderId: shown = orderId, customer = customerId, language = "en.default", state = "fully_authenticated", isCut = false }: Shown): Promise<Page> {
    const page = await browser.newPage();
    if (isCut) await page.route("**/customer/parcels**", (route) => route.abort());
    await page.goto(`http://127.0.0.1:${(sandbox.address() as AddressInfo).port}/`);
    const token = signCustomerToken("demo.myshopify.com", customer, { apiKey: story.tools.env.SHOPIFY_API_KEY, apiSecret: story.tools.env.SHOPIFY_API_SECRET, nowMs: Date.now() });
    await page.evaluate(async (given) => {
      const find = (key: string) => key.split(".").reduce<unknown>((words, part) => (words as Record<string, unknown>)[part], given.words);
      Object.assign(globalThis, {
        askedToSignIn: 0,
        shopify: {
          order: { value: { id: given.shown } }, authenticationState: { value: given.state }, sessionToken: { get: async () => given.token },
          requireLogin: async () => { (globalThis as unknown as Sandbox).askedToSignIn += 1; },
          i18n: {
            translate: (key: string, params: Record<string, unknown>) => Object.entries(params).reduce((text, [name, value]) => text.replace(`{{${name}}}`, String(value)), String(find(key))),
            formatDate: (date: Date) => date.toISOString().slice(0, 10),
          },
        },
      });
      await (globalThis as unknown as Sandbox).loadBlock();
    }, { shown, state, token, words: locale(language) });
    await page.locator("s-skeleton-paragraph").waitFor({ state: "detached" });
    return page;
  }

  it("each parcel stands with its lines, its link and what is still to come", async () => {
    const page = await open({});
    const text = await page.locator("s-section").innerText();
    expect(text).toMatch(/UPS/);
    expect(await page.locator("s-list-item").allInnerTexts()).toEqual(["2 × Insulated bottle 750 ml", "1 × Insulated bottle 750 ml"]);
    expect(await page.locator("s-link").getAttribute("href")).toMatch(/^https:\/\/.*ups\.com/);
    expect(await page.locator("s-heading").allInnerTexts()).toEqual(["Parcel", "Still to come"]);
    expect(text).not.toMatch(/Harbor|HG-|undefined|\{\{/);
  });

  it("Chinese readers read Chinese", async () => {
    expect(await (await open({ language: "zh-CN" })).locator("s-heading").allInnerTexts()).toEqual(["包裹", "尚未发货"]);
  });

  it("another's order shows nothing of it", async () => {
    expect(await (await open({ customer: "gid://shopify/Customer/1" })).locator("s-paragraph").allInnerTexts()).toEqual([locale("en.default")["nothing"]]);
  });

  it("whoever is not signed in is asked to", async () => {
    const page = await open({ state: "pre_authenticated", customer: null });
    await page.locator("s-button").click();
    expect(await page.evaluate(() => (globalThis as unknown as Sandbox).askedToSignIn)).toBe(1);
  });

  it("a fault is said, and asked again with a click", async () => {
    const shown = await open({ isCut: true });
    await shown.locator("s-banner").waitFor();
    await shown.unroute("**/customer/parcels**");
    await shown.locator("s-banner s-button").click();
    await shown.locator("s-link").waitFor();
  });
});
