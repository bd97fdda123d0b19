// Does the whole line work for a merchant who only clicks? The production build in a process of its own, real PostgreSQL,
// real HTTP, and a browser inside the local store's admin; suppliers and carrier act by their own control doors.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { frameAddress } from "../../scripts/demo/open-app.ts";
import { startLocalWorld, type LocalWorld, type WorldSupplier } from "../../scripts/local-world.ts";
import { launchBrowser } from "../support/browser.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type RunningApp, startRunningApp } from "../support/running-app.ts";

const domain = "demo.myshopify.com";
const cdnScript = "https://cdn.shopify.com/shopifycloud/app-bridge.js";
/** A code that no words were found for stands on the page as it is. */
const rawCode = /\b(action|actor|allocation|bucket|check|connection|form|fulfillment|hold|home|message|offer|order|orders|parcel|problem|problems|products|reasons|refused|routing|supplier_order|suppliers|timeline|tracking|unroutable|waiting|who_acts)\.[a-z][a-z_.]+/i;

let database: TestDatabase;
let world: LocalWorld;
let app: RunningApp;
let browser: Browser;
let page: Page;
let frame: FrameLocator;
let hasEnded = false;
let numbers: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 1 });
  world = await startLocalWorld({ timing: { routingDelayMs: 5, webhookRetryMs: 50 } });
  [app, browser] = await Promise.all([startRunningApp(world, database), launchBrowser()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, timezoneId: "America/New_York" });
  page.setDefaultTimeout(10_000);
  frame = page.frameLocator("iframe[name=app-iframe]");
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await app?.close();
  await world?.close();
  await database?.close();
});

// One story: what follows a broken step would only wait for what cannot come.
beforeEach(() => {
  if (hasEnded) throw new Error("the story had ended before");
});

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail" || hasEnded) return;
  hasEnded = true;
  const file = join(mkdtempSync(join(tmpdir(), "daifa-journey-")), "failed.png");
  await page.screenshot({ path: file });
  console.error(`The page as it was: ${file}\nThe app said: ${app.said()}`);
});


const appears = (locator: Locator) => locator.first().waitFor();
const toast = (text: string | RegExp) => appears(page.getByRole("status").getByText(text));
const group = (name: string) => frame.getByRole("group", { name, exact: true });
const button = (name: string) => frame.getByRole("button", { name, exact: true });
const heading = (name: string) => frame.getByRole("heading", { name, exact: true });

/** A page of the app, by its link in the admin's side bar. */
async function openPage(name: string): Promise<void> {
  await page.locator("#app-links").getByRole("link", { name, exact: true }).click();
  await appears(frame.getByRole("heading", { name, level: 1 }));
}

async function openHome(title = "Home"): Promise<void> {
  await page.locator("#admin-nav").getByRole("link", { name: "Daifa" }).click();
  await appears(frame.getByRole("heading", { name: title, level: 1 }));
}

async function openOrder(list = "Orders"): Promise<void> {
  await openPage(list);
  await frame.getByRole("link", { name: "#1001" }).click();
  await appears(frame.getByRole("heading", { name: "#1001", level: 1 }));
}

/** The store's own page of the order, outside the app. */
async function openStoreOrder(): Promise<void> {
  await page.locator("#admin-nav > ul").first().getByRole("link", { name: "Orders" }).click();
  await page.getByRole("link", { name: "#1001" }).click();
  await appears(page.getByRole("heading", { name: "#1001" }));
}

async function addSupplier(supplier: WorldSupplier): Promise<void> {
  await button("Add supplier").click();
  await frame.getByLabel("Name", { exact: true }).fill(supplier.name);
  await frame.getByLabel("Address of the supplier's server").fill(supplier.url);
  await frame.getByLabel("API key").fill(supplier.credentials.apiKey);
  await frame.getByLabel("Webhook secret").fill(supplier.credentials.webhookSecret);
  const form = frame.locator("form").filter({ has: heading("New supplier") });
  await form.getByRole("button", { name: "Test connection" }).click();
  await toast(/The connection works/);
  await form.getByRole("button", { name: "Add supplier" }).click();
  await toast(`${supplier.name} added`);
  // The address is the merchant's to hand over.
  const address = await group(supplier.name).getByLabel("Address for shipping notices").inputValue();
  expect(address).toContain(`${world.proxyUrl}/suppliers/`);
  await supplier.client.setWebhookUrl(address);
}

type Offer = { supplier: string; item: string; cost: string; currency?: string };

async function map(product: string, { supplier, item, cost, currency }: Offer): Promise<void> {
  await group(product).getByRole("button", { name: "Add a supplier" }).click();
  await group(product).getByLabel("Supplier", { exact: true }).selectOption({ label: supplier });
  await group(product).getByLabel("Item number").fill(item);
  await group(product).getByLabel("Cost of one pack").fill(cost);
  if (currency) await group(product).getByLabel("Currency").fill(currency);
  await group(product).getByRole("button", { name: "Save", exact: true }).click();
  await appears(group(product).getByRole("heading", { name: supplier }));
}

