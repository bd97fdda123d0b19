// Who may ship an order's variants? A test order is offered to the rehearsal supplier alone, and nothing else ever is.
import { findVariants } from "../catalog/store.server.ts";
import { getMerchant } from "../merchants/store.server.ts";
import type { SavedOrder } from "../orders/order.ts";
import { isTestOrder } from "../orders/test-order.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { ensureBuiltIn } from "../suppliers/built-in.server.ts";
import type { Offer } from "../suppliers/offer.ts";
import { findOffers, getSupplier } from "../suppliers/store.server.ts";

export async function findOffersOf(tx: ShopTransaction, order: Pick<SavedOrder, "isTest" | "attributes">, shopifyVariantIds: readonly string[]): Promise<Map<string, Offer[]>> {
  return isTestOrder(order) ? await rehearsalOffers(tx, shopifyVariantIds) : await findOffers(tx, shopifyVariantIds);
}

/** Never saved: a product stays as mapped, or as unmapped, as it is. The variant's own id stands for the offer's. */
async function rehearsalOffers(tx: ShopTransaction, shopifyVariantIds: readonly string[]): Promise<Map<string, Offer[]>> {
  const supplier = await getSupplier(tx, await ensureBuiltIn(tx, "rehearsal"));
  const { currency } = await getMerchant(tx);
  const variants = await findVariants(tx, shopifyVariantIds);
  return new Map(variants.map(({ id, shopifyVariantId, sku, productTitle, imageUrl }) => [shopifyVariantId, [{
    id, supplierId: supplier.id, supplierName: supplier.name, supplierIsActive: true, shopifyVariantId,
    itemId: sku || productTitle, specId: null, attributes: [], nameZh: null, imageUrl,
    packRatio: 1, packCost: { minor: 0n, currency }, shipsTo: [], stock: null, stockSeenAt: null, leadTimeDays: null, priority: 0, isActive: true,
  }]]));
}
