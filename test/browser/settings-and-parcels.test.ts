// Do the settings and the guests' page work for people: in a real browser, on a phone, in both languages, without script?
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startLocalWorld, type LocalWorld } from "../../scripts/local-world.ts";
import { launchBrowser } from "../support/browser.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type Merchant, merchantAt } from "../support/merchant-in-browser.ts";
import { type RunningApp, startRunningApp } from "../support/running-app.ts";

let database: TestDatabase;
let world: LocalWorld;
let app: RunningApp;
let browser: Browser;
let page: Page;
let merchant: Merchant;
const folder = mkdtempSync(join(tmpdir(), "daifa-settings-"));

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 1 });
  world = await startLocalWorld({ timing: { routingDelayMs: 5, webhookRetryMs: 50 } });
  app = await startRunningApp(world, database);
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: "en-US" });
  page.setDefaultTimeout(30_000);
  merchant = merchantAt(page);
  await page.goto(world.adminUrl);
  await merchant.title("Home");
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await world?.close();
  await database?.close();
});

const shoot = async (name: string) => {
  const seen = process.env["SCREENSHOTS"];
  if (seen) await page.screenshot({ path: join(seen, `${name}.png`), fullPage: true });
};

describe("the settings", () => {
  it("take rates from a file after a look at it", async () => {
    await merchant.openPage("Settings");
    const file = join(folder, "rates.csv");
    writeFileSync(file, "date,from,to,rate\n2026-01-02,CNY,USD,0.14\n2026-01-02,EUR,USD,none\n");
    await merchant.frame.locator("#rates-file").setInputFiles(file);
    await merchant.button("Look at the file").click();
    await merchant.frame.getByText("1 row cannot be used").waitFor();
    await merchant.button("Save 1 rate").click();
    await merchant.toast("1 rate saved");
    await merchant.frame.getByText("1 CNY is 0.14 USD").first().waitFor();
    expect(await merchant.text()).toMatch(/days old: enter a new one/);
    await shoot("settings-en");
  });

  it("leave the frame as a file", async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), merchant.button("Download rates").click()]);
    expect(download.suggestedFilename()).toBe("exchange-rates.csv");
  });

  it("say a fault at its field, and fit on a phone", async () => {
    await merchant.frame.getByLabel("Country code").fill("XX");
    await merchant.frame.locator("form").filter({ hasText: "Sender on the label" }).getByRole("button", { name: "Save" }).click();
    await merchant.frame.getByText("XX is no country code").waitFor();
    expect(await merchant.cutOffOnPhone()).toEqual([]);
  });

  it("change the language at once", async () => {
    await merchant.frame.getByLabel("Language", { exact: true }).selectOption({ label: "简体中文" });
    await merchant.title("设置");
    expect(await merchant.cutOffOnPhone()).toEqual([]);
    expect(await merchant.text()).not.toMatch(/\b(settings|timeline)\.[a-z]/);
    await shoot("settings-zh");
  });
});

describe("the guests' page", () => {
  it("works without script, on a phone", async () => {
    const order = await world.store.shop("demo.myshopify.com").placeOrder({ buyer: { email: "mei@example.com" }, lines: [{ sku: "SCARF-RED", quantity: 2 }] });
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false, locale: "zh-CN" });
    const phone = await context.newPage();
    const hosts: string[] = [];
    phone.on("request", (request) => hosts.push(new URL(request.url()).hostname));
    await phone.goto(`${world.storeUrl}/_storefront/demo.myshopify.com/`);
    await phone.getByRole("link", { name: "Track your order" }).click();
    const search = async (proof: string) => {
      await phone.getByLabel("订单号").fill(order.name);
      await phone.getByLabel("下单邮箱或收货邮编").fill(proof);
      await phone.getByRole("button", { name: "查看包裹" }).click();
    };
    await search("bo@example.com");
    await phone.getByRole("alert").waitFor();
    await expect.poll(async () => {
      await search("mei@example.com");
      return await phone.getByText("尚未发货").count();
    }, { timeout: 15_000, interval: 1_000 }).toBeGreaterThan(0);
    expect(await phone.locator("main").innerText()).toContain("2 × Merino scarf - Red");
    expect([...new Set(hosts)]).toEqual(["127.0.0.1"]);
    const seen = process.env["SCREENSHOTS"];
    if (seen) await phone.screenshot({ path: join(seen, "guest-zh.png"), fullPage: true });
    await context.close();
  });
});
