// Does a new owner get from the install to the first shipped order within the first hour, by clicks alone, in either language?
// The production build in a process of its own, real PostgreSQL, and a browser inside the local store's admin.
import { mkdtempSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readTable } from "../../app/platform/tables/read-table.server.ts";
import { buckets } from "../../app/views/buckets.ts";
import { testStages } from "../../app/views/test-order-page.ts";
import { startLocalWorld, type LocalWorld } from "../../scripts/local-world.ts";
import { freshShops } from "../local-store/fresh-shops.ts";
import { launchBrowser } from "../support/browser.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { appears } from "../support/merchant-in-browser.ts";
import { addFactoryByHand, buyInStore, offersFile, openAsOwner, openInStore, unitsByPlace, type Owner } from "../support/owner-in-browser.ts";
import { startRunningApp, type RunningApp } from "../support/running-app.ts";

const factory = "义乌晨光工厂";

let database: TestDatabase;
let world: LocalWorld;
let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 1 });
  world = await startLocalWorld({ shops: freshShops, timing: { routingDelayMs: 5, webhookRetryMs: 50 } });
  app = await startRunningApp(world, database);
  browser = await launchBrowser();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await app?.close();
  await world?.close();
  await database?.close();
});

describe.each([
  { domain: "morning.myshopify.com", language: "en", number: "YT1000000000011" },
  { domain: "zaochen.myshopify.com", language: "zh-CN", number: "YT1000000000012" },
] as const)("The first hour in $language", ({ domain, language, number }) => {
  let owner: Owner;
  let hasEnded = false;
  let order = "";

  // One story: what follows a broken step would only wait for what cannot come.
  beforeEach(() => {
    if (hasEnded) throw new Error("the story had ended before");
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail" || hasEnded) return;
    hasEnded = true;
    const file = join(mkdtempSync(join(tmpdir(), "daifa-first-hour-")), `${language}.png`);
    await owner.page.screenshot({ path: file, fullPage: true });
    console.error(`The page as it was: ${file}\nThe app said: ${app.said()}`);
  });
  afterAll(() => owner?.page.close());

  const fitsPhone = async () => expect(await owner.cutOffOnPhone()).toEqual([]);

  it("opens the app, which installs itself and shows the guide", async () => {
    owner = await openAsOwner(browser, world, { domain, language });

    await appears(owner.heading(owner.words("setup.title")));
    await owner.readsCleanly();
    await fitsPhone();
    await owner.press("setup.goods.supplied");
    await expect.poll(() => owner.text(), { timeout: 20_000 }).toContain(owner.words("setup.progress", { done: 1, steps: 5 }));
  }, 60_000);

  it("adds a factory whose orders are passed on by hand", async () => {
    await owner.press("setup.supplier.go");
    await owner.title(owner.words("suppliers.title"));
    await addFactoryByHand(owner, factory);
    await owner.home();

    await expect.poll(() => owner.text(), { timeout: 20_000 }).toContain(owner.words("setup.progress", { done: 2, steps: 5 }));
  }, 60_000);

  it("maps fifty variants with one file", async () => {
    await owner.press("setup.mapping.import");
    await owner.title(owner.words("imports.title"));
    await owner.readsCleanly();
    await owner.frame.locator("input[type=file]").first().setInputFiles(await offersFile(owner, world, factory));
    await owner.title("offers.csv");
    await owner.sees("imports.preview.all_good", { total: 50 });
    await owner.readsCleanly();
    await fitsPhone();
    await owner.press("imports.start", { good: 50 });

    await appears(owner.frame.getByText(owner.words("imports.state.DONE"), { exact: true }));
    await appears(owner.frame.getByText(owner.words("imports.recent.counts", { created: 50, updated: 0, unchanged: 0, refused: 0 })));
    await owner.home();
    await owner.sees("setup.mapping.coverage", { covered: 50, total: 50 });
  }, 90_000);

  it("watches a test order go all the way, and takes it away again", async () => {
    await owner.press("setup.test.go");
    await owner.title(owner.words("setup.test.title"));
    await owner.press("setup.test.place");
    await appears(owner.frame.getByText(owner.words("setup.test.finished")).first());
    for (const stage of testStages) await owner.sees(`setup.test.stage.${stage}`);
    expect(await owner.frame.getByText(owner.words("setup.test.waits"), { exact: true }).count()).toBe(0);
    await owner.readsCleanly();
    await owner.press("setup.test.remove");

    await owner.sees("setup.test.deleted");
    expect(await world.store.shop(domain).orders()).toEqual([]);
  }, 120_000);

  it("goes live from the next order number", async () => {
    await owner.home();
    await owner.press("setup.live.go");
    const dialog = owner.frame.getByRole("dialog");
    order = await dialog.getByLabel(owner.words("home.live.from"), { exact: true }).inputValue();
    await dialog.getByRole("button", { name: owner.words("home.live.go"), exact: true }).click();

    await owner.toast(owner.words("home.live.done", { sent: 0 }));
    await owner.sees("home.live.badge");
    await owner.readsCleanly();
  }, 60_000);

  it("finds a bought order in the factory's sheet, downloads it and marks it as handed over", async () => {
    await buyInStore(owner, "Cotton tee – Black");
    await owner.home();
    await owner.goTo("shell.hand_over");
    await appears(owner.frame.getByRole("link", { name: `#${order}` }));
    await owner.readsCleanly();
    await fitsPhone();
    const [download] = await Promise.all([owner.page.waitForEvent("download"), owner.press("handover.xlsx")]);
    const read = await readTable(await readFile(await download.path()));

    expect(read.kind === "table" && read.table.rows.map(({ cells }) => cells.some((cell) => cell === "F-TEE-BLA"))).toEqual([true]);
    await owner.press("handover.mark");
    await owner.toast(owner.words("handover.done", { orders: 1 }));
  }, 90_000);

  it("pastes the factory's reply, looks at it, and records it", async () => {
    await owner.frame.getByLabel(owner.words("reply.text"), { exact: true }).fill(`${order} 圆通 ${number}`);
    await owner.press("reply.read");
    await owner.sees("reply.confidence.sure");
    await owner.readsCleanly();
    await owner.press("reply.record", { parcels: 1, refusals: 0 });

    await owner.toast(owner.words("reply.recorded", { parcels: 1, refusals: 0 }));
  }, 60_000);

  it("sees the parcel in the store's own order, and every unit in its place", async () => {
    await openInStore(owner, `#${order}`);
    await appears(owner.page.locator(".fulfillment").filter({ hasText: number }));
    await owner.home();
    await owner.press("home.check.again");

    // Two were bought; the one of the test order stays in the books, as shipped, after the order is gone.
    const places = buckets.map((bucket) => `${bucket === "shipped" ? 3 : 0} ${owner.words(`bucket.${bucket}`)}`);
    await expect.poll(() => unitsByPlace(owner), { timeout: 20_000 }).toEqual(places);
    await owner.sees("home.check.sentence", { units: 3 });
    await owner.readsCleanly();
    await owner.goTo("shell.problems");
    await owner.sees("problems.none");
    expect(app.said()).not.toMatch(/"level":[56]0/);
  }, 60_000);
});
