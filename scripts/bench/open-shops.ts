// Shops as they are after their first hour: installed through the app's own page, live, with goods and a supplier.
import { findVariants, saveSeenVariants } from "../../app/catalog/store.server.ts";
import { findShopByDomain } from "../../app/merchants/store.server.ts";
import { createDatabase, type Database } from "../../app/platform/db.server.ts";
import { createSealer, parseSealingKeys, type Sealer } from "../../app/platform/secrets.server.ts";
import { createOffer, createSupplier } from "../../app/suppliers/store.server.ts";
import { goLive } from "../../app/supplier-orders/release-supplier-orders.server.ts";
import { localStoreClient } from "../../test/local-store/control-client.ts";
import { openPage } from "../demo/open-app.ts";
import type { Cluster } from "./cluster.ts";
import { domainOf, itemOf } from "./world/bench-shops.ts";
import type { WorldStarted, WorldSupplier } from "./world/world-process.ts";

export type BenchShop = { readonly number: number; readonly domain: string; readonly shopId: string };
type Standing = { cluster: Cluster; appUrl: string; started: WorldStarted; tokenKeys: string; apiSecret: string };

const opened: BenchShop[] = [];
const by = { name: "Shop Owner", at: new Date() };

/** The first so many; those that an earlier arm has opened stay as they are. */
export async function openShops(standing: Standing, count: number): Promise<readonly BenchShop[]> {
  const database = createDatabase({ url: standing.cluster.urls.app, maxConnections: 4 });
  const sealer = createSealer(parseSealingKeys(standing.tokenKeys));
  try {
    while (opened.length < count) {
      const numbers = Array.from({ length: Math.min(4, count - opened.length) }, (_, ahead) => opened.length + ahead);
      opened.push(...(await Promise.all(numbers.map((number) => openShop({ ...standing, database, sealer }, number)))));
    }
    return opened.slice(0, count);
  } finally {
    await database.close();
  }
}

async function openShop({ started, appUrl, database, sealer }: Standing & { database: Database; sealer: Sealer }, number: number): Promise<BenchShop> {
  const domain = domainOf(number);
  const store = localStoreClient(started.storeUrl);
  await openPage({ store, proxyUrl: appUrl }, domain);
  const shop = await findShopByDomain(database, domain);
  const supplier = started.suppliers[number];
  if (!shop || !supplier) throw new Error(`${domain} did not install`);
  const variants = await store.shop(domain).variants();
  await database.inShop(shop.id, async (tx) => {
    await saveSeenVariants(tx, variants.map((variant) => ({
      shopifyVariantId: variant.id, shopifyProductId: variant.productId, sku: variant.sku ?? null, barcode: null, productTitle: variant.productTitle,
      variantTitle: null, imageUrl: null, productTags: [], collections: [], optionValues: [],
    })));
    const supplierId = await createSupplier(tx, sealer, supplierOf(supplier, number));
    for (const variant of await findVariants(tx, variants.map(({ id }) => id))) {
      await createOffer(tx, { supplierId, variantId: variant.id, itemId: itemOf(variant.sku ?? ""), packRatio: 1, unitCostMinor: 800n, currency: "USD", shipsTo: [] });
    }
    await goLive(tx, 1, by);
  });
  return { number, domain, shopId: shop.id };
}

const supplierOf = ({ url, apiKey, webhookSecret }: WorldSupplier, number: number) => ({
  name: `Bench supplier ${number}`, kind: "AGENT" as const, connector: "rest-api", settings: { baseUrl: url }, credentials: { apiKey, webhookSecret }, locale: "en", timeZone: "Asia/Shanghai",
});
