// Does the app find in the local admin what Shopify's admin gives it? Driven by a real browser.
import { createHmac } from "node:crypto";
import type { FrameLocator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { SCOPES, SECRET, SHOP_DOMAIN, startAdmin, type RunningAdmin } from "./admin/running-admin.ts";

let admin: RunningAdmin;
let page: Page;
let outside: string[] = [];
let failures: string[] = [];

beforeAll(async () => {
  admin = await startAdmin();
}, 120_000);

afterAll(() => admin.close());

beforeEach(async () => {
  outside = [];
  failures = [];
  page = await admin.browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => failures.push(error.message));
  page.on("request", (request) => {
    if (!/^(http:\/\/127\.0\.0\.1:|data:)/.test(request.url())) outside.push(request.url());
  });
});

afterEach(async () => {
  await page.close();
  expect(failures).toEqual([]);
});

async function openApp(path = "/app"): Promise<FrameLocator> {
  await page.goto(`${admin.storeUrl}/store/demo-shop/apps/daifa${path}`);
  const frame = page.frameLocator("iframe[name=app-iframe]");
  await frame.locator("#path").waitFor();
  return frame;
}

const said = (frame: FrameLocator, text: string) => frame.locator("#said", { hasText: text }).waitFor();
const press = (frame: FrameLocator, name: string) => frame.getByRole("button", { name, exact: true }).click();

function claimsOf(token: string): Record<string, unknown> {
  const [header = "", claims = "", signature] = token.split(".");
  expect(createHmac("sha256", SECRET).update(`${header}.${claims}`).digest("base64url")).toBe(signature);
  return JSON.parse(Buffer.from(claims, "base64url").toString()) as Record<string, unknown>;
}

test("the app opens in its frame with a signed address and no outside host is asked", async () => {
  admin.received.length = 0;

  await openApp("/app?tab=late");

  const first = new URL(admin.received[0]?.path ?? "", admin.appUrl);
  expect(first.pathname).toBe("/app");
  expect(Object.fromEntries(first.searchParams)).toMatchObject({
    tab: "late",
    shop: "demo-shop.myshopify.com",
    embedded: "1",
    locale: "en",
    host: Buffer.from("admin.shopify.com/store/demo-shop").toString("base64").replace(/=+$/, ""),
  });
  const claims = claimsOf(first.searchParams.get("id_token") ?? "");
  const nowS = Math.floor(Date.now() / 1000);
  expect(claims).toMatchObject({ dest: "https://demo-shop.myshopify.com", iss: "https://demo-shop.myshopify.com/admin", aud: "test-key" });
  expect(Number(claims["exp"]) - nowS).toBeGreaterThan(50);
  expect(Number(claims["exp"]) - nowS).toBeLessThanOrEqual(60);
  expect(page.url()).toBe(`${admin.storeUrl}/store/demo-shop/apps/daifa/app?tab=late`);
  expect(outside).toEqual([]);
});

test("each request of the app to itself carries a fresh token", async () => {
  const frame = await openApp();

  await press(frame, "Fetch");
  await said(frame, "Bearer ");
  const first = (await frame.locator("#said").textContent()) ?? "";
  await press(frame, "Fetch");
  await expect.poll(() => frame.locator("#said").textContent()).not.toBe(first);

  expect(claimsOf(first.replace("Bearer ", ""))["aud"]).toBe("test-key");
});

test("a token refused as too old is replaced once", async () => {
  const frame = await openApp();
  admin.received.length = 0;

  await press(frame, "Fetch twice");
  await said(frame, "let in");

  const tokens = admin.received.map((request) => request.authorization);
  expect(tokens).toHaveLength(2);
  expect(tokens[0]).not.toBe(tokens[1]);
});

test("the app's links stand in the admin's navigation, move the app inside its frame and the address bar follows", async () => {
  const frame = await openApp();
  const documents = admin.received.length;

  await page.locator("#admin-nav").getByRole("link", { name: "Orders 订单" }).click();
  await frame.locator("#path", { hasText: "/app/orders" }).waitFor();

  await page.waitForURL(`${admin.storeUrl}/store/demo-shop/apps/daifa/app/orders`);
  expect(admin.received).toHaveLength(documents);
  await expect.poll(() => page.locator("#admin-nav [aria-current]").textContent()).toBe("Orders 订单");
  await page.goBack();
  await page.waitForURL(`${admin.storeUrl}/store/demo-shop/apps/daifa/app`);
  expect(await frame.locator("s-app-nav").isVisible()).toBe(false);
});

