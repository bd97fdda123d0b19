// The hands and eyes of a merchant: finds things in the store's admin, and in the app's frame inside it, by what they are
// called and what they are for; never by where they stand in the code.
import { expect } from "vitest";
import type { FrameLocator, Locator, Page } from "playwright-core";
import type { WorldSupplier } from "../../scripts/local-world.ts";

type TypedOffer = { readonly supplier: string; readonly item: string; readonly cost: string; readonly currency?: string };

export type Merchant = ReturnType<typeof merchantAt>;

export const appears = (locator: Locator) => locator.first().waitFor();

export function merchantAt(page: Page) {
  const frame = page.frameLocator("iframe[name=app-iframe]");
  const title = (name: string) => appears(frame.getByRole("heading", { name, level: 1, exact: true }));
  const group = (name: string) => frame.getByRole("group", { name, exact: true });
  /** A page of the app, by its link in the admin's side bar. */
  const openPage = async (name: string) => {
    await page.locator("#app-links").getByRole("link", { name, exact: true }).click();
    await title(name);
  };
  const openStoreOrders = () => page.locator("#admin-nav > ul").first().getByRole("link", { name: "Orders" }).click();
  return {
    frame,
    title,
    group,
    openPage,
    openStoreOrders,
    button: (name: string) => frame.getByRole("button", { name, exact: true }),
    heading: (name: string) => frame.getByRole("heading", { name, exact: true }),
    text: () => frame.locator("body").innerText(),
    toast: (text: string | RegExp) => appears(page.getByRole("status").getByText(text)),
    openHome: async (name = "Home") => {
      await page.locator("#admin-nav").getByRole("link", { name: "Daifa" }).click();
      await title(name);
    },
    openOrder: async (name: string) => {
      await openPage("Orders");
      await frame.getByRole("link", { name }).click();
      await title(name);
    },
    /** The store's own page of the order, outside the app. */
    openStoreOrder: async (name: string) => {
      await openStoreOrders();
      await page.getByRole("link", { name }).click();
      await appears(page.getByRole("heading", { name }));
    },
    map: (product: string, offer: TypedOffer) => mapVariant(group(product), offer),
    /** What stands beyond the edge of a phone's screen, in the app's page as it is now. */
    cutOffOnPhone: () => onPhone(page, () => cutOff(frame)),
    missingGlyphs: (characters: string) => missingGlyphs(frame, characters),
  };
}

async function mapVariant(variant: Locator, { supplier, item, cost, currency }: TypedOffer): Promise<void> {
  await variant.getByRole("button", { name: "Add a supplier" }).click();
  await variant.getByLabel("Supplier", { exact: true }).selectOption({ label: supplier });
  await variant.getByLabel("Item number").fill(item);
  await variant.getByLabel("Cost of one pack").fill(cost);
  if (currency) await variant.getByLabel("Currency").fill(currency);
  await variant.getByRole("button", { name: "Save", exact: true }).click();
  await appears(variant.getByRole("heading", { name: supplier }));
}

/** Through the form, after trying the line; then the supplier is told the address that the page shows. */
export async function addSupplierByHand({ frame, button, heading, toast, title, openPage }: Merchant, supplier: WorldSupplier): Promise<void> {
  await button("Add supplier").click();
  await button("Choose: Its own system").click();
  await frame.getByLabel("Name", { exact: true }).fill(supplier.name);
  await frame.getByLabel("Address of the supplier's server").fill(supplier.url);
  await frame.getByLabel("API key").fill(supplier.credentials.apiKey);
  await frame.getByLabel("Webhook secret").fill(supplier.credentials.webhookSecret);
  const form = frame.locator("form").filter({ has: heading("New supplier") });
  await form.getByRole("button", { name: "Test connection" }).click();
  await toast(`The connection works. ${supplier.name}`);
  await form.getByRole("button", { name: "Add supplier" }).click();
  await toast(`${supplier.name} added`);
  await title(supplier.name);
  const address = await frame.getByLabel("Address for shipping notices").inputValue();
  expect(address).toMatch(/^http.+\/suppliers\/.+\/webhook$/);
  await supplier.client.setWebhookUrl(address);
  await openPage("Suppliers");
}

async function onPhone<T>(page: Page, look: () => Promise<T>): Promise<T> {
  const usual = page.viewportSize() ?? { width: 1280, height: 900 };
  await page.setViewportSize({ width: 390, height: 844 });
  try {
    return await look();
  } finally {
    await page.setViewportSize(usual);
  }
}

/** A card hides what does not fit, so that the page alone would not scroll: each thing is measured, with its 8 px of margin. */
export async function cutOff(frame: Pick<FrameLocator, "locator">): Promise<string[]> {
  await expect.poll(() => frame.locator("html").evaluate((html) => html.clientWidth)).toBeLessThanOrEqual(390);
  return await frame.locator("html").evaluate((html) => {
    // Polaris scrolls its tabs and wide tables within their own line, which a finger can move.
    const isScrolled = (one: Element) => [".Polaris-IndexFilters__TabsWrapper", ".Polaris-Tabs", ".Polaris-IndexTable__Table"].some((within) => one.closest(within));
    const seen = [...html.querySelectorAll("h1, h2, h3, p, li, a, button, input, select, pre")].filter((one) => one.checkVisibility() && !one.closest("[class*=isuallyHidden]") && !isScrolled(one));
    // A row of a list may reach from edge to edge; what stands in it may not.
    const beyond = seen.filter((one) => one.getBoundingClientRect().right > html.clientWidth - (one.tagName === "LI" ? 0 : 8));
    const isScrolling = html.scrollWidth > html.clientWidth;
    return [...beyond.map((one) => `${one.tagName} ${one.textContent}`), ...(isScrolling ? ["the page scrolls sideways"] : [])];
  });
}

/** Which of these characters does the page's font leave blank, or draw as the box of a missing glyph (U+0378 has none)? */
async function missingGlyphs(frame: FrameLocator, characters: string): Promise<string[]> {
  return await frame.locator("h1").evaluate((title, drawn) => {
    const draw = (character: string) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 48, height: 48 });
      const context = canvas.getContext("2d");
      if (!context) throw new Error("no canvas");
      context.font = `32px ${getComputedStyle(title).fontFamily}`;
      context.fillText(character, 4, 36);
      return canvas.toDataURL();
    };
    const empty = [draw(" "), draw("\u0378")];
    return [...drawn].filter((character) => empty.includes(draw(character)));
  }, characters);
}
