// What does every page look like? `npm run screenshots` draws each in both languages and at two widths into
// .cache/screenshots, and those that the guides show into docs/images/guide.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { prepare } from "./prepare.ts";
import type { Page } from "playwright-core";
import { dropKnownWarning } from "./settings.ts";

dropKnownWarning();
await prepare({ build: true });
const { startApp } = await import("./demo/start-app.ts");
const { furnish } = await import("./tour/furnish.ts");
const { listStops, guideStops } = await import("./tour/stops.ts");
const { looks, startWalk, visit } = await import("./tour/walk.ts");
const { launchBrowser } = await import("../test/support/browser.ts");

type Look = (typeof looks)[number];
type Stop = Awaited<ReturnType<typeof listStops>>[number];

const checkout = resolve(import.meta.dirname, "..");
const everything = join(checkout, ".cache", "screenshots");
const guide = join(checkout, "docs", "images", "guide");

type Drawn = { readonly look: Look; readonly stop: Stop; readonly picture: Buffer };

async function drawAll(look: Look, stops: readonly Stop[]): Promise<void> {
  const page = await startWalk(browser, look);
  for (const stop of stops) keep({ look, stop, picture: await draw(page, look, stop) });
  await page.close();
}

/** The frame scrolls by itself: as high as its content, the picture holds all of it. */
async function draw(page: Page, { width }: Look, stop: Stop): Promise<Buffer> {
  const frame = await visit(page, demo.world, stop);
  const height = await frame.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(Math.max(900, height + 80), 6_000) });
  const picture = await page.screenshot();
  await page.setViewportSize({ width, height: 900 });
  return picture;
}

function keep({ look: { language, width }, stop: { name }, picture }: Drawn): void {
  writeFileSync(join(everything, `${name}-${language}-${width}.png`), picture);
  if (width < 600 || !guideStops.has(name)) return;
  mkdirSync(join(guide, language), { recursive: true });
  writeFileSync(join(guide, language, `${name}.png`), picture);
}

const demo = await startApp({ throwaway: true, world: { timing: { routingDelayMs: 50, webhookRetryMs: 200 } }, logLevel: "error" });
const browser = await launchBrowser();
try {
  const { shopId } = await furnish(demo);
  const stops = await listStops(demo.database, shopId);
  rmSync(everything, { recursive: true, force: true });
  mkdirSync(everything, { recursive: true });
  for (const look of looks) await drawAll(look, stops);
  console.log(`${stops.length} pages, ${looks.length} looks: .cache/screenshots and docs/images/guide`);
} finally {
  await browser.close();
  await demo.close();
}
process.exit();
