// The hands of an owner who has just installed the app, in the language of the shop: every button and title is looked for by
// its words in the catalogue, so that one script drives both languages.
import { expect } from "vitest";
import type { Browser, Page } from "playwright-core";
import type { LocalWorld } from "../../scripts/local-world.ts";
import type { Params } from "../../app/platform/errors.ts";
import { say, type Code, type Language } from "../../app/platform/words/words.ts";
import { appears, merchantAt, type Merchant } from "./merchant-in-browser.ts";

export type Owner = Merchant & {
  readonly page: Page;
  readonly language: Language;
  readonly domain: string;
  words(code: Code, params?: Params): string;
  press(code: Code, params?: Params): Promise<void>;
  sees(code: Code, params?: Params): Promise<void>;
  goTo(code: Code): Promise<void>;
  home(): Promise<void>;
  /** No code without words on the page as it is now. */
  readsCleanly(): Promise<void>;
};

/** A code that no words were found for stands on the page as it is. */
const rawCode = /(?<![\w@/.-])[a-z]+(?:_[a-z]+)*\.[a-z]+(?:_[a-z]+)+(?:\.[a-z_]+)*(?![\w.-])/g;

export async function openAsOwner(browser: Browser, world: LocalWorld, shop: { domain: string; language: Language }): Promise<Owner> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, timezoneId: "America/New_York", reducedMotion: "reduce" });
  page.setDefaultTimeout(20_000);
  // The key under which the local admin remembers the language that was chosen.
  await page.addInitScript((language) => localStorage.setItem("admin-locale", language), shop.language);
  const merchant = merchantAt(page);
  const words = (code: Code, params: Params = {}) => say(shop.language, code, params);
  await page.goto(`${world.storeUrl}/store/${shop.domain.split(".")[0]}/apps/daifa/app`);
  return {
    ...merchant, ...shop, page, words,
    press: (code, params) => merchant.frame.getByRole("button", { name: words(code, params), exact: true }).or(merchant.frame.getByRole("link", { name: words(code, params), exact: true })).first().click(),
    sees: (code, params) => appears(merchant.frame.getByText(words(code, params), { exact: true })),
    goTo: (code) => merchant.openPage(words(code)),
    home: () => merchant.openHome(words("home.title")),
    readsCleanly: async () => expect((await merchant.frame.locator("main, body").first().innerText()).match(rawCode) ?? []).toEqual([]),
  };
}

/** The supplier's form: how its orders go out is asked first. */
export async function addFactoryByHand(owner: Owner, name: string): Promise<void> {
  const { frame, words } = owner;
  await owner.press("suppliers.add");
  await frame.getByRole("button", { name: `${words("suppliers.how.choose")}: ${words("connector.title.manual")}` }).click();
  await frame.getByLabel(words("suppliers.name"), { exact: true }).fill(name);
  await frame.getByLabel(words("suppliers.kind"), { exact: true }).selectOption({ label: words("supplier.kind.FACTORY") });
  await frame.getByLabel(words("connector.note"), { exact: true }).fill("微信群 01");
  await owner.readsCleanly();
  await frame.locator("form").getByRole("button", { name: words("suppliers.add"), exact: true }).click();
  await owner.title(name);
}

/** As the owner's own spreadsheet would have it: one row a variant, under the headings of the language. */
export async function offersFile(owner: Owner, world: LocalWorld, supplier: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const headings = (["sku", "supplier", "item", "cost", "currency"] as const).map((field) => owner.words(`imports.field.${field}`));
  const variants = await world.store.shop(owner.domain).variants();
  const rows = variants.map(({ sku }) => [sku, supplier, `F-${sku}`, "3.50", "USD"].join(","));
  return { name: "offers.csv", mimeType: "text/csv", buffer: Buffer.from([headings.join(","), ...rows].join("\n")) };
}

/** In the store, by its own "place an order", outside the app. */
export async function buyInStore({ page, language }: Owner, product: string): Promise<void> {
  const [orders, placeOrder, quantity] = language === "en" ? ["Orders", "Place an order", "Quantity"] as const : ["订单", "下单", "数量"] as const;
  await page.locator("#admin-nav > ul").first().getByRole("link", { name: orders }).click();
  await page.getByRole("link", { name: placeOrder }).click();
  await page.getByLabel(`${quantity}: ${product}`).fill("2");
  await page.getByRole("button", { name: placeOrder }).click();
  await appears(page.getByRole("link", { name: /^#\d+$/ }));
}

export async function openInStore({ page, language }: Owner, order: string): Promise<void> {
  await page.locator("#admin-nav > ul").first().getByRole("link", { name: language === "en" ? "Orders" : "订单" }).click();
  await page.getByRole("link", { name: order }).click();
  await appears(page.getByRole("heading", { name: order }));
}

/** The order check's list: units and place. A badge tells its color in a word before the number, to those who do not see it. */
export async function unitsByPlace({ frame }: Owner): Promise<string[]> {
  const shown = await frame.getByRole("listitem").filter({ has: frame.getByRole("link") }).allInnerTexts();
  return shown.map((place) => place.replaceAll(/\s+/g, " ").replace(/^\D*/, ""));
}
