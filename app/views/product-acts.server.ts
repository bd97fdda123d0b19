// A person says who ships a variant: what waited for that answer is decided about at once.
import { saveOwnGoods, saveSeenVariants } from "../catalog/store.server.ts";
import { saveRate } from "../merchants/exchange-rates.server.ts";
import { shopSubject } from "../merchants/merchant.ts";
import { findWaitingOrders } from "../orders/find-waiting-orders.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Params } from "../platform/errors.ts";
import { formatDecimal } from "../platform/money.ts";
import type { NextJob } from "../platform/step.ts";
import { routeOrder } from "../routing/route-order.server.ts";
import { saveOfferTerms } from "../suppliers/change-offer.server.ts";
import { createOffer, removeOffer } from "../suppliers/store.server.ts";
import { done, failed, refused } from "./answer.ts";
import { textOf } from "./form.ts";
import { changeOffer } from "./offer-acts.server.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { mostOffers } from "./products-page.ts";
import { readOfferForm, readRateForm } from "./read-offer-form.ts";
import type { Seen } from "./see-variants.server.ts";

export type ProductContext = { readonly by: By; readonly shopCurrency: string };

export async function actOnProduct(tx: ShopTransaction, form: FormData, context: ProductContext): Promise<Act> {
  const intent = textOf(form, "intent");
  if (intent === "rate") return await enterRate(tx, form, context);
  const variant = await findVariant(tx, textOf(form, "variantId"));
  if (!variant) return { answer: failed("products.gone"), jobs: [] };
  if (intent === "add-offer") return await addOffer(tx, form, { variant, by: context.by });
  if (intent === "change-offer") {
    const answer = await changeOffer(tx, form, { variant, by: context.by });
    return { answer, jobs: answer.kind === "done" ? await routeJobs(tx, variant.shopifyVariantId) : [] };
  }
  if (intent === "remove-offer") return await takeOfferAway(tx, textOf(form, "offerId"), { variant, by: context.by });
  return await markOwnGoods(tx, intent === "own", { variant, by: context.by });
}

export type ChosenVariant = { readonly id: string; readonly shopifyVariantId: string; readonly productTitle: string };
export type Choice = { readonly variant: ChosenVariant; readonly by: By };

async function findVariant(tx: ShopTransaction, shopifyVariantId: string): Promise<ChosenVariant | undefined> {
  const where = { shopId_shopifyVariantId: { shopId: tx.shopId, shopifyVariantId } };
  return (await tx.db.variant.findUnique({ where, select: { id: true, shopifyVariantId: true, productTitle: true } })) ?? undefined;
}

async function addOffer(tx: ShopTransaction, form: FormData, choice: Choice): Promise<Act> {
  const read = readOfferForm(form);
  if (read.kind === "refused") return { answer: refused(read.errors), jobs: [] };
  const { supplierId, itemId, specId, packRatio, cost, shipsTo, priority } = read.value;
  const suppliers = await tx.db.supplier.findMany({ select: { id: true, name: true } });
  const supplier = suppliers.find(({ id }) => id === supplierId);
  if (!supplier) return { answer: refused({ supplierId: { code: "form.choose_supplier" } }), jobs: [] };
  if ((await tx.db.offer.count({ where: { variantId: choice.variant.id } })) >= mostOffers) {
    return { answer: refused({ supplierId: { code: "form.too_many_offers", params: { most: mostOffers } } }), jobs: [] };
  }
  const same = await tx.db.offer.findFirst({ where: { supplierId, variantId: choice.variant.id, itemId, specId, packRatio } });
  if (same) return { answer: refused({ itemId: { code: "form.offer_exists" } }), jobs: [] };
  const offerId = await createOffer(tx, { supplierId, variantId: choice.variant.id, itemId, specId, packRatio, unitCostMinor: cost.minor, currency: cost.currency, shipsTo, priority });
  await saveOfferTerms(tx, offerId, { ...read.value, stockSeenAt: read.value.stock === null ? null : choice.by.at });
  await saveOwnGoods(tx, choice.variant.shopifyVariantId, false);
  await record(tx, choice, { code: "offer_added", params: { supplier: supplier.name, item: itemId, cost: `${formatDecimal(cost)} ${cost.currency}` } });
  return { answer: done("products.offer.added"), jobs: await routeJobs(tx, choice.variant.shopifyVariantId) };
}

async function takeOfferAway(tx: ShopTransaction, offerId: string, choice: Choice): Promise<Act> {
  const offers = await tx.db.offer.findMany({ where: { variantId: choice.variant.id }, select: { id: true, itemId: true, supplier: { select: { name: true } } } });
  const offer = offers.find(({ id }) => id === offerId);
  if (!offer) return { answer: failed("products.offer.gone"), jobs: [] };
  await removeOffer(tx, offer.id);
  await record(tx, choice, { code: "offer_removed", params: { supplier: offer.supplier.name, item: offer.itemId } });
  return { answer: done("products.offer.removed"), jobs: await routeJobs(tx, choice.variant.shopifyVariantId) };
}

async function markOwnGoods(tx: ShopTransaction, isOwnGoods: boolean, choice: Choice): Promise<Act> {
  await saveOwnGoods(tx, choice.variant.shopifyVariantId, isOwnGoods);
  await record(tx, choice, { code: isOwnGoods ? "own_goods_marked" : "own_goods_unmarked", params: {} });
  return { answer: done(isOwnGoods ? "products.own.marked" : "products.own.unmarked"), jobs: await routeJobs(tx, choice.variant.shopifyVariantId) };
}

async function enterRate(tx: ShopTransaction, form: FormData, { by, shopCurrency }: ProductContext): Promise<Act> {
  const read = readRateForm(form);
  if (read.kind === "refused") return { answer: refused(read.errors), jobs: [] };
  await saveRate(tx, { ...read.value, to: shopCurrency }, "merchant");
  const offers = await tx.db.offer.findMany({ where: { currency: read.value.from }, select: { variant: { select: { shopifyVariantId: true } } } });
  const variantIds = [...new Set(offers.map((offer) => offer.variant.shopifyVariantId))];
  await recordActivity(tx, {
    subject: "shop", subjectId: shopSubject, actor: { kind: "STAFF", name: by.name }, code: "rate_entered", at: by.at,
    params: { from: read.value.from, to: shopCurrency, rate: read.value.rate, on: read.value.quotedOn },
  });
  return { answer: done("products.rate.saved"), jobs: await routeJobs(tx, ...variantIds) };
}

async function record(tx: ShopTransaction, { variant, by }: Choice, happening: { code: string; params: Params }): Promise<void> {
  await recordActivity(tx, {
    subject: "variant", subjectId: variant.id, actor: { kind: "STAFF", name: by.name }, code: happening.code,
    params: { ...happening.params, item: variant.productTitle }, at: by.at,
  });
}

export async function routeJobs(tx: ShopTransaction, ...shopifyVariantIds: string[]): Promise<NextJob[]> {
  const orderIds = await findWaitingOrders(tx, shopifyVariantIds);
  return orderIds.map((orderId) => ({ step: routeOrder.name, input: { shopId: tx.shopId, orderId } }));
}

/** After Shopify was asked for all that the shop sells. */
export async function keepSeenVariants(tx: ShopTransaction, seen: Seen): Promise<Act> {
  if (seen.kind === "unreachable") return { answer: failed("products.unreachable"), jobs: [] };
  await saveSeenVariants(tx, seen.variants);
  return { answer: done("products.refreshed", { variants: seen.variants.length }), jobs: [] };
}
