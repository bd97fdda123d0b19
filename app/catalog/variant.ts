// What does the shop sell, and is it the merchant's own goods?

export type Variant = {
  readonly id: string;
  readonly shopifyVariantId: string;
  readonly shopifyProductId: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly productTitle: string;
  readonly variantTitle: string | null;
  readonly imageUrl: string | null;
  /** The merchant ships it alone; suppliers never see it. */
  readonly isOwnGoods: boolean;
  /** Since when Shopify does not know it any more. */
  readonly missingSince: Date | null;
  /** Of its product, as Shopify last had them; conditions of rules look at both. */
  readonly productTags: readonly string[];
  readonly collections: readonly string[];
};

export type SeenVariant = Omit<Variant, "id" | "isOwnGoods" | "missingSince" | "productTags" | "collections">;
