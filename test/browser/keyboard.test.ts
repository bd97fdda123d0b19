// Can everything that settles an order be done without a mouse? From the first Tab on, the keys alone map a product, send a
// reviewed draft and close a problem; each step finds its button by walking to it, as a person would.
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { newId } from "../../app/platform/ids.server.ts";
import { startLocalWorld, type LocalWorld } from "../../scripts/local-world.ts";
import { launchBrowser } from "../support/browser.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { appears, merchantAt, type Merchant } from "../support/merchant-in-browser.ts";
import { startRunningApp, type RunningApp } from "../support/running-app.ts";

const domain = "demo.myshopify.com";
const product = "Ceramic pour-over set";

let database: TestDatabase;
let world: LocalWorld;
let app: RunningApp;
let browser: Browser;
let page: Page;
let merchant: Merchant;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 2 });
  world = await startLocalWorld({ timing: { routingDelayMs: 5, webhookRetryMs: 50 } });
  app = await startRunningApp(world, database);
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, timezoneId: "America/New_York", reducedMotion: "reduce" });
  page.setDefaultTimeout(20_000);
  merchant = merchantAt(page);
  await page.goto(world.adminUrl);
  await merchant.title("Home");
  const { id: shopId } = await database.database.withoutShop.shop.findUniqueOrThrow({ where: { domain } });
  await database.database.inShop(shopId, (tx) => tx.db.supplier.create({
    data: {
      id: newId(), shopId, name: "Yiwu Cups", kind: "FACTORY", connector: "manual", connectorSettings: { passedOn: "wechat" }, locale: "zh-CN", timeZone: "Asia/Shanghai",
      workingDays: [1, 2, 3, 4, 5, 6],
    },
  }));
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await app?.close();
  await world?.close();
  await database?.close();
});

const shots = process.env["SHOTS"];
afterEach(async ({ task }) => {
  if (shots && task.result?.state === "fail") await page.screenshot({ path: `${shots}/failed-${task.name.slice(0, 20)}.png` });
});

/** What has the focus, in the admin or in the app's frame, with the group that it stands in. */
const nameOfFocus = (root: Element): string => {
  const one = root.ownerDocument.activeElement;
  const label = one instanceof HTMLInputElement || one instanceof HTMLSelectElement ? one.labels?.[0]?.textContent : undefined;
  const group = one?.closest("[role=group][aria-label]")?.getAttribute("aria-label");
  const name = one?.getAttribute("aria-label") ?? label ?? one?.textContent ?? "";
  return one?.tagName === "IFRAME" ? "IFRAME" : [group, name].filter(Boolean).map((text) => text?.replaceAll(/\s+/g, " ").trim()).join(" / ");
};

async function focused(): Promise<string> {
  const name = await page.locator("html").evaluate(nameOfFocus);
  return name === "IFRAME" ? await merchant.frame.locator("html").evaluate(nameOfFocus) : name;
}

/** Tabs on until it is reached; round and round is a dead end. */
async function tabTo(wanted: string | RegExp): Promise<void> {
  const passed: string[] = [];
  while (passed.length < 150) {
    await page.keyboard.press("Tab");
    const name = await focused();
    passed.push(name);
    if (typeof wanted === "string" ? name === wanted : wanted.test(name)) return;
  }
  throw new Error(`${String(wanted)} is not reached by Tab. Passed: ${[...new Set(passed)].join(" | ")}`);
}

async function openByKeys(name: string): Promise<void> {
  await tabTo(name);
  await page.keyboard.press("Enter");
  await merchant.title(name);
}

it("maps a product", { timeout: 120_000 }, async () => {
  await openByKeys("Products");
  await tabTo("Load from Shopify");
  await page.keyboard.press("Enter");
  await merchant.toast(/variants seen/);
  await tabTo(`${product} / Add a supplier`);
  await page.keyboard.press("Enter");
  await appears(merchant.group(product).getByLabel("Item number"));

  await tabTo(`${product} / Supplier`);
  // There and back: the choice moves with the arrows.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  expect(await merchant.group(product).getByLabel("Supplier", { exact: true }).locator("option:checked").innerText()).toBe("Yiwu Cups");
  await tabTo(/ \/ Item number/);
  await page.keyboard.type("CF-1");
  await tabTo(/ \/ Cost of one pack/);
  await page.keyboard.type("11.20");
  await page.keyboard.press("Enter");

  await appears(merchant.group(product).getByRole("heading", { name: "Yiwu Cups" }));
});

it("sends a reviewed draft from the order's page", { timeout: 120_000 }, async () => {
  const ordered = await world.store.shop(domain).placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }, { sku: "BOTTLE-750", quantity: 1 }] });
  await openByKeys("Orders");
  await appears(merchant.frame.getByRole("link", { name: ordered.name }));
  await tabTo(new RegExp(`^${ordered.name}$`));
  await page.keyboard.press("Enter");
  await merchant.title(ordered.name);
  await appears(merchant.button("Send to Yiwu Cups"));

  await tabTo("Send to Yiwu Cups");
  await page.keyboard.press("Space");

  await appears(merchant.frame.getByText(/Lies in the sheet of/));
});

it("closes a problem", { timeout: 120_000 }, async () => {
  await openByKeys("Problems");
  await appears(merchant.frame.getByText(/Nobody has said who ships|no supplier for/i).or(merchant.button("Mark as done")));

  await tabTo("Mark as done");
  await page.keyboard.press("Enter");

  await merchant.toast("Marked as done");
  await appears(merchant.frame.getByText(/^Nothing needs you/));
  // The tabs are walked by the arrows.
  await tabTo("Open");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await appears(merchant.frame.getByRole("tab", { name: "Settled", selected: true }));
  expect(await merchant.frame.getByText(/Insulated bottle/).count()).toBeGreaterThan(0);
});
