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

const bookOf = async (supplier: WorldSupplier) => (await supplier.client.readBook()).orders;
const storeOrder = () => world.store.shop(domain).order("#1001");
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
});
