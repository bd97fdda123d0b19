// Is every page of the merchant's usable by everybody: with a screen reader, on a phone, in both languages?
// axe judges each page in the production build; what counts is what it calls serious or critical.
import { readdirSync } from "node:fs";
import type { Browser, Frame } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type Database } from "../../app/platform/db.server.ts";
import { createSealer, parseSealingKeys } from "../../app/platform/secrets.server.ts";
import { startLocalWorld, type LocalWorld } from "../../scripts/local-world.ts";
import { furnish } from "../../scripts/tour/furnish.ts";
import { listStops, type Stop } from "../../scripts/tour/stops.ts";
import { looks, startWalk, visit } from "../../scripts/tour/walk.ts";
import { judgeByAxe } from "../support/axe.ts";
import { launchBrowser } from "../support/browser.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { cutOff } from "../support/merchant-in-browser.ts";
import { startRunningApp, type RunningApp } from "../support/running-app.ts";

const pageFiles = readdirSync(new URL("../../app/routes", import.meta.url))
  .filter((file) => file.startsWith("app.") && file.endsWith(".tsx") && file !== "app.tsx")
  .map((file) => file.replace(/\.tsx$/, ""));

let testDatabase: TestDatabase;
let database: Database;
let world: LocalWorld;
let app: RunningApp;
let browser: Browser;
let stops: Stop[];

beforeAll(async () => {
  testDatabase = await createTestDatabase({ maxConnections: 1 });
  world = await startLocalWorld({ timing: { routingDelayMs: 5, webhookRetryMs: 50 } });
  app = await startRunningApp(world, testDatabase);
  browser = await launchBrowser();
  database = createDatabase({ url: testDatabase.urls.app, maxConnections: 2 });
  const { shopId } = await furnish({ world, database, sealer: createSealer(parseSealingKeys(world.environment.TOKEN_KEYS)) });
  stops = await listStops(database, shopId);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await database?.close();
  await app?.close();
  await world?.close();
  await testDatabase?.close();
});

describe("every page", () => {
  it("is on the walk", () => {
    expect([...new Set(stops.map(({ route }) => route))].toSorted()).toEqual(pageFiles.toSorted());
  });

  it.each(looks)("has nothing serious for axe, nothing cut off and no code without words: $language, $width px", async (look) => {
    const page = await startWalk(browser, look);
    const faults: string[] = [];
    for (const stop of stops) {
      const frame = await visit(page, world, stop);
      for (const fault of await faultsOf(frame, look.width)) faults.push(`${stop.name}: ${fault}`);
    }
    await page.close();
    expect(faults).toEqual([]);
  }, 240_000);
});

/** A code that no words were found for stands on the page as it is. */
const rawCode = /(?<![\w@/.-])[a-z]+(?:_[a-z]+)*\.[a-z]+(?:_[a-z]+)+(?:\.[a-z_]+)*(?![\w.-])/g;

async function faultsOf(frame: Frame, width: number): Promise<string[]> {
  const main = await frame.locator("main, body").first().innerText();
  const shown = frame.url().includes("/messages/") ? [] : (main.match(rawCode) ?? []);
  return [...(await judgeByAxe(frame)), ...shown.map((code) => `shows the code ${code}`), ...(width < 600 ? await cutOff(frame) : [])];
}
