// A walk through the app inside the store's admin, page by page, in one language and at one width.
import type { Browser, Frame, Page } from "playwright-core";
import type { LocalWorld } from "../local-world.ts";
import type { Stop } from "./stops.ts";

export type Look = { readonly language: "en" | "zh-CN"; readonly width: number };

export const looks: readonly Look[] = [
  { language: "en", width: 1280 }, { language: "en", width: 390 }, { language: "zh-CN", width: 1280 }, { language: "zh-CN", width: 390 },
];

export async function startWalk(browser: Browser, look: Look): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: look.width, height: 900 }, timezoneId: "America/New_York", reducedMotion: "reduce" });
  page.setDefaultTimeout(15_000);
  // The key under which the local admin remembers the language that was chosen.
  await page.addInitScript((language) => localStorage.setItem("admin-locale", language), look.language);
  return page;
}

/** The app's frame, once the page in it stands still. */
export async function visit(page: Page, world: LocalWorld, stop: Stop): Promise<Frame> {
  await page.goto(`${world.storeUrl}/store/demo/apps/daifa${stop.path}`);
  const handle = await page.waitForSelector("iframe[name=app-iframe]");
  const frame = await handle.contentFrame();
  if (!frame) throw new Error(`${stop.path} has no frame`);
  await frame.waitForSelector("h1");
  await frame.waitForLoadState("networkidle");
  return frame;
}
