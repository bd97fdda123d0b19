// What does the shop sell?

import { connect, connectionModels, type ConnectionArgs } from "../graphql/connections.ts";
import { always, notModelled, own, type GraphqlContext, type Models } from "../graphql/models.ts";
import { search, type SearchKeys } from "../graphql/search-query.ts";
import { decimalAmount, toMinor } from "../amounts.ts";
import { gid, numericId } from "../ids.ts";
import { variantsOf, type ShopState, type StoredProduct, type StoredVariant } from "../shop-state.ts";

type ListArgs = ConnectionArgs & { query?: string | null; sortKey?: string | null };

const productKeys: SearchKeys<StoredProduct> = {
  exact: {
    id: (product) => numericId(product.id),
    title: (product) => product.title,
    status: (product) => product.status,
    vendor: (product) => product.vendor,
    handle: (product) => product.handle,
    sku: (product) => product.variants.map((variant) => variant.sku),
    updated_at: (product) => product.updatedAt,
  },
  text: (product) => [product.title, product.vendor, ...product.variants.map((variant) => variant.sku)],
};

function variantKeys(shop: ShopState): SearchKeys<StoredVariant> {
  return {
    exact: {
      id: (variant) => numericId(variant.id),
      sku: (variant) => variant.sku,
      barcode: (variant) => variant.barcode,
      title: (variant) => variant.title,
      product_id: (variant) => numericId(variant.productId),
      product_status: (variant) => productOf(shop, variant).status,
      updated_at: (variant) => productOf(shop, variant).updatedAt,
      vendor: (variant) => productOf(shop, variant).vendor,
    },
    text: (variant) => [variant.sku, variant.title, variant.barcode, productOf(shop, variant).title],
  };
}

export function productOf(shop: ShopState, variant: StoredVariant): StoredProduct {
  const product = shop.products.find((candidate) => candidate.id === variant.productId);
  if (!product) throw new Error(`variant ${variant.id} belongs to no product`);
  return product;
}

function byKey<Item extends { id: string }>(args: ListArgs, keys: Record<string, (item: Item) => string>) {
  if (args.sortKey == null || args.sortKey === "ID") return undefined;
  const key = keys[args.sortKey];
  if (!key) throw notModelled(`sort key ${args.sortKey}`);
  return key;
}

function byPosition({ variants }: StoredProduct) {
  return (variant: StoredVariant) => String(variants.indexOf(variant)).padStart(6, "0");
}

