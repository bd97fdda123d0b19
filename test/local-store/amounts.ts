// How much is it, as Shopify prints it? Kept as whole minor units, separate from the app's own money code,
// so that a mistake there cannot agree with itself here.

const withoutMinorUnit = new Set(["JPY", "KRW", "VND", "CLP", "ISK"]);
const withThreeDigits = new Set(["KWD", "BHD", "OMR", "JOD", "TND"]);

function digitsOf(currency: string): number {
  if (withoutMinorUnit.has(currency)) return 0;
  return withThreeDigits.has(currency) ? 3 : 2;
}

export function toMinor(decimal: string | number, currency: string): number {
  return Math.round(Number(decimal) * 10 ** digitsOf(currency));
}

/** As webhooks write it: "12.50", yen as "1250". */
export function plainAmount(minor: number, currency: string): string {
  return (minor / 10 ** digitsOf(currency)).toFixed(digitsOf(currency));
}

/** As the Admin API's Decimal writes it: at least one digit after the point ("12.5", "1250.0"). */
export function decimalAmount(minor: number, currency: string): string {
  const plain = plainAmount(minor, currency);
  if (!plain.includes(".")) return `${plain}.0`;
  return plain.replace(/0+$/, "").replace(/\.$/, ".0");
}

export type MoneyPair = { shopMinor: number; shopCurrency: string; presentmentCurrency: string; presentmentRate: number };

/** The amount in the currency the buyer saw; `presentmentRate` is units of it for one of the shop's. */
export function presentmentMinor(pair: MoneyPair): number {
  const scale = 10 ** (digitsOf(pair.presentmentCurrency) - digitsOf(pair.shopCurrency));
  return Math.round(pair.shopMinor * pair.presentmentRate * scale);
}
