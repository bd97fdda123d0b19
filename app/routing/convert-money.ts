// What does this amount come to in the shop's currency, by which dated rate?
// Exact: decimal text is read as a fraction, and only the result is rounded, half up, to the currency's minor unit.
import { exponentOf } from "../platform/money.ts";
import type { Money } from "../platform/money.ts";
import type { ExchangeRate } from "./rule.ts";

type Fraction = { readonly over: bigint; readonly under: bigint };

/** A rate in use: the quoted one, or the quote of the opposite direction turned round. */
export type UsableRate = { readonly quote: ExchangeRate; readonly isInverse: boolean };

/** The newest quote between two currencies; on the same day the direct one. Undefined when there is none. */
export function findRate(rates: readonly ExchangeRate[], from: string, to: string): UsableRate | undefined {
  const usable: UsableRate[] = rates
    .filter((rate) => readRate(rate.rate) !== undefined)
    .filter((rate) => (rate.from === from && rate.to === to) || (rate.from === to && rate.to === from))
    .map((quote) => ({ quote, isInverse: quote.from !== from }));
  return usable.toSorted(newestFirst)[0];
}

function newestFirst(left: UsableRate, right: UsableRate): number {
  if (left.quote.quotedOn !== right.quote.quotedOn) return left.quote.quotedOn < right.quote.quotedOn ? 1 : -1;
  if (left.isInverse !== right.isInverse) return left.isInverse ? 1 : -1;
  // Two quotes of one day for one direction cannot be stored; the text decides so that the answer never depends on their order.
  return left.quote.rate < right.quote.rate ? -1 : 1;
}

/** Throws RangeError for a rate that findRate would not have returned. */
export function convertMoney(amount: Money, rate: UsableRate): Money {
  const read = readRate(rate.quote.rate);
  if (!read) throw new RangeError(`not a rate: ${rate.quote.rate}`);
  const currency = rate.isInverse ? rate.quote.from : rate.quote.to;
  const { over, under } = rate.isInverse ? { over: read.under, under: read.over } : read;
  const scaleUp = 10n ** BigInt(exponentOf(currency));
  const scaleDown = 10n ** BigInt(exponentOf(amount.currency));
  return { minor: divideHalfUp(amount.minor * over * scaleUp, under * scaleDown), currency };
}

/** Half up means away from zero at the half, also below zero. */
function divideHalfUp(over: bigint, under: bigint): bigint {
  const isNegative = over < 0n;
  const size = isNegative ? -over : over;
  const rounded = (size * 2n + under) / (under * 2n);
  return isNegative ? -rounded : rounded;
}

/** "7.1250" → 71250/10000; undefined for anything that is not a plain positive decimal. */
function readRate(text: string): Fraction | undefined {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, whole = "", fraction = ""] = match;
  const over = BigInt(whole + fraction);
  return over === 0n ? undefined : { over, under: 10n ** BigInt(fraction.length) };
}
