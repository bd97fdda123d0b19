// Amounts as whole minor units with their currency, so that no sum is ever rounded.
// Exponents are ISO 4217's; the ICU data inside the JavaScript engine carries them.

export type Money = { readonly minor: bigint; readonly currency: string };

export class UnknownCurrencyError extends Error {
  readonly currency: string;
  constructor(currency: string) {
    super(`unknown currency ${JSON.stringify(currency)}`);
    this.currency = currency;
  }
}

/** In minor units: what the database's 64 bits hold, with room for a few to be added. */
const largest = 10n ** 18n;

const known = new Set(Intl.supportedValuesOf("currency"));

/** Digits after the decimal point for an ISO 4217 code (JPY 0, CNY 2, KWD 3). Throws UnknownCurrencyError. */
export function exponentOf(currency: string): number {
  if (!known.has(currency)) throw new UnknownCurrencyError(currency);
  const { maximumFractionDigits } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return maximumFractionDigits ?? 2;
}

/** Reads a decimal string as Shopify sends it ("12.50"). Throws on anything that would need rounding. */
export function parseMoney(decimal: string, currency: string): Money {
  const exponent = exponentOf(currency);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal.trim());
  if (!match) throw new RangeError(`not a decimal amount: ${JSON.stringify(decimal)}`);
  const [, sign, whole = "0", fraction = ""] = match;
  const kept = fraction.slice(0, exponent).padEnd(exponent, "0");
  if (/[1-9]/.test(fraction.slice(exponent))) throw new RangeError(`${decimal} ${currency} has more digits than the currency`);
  const minor = BigInt(whole + kept);
  if (minor > largest) throw new RangeError(`${decimal} ${currency} is beyond any amount of trade`);
  return { minor: sign ? -minor : minor, currency };
}

/** The decimal string of an amount, for suppliers and Shopify ("12.50"). */
export function formatDecimal(money: Money): string {
  const exponent = exponentOf(money.currency);
  const digits = (money.minor < 0n ? -money.minor : money.minor).toString().padStart(exponent + 1, "0");
  const sign = money.minor < 0n ? "-" : "";
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

export function addMoney(left: Money, right: Money): Money {
  if (left.currency !== right.currency) throw new RangeError(`cannot add ${right.currency} to ${left.currency}`);
  return { minor: left.minor + right.minor, currency: left.currency };
}

export function timesMoney(money: Money, quantity: number): Money {
  return { minor: money.minor * BigInt(quantity), currency: money.currency };
}