export const productModels: Models = {
  QueryRoot: {
    product: (_root: unknown, { id }: { id: string }, { shop }: GraphqlContext) => shop.products.find((product) => product.id === id) ?? null,
    products: (_root: unknown, args: ListArgs, { shop }: GraphqlContext) =>
      connect(search(shop.products, args.query, productKeys), args, byKey<StoredProduct>(args, {
        TITLE: (product) => product.title, UPDATED_AT: (product) => product.updatedAt, CREATED_AT: (product) => product.createdAt,
      })),
    productVariant: (_root: unknown, { id }: { id: string }, { shop }: GraphqlContext) =>
      variantsOf(shop).find((variant) => variant.id === id) ?? null,
    productVariants: (_root: unknown, args: ListArgs, { shop }: GraphqlContext) =>
      connect(search(variantsOf(shop), args.query, variantKeys(shop)), args, byKey<StoredVariant>(args, {
        SKU: (variant) => variant.sku, TITLE: (variant) => variant.title,
        FULL_TITLE: (variant) => `${productOf(shop, variant).title} ${variant.title}`,
      })),
  },
  Product: {
    ...own<StoredProduct>("id", "title", "handle", "vendor", "productType", "status", "createdAt", "updatedAt"),
    legacyResourceId: (product: StoredProduct) => numericId(product.id),
    featuredImage: always(null),
    featuredMedia: always(null),
    tags: (product: StoredProduct) => product.tags ?? [],
    collections: (product: StoredProduct, args: ListArgs) => connect(collectionsOf(product), args),
    tracksInventory: (product: StoredProduct) => product.variants.some((variant) => variant.tracked),
    totalInventory: (product: StoredProduct) => product.variants.reduce((units, variant) => units + variant.available, 0),
    hasOnlyDefaultVariant: (product: StoredProduct) => product.variants.length === 1,
    variants: (product: StoredProduct, args: ListArgs) => connect(product.variants, args, args.sortKey === "POSITION" ? byPosition(product) : byKey<StoredVariant>(args, {})),
    totalVariants: (product: StoredProduct) => product.variants.length,
    hasOutOfStockVariants: (product: StoredProduct) => product.variants.some((variant) => variant.tracked && variant.available <= 0),
  },
  ProductVariant: {
    ...own<StoredVariant>("id", "title", "sku", "barcode", "price"),
    legacyResourceId: (variant: StoredVariant) => numericId(variant.id),
    displayName: (variant: StoredVariant, _args: unknown, { shop }: GraphqlContext) => `${productOf(shop, variant).title} - ${variant.title}`,
    product: (variant: StoredVariant, _args: unknown, { shop }: GraphqlContext) => productOf(shop, variant),
    inventoryItem: (variant: StoredVariant) => variant,
    inventoryQuantity: (variant: StoredVariant) => variant.available,
    createdAt: (variant: StoredVariant, _args: unknown, { shop }: GraphqlContext) => productOf(shop, variant).createdAt,
    updatedAt: (variant: StoredVariant, _args: unknown, { shop }: GraphqlContext) => productOf(shop, variant).updatedAt,
    availableForSale: (variant: StoredVariant, _args: unknown, { shop }: GraphqlContext) => productOf(shop, variant).status === "ACTIVE",
    image: always(null),
    selectedOptions: optionsOf,
    taxable: always(true),
  },
  // No product here has a picture; the types are modelled so that asking for one is answered with null.
  MediaPreviewImage: own<Record<string, unknown>>("image", "status"),
  Image: own<Record<string, unknown>>("id", "url", "altText", "width", "height"),
  SelectedOption: own<{ name: string; value: string }>("name", "value"),
  InventoryItem: {
    ...own<StoredVariant>("sku", "tracked", "requiresShipping", "harmonizedSystemCode", "countryCodeOfOrigin"),
    id: (item: StoredVariant) => item.inventoryItemId,
    legacyResourceId: (item: StoredVariant) => numericId(item.inventoryItemId),
    provinceCodeOfOrigin: (item: StoredVariant) => item.provinceCodeOfOrigin ?? null,
    variant: (item: StoredVariant) => item,
    measurement: (item: StoredVariant) => ({ id: item.inventoryItemId.replace("InventoryItem", "InventoryItemMeasurement"), weight: weightOf(item) }),
    unitCost: (item: StoredVariant, _args: unknown, { shop }: GraphqlContext) => (item.unitCost === null ? null : {
      amount: decimalAmount(toMinor(item.unitCost, shop.currencyCode), shop.currencyCode), currencyCode: shop.currencyCode,
    }),
  },
  InventoryItemMeasurement: own<{ id: string; weight: unknown }>("id", "weight"),
  Weight: own<{ unit: string; value: number }>("unit", "value"),
  Collection: own<{ id: string; title: string }>("id", "title"),
  ...connectionModels("Product", "ProductVariant", "Collection"),
};

/** Collections exist here only as titles on their products. */
function collectionsOf(product: StoredProduct): { id: string; title: string }[] {
  return (product.collections ?? []).map((title) => ({ id: gid("Collection", BigInt([...title].reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 7) % 1_000_000_007)), title }));
}

function optionsOf(variant: StoredVariant, _args: unknown, { shop }: GraphqlContext): { name: string; value: string }[] {
  if (variant.title === "Default Title") return [{ name: "Title", value: variant.title }];
  const names = productOf(shop, variant).optionNames ?? ["Option"];
  return variant.title.split(" / ").map((value, index) => ({ name: names[index] ?? `Option ${index + 1}`, value }));
}

export function weightOf(item: { grams: number; weight?: { unit: string; value: number } }): { unit: string; value: number } {
  return item.weight ?? { unit: "GRAMS", value: item.grams };
}
