// "I ship this myself": the product is mapped to the merchant, so that a first order needs no set-up. Changeable on the products page.
import { saveOwnGoods } from "../catalog/store.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { ensureBuiltIn } from "../suppliers/built-in.server.ts";
import { createOffer } from "../suppliers/store.server.ts";
import { done, failed } from "./answer.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { routeJobs } from "./product-acts.server.ts";

type Mapped = { readonly id: string; readonly sku: string | null; readonly productTitle: string };

/** Run twice: one offer, and the orders that wait are decided about again. */
export async function shipMyself(tx: ShopTransaction, shopifyVariantId: string, by: By): Promise<Act> {
  const variant = await tx.db.variant.findUnique({ where: { shopId_shopifyVariantId: { shopId: tx.shopId, shopifyVariantId } } });
  if (!variant) return { answer: failed("setup.self.gone"), jobs: [] };
  const supplierId = await ensureBuiltIn(tx, "self");
  const { name } = await tx.db.supplier.findUniqueOrThrow({ where: { shopId_id: { shopId: tx.shopId, id: supplierId } }, select: { name: true } });
  if ((await tx.db.offer.count({ where: { supplierId, variantId: variant.id } })) === 0) {
    await mapTo(tx, supplierId, variant);
    await saveOwnGoods(tx, shopifyVariantId, false);
    await recordActivity(tx, {
      subject: "variant", subjectId: variant.id, actor: { kind: "STAFF", name: by.name }, code: "offer_added", at: by.at,
      params: { supplier: name, item: itemOf(variant), cost: "0" },
    });
  }
  return { answer: done("setup.self.done", { item: variant.productTitle }), jobs: await routeJobs(tx, shopifyVariantId) };
}

/** All that nobody ships yet. What is the merchant's own goods stays that. */
export async function shipRestMyself(tx: ShopTransaction, by: By): Promise<Act> {
  const supplierId = await ensureBuiltIn(tx, "self");
  const open = await tx.db.variant.findMany({ where: { missingSince: null, isOwnGoods: false, offers: { none: {} } } });
  for (const variant of open) await mapTo(tx, supplierId, variant);
  const { name } = await tx.db.supplier.findUniqueOrThrow({ where: { shopId_id: { shopId: tx.shopId, id: supplierId } }, select: { name: true } });
  if (open.length > 0) {
    await recordActivity(tx, {
      subject: "supplier", subjectId: supplierId, actor: { kind: "STAFF", name: by.name }, code: "rest_mapped_to_self", params: { variants: open.length, supplier: name }, at: by.at,
    });
  }
  return { answer: done("setup.mapping.rest.done", { variants: open.length }), jobs: await routeJobs(tx, ...open.map((variant) => variant.shopifyVariantId)) };
}

const itemOf = ({ sku, productTitle }: Mapped): string => sku || productTitle;

async function mapTo(tx: ShopTransaction, supplierId: string, variant: Mapped): Promise<void> {
  const { currency } = await tx.db.shop.findUniqueOrThrow({ where: { id: tx.shopId }, select: { currency: true } });
  await createOffer(tx, { supplierId, variantId: variant.id, itemId: itemOf(variant), packRatio: 1, unitCostMinor: 0n, currency, shipsTo: [] });
}
