// The memory of the shop's variants as Shopify last showed them.
import type { Variant as Row } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { SeenVariant, Variant } from "./variant.ts";

/** Run twice: the same rows, with what was seen last. A merchant's own marks stay. */
export async function saveSeenVariants(tx: ShopTransaction, variants: readonly SeenVariant[]): Promise<void> {
  const seenAt = new Date();
  for (const variant of variants) {
    const facts = { ...variant, seenAt, missingSince: null };
    await tx.db.variant.upsert({
      where: { shopId_shopifyVariantId: { shopId: tx.shopId, shopifyVariantId: variant.shopifyVariantId } },
      update: facts,
      create: { ...facts, id: newId(), shopId: tx.shopId },
    });
  }
}

export async function findVariants(tx: ShopTransaction, shopifyVariantIds: readonly string[]): Promise<Variant[]> {
  const rows = await tx.db.variant.findMany({ where: { shopifyVariantId: { in: [...new Set(shopifyVariantIds)] } } });
  return rows.map(toVariant);
}

export async function markMissing(tx: ShopTransaction, shopifyVariantIds: readonly string[], since: Date): Promise<void> {
  await tx.db.variant.updateMany({
    where: { shopifyVariantId: { in: [...shopifyVariantIds] }, missingSince: null },
    data: { missingSince: since },
  });
}

export async function saveOwnGoods(tx: ShopTransaction, shopifyVariantId: string, isOwnGoods: boolean): Promise<void> {
  await tx.db.variant.update({
    where: { shopId_shopifyVariantId: { shopId: tx.shopId, shopifyVariantId } },
    data: { isOwnGoods },
  });
}

function toVariant(row: Row): Variant {
  return {
    id: row.id,
    shopifyVariantId: row.shopifyVariantId,
    shopifyProductId: row.shopifyProductId,
    sku: row.sku,
    barcode: row.barcode,
    productTitle: row.productTitle,
    variantTitle: row.variantTitle,
    imageUrl: row.imageUrl,
    isOwnGoods: row.isOwnGoods,
    missingSince: row.missingSince,
    productTags: row.productTags,
    collections: row.collections,
  };
}
