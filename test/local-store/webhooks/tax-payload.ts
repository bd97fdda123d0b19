// How do webhook bodies write taxes? Each line and the shipping carry theirs; the order carries the sums by title and rate.

import type { StoredTaxLine } from "../order-extras.ts";
import type { StoredOrder } from "../order-state.ts";
import { moneyKeys } from "./money-payload.ts";

export function taxPayload(order: StoredOrder, taxes: readonly StoredTaxLine[]): Record<string, unknown>[] {
  return taxes.map(({ title, rate, priceMinor }) => ({ channel_liable: false, ...moneyKeys(order, { price: priceMinor }), rate, title }));
}

export function orderTaxes(order: StoredOrder): StoredTaxLine[] {
  const found = new Map<string, StoredTaxLine>();
  for (const tax of [...order.lines.flatMap((line) => line.taxLines ?? []), ...(order.shippingTaxLines ?? [])]) {
    const key = `${tax.title} ${tax.rate}`;
    found.set(key, { ...tax, priceMinor: (found.get(key)?.priceMinor ?? 0) + tax.priceMinor });
  }
  return [...found.values()];
}
