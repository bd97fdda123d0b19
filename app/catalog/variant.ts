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
  /** For the conditions of rules: the product's tags, the titles of its collections, and options as "Color: Green". */
  readonly productTags: readonly string[];
  readonly collections: readonly string[];
  readonly optionValues: readonly string[];
  /** The merchant ships it alone; suppliers never see it. */
  readonly isOwnGoods: boolean;
  /** Since when Shopify does not know it any more. */
  readonly missingSince: Date | null;
};

export type SeenVariant = Omit<Variant, "id" | "isOwnGoods" | "missingSince">;
