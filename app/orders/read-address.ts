// Where does the parcel go, and which number does the driver call?
// The phone is looked for in the address, the delivery instructions, the order and the customer, in that order.
import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import type { Address } from "./order.ts";

export type AddressFacts = Pick<
  Address,
  "name" | "firstName" | "lastName" | "company" | "line1" | "line2" | "city" | "province" | "provinceCode" | "postalCode" | "countryCode" | "countryName"
> & {
  /** The address object as Shopify sent it. */
  readonly source: unknown;
};

export type Phones = {
  readonly address: string | null;
  readonly delivery_instructions: string | null;
  readonly order: string | null;
  readonly customer: string | null;
};

const sources = ["address", "delivery_instructions", "order", "customer"] as const;

/** Shopify sends absent text as null or as "", depending on the field. */
export function blankToNull(text: string | null): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}

export function readAddress({ source, ...facts }: AddressFacts, phones: Phones, email: string | null): Address {
  const [firstName, lastName] = [blankToNull(facts.firstName), blankToNull(facts.lastName)];
  const countryCode = blankToNull(facts.countryCode)?.toUpperCase() ?? null;
  const phoneSource = sources.find((where) => blankToNull(phones[where]) !== null) ?? null;
  const phone = phoneSource && blankToNull(phones[phoneSource]);
  return {
    name: blankToNull(facts.name) ?? blankToNull([firstName ?? "", lastName ?? ""].join(" ")),
    firstName,
    lastName,
    company: blankToNull(facts.company),
    line1: blankToNull(facts.line1),
    line2: blankToNull(facts.line2),
    city: blankToNull(facts.city),
    province: blankToNull(facts.province),
    provinceCode: blankToNull(facts.provinceCode),
    postalCode: blankToNull(facts.postalCode),
    countryCode,
    countryName: blankToNull(facts.countryName),
    phone,
    phoneE164: phone && toE164(phone, countryCode),
    phoneSource,
    email,
    raw: JSON.stringify(source),
  };
}

/** Null where the number could not be dialled: a wrong digit is worse than the buyer's own writing. */
export function toE164(phone: string, countryCode: string | null): string | null {
  const country = countryCode !== null && isSupportedCountry(countryCode) ? countryCode : undefined;
  const parsed = parsePhoneNumberFromString(phone, country);
  return parsed?.isValid() ? parsed.number : null;
}
