// What does the store itself hold about an order? The independent count that tests and the demo compare the app with.

import { displayFulfillmentStatus, fulfillmentOrdersOf, fulfillmentsOf, orderTotals } from "../acts/order-facts.ts";
import { plainAmount } from "../amounts.ts";
import type { StoredFulfillment, StoredFulfillmentOrder } from "../fulfillment-state.ts";
import type { StoredOrder } from "../order-state.ts";
import { variantsOf, type ShopState, type StoredVariant } from "../shop-state.ts";
import { productOf } from "../nouns/products.ts";

export type BookedOrder = StoredOrder & {
  displayFulfillmentStatus: string;
  /** As ordered, shipping and duties included; decimal text in the shop's currency. */
  total: string;
  /** After edits and refunds of lines. */
  currentTotal: string;
  fulfillmentOrders: StoredFulfillmentOrder[];
  fulfillments: StoredFulfillment[];
};

export type BookedVariant = StoredVariant & { productTitle: string };

export type BookedShop = {
  domain: string;
  id: string;
  name: string;
  currencyCode: string;
  isInstalled: boolean;
  grantedScopes: string[];
  locations: { id: string; name: string; isActive: boolean }[];
};

export function bookedOrder(shop: ShopState, order: StoredOrder): BookedOrder {
  const totals = orderTotals(order);
  return {
    ...order,
    displayFulfillmentStatus: displayFulfillmentStatus(shop, order),
    total: plainAmount(totals.totalMinor, order.currency),
    currentTotal: plainAmount(totals.currentTotalMinor, order.currency),
    fulfillmentOrders: fulfillmentOrdersOf(shop, order),
    fulfillments: fulfillmentsOf(shop, order),
  };
}

export function bookedVariants(shop: ShopState): BookedVariant[] {
  return variantsOf(shop).map((variant) => ({ ...variant, productTitle: productOf(shop, variant).title }));
}

export function bookedShop(shop: ShopState): BookedShop {
  const { domain, name, currencyCode, isInstalled, grantedScopes } = shop;
  const id = shop.id.slice(shop.id.lastIndexOf("/") + 1);
  const locations = shop.locations.map((location) => ({ id: location.id, name: location.name, isActive: location.isActive }));
  return { domain, id, name, currencyCode, isInstalled, grantedScopes, locations };
}
