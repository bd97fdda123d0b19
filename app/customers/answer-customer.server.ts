// A customer's order page asks which parcels are on the way: whose order is it, and what may be told?
import { findMerchant, findShopByDomain } from "../merchants/store.server.ts";
import type { Merchant } from "../merchants/merchant.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import type { CustomerVisit } from "../shopify/public-visits.server.ts";
import type { CustomerOrder } from "./parcels-of-order.ts";
import { findOwnOrder } from "./store.server.ts";

type Visit = Pick<CustomerVisit, "shopDomain" | "customerId">;

/** Undefined for whatever reason: nobody learns from the answer whether an order exists. */
export async function findOrderFor(database: Database, { shopDomain, customerId }: Visit, shopifyOrderId: string): Promise<CustomerOrder | undefined> {
  if (customerId === null) return undefined;
  return await inShowingShop(database, shopDomain, async (tx) => (await findOwnOrder(tx, shopifyOrderId, customerId))?.order);
}

/** Undefined where the shop does not have the app, or has switched this off. */
export async function inShowingShop<T>(database: Database, domain: string, work: (tx: ShopTransaction, merchant: Merchant) => Promise<T>): Promise<T | undefined> {
  const shop = await findShopByDomain(database, domain);
  if (!shop) return undefined;
  return await database.inShop(shop.id, async (tx) => {
    const merchant = await findMerchant(tx);
    return merchant?.isInstalled && merchant.settings.showsParcelsToCustomers ? await work(tx, merchant) : undefined;
  });
}
