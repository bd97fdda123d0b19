// How do webhook bodies write money: as text in the shop's currency, and as a set with the buyer's?

import { plainAmount, presentmentMinor } from "../amounts.ts";
import type { StoredOrder } from "../order-state.ts";

type Currencies = Pick<StoredOrder, "currency" | "presentmentCurrency" | "presentmentRate">;

export function moneySet(order: Currencies, minor: number) {
  const presentment = presentmentMinor({
    shopMinor: minor, shopCurrency: order.currency, presentmentCurrency: order.presentmentCurrency, presentmentRate: order.presentmentRate,
  });
  return {
    shop_money: { amount: plainAmount(minor, order.currency), currency_code: order.currency },
    presentment_money: { amount: plainAmount(presentment, order.presentmentCurrency), currency_code: order.presentmentCurrency },
  };
}

/** `price` and `price_set` side by side, as Shopify names every amount. */
export function moneyKeys(order: Currencies, amounts: Record<string, number>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(amounts).flatMap(([name, minor]) => [
    [name, plainAmount(minor, order.currency)],
    [`${name}_set`, moneySet(order, minor)],
  ]));
}
