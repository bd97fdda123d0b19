// What was a currency worth, on which day? A decision keeps the rate and the day it used.
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";

/** One unit of `from` is `rate` units of `to`. Decimal text, never a float. */
export type DatedRate = { readonly from: string; readonly to: string; readonly rate: string; readonly quotedOn: string };

/** Run twice for a day: the later rate of that day stands. */
export async function saveRate(tx: ShopTransaction, rate: DatedRate, source: string): Promise<void> {
  const key = { shopId: tx.shopId, fromCurrency: rate.from, toCurrency: rate.to, quotedOn: new Date(rate.quotedOn) };
  await tx.db.exchangeRate.upsert({
    where: { shopId_fromCurrency_toCurrency_quotedOn: key },
    update: { rate: rate.rate, source },
    create: { ...key, id: newId(), rate: rate.rate, source },
  });
}

/** The newest rate of each pair. */
export async function listRates(tx: ShopTransaction): Promise<DatedRate[]> {
  const rows = await tx.db.exchangeRate.findMany({ orderBy: { quotedOn: "desc" }, distinct: ["fromCurrency", "toCurrency"] });
  return rows.map((row) => ({
    from: row.fromCurrency,
    to: row.toCurrency,
    rate: row.rate.toFixed(),
    quotedOn: row.quotedOn.toISOString().slice(0, 10),
  }));
}

export type KeptRate = DatedRate & { readonly source: string };

/** Every rate with its source; the newest day first, so that the first of a pair is the one that counts. */
export async function listKeptRates(tx: ShopTransaction, take: number): Promise<KeptRate[]> {
  const rows = await tx.db.exchangeRate.findMany({ orderBy: [{ quotedOn: "desc" }, { fromCurrency: "asc" }, { toCurrency: "asc" }], take });
  return rows.map((row) => ({ from: row.fromCurrency, to: row.toCurrency, rate: row.rate.toFixed(), quotedOn: row.quotedOn.toISOString().slice(0, 10), source: row.source }));
}
