// Does a parcel pass customs on its way? Inside a country, and inside the EU, it does not.

/** Members of the EU, as ISO codes (27, since 2020). */
const eu: ReadonlySet<string> = new Set("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split(" "));

export const isInEu = (countryCode: string): boolean => eu.has(countryCode);

export type Crossing = "crosses" | "inside" | "unknown";

/** Unknown: nobody has said where the supplier ships from. */
export function crossingOf(from: string | null, to: string): Crossing {
  if (from === null) return "unknown";
  return from === to || (isInEu(from) && isInEu(to)) ? "inside" : "crosses";
}
