// Which forms do ids, instants and amounts take in Shopify's webhook bodies?
import { z } from "zod";

/** A whole number that JSON may have carried beyond 2^53; kept as its digits. */
export const digits = z.union([z.int().nonnegative().transform(String), z.string().regex(/^\d{1,20}$/)]);

/** A numeric id as the GID that the Admin API uses for it. */
export function gidOf(type: string) {
  return digits.transform((id) => `gid://shopify/${type}/${id}`);
}

export function gid(type: string) {
  return z.string().regex(new RegExp(`^gid://shopify/${type}/\\d+$`));
}

/** Any ISO 8601 form with an offset. */
export const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** Decimal text; amounts are never numbers, because a number would round them. */
export const amount = z.string().regex(/^-?\d{1,18}(\.\d{1,6})?$/);

const money = z.object({ amount, currency_code: z.string().regex(/^[A-Z]{3,4}$/) });
export const moneySet = z.object({ shop_money: money, presentment_money: money });

/** Shopify's Int ends here; a quantity beyond it is not a quantity. */
export const quantity = z.int().min(0).max(2_147_483_647);

export const text = z.string().nullish().transform((value) => value ?? null);
