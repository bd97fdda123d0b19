// The read model of one variant's page.
import { emptyCustoms, missingForCrossBorder } from "../catalog/customs-profile.ts";
import { findCustomsFacts } from "../catalog/customs-store.server.ts";
import type { Merchant } from "../merchants/merchant.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { readHistory } from "./history.server.ts";
import { readShownVariant } from "./products-page.server.ts";
import { readOfferWorld } from "./shown-offers.server.ts";
import type { VariantPage } from "./variant-page.ts";

export async function readVariantPage(tx: ShopTransaction, variantId: string, world: { merchant: Merchant; now: Date }): Promise<VariantPage | undefined> {
  const variant = await readShownVariant(tx, variantId, world.merchant);
  if (!variant) return undefined;
  const customs = (await findCustomsFacts(tx, variantId)) ?? emptyCustoms;
  const facts = await tx.db.variant.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: variantId } }, select: { barcode: true, productTags: true, collections: true, optionValues: true },
  });
  return { ...(await readOfferWorld(tx, world)), variant, facts, customs, missing: missingForCrossBorder(customs), history: await readHistory(tx, "variant", variantId) };
}
