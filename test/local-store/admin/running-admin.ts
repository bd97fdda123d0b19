// Everything the admin's own tests need around them: a local store with one shop, the proxy, a small
// app behind it, and a browser.
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../support/browser.ts";
import { startLocalStore } from "../local-store.ts";
import { startAppProxy } from "../proxy.ts";
import type { SeedShop } from "../seed-shops.ts";
import { handleAdminRequest } from "./admin.ts";
import { startStandInApp, type ReceivedRequest } from "./stand-in-app.ts";

export const SECRET = "test-secret";
export const SHOP_DOMAIN = "demo-shop.myshopify.com";
export const SCOPES = ["read_orders", "read_merchant_managed_fulfillment_orders", "write_merchant_managed_fulfillment_orders"];

const DEMO_SHOP: SeedShop = {
  domain: SHOP_DOMAIN,
  id: "9007199254740993",
  name: "Demo Shop",
  email: "owner@demo-shop.example",
  ownerName: "Store Owner",
  currencyCode: "USD",
  ianaTimezone: "UTC",
  primaryLocale: "en",
  address: { address1: "1 Sample Plaza", city: "New York", countryCode: "US" },
  locations: [{ name: "Shop location" }],
  products: [
    {
      title: "Mug",
      vendor: "Demo",
      productType: "Kitchen",
      variants: [
        { sku: "MUG-B", title: "Blue", price: "12.50" },
        { sku: "MUG-R", title: "Red", price: "12.50" },
      ],
    },
    { title: "Poster", vendor: "Demo", productType: "Home", variants: [{ sku: "POST", price: "9.99" }] },
  ],
};

export type RunningAdmin = {
  browser: Browser;
  storeUrl: string;
  proxyUrl: string;
  appUrl: string;
  /** What the app was asked, oldest first. */
  received: ReceivedRequest[];
  close: () => Promise<void>;
};

export async function startAdmin(): Promise<RunningAdmin> {
  const browser = await launchBrowser();
  const app = await startStandInApp();
  let appProxyUrl = "";
  const store = await startLocalStore({
    app: { apiKey: "test-key", apiSecret: SECRET, url: app.url, scopes: SCOPES, subscriptions: [] },
    shops: [DEMO_SHOP],
    admin: (request, response, facts) => handleAdminRequest(request, response, { ...facts, appProxyUrl }),
  });
  const proxy = await startAppProxy({ appUrl: app.url, storeUrl: store.url });
  appProxyUrl = proxy.url;
  return {
    browser,
    storeUrl: store.url,
    proxyUrl: proxy.url,
    appUrl: app.url,
    received: app.received,
    close: async () => {
      await browser.close();
      await proxy.close();
      await app.close();
      await store.close();
    },
  };
}
