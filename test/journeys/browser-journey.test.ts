// Does the whole line work for a merchant who only clicks? The production build in a process of its own, real PostgreSQL,
// real HTTP, and a browser inside the local store's admin; suppliers and carrier act by their own control doors.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { frameAddress } from "../../scripts/demo/open-app.ts";
import { startLocalWorld, type LocalWorld, type WorldSupplier } from "../../scripts/local-world.ts";
import { launchBrowser } from "../support/browser.ts";
import { addSupplierByHand, appears, type Merchant, merchantAt } from "../support/merchant-in-browser.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type RunningApp, startRunningApp } from "../support/running-app.ts";

const domain = "demo.myshopify.com";
const cdnScript = "https://cdn.shopify.com/shopifycloud/app-bridge.js";
/** A code that no words were found for stands on the page as it is. */
const rawCode = /\b(action|actor|allocation|bucket|check|connection|connector|customs|field|form|fulfillment|hold|home|message|offer|order|orders|parcel|problem|problems|products|reasons|refused|routing|supplier|supplier_order|suppliers|timeline|tracking|unroutable|waiting|who_acts)\.[a-z][a-z_.]+/i;

let database: TestDatabase;
let world: LocalWorld;
let app: RunningApp;
let browser: Browser;
let page: Page;
let merchant: Merchant;
let hasEnded = false;
let numbers: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 1 });
  world = await startLocalWorld({ timing: { routingDelayMs: 5, webhookRetryMs: 50 } });
  app = await startRunningApp(world, database);
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, timezoneId: "America/New_York" });
  page.setDefaultTimeout(30_000);
  merchant = merchantAt(page);
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

async function onlyReference(supplier: WorldSupplier): Promise<string> {
  const [booked] = await bookOf(supplier);
  return booked?.order.identity.reference ?? "";
}

const followed = async () => (await world.carrier.parcels()).map((parcel) => parcel.number).toSorted();

async function saysIn(words: readonly string[]): Promise<void> {
  const shown = await merchant.text();
  for (const word of words) expect(shown).toContain(word);
  expect(shown).not.toMatch(rawCode);
  expect(await merchant.cutOffOnPhone()).toEqual([]);
}

/** The order check's list. A badge tells its color in a word before the number, to those who do not see it. */
async function places(): Promise<string[]> {
  const shown = await merchant.frame.getByRole("listitem").filter({ has: merchant.frame.getByRole("link") }).allInnerTexts();
  return shown.map((place) => place.replaceAll(/\s+/g, " ").replace(/^\D*/, ""));
}

const bookOf = async (supplier: WorldSupplier) => (await supplier.client.readBook()).orders;