test("an app that does not move itself is loaded anew, with a token in its address", async () => {
  const frame = await openApp("/app/quiet");

  await page.locator("#admin-nav").getByRole("link", { name: "Problems" }).click();
  await frame.locator("#path", { hasText: "/app/problems" }).waitFor();

  const asked = new URL(admin.received.at(-1)?.path ?? "", admin.appUrl);
  expect(asked.searchParams.get("shop")).toBe(SHOP_DOMAIN);
  claimsOf(asked.searchParams.get("id_token") ?? "");
});

test("a request answered with another address sends the whole admin there", async () => {
  const frame = await openApp();

  await press(frame, "Reauthorize");

  await page.waitForURL(`${admin.storeUrl}/store/demo-shop/products`);
});

test("title bar actions, toasts and their actions are drawn by the admin and answered by the app", async () => {
  const frame = await openApp();

  expect(await page.locator(".app-heading h1").textContent()).toBe("Daifa › Sample page");
  await page.locator(".app-heading").getByRole("button", { name: "Send all" }).click();
  await said(frame, "primary pressed");
  await press(frame, "Toast");
  await page.getByRole("status").getByText("Mapping saved").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();

  await said(frame, "undone");
  expect(await page.getByText("Mapping saved").count()).toBe(0);
});

test("the save bar saves, and leaving unsaved changes is asked about first", async () => {
  const frame = await openApp();

  await press(frame, "Change");
  await page.locator("#admin-nav").getByRole("link", { name: "Products" }).click();
  await page.getByRole("button", { name: "Stay" }).click();
  expect(page.url()).toContain("/apps/daifa/app");
  await page.locator("#save-bar").getByRole("button", { name: "Save" }).click();
  await said(frame, "saved");

  await expect.poll(() => page.locator("#save-bar").isVisible()).toBe(false);
  await page.locator("#admin-nav").getByRole("link", { name: "Products" }).click();
  await page.waitForURL(`${admin.storeUrl}/store/demo-shop/products`);
});

test("a form with data-save-bar is saved and discarded from the admin", async () => {
  const frame = await openApp();

  await frame.getByLabel("Note").fill("first");
  await page.locator("#save-bar").getByRole("button", { name: "Discard" }).click();
  await expect.poll(() => frame.getByLabel("Note").inputValue()).toBe("");
  await frame.getByLabel("Note").fill("second");
  await page.locator("#save-bar").getByRole("button", { name: "Save" }).click();

  await said(frame, "submitted second");
});

test("a modal shows its title, text and buttons and closes by its button or the keyboard", async () => {
  const frame = await openApp();

  await press(frame, "Ask");
  await frame.getByRole("dialog", { name: "Modal title" }).waitFor();
  await frame.getByText("Modal text 代发").waitFor();
  await press(frame, "Confirm");
  await said(frame, "confirmed");
  expect(await frame.getByText("Modal text 代发").isVisible()).toBe(false);
  await press(frame, "Ask");
  await frame.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");

  await expect.poll(() => frame.getByText("Modal text 代发").isVisible()).toBe(false);
});

test("a document without a token is bounced and comes back with one", async () => {
  const frame = await openApp();

  await frame.locator("body").evaluate(() => location.assign("/app/problems?shop=demo-shop.myshopify.com&embedded=1"));
  await frame.locator("#path", { hasText: "/app/problems" }).waitFor();

  await page.waitForURL(`${admin.storeUrl}/store/demo-shop/apps/daifa/app/problems`);
  expect(admin.received.some((request) => request.path.startsWith("/auth/session-token?"))).toBe(true);
});

test("links to the admin leave the frame, and an app opened outside of it comes back in", async () => {
  const frame = await openApp();
  await press(frame, "To products");
  await page.waitForURL(`${admin.storeUrl}/store/demo-shop/products`);

  const again = await openApp();
  await again.getByRole("link", { name: "To orders" }).click();
  await page.waitForURL(`${admin.storeUrl}/store/demo-shop/orders`);

  await page.goto(`${admin.proxyUrl}/to-admin`);
  await page.frameLocator("iframe").locator("#path", { hasText: "/app" }).waitFor();
  expect(page.url()).toBe(`${admin.storeUrl}/store/demo-shop/apps/daifa/app`);
  expect(outside).toEqual([]);
});

test("the granted scopes can be asked for", async () => {
  await fetch(`${admin.storeUrl}/_control/shops/${SHOP_DOMAIN}/install`, { method: "POST" });
  const frame = await openApp();

  await press(frame, "Scopes");

  await said(frame, SCOPES.join());
});

test("the language switch changes the admin and the locale the app is opened with", async () => {
  await openApp();

  await page.getByLabel("Language").selectOption("zh-CN");
  await page.locator("#admin-nav").getByRole("link", { name: "订单", exact: true }).waitFor();

  await expect.poll(() => new URL(admin.received.at(-1)?.path ?? "", admin.appUrl).searchParams.get("locale")).toBe("zh-CN");
  await page.evaluate(() => localStorage.clear());
});
