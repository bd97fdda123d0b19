// Whose number is this? A number that proves itself beats what the supplier says: final-mile numbers often come
// under the name of the line-haul carrier ("YunExpress" with a USPS number).
import type { Carrier, Recognition } from "./carrier.ts";
import { sameName } from "./companies.ts";
import { normalizeNumber } from "./number.ts";
import { carriers as registered } from "./registry.ts";

export type Detection =
  | { readonly kind: "recognized"; readonly carrier: Carrier }
  /** Several carriers fit, or the only one that fits is not the one the supplier named. */
  | { readonly kind: "ambiguous"; readonly carriers: readonly Carrier[] }
  | { readonly kind: "unknown" };

/** `among` lets a test bring carriers of its own. */
export function detectCarrier(
  parcel: { readonly number: string; readonly claimedCompany?: string | undefined },
  among: readonly Carrier[] = registered,
): Detection {
  const number = normalizeNumber(parcel.number);
  const certain = recognizing(among, number, "certain");
  const candidates = certain.length > 0 ? certain : recognizing(among, number, "possible");
  const [first, second] = candidates;
  if (!first) return { kind: "unknown" };

  const claim = parcel.claimedCompany?.trim() ?? "";
  const claimed = candidates.find((carrier) => isCalled(carrier, claim));
  if (claimed) return { kind: "recognized", carrier: claimed };
  const isContradicted = claim !== "" && certain.length === 0;
  if (second || isContradicted) return { kind: "ambiguous", carriers: candidates };
  return { kind: "recognized", carrier: first };
}

function recognizing(among: readonly Carrier[], number: string, strength: Recognition): Carrier[] {
  return among.filter((carrier) => carrier.recognize(number) === strength);
}

function isCalled(carrier: Carrier, name: string): boolean {
  return [carrier.company, ...carrier.aliases].some((known) => sameName(known, name));
}
