// Does a merchant find the store's own orders and products in the local admin? Driven by a real browser.
import { once } from "node:events";
import { request as ask, type IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { SHOP_DOMAIN, startAdmin, type RunningAdmin } from "./admin/running-admin.ts";
import type { BookedOrder } from "./control/order-book.ts";

let admin: RunningAdmin;
let page: Page;
let shippedOrderId = "";

beforeAll(async () => {
  admin = await startAdmin();
  shippedOrderId = await shipTwoMugs();
}, 120_000);

afterAll(() => admin.close());

beforeEach(async () => {
  page = await admin.browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(20_000);
});

afterEach(() => page.close());

type ControlAnswer = { orders: BookedOrder[]; order: BookedOrder; access_token: string };

async function control(path: string, body?: object): Promise<ControlAnswer> {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const response = await fetch(`${admin.storeUrl}/_control/shops/${SHOP_DOMAIN}/${path}`, init);
  expect(response.status).toBe(200);
  return (await response.json()) as ControlAnswer;
}

/** As the app would: with its token, at the shop's own host. */
async function graphql(token: string, query: string, variables: object): Promise<unknown> {
  const headers = { host: SHOP_DOMAIN, "content-type": "application/json", "x-shopify-access-token": token };
  const request = ask(`${admin.storeUrl}/admin/api/2026-10/graphql.json`, { method: "POST", headers });
  request.end(JSON.stringify({ query, variables }));
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const { data, errors } = (await json(response)) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

const SHIP = `mutation Ship($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id } userErrors { message } }
}`;
const TRACK = `mutation Track($event: FulfillmentEventInput!) {
  fulfillmentEventCreate(fulfillmentEvent: $event) { fulfillmentEvent { id } userErrors { message } }
}`;

/** Order #1001: two mugs on their way, a poster still open. */
async function shipTwoMugs(): Promise<string> {
  const { access_token: token } = await control("install", {});
  const { order } = await control("orders", { lines: [{ sku: "MUG-B", quantity: 2 }, { sku: "POST", quantity: 1 }] });
  const orderNumber = order.id.split("/").pop() ?? "";
  const routed = async () => (await control(`orders/${orderNumber}`)).order.fulfillmentOrders[0];
  const work = await vi.waitUntil(routed, { timeout: 5000 });
  const mugs = work.lines.find((line) => line.lineItemId === order.lines[0]?.id);
  const created = await graphql(token, SHIP, {
    fulfillment: {
      trackingInfo: { company: "UPS", number: "1Z999AA10123456784", url: "https://www.ups.com/track" },
      lineItemsByFulfillmentOrder: [
        { fulfillmentOrderId: work.id, fulfillmentOrderLineItems: [{ id: mugs?.id, quantity: 2 }] },
      ],
    },
  });
  const { fulfillment } = (created as { fulfillmentCreate: { fulfillment: { id: string } } }).fulfillmentCreate;
  const happened = { status: "IN_TRANSIT", happenedAt: "2026-11-22T10:00:00Z", city: "Louisville", message: "Departed" };
  await graphql(token, TRACK, { event: { fulfillmentId: fulfillment.id, ...happened } });
  return orderNumber;
}

test("an order shows what is open, what was shipped, its tracking and events", async () => {
  await page.goto(`${admin.storeUrl}/store/demo-shop`);
  await page.getByRole("link", { name: "#1001" }).click();
  await page.getByRole("heading", { name: "#1001", exact: true }).waitFor();

  expect(page.url()).toBe(`${admin.storeUrl}/store/demo-shop/orders/${shippedOrderId}`);
  const shown = (await page.locator("main").innerText()).replaceAll(/\s+/g, " ");
  expect(shown).toContain("#1001 Paid Partially fulfilled");
  expect(shown).toContain("Unfulfilled Poster POST × 1");
  expect(shown).toContain("Mug – Blue MUG-B × 2");
  expect(shown).toContain("UPS 1Z999AA10123456784");
  expect(shown).toContain("In transit · Louisville");
  expect(shown).toContain("39.99 USD");
});

test("an order that comes in appears without a reload", async () => {
  await page.goto(`${admin.storeUrl}/store/demo-shop/orders`);
  await page.getByRole("link", { name: "#1001" }).waitFor();

  const { order } = await control("orders", { lines: [{ sku: "POST", quantity: 1 }] });

  await page.getByRole("link", { name: order.name }).waitFor();
});

test("an order can be placed by keyboard", async () => {
  const before = (await control("orders")).orders.length;
  await page.goto(`${admin.storeUrl}/store/demo-shop/orders/new`);

  await page.getByLabel("Quantity: Mug – Red").focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("3");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${admin.storeUrl}/store/demo-shop/orders`);

  await page.getByRole("status").getByText("Order placed").waitFor();
  const { orders } = await control("orders");
  expect(orders).toHaveLength(before + 1);
  expect(orders.at(-1)?.lines).toMatchObject([{ sku: "MUG-R", quantity: 3 }]);
});

test("an order of nothing is refused on the spot", async () => {
  await page.goto(`${admin.storeUrl}/store/demo-shop/orders/new`);

  await page.getByRole("button", { name: "Place an order" }).click();

  await page.getByRole("alert").getByText("Choose a quantity").waitFor();
});

test("nobody but the admin's own page gets a token", async () => {
  const mint = (headers: Record<string, string>) =>
    fetch(`${admin.storeUrl}/_admin/id-token`, { method: "POST", headers, body: JSON.stringify({ shop: SHOP_DOMAIN }) });

  expect((await mint({ origin: admin.storeUrl })).status).toBe(200);
  expect((await mint({ origin: admin.proxyUrl })).status).toBe(403);
});

test.each([
  ["/", ".store"],
  ["/store/demo-shop/orders", "tbody tr"],
  ["/store/demo-shop/orders/ORDER", ".fulfillment"],
  ["/store/demo-shop/orders/new", "#new-order"],
  ["/store/demo-shop/products", "tbody tr"],
  ["/store/demo-shop/apps/daifa/app", ".app-heading .primary"],
])("%s fits a phone without sideways scroll", async (path, content) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(admin.storeUrl + path.replace("ORDER", shippedOrderId));
  await page.locator(content).first().waitFor();

  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test("on a phone the navigation opens from its button", async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${admin.storeUrl}/store/demo-shop/orders`);

  await page.getByRole("button", { name: "Menu" }).press("Enter");
  await page.locator("#admin-nav").getByRole("link", { name: "Products" }).click();

  await page.getByRole("heading", { name: "Products" }).waitFor();
  expect(await page.locator("#admin-nav").isVisible()).toBe(false);
});

test("a person lets the next webhook get lost, sees that it waits to happen, and takes it back", async () => {
  await page.goto(`${admin.storeUrl}/store/demo-shop/faults`);
  const waiting = page.locator("#waiting-faults");
  await expect.poll(() => waiting.textContent()).toBe("Waiting to happen: 0");

  await page.getByRole("button", { name: "The webhook of the next order never comes" }).click();

  await expect.poll(() => waiting.textContent()).toBe("Waiting to happen: 1");
  await page.getByRole("button", { name: "Forget all of it" }).click();
  await expect.poll(() => waiting.textContent()).toBe("Waiting to happen: 0");
});
