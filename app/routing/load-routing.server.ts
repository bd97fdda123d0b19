// Everything that a decision about an order's units is made from, as it stands now. The deciding itself is pure.
import { findVariants } from "../catalog/store.server.ts";
import { listRates } from "../merchants/exchange-rates.server.ts";
import { getMerchant } from "../merchants/store.server.ts";
import type { SavedLineItem, SavedOrder } from "../orders/order.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { listCalendars } from "../suppliers/calendar-store.server.ts";
import { findOffersOf } from "./offers-of-order.server.ts";
import type { RoutingInput } from "./plan-routing.ts";
import type { Refusal } from "./refusals.server.ts";
import type { ActiveRule } from "./rule.ts";

export type Deciding = {
  readonly order: SavedOrder;
  readonly units: readonly { readonly line: SavedLineItem; readonly quantity: number }[];
  /** What suppliers have refused of it and are not to be asked again by themselves. */
  readonly refusals: readonly Refusal[];
  readonly rules: readonly ActiveRule[];
};

export async function loadRouting(tx: ShopTransaction, { order, units, refusals, rules }: Deciding, now: Date): Promise<RoutingInput> {
  const { currency, settings } = await getMerchant(tx);
  const variantIds = units.flatMap(({ line }) => line.shopifyVariantId ?? []);
  const offersByVariant = await findOffersOf(tx, order, variantIds);
  const variants = await findVariants(tx, variantIds);
  const existing = new Set(variants.filter((variant) => variant.missingSince === null).map((variant) => variant.shopifyVariantId));
  // Shopify has deleted the variant: nobody can map it any more, but an offer made before still holds.
  const isGone = (id: string | null): boolean => id !== null && !existing.has(id) && !offersByVariant.has(id);
  return {
    order,
    units: units.map(({ line, quantity }) => ({ quantity, line: isGone(line.shopifyVariantId) ? { ...line, shopifyVariantId: null } : line })),
    offersByVariant,
    traitsByVariant: new Map(variants.map(({ shopifyVariantId, productTags: tags, collections }) => [shopifyVariantId, { tags, collections }])),
    rules,
    refusedBefore: offersByLine(refusals),
    now,
    shopCurrency: currency,
    rates: await listRates(tx),
    stockFreshHours: settings.stockFreshHours,
    calendars: await listCalendars(tx),
  };
}

function offersByLine(refusals: readonly Refusal[]): Map<string, Set<string>> {
  const offers = new Map<string, Set<string>>();
  for (const { lineItemId, offerId } of refusals) offers.set(lineItemId, (offers.get(lineItemId) ?? new Set()).add(offerId));
  return offers;
}
