// What has the merchant of the demo set up? Two suppliers, what each of them offers, a dated rate, own goods.
// Run twice: the same suppliers, at the addresses of today.
import { findVariants, saveOwnGoods, saveSeenVariants } from "../../app/catalog/store.server.ts";
import { saveRate } from "../../app/merchants/exchange-rates.server.ts";
import type { Database, ShopTransaction } from "../../app/platform/db.server.ts";
import type { Sealer } from "../../app/platform/secrets.server.ts";
import { createOffer, createSupplier, findOffers, findSupplierByName, saveConnection } from "../../app/suppliers/store.server.ts";
import { declareGoods } from "./declare-goods.ts";
import type { LocalWorld, WorldSupplier } from "../local-world.ts";

export type Seeded = { readonly harborId: string; readonly yiwuId: string };
export type SeedTools = { readonly database: Database; readonly sealer: Sealer; readonly shopId: string; readonly world: LocalWorld };

/** Cost of one pack in the supplier's minor units; Harbor counts in USD, Yiwu in CNY. */
const harborOffers: Record<string, bigint> = { "BAG-30-GRN": 1840n, "BAG-30-BLK": 1840n, "POUR-SET": 1290n, "SCARF-RED": 1300n, "BOARD-S": 460n, "BOARD-L": 730n };
const yiwuOffers: Record<string, bigint> = { "POUR-SET": 7600n, "LAMP-USBC": 6480n, "APRON-LIN": 6900n, "SCARF-RED": 9900n };
const namesZh: Record<string, string> = { "POUR-SET": "手冲咖啡壶套装", "LAMP-USBC": "USB-C 台灯", "APRON-LIN": "亚麻围裙", "SCARF-RED": "红色美利奴围巾" };

export async function seedShop(tools: SeedTools): Promise<Seeded> {
  const { world, database, shopId } = tools;
  const [harbor, yiwu] = world.suppliers;
  await database.inShop(shopId, async (tx) => {
    await seeVariants(tx, world);
    await declareGoods(tx);
  });
  const harborId = await ensureSupplier(tools, harbor, { kind: "WHOLESALER", locale: "en", timeZone: "America/Los_Angeles", shipsFromCountryCode: "US" });
  const yiwuId = await ensureSupplier(tools, yiwu, { kind: "FACTORY", locale: "zh-CN", timeZone: "Asia/Shanghai", shipsFromCountryCode: "CN" });
  await database.inShop(shopId, async (tx) => {
    await saveRate(tx, { from: "CNY", to: "USD", rate: "0.1403", quotedOn: new Date().toISOString().slice(0, 10) }, "demo");
    for (const [sku, cost] of Object.entries(harborOffers)) await offer(tx, world, { sku, supplierId: harborId, prefix: "HG", cost, currency: "USD" });
    for (const [sku, cost] of Object.entries(yiwuOffers)) await offer(tx, world, { sku, supplierId: yiwuId, prefix: "YW", cost, currency: "CNY" });
    await saveOwnGoods(tx, await variantId(world, "CARD-HAND"), true);
  });
  return { harborId, yiwuId };
}

async function seeVariants(tx: ShopTransaction, world: LocalWorld): Promise<void> {
  const variants = await world.store.shop("demo.myshopify.com").variants();
  await saveSeenVariants(tx, variants.map((variant) => ({
    shopifyVariantId: variant.id, shopifyProductId: variant.productId, sku: variant.sku ?? null, barcode: null,
    productTitle: variant.productTitle, variantTitle: variant.title === "Default Title" ? null : variant.title, imageUrl: null,
    productTags: [], collections: [], optionValues: [],
  })));
}

export async function variantId(world: LocalWorld, sku: string): Promise<string> {
  const variant = (await world.store.shop("demo.myshopify.com").variants()).find((one) => one.sku === sku);
  if (!variant) throw new Error(`the store sells no ${sku}`);
  return variant.id;
}

type Facts = { kind: "WHOLESALER" | "FACTORY"; locale: string; timeZone: string; shipsFromCountryCode: string };

async function ensureSupplier({ database, sealer, shopId, world }: SeedTools, supplier: WorldSupplier, facts: Facts): Promise<string> {
  const connection = { settings: { baseUrl: supplier.url }, credentials: supplier.credentials };
  const id = await database.inShop(shopId, async (tx) => {
    const known = await findSupplierByName(tx, supplier.name);
    if (!known) return await createSupplier(tx, sealer, { name: supplier.name, connector: "rest-api", ...facts, ...connection });
    await saveConnection(tx, sealer, { supplierId: known.id, ...connection });
    return known.id;
  });
  await supplier.client.setWebhookUrl(`${world.proxyUrl}/suppliers/${shopId}/${id}/webhook`);
  return id;
}

export type SeedOffer = { sku: string; supplierId: string; prefix: string; cost: bigint; currency: string };

/** Run twice: an offer of this supplier for this variant is left as it is. */
export async function offer(tx: ShopTransaction, world: LocalWorld, { sku, supplierId, prefix, cost, currency }: SeedOffer): Promise<void> {
  const shopifyVariantId = await variantId(world, sku);
  const known = (await findOffers(tx, [shopifyVariantId])).get(shopifyVariantId) ?? [];
  const [variant] = await findVariants(tx, [shopifyVariantId]);
  if (!variant || known.some((one) => one.supplierId === supplierId)) return;
  await createOffer(tx, {
    supplierId, variantId: variant.id, itemId: `${prefix}-${sku}`, packRatio: 1, unitCostMinor: cost, currency, shipsTo: [], nameZh: namesZh[sku] ?? null,
  });
}