async function onlyReference(supplier: WorldSupplier): Promise<string> {
  const [booked] = await bookOf(supplier);
  return booked?.order.identity.reference ?? "";
}

const followed = async () => (await world.carrier.parcels()).map((parcel) => parcel.number).toSorted();

async function saysIn(words: readonly string[]): Promise<void> {
  const shown = await text();
  for (const word of words) expect(shown).toContain(word);
  expect(shown).not.toMatch(rawCode);
}

/** Which of these characters does the app's page leave blank, or draw as the box of a missing glyph (U+0378 has none)? */
async function missingGlyphs(characters: string): Promise<string[]> {
  return await frame.locator("h1").evaluate((title, drawn) => {
    const draw = (character: string) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 48, height: 48 });
      const context = canvas.getContext("2d");
      if (!context) throw new Error("no canvas");
      context.font = `32px ${getComputedStyle(title).fontFamily}`;
      context.fillText(character, 4, 36);
      return canvas.toDataURL();
    };
    const empty = [draw(" "), draw("\u0378")];
    return [...drawn].filter((character) => empty.includes(draw(character)));
  }, characters);
}

const bookOf = async (supplier: WorldSupplier) => (await supplier.client.readBook()).orders;
const text = () => frame.locator("body").innerText();

describe("A merchant in the store's admin", () => {
  it("opens the app, which installs itself and sends nothing by itself", async () => {
    await page.goto(world.adminUrl);

    await appears(heading("First steps"));
    await appears(heading("Review before sending"));
    expect((await world.store.shops()).find((shop) => shop.domain === domain)?.isInstalled).toBe(true);
  });

  it("meets Shopify's own policy when asking the app directly; the proxy alone lets the local admin in", async () => {
    const { url } = await frameAddress(world, domain, "/app");
    const init = { headers: { "user-agent": await page.evaluate(() => navigator.userAgent) } };
    const [direct, proxied] = [await fetch(url.replace(world.proxyUrl, app.url), init), await fetch(url, init)];

    expect(direct.headers.get("content-security-policy")).toBe(`frame-ancestors https://${domain} https://admin.shopify.com https://*.spin.dev https://admin.myshopify.io https://admin.shop.dev;`);
    expect(direct.headers.get("link")).toContain(`<${cdnScript}>`);
    expect(await direct.text()).toContain(`src="${cdnScript}"`);
    expect(proxied.headers.get("content-security-policy")).toContain(` ${world.storeUrl};`);
    expect(proxied.headers.get("link")).not.toContain("cdn.shopify.com/shopifycloud/app-bridge.js");
    expect(await proxied.text()).toContain('src="/_local-store/app-bridge.js"');
  });

  it("adds two suppliers after trying their lines", async () => {
    await openPage("Suppliers");

    for (const supplier of world.suppliers) await addSupplier(supplier);
  });

  it("says who ships what: one in dollars, one in yuan at a dated rate, and own goods", async () => {
    await openPage("Products");
    await button("Load from Shopify").click();
    await toast(/variants seen/);
    await map("Ceramic pour-over set", { supplier: "Harbor Goods", item: "HG-POUR-SET", cost: "11.20" });
    await map("USB-C desk lamp", { supplier: "义乌优选 Yiwu Select", item: "YW-LAMP-USBC", cost: "64.50", currency: "CNY" });
    await group("USB-C desk lamp").getByLabel("1 CNY is").fill("0.14");
    await group("USB-C desk lamp").getByRole("button", { name: "Save rate" }).click();
    await appears(group("USB-C desk lamp").getByText(/1 CNY is 0.14 USD/));

    await group("Handwritten gift card").getByRole("button", { name: "Mark as own goods" }).click();

    await appears(group("Handwritten gift card").getByText("Own goods", { exact: true }));
  });

  it("places an order in the store", async () => {
    await page.locator("#admin-nav > ul").first().getByRole("link", { name: "Orders" }).click();
    await page.getByRole("link", { name: "Place an order" }).click();
    const ordered = { "Ceramic pour-over set": 1, "USB-C desk lamp": 2, "Handwritten gift card": 1, "Insulated bottle 750 ml": 1 };
    for (const [product, quantity] of Object.entries(ordered)) await page.getByLabel(`Quantity: ${product}`).fill(String(quantity));

    await page.getByRole("button", { name: "Place an order" }).click();

    await toast("Order placed");
    await appears(page.getByRole("link", { name: "#1001" }));
  });

  it("sees it routed with reasons and drafted, while the suppliers know nothing", async () => {
    await openHome();
    await openOrder();

    await expect.poll(() => frame.getByText("Draft", { exact: true }).count(), { timeout: 10_000 }).toBe(2);
    const shown = await text();
    expect(shown).toContain("Taken: the only one that fits");
    expect(shown).toContain("converted from CNY at 0.14 USD");
    expect(shown).toContain("Nobody has said who ships Insulated bottle 750 ml");
    expect(shown).toContain("Your own goods: you ship them yourself");
    for (const supplier of world.suppliers) expect(await bookOf(supplier)).toEqual([]);
  });

  it("goes live from this order on, and each supplier gets its part once", async () => {
    await openHome();
    await button("Go live").click();
    const dialog = frame.getByRole("dialog");
    await dialog.getByLabel("First order number").fill("1001");
    await appears(dialog.getByText("2 drafts go out now."));
    await dialog.getByRole("button", { name: "Go live" }).click();
    await toast("Live: 2 drafts are being sent");

    await openOrder();

    await expect.poll(() => frame.getByText("Accepted", { exact: true }).count(), { timeout: 10_000 }).toBe(2);
    for (const supplier of world.suppliers) expect(await bookOf(supplier)).toHaveLength(1);
  });

  it("gets a parcel from one supplier and two from the other, each shown in the store with its number", async () => {
    const [harbor, yiwu] = world.suppliers;
    const one = await harbor.client.ship(await onlyReference(harbor), [{ carrier: "ups" }]);
    const [first, second] = (["ups", "usps"] as const).map((carrier) => ({ carrier, lines: [{ lineReference: "1", quantity: 1 }] }));
    const two = await yiwu.client.ship(await onlyReference(yiwu), [first ?? {}, second ?? {}]);
    numbers = [...one.parcels, ...two.parcels].map(({ trackingNumber }) => trackingNumber);

    for (const number of numbers) await appears(frame.getByRole("heading", { name: number }));
    await expect.poll(() => frame.getByText("Shown in Shopify").count(), { timeout: 10_000 }).toBe(3);
    await openStoreOrder();

    for (const number of numbers) await appears(page.locator(".fulfillment").filter({ hasText: number }));
    expect(await page.locator(".fulfillment").count()).toBe(3);
  });

  it("sees the carrier's scans on the store's page and in the app", async () => {
    await expect.poll(followed, { timeout: 10_000 }).toEqual(numbers.toSorted());
    for (const number of numbers) await world.carrier.advance(number, { status: "InTransit", sub_status: "InTransit_PickedUp", location: "SHENZHEN" });
    for (const number of numbers) await world.carrier.advance(number, { status: "Delivered", sub_status: "Delivered_Other", location: "NEW YORK, NY" });

    for (const number of numbers) await appears(page.locator(".fulfillment").filter({ hasText: number }).getByText("Delivered"));
    await openHome();
    await openOrder();

    await expect.poll(() => frame.getByText("Delivered", { exact: true }).count(), { timeout: 10_000 }).toBe(3);
  });

  it("reads everything in Chinese, with no code left without words", async () => {
    await page.getByLabel("Language").selectOption("zh-CN");
    await appears(heading("供应商订单"));
    await saysIn(["为什么选择该供应商", "已选择", "已签收", "已写入 Shopify", "时间线", "需要您处理", "自有商品"]);
    await openHome("首页");
    await saysIn(["订单对账", "自动发送", "已下单件数：5", "1 个问题需要您处理"]);
    await openPage("待处理问题");
    await saysIn(["Insulated bottle 750 ml没有找到供应商", "订单 #1001：尚未指定由谁发货", "关联此商品"]);

    expect(await missingGlyphs("待处理问题关联此商品")).toEqual([]);
    await page.getByLabel("语言").selectOption("en");
    await appears(heading("Problems"));
  });

  it("follows the problem of the unmapped line to its product, maps it, and the line goes", async () => {
    await frame.getByRole("link", { name: "Map this product" }).click();
    await appears(frame.getByRole("heading", { name: "Products", level: 1 }));
    await map("Insulated bottle 750 ml", { supplier: "Harbor Goods", item: "HG-BOTTLE-750", cost: "6.80" });

    await expect.poll(async () => (await bookOf(world.suppliers[0])).length, { timeout: 10_000 }).toBe(2);
    await openPage("Problems");

    await appears(frame.getByText(/Nothing needs you/));
  });

  it("finds the whole story in the timeline, each raw message one click away", async () => {
    await openOrder();

    const told = await text();
    for (const said of ["Order #1001 received", "Harbor Goods accepted", "义乌优选 Yiwu Select accepted", ...numbers.map((number) => `Parcel ${number} is followed`)]) expect(told).toContain(said);
    expect(told).not.toMatch(rawCode);
    await frame.getByRole("link", { name: "Raw message" }).last().click();
    await appears(heading("Request"));

    expect(await text()).toContain('"name": "#1001"');
  });

  it("ends with an order check that adds up", async () => {
    await openHome();
    await button("Check again").click();
    await toast(/Asking Shopify about 1 order/);

    await expect.poll(async () => (await text()).replaceAll(/\s+/g, " "), { timeout: 10_000 }).toContain("Paid units: 5.");
    const places = await frame.getByRole("listitem").filter({ has: frame.getByRole("link") }).allInnerTexts();
    // A badge tells its color in a word before the number, to those who do not see it.
    expect(places.map((place) => place.replaceAll(/\s+/g, " ").replace(/^\D*/, ""))).toEqual(["0 Needs you", "0 Waiting", "1 With a supplier", "3 Shipped", "0 Cancelled or refunded", "1 Not ours"]);
    expect(await text()).not.toContain("does not add up");
    expect(app.said()).not.toMatch(/"level":[56]0/);
  });
});
