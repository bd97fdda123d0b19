// Which goods has somebody a supplier for, so that the app can stock them at its own location?
import type { ShopTransaction } from "../platform/db.server.ts";
import type { MappedVariant } from "./fulfillment-page.ts";

/** Shown and chosen at once; a larger catalog is switched in parts. */
export const mostShown = 100;

export async function listMappedVariants(tx: ShopTransaction): Promise<MappedVariant[]> {
  const rows = await tx.db.variant.findMany({
    where: { isOwnGoods: false, missingSince: null, offers: { some: { isActive: true, supplier: { isActive: true } } } },
    select: {
      shopifyVariantId: true, productTitle: true, variantTitle: true, sku: true,
      offers: { where: { isActive: true, supplier: { isActive: true } }, select: { supplier: { select: { name: true } } } },
    },
    orderBy: [{ productTitle: "asc" }, { id: "asc" }],
  });
  return rows.map(({ shopifyVariantId, productTitle, variantTitle, sku, offers }) => ({
    shopifyVariantId, sku, title: variantTitle === null ? productTitle : `${productTitle} - ${variantTitle}`,
    suppliers: [...new Set(offers.map(({ supplier }) => supplier.name))].join(", "),
  }));
}
