// Which shops exist when the local store starts empty? A US shop with a believable catalog, and a small Japanese one.

import { gid } from "./ids.ts";
import type { ShopState, StoredAddress, StoredProduct, StoredVariant } from "./shop-state.ts";

export type SeedVariant = {
  sku: string;
  title?: string;
  price: string;
  unitCost?: string;
  barcode?: string;
  grams?: number;
  harmonizedSystemCode?: string;
  countryCodeOfOrigin?: string;
  requiresShipping?: boolean;
  available?: number;
  /** Which of the shop's locations stocks it; the first by default. */
  location?: number;
};

export type SeedProduct = { title: string; vendor: string; productType: string; tags?: string[]; collections?: string[]; optionNames?: string[]; variants: SeedVariant[] };

export type SeedShop = {
  domain: string;
  /** Digits only, up to 64 bits. */
  id: string;
  name: string;
  email: string;
  ownerName: string;
  currencyCode: string;
  ianaTimezone: string;
  primaryLocale: string;
  address: Partial<StoredAddress>;
  locations: { name: string; isActive?: boolean }[];
  products: SeedProduct[];
};

const noAddress: StoredAddress = {
  firstName: null, lastName: null, company: null, address1: null, address2: null, city: null, province: null,
  provinceCode: null, zip: null, country: null, countryCode: null, phone: null,
};

export function shopFromSeed(seed: SeedShop, position: number): ShopState {
  const address = { ...noAddress, ...seed.address };
  const locations = seed.locations.map(({ name, isActive = true }, index) => ({
    kind: "Location" as const, id: gid("Location", numberAt(112_829_759_700n, position, index)), name, isActive,
    fulfillsOnlineOrders: isActive, shipsInventory: isActive, address,
  }));
  const locationIds = locations.map((location) => location.id);
  return {
    kind: "Shop", position, domain: seed.domain, id: gid("Shop", seed.id), name: seed.name, email: seed.email, ownerName: seed.ownerName,
    currencyCode: seed.currencyCode, ianaTimezone: seed.ianaTimezone, primaryLocale: seed.primaryLocale, address,
    isInstalled: false, grantedScopes: [], serials: {}, nextOrderNumber: 1001, locations,
    products: seed.products.map((product, index) => seededProduct(product, { position, index, locationIds })),
    orders: [], fulfillmentOrders: [], fulfillments: [], webhookSubscriptions: [],
  };
}

function numberAt(first: bigint, position: number, index: number): bigint {
  return first + BigInt(position) * 1_000_000n + BigInt(index) * 101n + 1n;
}

const seededAt = "2026-01-05T09:00:00Z";

function seededProduct(
  seed: SeedProduct, { position, index, locationIds }: { position: number; index: number; locationIds: string[] },
): StoredProduct {
  const id = gid("Product", numberAt(8_412_345_600_000n, position, index));
  return {
    kind: "Product", id, title: seed.title, handle: seed.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"), vendor: seed.vendor,
    productType: seed.productType, status: "ACTIVE", createdAt: seededAt, updatedAt: seededAt,
    tags: seed.tags ?? [], collections: seed.collections ?? [], optionNames: seed.optionNames ?? ["Option"],
    variants: seed.variants.map((variant, nth) => seededVariant(variant, {
      productId: id,
      serial: index * 20 + nth,
      position,
      locationId: locationIds[variant.location ?? 0] ?? "",
    })),
  };
}

type VariantPlace = { productId: string; serial: number; position: number; locationId: string };

function seededVariant(seed: SeedVariant, { productId, serial, position, locationId }: VariantPlace): StoredVariant {
  return {
    kind: "ProductVariant",
    id: gid("ProductVariant", numberAt(45_678_901_200_000n, position, serial)),
    inventoryItemId: gid("InventoryItem", numberAt(47_789_012_300_000n, position, serial)),
    productId, locationId,
    title: seed.title ?? "Default Title",
    sku: seed.sku, barcode: seed.barcode ?? null, price: seed.price, unitCost: seed.unitCost ?? null,
    requiresShipping: seed.requiresShipping ?? true, tracked: true, available: seed.available ?? 100, grams: seed.grams ?? 200,
    harmonizedSystemCode: seed.harmonizedSystemCode ?? null, countryCodeOfOrigin: seed.countryCodeOfOrigin ?? null,
  };
}
