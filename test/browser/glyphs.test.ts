// Can this browser draw Chinese at all? Without a font every Chinese page looks empty or like boxes.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser.close());

/** U+0378 is unassigned: whatever a font draws for it is what a missing glyph looks like. */
const UNASSIGNED = "\u0378";

/** The alpha of every pixel that the text leaves on an empty canvas. */
async function draw(text: string): Promise<number[]> {
  const page = await browser.newPage();
  const pixels = await page.evaluate((drawn) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 48;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no canvas");
    context.font = "32px sans-serif";
    context.fillText(drawn, 4, 36);
    return [...context.getImageData(0, 0, 48, 48).data].filter((_, index) => index % 4 === 3);
  }, text);
  await page.close();
  return pixels;
}

const inked = (pixels: number[]) => pixels.filter((alpha) => alpha > 0).length;
const differing = (left: number[], right: number[]) => left.filter((alpha, index) => alpha !== right[index]).length;

test("draws the two characters of 代发 as two different glyphs, neither blank nor a box", async () => {
  const [first, second, missing] = [await draw("代"), await draw("发"), await draw(UNASSIGNED)];

  expect(inked(first)).toBeGreaterThan(100);
  expect(inked(second)).toBeGreaterThan(100);
  expect(differing(first, second)).toBeGreaterThan(100);
  expect(differing(first, missing)).toBeGreaterThan(100);
  expect(differing(second, missing)).toBeGreaterThan(100);
});

test("does not call itself headless, which Shopify's library would refuse", async () => {
  const page = await browser.newPage();

  expect(await page.evaluate(() => navigator.userAgent)).not.toMatch(/headless/i);

  await page.close();
});