describe("A merchant in the store's admin", () => {
  it("opens the app, which installs itself and sends nothing by itself", async () => {
    await page.goto(world.adminUrl);

    await appears(merchant.heading("Set up your shop"));
    await appears(merchant.heading("Review before sending"));
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
    await merchant.openPage("Suppliers");

    for (const supplier of world.suppliers) await addSupplierByHand(merchant, supplier);

    await saysIn(["Harbor Goods", "义乌优选 Yiwu Select", "Its own system", "Not asked for parcels yet"]);
  });

  it("says who ships what: one in dollars, one in yuan at a dated rate, and own goods", async () => {
    await merchant.openPage("Products");
    await merchant.button("Load from Shopify").click();
    await merchant.toast(/variants seen/);
    await merchant.map("Ceramic pour-over set", { supplier: "Harbor Goods", item: "HG-POUR-SET", cost: "11.20" });
    await merchant.map("USB-C desk lamp", { supplier: "义乌优选 Yiwu Select", item: "YW-LAMP-USBC", cost: "64.50", currency: "CNY" });
    await saysIn(["There is no rate from CNY to USD"]);
    await merchant.group("USB-C desk lamp").getByLabel("1 CNY is").fill("0.14");
    await merchant.group("USB-C desk lamp").getByRole("button", { name: "Save rate" }).click();
    await appears(merchant.group("USB-C desk lamp").getByText(/1 CNY is 0.14 USD/));

    await merchant.group("Handwritten gift card").getByRole("button", { name: "Mark as own goods" }).click();

    await appears(merchant.group("Handwritten gift card").getByText("Own goods", { exact: true }));
  });

  it("fills in what customs ask and when a supplier works, saved by the admin's own bar", async () => {
    await merchant.group("USB-C desk lamp").getByRole("link", { name: /Customs and history/ }).click();
    await merchant.title("USB-C desk lamp");
    await merchant.frame.getByLabel("HS code", { exact: true }).fill("94");
    await page.locator("#save-bar").getByRole("button", { name: "Save" }).click();
    await appears(merchant.frame.getByText("An HS code has 6 to 13 digits"));
    await merchant.frame.getByLabel("HS code", { exact: true }).fill("9405.21");
    await merchant.frame.getByLabel("Magnetic").check();
    await page.locator("#save-bar").getByRole("button", { name: "Save" }).click();
    await merchant.toast("Customs profile saved");
    await appears(merchant.frame.getByText("Customs, HS code: none → 940521"));
    await saysIn(["Missing before it can cross a border", "USB-C desk lamp"]);

    await merchant.openPage("Suppliers");
    await merchant.frame.getByRole("link", { name: "Harbor Goods" }).click();
    await merchant.title("Harbor Goods");
    await merchant.frame.getByLabel("Cut-off time").fill("16:00");
    await page.locator("#save-bar").getByRole("button", { name: "Save" }).click();
    await merchant.toast("Harbor Goods saved");
    await appears(merchant.frame.getByText("Cut-off time: none → 16:00"));
    await saysIn(["When it works", "Days closed", "What it may see"]);
    expect(await page.locator("#save-bar").isVisible()).toBe(false);
  });

  it("places an order in the store", async () => {
    await merchant.openStoreOrders();
    await page.getByRole("link", { name: "Place an order" }).click();
    const ordered = { "Ceramic pour-over set": 1, "USB-C desk lamp": 2, "Handwritten gift card": 1, "Insulated bottle 750 ml": 1 };
    for (const [product, quantity] of Object.entries(ordered)) await page.getByLabel(`Quantity: ${product}`).fill(String(quantity));

    await page.getByRole("button", { name: "Place an order" }).click();

    await merchant.toast("Order placed");
    await appears(page.getByRole("link", { name: "#1001" }));
  });

  it("sees it routed with reasons and drafted, while the suppliers know nothing", async () => {
    await merchant.openHome();
    await merchant.openOrder("#1001");

    await expect.poll(() => merchant.frame.getByText("Draft", { exact: true }).count(), { timeout: 10_000 }).toBe(2);
    await saysIn([
      "Taken: the only one that fits", "converted from CNY at 0.14 USD", "Nobody has said who ships Insulated bottle 750 ml",
      "Your own goods: you ship them yourself",
    ]);
    for (const supplier of world.suppliers) expect(await bookOf(supplier)).toEqual([]);
  });

  it("goes live from this order on, and each supplier gets its part once", async () => {
    await merchant.openHome();
    await merchant.button("Go live").click();
    const dialog = merchant.frame.getByRole("dialog");
    await dialog.getByLabel("First order number").fill("1001");
    await appears(dialog.getByText("2 drafts go out now."));
    await dialog.getByRole("button", { name: "Go live" }).click();
    await merchant.toast("Live: 2 drafts are being sent");

    await merchant.openOrder("#1001");

    await expect.poll(() => merchant.frame.getByText("Accepted", { exact: true }).count(), { timeout: 10_000 }).toBe(2);
    for (const supplier of world.suppliers) expect(await bookOf(supplier)).toHaveLength(1);
  });

  it("gets a parcel from one supplier and two from the other, each shown in the store with its number", async () => {
    const [harbor, yiwu] = world.suppliers;
    const one = await harbor.client.ship(await onlyReference(harbor), [{ carrier: "ups" }]);
    const [first, second] = (["ups", "usps"] as const).map((carrier) => ({ carrier, lines: [{ lineReference: "1", quantity: 1 }] }));
    const two = await yiwu.client.ship(await onlyReference(yiwu), [first ?? {}, second ?? {}]);
    numbers = [...one.parcels, ...two.parcels].map(({ trackingNumber }) => trackingNumber);

    for (const number of numbers) await appears(merchant.frame.getByRole("link", { name: number }));
    await expect.poll(() => merchant.frame.getByText("Shown in Shopify").count(), { timeout: 10_000 }).toBe(3);
    await merchant.openStoreOrder("#1001");

    for (const number of numbers) await appears(page.locator(".fulfillment").filter({ hasText: number }));
    expect(await page.locator(".fulfillment").count()).toBe(3);
    for (const supplier of world.suppliers) expect((await supplier.client.readBook()).pushes).toMatchObject([{ status: 200, isForged: false }]);
  });

  it("sees the carrier's scans on the store's page and in the app", async () => {
    await expect.poll(followed, { timeout: 10_000 }).toEqual(numbers.toSorted());
    for (const number of numbers) await world.carrier.advance(number, { status: "InTransit", sub_status: "InTransit_PickedUp", description: "Picked up", location: "SHENZHEN" });
    for (const number of numbers) await world.carrier.advance(number, { status: "Delivered", sub_status: "Delivered_Other", description: "Delivered to the front door", location: "NEW YORK, NY" });

    for (const number of numbers) await appears(page.locator(".fulfillment").filter({ hasText: number }).getByText("Delivered"));
    await merchant.openHome();
    await merchant.openOrder("#1001");

    await expect.poll(() => merchant.frame.getByText("Delivered", { exact: true }).count(), { timeout: 10_000 }).toBe(3);
  });

  it("reads everything in Chinese, with no code left without words", async () => {
    await page.getByLabel("Language").selectOption("zh-CN");
    await appears(merchant.heading("供应商订单"));
    await saysIn(["为什么选择该供应商", "已选择", "已签收", "已写入 Shopify", "时间线", "需要您处理", "自有商品"]);
    await merchant.openHome("首页");
    await saysIn(["订单对账", "自动发送", "已下单件数：5", "1 个问题需要您处理"]);
    await merchant.openPage("待处理问题");
    await saysIn(["Insulated bottle 750 ml没有找到供应商", "订单 #1001：尚未指定由谁发货", "关联此商品"]);

    expect(await merchant.missingGlyphs("\u0378待处理问题关联此商品")).toEqual(["\u0378"]);
    expect("problem.gave_up.title").toMatch(rawCode);
    await page.getByLabel("语言").selectOption("en");
    await appears(merchant.heading("Problems"));
  });

  it("follows the problem of the unmapped line to its product, maps it, and the line goes", async () => {
    await merchant.frame.getByRole("link", { name: "Map this product" }).click();
    await merchant.title("Products");
    await merchant.map("Insulated bottle 750 ml", { supplier: "Harbor Goods", item: "HG-BOTTLE-750", cost: "6.80" });

    await expect.poll(async () => (await bookOf(world.suppliers[0])).length, { timeout: 10_000 }).toBe(2);
    await merchant.openPage("Problems");

    await appears(merchant.frame.getByText(/Nothing needs you/));
  });

  it("finds the whole story in the timeline, each raw message one click away", async () => {
    await merchant.openOrder("#1001");

    await saysIn(["Order #1001 received", "Harbor Goods accepted", "义乌优选 Yiwu Select accepted", "Allowed to be sent"]);
    await saysIn(numbers.flatMap((number) => [`Parcel ${number} is followed`, `Parcel ${number}: Delivered`]));
    await merchant.frame.getByRole("link", { name: "Raw message" }).last().click();
    await appears(merchant.heading("Request"));

    expect(await merchant.text()).toContain('"name": "#1001"');
  });

  it("ends with an order check that adds up", async () => {
    await merchant.openHome();
    await merchant.button("Check again").click();
    await merchant.toast(/Asking Shopify about 1 order/);

    await expect.poll(places, { timeout: 10_000 }).toEqual(["0 Needs you", "0 Waiting", "1 With a supplier", "3 Shipped", "0 Cancelled or refunded", "1 Not ours"]);
    await saysIn(["Paid units: 5."]);
    expect(await merchant.text()).not.toMatch(/not add up/);
    expect(app.said()).not.toMatch(/"level":[56]0/);
  });
});
