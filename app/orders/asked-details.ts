// What is the customer asked for, and can what was typed be it? Exactly what holds the order up, and nothing else.
import { findAddressGaps, isPostBox, isPostcode, needsPostcode, needsProvince, type AddressField } from "./check-address.ts";
import { askedKindOf, localizedKeyOf, readCustomsNumber, type NumberKind } from "./customs-number.ts";
import type { OrderHold } from "./hold.ts";
import type { Address, BuyerIdentity } from "./order.ts";
import { provincesOf } from "./provinces.ts";
import { toE164 } from "./read-address.ts";

export const detailFields = ["name", "line1", "line2", "city", "province", "postal_code", "phone", "identity"] as const;
export type DetailField = (typeof detailFields)[number];

export type Asked = {
  readonly fields: readonly DetailField[];
  readonly countryCode: string;
  /** Which number customs want, where they want one. */
  readonly number: NumberKind | null;
  /** The street is asked for because of a post-office box, so another box is no answer. */
  readonly noBox: boolean;
};

type Standing = Pick<OrderHold, "code" | "releasedAt">;

/** No fields: nothing of it is the customer's to tell. */
export function askedOf(holds: readonly Standing[], address: Address | null): Asked {
  const countryCode = address?.countryCode ?? "";
  const isHeldFor = (code: string): boolean => holds.some((hold) => hold.code === code && hold.releasedAt === null);
  const noBox = isHeldFor("address_unshippable");
  const another: readonly DetailField[] = noBox ? ["line1", "line2", "city", ...(needsProvince(countryCode) ? ["province" as const] : []), "postal_code"] : [];
  const gaps: readonly AddressField[] = isHeldFor("address_incomplete") ? findAddressGaps(address) : [];
  const asked = new Set<DetailField>([...another, ...gaps, ...(isHeldFor("phone_missing") ? ["phone" as const] : []), ...(isHeldFor("identity_missing") ? ["identity" as const] : [])]);
  return { fields: detailFields.filter((field) => asked.has(field)), countryCode, number: asked.has("identity") ? askedKindOf(countryCode) : null, noBox };
}

export type Details = Partial<Record<DetailField, string>>;
export type DetailError = "required" | "too_long" | "number" | "phone" | "postcode" | "province" | "box";
export type ReadDetails = { readonly kind: "value"; readonly details: Details } | { readonly kind: "refused"; readonly errors: Partial<Record<DetailField, DetailError>> };

/** Shopify's own limit for a line of an address. */
const longest = 255;
const optional: ReadonlySet<DetailField> = new Set(["line2"]);

export function readDetails(asked: Asked, typed: (field: DetailField) => string): ReadDetails {
  const details: Details = {};
  const errors: Partial<Record<DetailField, DetailError>> = {};
  for (const field of asked.fields) {
    const value = typed(field).replaceAll(/\p{Cc}/gu, " ").trim();
    const error = value === "" ? missingOf(field, asked) : wrongOf(field, value, asked);
    if (error) errors[field] = error;
    else if (value !== "") details[field] = valueOf(field, value, asked.countryCode);
  }
  return Object.keys(errors).length > 0 ? { kind: "refused", errors } : { kind: "value", details };
}

function missingOf(field: DetailField, { countryCode }: Asked): DetailError | undefined {
  if (optional.has(field) || (field === "postal_code" && !needsPostcode(countryCode))) return undefined;
  return "required";
}

function wrongOf(field: DetailField, value: string, { countryCode, noBox }: Asked): DetailError | undefined {
  if (value.length > longest) return "too_long";
  const check = checks[field];
  return check && !check.fits(value, { countryCode, noBox }) ? check.error : undefined;
}

type Place = Pick<Asked, "countryCode" | "noBox">;
type Check = { readonly error: DetailError; fits(value: string, place: Place): boolean };

const isDeliverable: Check = { error: "box", fits: (value, { noBox }) => !noBox || !isPostBox({ line1: value, line2: null }) };

const checks: Partial<Record<DetailField, Check>> = {
  identity: { error: "number", fits: (value, { countryCode }) => readCustomsNumber(countryCode, value) !== undefined },
  phone: { error: "phone", fits: (value, { countryCode }) => toE164(value, countryCode) !== null },
  postal_code: { error: "postcode", fits: (value, { countryCode }) => isPostcode(countryCode, value) },
  province: { error: "province", fits: (value, { countryCode }) => !needsProvince(countryCode) || provincesOf(countryCode).some(({ code }) => code === value) },
  line1: isDeliverable,
  line2: isDeliverable,
};

function valueOf(field: DetailField, value: string, countryCode: string): string {
  if (field === "identity") return readCustomsNumber(countryCode, value)?.value ?? value;
  return field === "phone" ? (toE164(value, countryCode) ?? value) : value;
}

/** The buyer's number as it is kept with the order; null where none was given. */
export function identityIn(details: Details, countryCode: string, source: string): BuyerIdentity | null {
  const read = details.identity === undefined ? undefined : readCustomsNumber(countryCode, details.identity);
  return read ? { countryCode, kind: read.kind, value: read.value, source } : null;
}

/** Whether Shopify has a place for any of it; India's number stays with us. */
export const isForShopify = (details: Details, countryCode: string): boolean =>
  Object.keys(details).some((field) => field !== "identity") || (details.identity !== undefined && localizedKeyOf(countryCode) !== null);
