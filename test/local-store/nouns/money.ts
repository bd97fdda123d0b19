// How does the Admin API write an amount, in the shop's currency and in the buyer's?

import { decimalAmount, presentmentMinor } from "../amounts.ts";
import { own, type Models } from "../graphql/models.ts";
import type { StoredOrder } from "../order-state.ts";

export type MoneyV2 = { amount: string; currencyCode: string };

export function moneyBag(order: StoredOrder, shopMinor: number): { shopMoney: MoneyV2; presentmentMoney: MoneyV2 } {
  const { currency, presentmentCurrency, presentmentRate } = order;
  const buyerMinor = presentmentMinor({ shopMinor, shopCurrency: currency, presentmentCurrency, presentmentRate });
  return {
    shopMoney: { amount: decimalAmount(shopMinor, currency), currencyCode: currency },
    presentmentMoney: { amount: decimalAmount(buyerMinor, presentmentCurrency), currencyCode: presentmentCurrency },
  };
}

export const moneyModels: Models = {
  MoneyBag: own<ReturnType<typeof moneyBag>>("shopMoney", "presentmentMoney"),
  MoneyV2: own<MoneyV2>("amount", "currencyCode"),
};
