// What Shopify says right now of the mapped variants' stock, and of shipping rates from the app's location.
import type { ShopTransaction } from "../platform/db.server.ts";
import { MerchantError, RetryableError } from "../platform/errors.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { getMode } from "../fulfillment-requests/mode-store.server.ts";
import { listMappedVariants, mostShown } from "./mapped-variants.server.ts";
import { findMissingRates } from "../fulfillment-requests/find-missing-rates.ts";
import { deliveryRates } from "../shopify/graphql/delivery-rates.ts";
import { stockOfVariants } from "../shopify/graphql/stocking.ts";

type LiveLevel = { readonly locationId: string; readonly name: string; readonly available: number };

export type LiveStock = { readonly stocks: ReadonlyMap<string, readonly LiveLevel[]> | null; readonly withoutRate: readonly string[] | null };

const perQuery = 25;

async function readLiveStock(admin: AdminApi, shop: ShopAddress, ids: readonly string[]): Promise<LiveStock["stocks"]> {
  const stocks = new Map<string, readonly LiveLevel[]>();
  try {
    for (let start = 0; start < ids.length; start += perQuery) {
      const { nodes } = await admin.query(shop, stockOfVariants, { ids: ids.slice(start, start + perQuery) });
      nodes.forEach((node) => node?.__typename === "ProductVariant" && stocks.set(node.id, node.inventoryItem.inventoryLevels.nodes.map(toLevel)));
    }
  } catch (error) {
    // A page is not worth waiting for Shopify: it says that it does not know.
    if (!(error instanceof RetryableError || error instanceof MerchantError)) throw error;
    return null;
  }
  return stocks;
}

type LevelNode = { readonly location: { readonly id: string; readonly name: string }; readonly quantities: readonly { readonly quantity: number }[] };

const toLevel = ({ location, quantities }: LevelNode): LiveLevel => ({ locationId: location.id, name: location.name, available: quantities[0]?.quantity ?? 0 });

/** Null: Shopify did not say, or the app may not ask. A shop whose app has no location yet is warned of all of them. */
async function readMissingRates(admin: AdminApi, shop: ShopAddress, { locationId, countries }: { locationId: string | null; countries: readonly string[] }): Promise<string[] | null> {
  try {
    const { nodes } = (await admin.query(shop, deliveryRates, {})).deliveryProfiles;
    const profiles = nodes.map((profile) => ({
      isDefault: profile.default,
      groups: profile.profileLocationGroups.map(({ locationGroup, locationGroupZones }) => {
        const codes = locationGroupZones.nodes.flatMap(({ zone }) => zone.countries.map(({ code }) => code));
        return { locationIds: locationGroup.locations.nodes.map(({ id }) => id), countries: codes.flatMap(({ countryCode }) => countryCode ?? []), restOfWorld: codes.some(({ restOfWorld }) => restOfWorld) };
      }),
    }));
    return findMissingRates(profiles, locationId, countries);
  } catch (error) {
    if (!(error instanceof RetryableError || error instanceof MerchantError)) throw error;
    return null;
  }
}

/** Countries of the last orders, as two letters. */
async function listCountriesSoldTo(tx: ShopTransaction, since: Date): Promise<string[]> {
  const rows = await tx.db.orderAddress.findMany({ where: { order: { placedAt: { gte: since } }, countryCode: { not: null } }, select: { countryCode: true }, distinct: ["countryCode"] });
  return rows.flatMap(({ countryCode }) => countryCode ?? []).toSorted();
}

const soldWithinDays = 90;

/** Outside of any transaction: Shopify may take its time. */
export async function askShopify({ admin, inShop }: Asking, { shop, now }: { shop: ShopAddress; now: Date }): Promise<LiveStock> {
  const { ids, countries, locationId } = await inShop(async (tx) => ({
    ids: (await listMappedVariants(tx)).slice(0, mostShown).map(({ shopifyVariantId }) => shopifyVariantId),
    countries: await listCountriesSoldTo(tx, new Date(now.getTime() - soldWithinDays * 24 * 3_600_000)),
    locationId: (await getMode(tx)).locationId,
  }));
  return { stocks: await readLiveStock(admin, shop, ids), withoutRate: await readMissingRates(admin, shop, { locationId, countries }) };
}

type Asking = { readonly admin: AdminApi; inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T> };
