// What does this address lack before anybody could deliver to it, and what in it might a supplier be unable to use?
// A gap holds the order; a doubt is only told, because post offices know more ways of writing than we do.
import type { Address } from "./order.ts";
import { provincesOf } from "./provinces.ts";

export const addressFields = ["name", "line1", "city", "province", "postal_code"] as const;
export type AddressField = (typeof addressFields)[number];

/** Where a parcel is sorted by its postcode; elsewhere one is used if there is one, whatever it looks like. */
const postcodes: Readonly<Record<string, RegExp>> = {
  US: /^\d{5}(?:-?\d{4})?$/, BR: /^\d{5}-?\d{3}$/, IN: /^\d{3}\s?\d{3}$/, KR: /^\d{5}$/, DE: /^\d{5}$/,
};

export const needsProvince = (countryCode: string): boolean => provincesOf(countryCode).length > 0;
export const needsPostcode = (countryCode: string): boolean => countryCode in postcodes;

/** Of a country without a rule any text is a postcode. */
export const isPostcode = (countryCode: string, text: string): boolean => postcodes[countryCode]?.test(text.trim()) ?? text.trim() !== "";

/** Empty too where there is no country at all: then Shopify withholds the address, or it was never given. */
export function findAddressGaps(address: Address | null): AddressField[] {
  if (!address?.countryCode) return [];
  const { countryCode } = address;
  const lacks: Readonly<Record<AddressField, boolean>> = {
    name: address.name === null && address.company === null,
    line1: address.line1 === null,
    city: address.city === null,
    province: needsProvince(countryCode) && address.province === null && address.provinceCode === null,
    postal_code: needsPostcode(countryCode) && !isPostcode(countryCode, address.postalCode ?? ""),
  };
  return addressFields.filter((field) => lacks[field]);
}

/** Post-office boxes as people write them in the languages that are met. A street called "Box Street" is none. */
const box = /\bp\.?\s*o\.?\s*box\b|\bpost\s*office\s*box\b|\bpostfach\b|\bcaixa\s+postal\b|\bapartado(?:\s+de\s+correos|\s+postal)?\s+\d|\bbo[iî]te\s+postale\b|邮政信箱|郵政信箱|사서함/iu;

export const isPostBox = ({ line1, line2 }: Pick<Address, "line1" | "line2">): boolean => box.test(line1 ?? "") || box.test(line2 ?? "");

/** Which letters a country's own post reads beside Latin ones. */
const ownScripts: Readonly<Record<string, RegExp>> = {
  CN: /\p{Script=Han}/u, TW: /\p{Script=Han}/u, HK: /\p{Script=Han}/u, MO: /\p{Script=Han}/u,
  JP: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u, KR: /[\p{Script=Hangul}\p{Script=Han}]/u,
};

export const latinFields = ["name", "line1", "line2", "city", "province"] as const;
export type LatinField = (typeof latinFields)[number];

/**
 * Fields in letters that a label abroad may not show. Inside a country its own letters are read;
 * Chinese suppliers print Chinese, so an address in Chinese is in doubt only where the destination does not read it.
 */
export function findUnprintable(address: Address, shipsFrom: string | null): LatinField[] {
  const isInside = shipsFrom !== null && shipsFrom === address.countryCode;
  if (isInside) return [];
  const own = ownScripts[address.countryCode ?? ""];
  const isReadBothEnds = (letter: string): boolean => shipsFrom === "CN" && own !== undefined && /\p{Script=Han}/u.test(letter) && own.test(letter);
  const isForeign = (text: string | null): boolean => [...(text ?? "")].some((letter) => /\p{L}/u.test(letter) && !/\p{Script=Latin}/u.test(letter) && !isReadBothEnds(letter));
  return latinFields.filter((field) => isForeign(address[field]));
}
