// Can a merchant settle a busy day without a mouse? The production build in real Chromium, inside the local store's admin:
// rows are walked and chosen by keys, held with one dialog, let go by the undo, searched, and taken out as a file.
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startLocalWorld, type LocalWorld } from "../../scripts/local-world.ts";
import { launchBrowser } from "../support/browser.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { appears, merchantAt, type Merchant } from "../support/merchant-in-browser.ts";
import { startRunningApp, type RunningApp } from "../support/running-app.ts";

let database: TestDatabase;
let world: LocalWorld;
let app: RunningApp;
let browser: Browser;
let page: Page;
let merchant: Merchant;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 1 });
  world = await startLocalWorld({ timing: { routingDelayMs: 5, webhookRetryMs: 50 } });
  app = await startRunningApp(world, database);
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, timezoneId: "America/New_York" });
  page.setDefaultTimeout(20_000);
  merchant = merchantAt(page);
  await page.goto(world.adminUrl);
  await appears(merchant.heading("Set up your shop"));
  const shop = world.store.shop("demo.myshopify.com");
  for (let count = 0; count < 4; count += 1) await shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await app?.close();
  await world?.close();
  await database?.close();
});

const shots = process.env["SHOTS"];
const shoot = async (name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
};
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await shoot(`failed-${task.name.slice(0, 20)}`);
});

/** Polaris lets rows reach the edge of a phone and scrolls its tabs within their own line; everything else must fit. */
const cutOff = async () => (await merchant.cutOffOnPhone()).filter((one) => !/^(LI|BUTTON) /.test(one));
const row = (name: string) => merchant.frame.getByRole("link", { name, exact: true });
const ticked = () => merchant.frame.getByRole("checkbox", { checked: true, name: /Select order/i }).count();
const focused = () => merchant.frame.locator(":focus").innerText();

it("walks and chooses rows by keys, holds them in one dialog, and lets them go by the undo", { timeout: 120_000 }, async () => {
  await merchant.openPage("Orders");
  await appears(row("#1004"));
  await expect.poll(() => merchant.frame.getByText("You decide").count(), { timeout: 30_000 }).toBe(4);

  await merchant.frame.getByRole("heading", { name: "Orders", level: 1 }).click();
  await page.keyboard.press("j");
  expect(await focused()).toBe("#1004");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  expect(await focused()).toBe("#1003");
  await page.keyboard.press("x");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+X");
  await appears(merchant.frame.getByText("2 selected"));
  await shoot("selected");

  await merchant.frame.getByRole("button", { name: "Hold", exact: true }).first().click();
  const dialog = merchant.frame.getByRole("dialog");
  await appears(dialog.getByText("Done with 2 orders"));
  await dialog.getByLabel("Note").fill("jx/ is only text here");
  await shoot("dialog");
  await dialog.getByRole("button", { name: "Do it for 2 orders" }).click();
  await appears(merchant.frame.getByText("2 done, none left out"));
  await expect.poll(() => merchant.frame.getByText(/Held by you/).count(), { timeout: 20_000 }).toBe(2);
  await shoot("held");

  await merchant.button("Undo").click();
  await expect.poll(() => merchant.frame.getByText(/Held by you/).count(), { timeout: 20_000 }).toBe(0);
  await appears(merchant.frame.getByText("Undo: Hold orders"));
});

it("keeps the selection through a refresh, searches with /, and says which keys there are with ?", { timeout: 90_000 }, async () => {
  await merchant.openPage("Orders");
  await row("#1004").focus();
  await page.keyboard.press("Space");
  expect(await ticked()).toBe(1);
  await world.store.shop("demo.myshopify.com").placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
  await appears(row("#1005"));
  expect(await ticked()).toBe(1);
  await page.keyboard.press("?");
  await appears(merchant.frame.getByRole("dialog").getByText("Select up to the row"));
  await page.keyboard.press("Escape");
  await merchant.frame.getByRole("dialog").waitFor({ state: "detached" });

  await row("#1004").focus();
  await page.keyboard.press("/");
  // The field opens first; nobody types faster than that.
  await merchant.frame.locator("input:focus").waitFor();
  await page.keyboard.type("1002");
  await expect.poll(() => merchant.frame.getByRole("row").filter({ hasText: "#100" }).count(), { timeout: 20_000 }).toBe(1);
  await shoot("search");
  expect(await cutOff()).toEqual([]);
});

it("hands the list over as a file", { timeout: 60_000 }, async () => {
  await merchant.openPage("Orders");
  const [download] = await Promise.all([page.waitForEvent("download"), merchant.button("Export CSV").click()]);
  expect(download.suggestedFilename()).toMatch(/^Orders \d{4}-\d\d-\d\d\.csv$/);
  expect(await readFile(await download.path(), "utf8")).toMatch(/^\ufeffOrder,Date,Country/);
});

it("shows problems by their cause on a phone and in Chinese without anything cut off", { timeout: 90_000 }, async () => {
  await merchant.openPage("Problems");
  await appears(merchant.frame.getByText("5 problems"));
  await shoot("problems");
  await merchant.button("Show").click();
  await appears(merchant.button("Hide"));
  expect(await cutOff()).toEqual([]);
  await page.getByLabel("Language").selectOption("zh-CN");
  await merchant.openPage("订单");
  await appears(row("#1005"));
  await shoot("orders-zh");
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot("orders-zh-phone");
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(await cutOff()).toEqual([]);
  await page.getByLabel("语言").selectOption("en");
});
