// Does a merchant whose supplier sits in a chat get along by clicking? The production build in a process of its own, and a browser
// inside the local store's admin: the sheet is downloaded through the frame, handed over, the reply pasted, the columns arranged.
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../app/platform/ids.server.ts";
import { readTable } from "../../app/platform/tables/read-table.server.ts";
import { goLive } from "../../app/supplier-orders/release-supplier-orders.server.ts";
import { startLocalWorld, type LocalWorld } from "../../scripts/local-world.ts";
import { launchBrowser } from "../support/browser.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { appears, type Merchant, merchantAt } from "../support/merchant-in-browser.ts";
import { type RunningApp, startRunningApp } from "../support/running-app.ts";
import { by } from "../support/story.ts";

const domain = "demo.myshopify.com";

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
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, timezoneId: "America/New_York" });
  page.setDefaultTimeout(30_000);
  merchant = merchantAt(page);
  await page.goto(world.adminUrl);
  await merchant.title("Home");
  await addCupFactory();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await app?.close();
  await world?.close();
  await database?.close();
});

/** Suppliers have a page of their own; here one stands ready, and the shop sends by itself. */
async function addCupFactory(): Promise<void> {
  const shop = await database.database.withoutShop.shop.findUniqueOrThrow({ where: { domain } });
  await database.database.inShop(shop.id, async (tx) => {
    await tx.db.supplier.create({
      data: {
        id: newId(), shopId: shop.id, name: "Yiwu Cups", kind: "FACTORY", connector: "manual", connectorSettings: { passedOn: "wechat" }, locale: "zh-CN", timeZone: "Asia/Shanghai",
        workingDays: [1, 2, 3, 4, 5, 6], cutOffMinute: 0,
      },
    });
    await goLive(tx, 1, by);
  });
}

const fitsPhone = async (): Promise<void> => {
  expect(await merchant.cutOffOnPhone()).toEqual([]);
};

describe("A merchant whose supplier sits in a chat", () => {
  it("finds the orders of the day in one sheet, late where the supplier's hour has passed", async () => {
    await merchant.openPage("Products");
    await merchant.button("Load from Shopify").click();
    await merchant.toast(/variants seen/);
    await merchant.map("Ceramic pour-over set", { supplier: "Yiwu Cups", item: "CF-1", cost: "11.20" });
    const shop = world.store.shop(domain);
    for (const quantity of [1, 2]) await shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity }] });

    await merchant.openPage("Hand over");

    await appears(merchant.frame.getByRole("link", { name: "#1002" }));
    await appears(merchant.frame.getByText("Late", { exact: true }));
    await fitsPhone();
  });

  it("downloads the sheet through the frame, and copies it for the chat; neither marks anything", async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), merchant.button("Download XLSX").click()]);

    const read = await readTable(await readFile(await download.path()));
    expect(download.suggestedFilename()).toMatch(/^Yiwu-Cups-\d{4}-\d\d-\d\d-1\.xlsx$/);
    expect(read.kind === "table" && read.table.rows.map(({ cells }) => cells[0])).toEqual(["#1001", "#1002"]);
    await merchant.button("Copy for WeChat (Chinese)").click();
    await expect.poll(() => merchant.frame.getByLabel("Text for the chat").inputValue()).toContain("#1001 (1/2)");
    await appears(merchant.frame.getByText("Have you handed over 2 orders?"));
    await fitsPhone();
  });

  it("marks it as handed over, and may take it back", async () => {
    await merchant.button("Mark as handed over").click();
    await merchant.toast("2 orders handed over");
    await merchant.button("Take back").click();
    await merchant.toast(/Taken back/);
    await merchant.button("Mark as handed over").click();
    await merchant.toast("2 orders handed over");
  });

  it("pastes the reply, sees what is doubtful, and records what is sure", async () => {
    await merchant.frame.getByLabel("Reply", { exact: true }).fill("老板好\n1001 圆通 YT1000000000001\n9999 中通 73100000000001\n1002 YT1000000000002 YT1000000000003");
    await merchant.button("Read it").click();
    await appears(merchant.frame.getByText(/No open order is called 9999/));
    await fitsPhone();

    await merchant.button("Record 1 parcel").click();
    await merchant.toast(/Recorded: 1 parcel/);

    await expect.poll(async () => (await world.store.shop(domain).orders()).flatMap(({ fulfillments }) => fulfillments.map(({ trackingInfo }) => trackingInfo[0]?.number)), { timeout: 15_000 }).toEqual(["YT1000000000001"]);
  });

  it("says what lies in each of two parcels", async () => {
    await merchant.frame.getByLabel("Reply", { exact: true }).fill("1002 YT1000000000002 YT1000000000003");
    await merchant.button("Read it").click();
    const fields = merchant.frame.getByLabel(/at most 2/);
    await appears(fields);
    for (const field of await fields.all()) await field.fill("1");

    await merchant.button("Record 2 parcels").click();

    await merchant.toast(/Recorded: 2 parcels/);
    await expect.poll(async () => (await world.store.shop(domain).orders()).flatMap(({ fulfillments }) => fulfillments).length, { timeout: 15_000 }).toBe(3);
    await fitsPhone();
  });

  it("arranges the supplier's columns with the keyboard, and keeps them", async () => {
    await world.store.shop(domain).placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await appears(merchant.frame.getByRole("link", { name: "#1003" }));
    await merchant.frame.getByRole("link", { name: "Columns of this sheet" }).or(merchant.button("Columns of this sheet")).first().click();
    await merchant.title("Columns of the sheet");
    const heading = (place: number) => merchant.frame.getByLabel(`Heading of column ${place}`, { exact: true });
    await heading(2).fill("货号");
    await heading(2).press("Alt+ArrowUp");

    expect(await heading(1).inputValue()).toBe("货号");
    expect(await heading(1).evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
    await fitsPhone();
    await merchant.button("Save").click();
    await merchant.toast("Columns saved");
    await merchant.openPage("Hand over");
    const [download] = await Promise.all([page.waitForEvent("download"), merchant.button("Download CSV").click()]);
    expect((await readFile(await download.path(), "utf8")).slice(1, 8)).toBe("货号,订单号,");
  });

  it("reads all of it in Chinese, on a phone too", async () => {
    await page.getByLabel("Language").selectOption("zh-CN");
    await merchant.openPage("交单");
    await merchant.frame.getByLabel("回复内容").fill("1003 圆通 YT1000000000009");
    await merchant.button("识别").click();
    await appears(merchant.button("登记 1 个包裹"));

    expect(await merchant.text()).not.toMatch(/\b(handover|reply|sheet|chat)\.[a-z_]+/);
    await fitsPhone();
  });
});
