// Which offers stand behind variants, as pages show them: in the order of their priority, each with the rate it is compared by.
import { listRates, type DatedRate } from "../merchants/exchange-rates.server.ts";
import type { Merchant } from "../merchants/merchant.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { findRate } from "../routing/convert-money.ts";
import type { Offer } from "../suppliers/offer.ts";
import { findOffers, listSuppliers } from "../suppliers/store.server.ts";
import type { OfferWorld, ShownOffer } from "./products-page.ts";

export async function readOfferWorld(tx: ShopTransaction, { merchant, now }: { merchant: Merchant; now: Date }): Promise<OfferWorld> {
  const suppliers = (await listSuppliers(tx)).filter((supplier) => supplier.isActive).map(({ id, name }) => ({ id, name }));
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: merchant.timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
  return { suppliers, shopCurrency: merchant.currency, today };
}

/** By the variant's Shopify GID. */
export async function readShownOffers(tx: ShopTransaction, shopifyVariantIds: readonly string[], shopCurrency: string): Promise<Map<string, ShownOffer[]>> {
  const found = await findOffers(tx, shopifyVariantIds);
  const ids = [...found.values()].flat().map(({ id }) => id);
  const rows = await tx.db.offer.findMany({ where: { id: { in: ids } }, select: { id: true, leadTimeDays: true, minimumQuantity: true } });
  const terms = new Map(rows.map(({ id, ...rest }) => [id, rest]));
  const rates = await listRates(tx);
  const show = (offer: Offer): ShownOffer => ({
    ...factsOf(offer), leadTimeDays: null, minimumQuantity: null, ...terms.get(offer.id), rate: rateOf(offer.packCost.currency, rates, shopCurrency),
  });
  return new Map([...found].map(([variantId, offers]) => [variantId, offers.toSorted((left, right) => left.priority - right.priority).map(show)]));
}

function factsOf(offer: Offer): Omit<ShownOffer, "rate" | "leadTimeDays" | "minimumQuantity"> {
  const { id, supplierId, supplierName, itemId, specId, packRatio, packCost: cost, shipsTo, priority, stock, stockSeenAt, nameZh, isActive } = offer;
  return {
    id, supplierId, supplierName, itemId, specId, packRatio, cost, shipsTo, priority, stock, stockSeenAt, nameZh, isActive,
    isUsable: isActive && offer.supplierIsActive,
  };
}

function rateOf(currency: string, rates: readonly DatedRate[], shopCurrency: string): ShownOffer["rate"] {
  if (currency === shopCurrency) return null;
  const found = findRate(rates, currency, shopCurrency);
  if (!found) return "missing";
  const { rate, quotedOn: on, from, to } = found.quote;
  return { rate, on, from, to };
}
