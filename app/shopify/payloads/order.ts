// What does an order webhook say, in the fields that we read? All order topics carry this same body.
// Fields of protected customer data that a shop's review has not granted arrive as null.
import { z } from "zod";
import { amount, digits, gid, gidOf, instant, moneySet, quantity, text } from "./fields.ts";

/** Names may come without a value, and values of other apps may be numbers, booleans or whole objects. */
const namedValue = z.object({ name: z.string(), value: z.unknown().optional() }).transform(({ name, value }) => ({
  name,
  value: typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value),
}));

const address = z.object({
  name: text,
  first_name: text,
  last_name: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  province: text,
  province_code: text,
  zip: text,
  country: text,
  country_code: text,
  phone: text,
});

const lineItem = z.object({
  admin_graphql_api_id: gid("LineItem"),
  variant_id: gidOf("ProductVariant").nullish().transform((id) => id ?? null),
  product_id: gidOf("Product").nullish().transform((id) => id ?? null),
  title: z.string(),
  variant_title: text,
  sku: text,
  quantity,
  /** Less than quantity after edits and refunds; absent in bodies older than API version 2024-01. */
  current_quantity: quantity.optional(),
  requires_shipping: z.boolean(),
  gift_card: z.boolean(),
  /** Of one unit, in grams. */
  grams: z.number().nonnegative().nullish().transform((grams) => grams ?? null),
  price_set: moneySet,
  properties: z.array(namedValue).nullish().transform((list) => list ?? []),
});

const shippingLine = z.object({
  title: text,
  code: text,
  phone: text,
  price_set: moneySet,
  is_removed: z.boolean().optional(),
});

export const orderPayload = z.object({
  admin_graphql_api_id: gid("Order"),
  name: z.string().min(1),
  order_number: digits.transform(Number),
  created_at: instant,
  updated_at: instant,
  cancelled_at: instant.nullish().transform((at) => at ?? null),
  cancel_reason: text,
  test: z.boolean().nullish().transform((isTest) => isTest ?? false),
  currency: z.string(),
  presentment_currency: text,
  /** Lower case, such as "partially_refunded". */
  financial_status: text,
  payment_gateway_names: z.array(z.string()).nullish().transform((list) => list ?? []),
  payment_terms: z.object({ payment_terms_name: text, payment_terms_type: text }).nullish().transform((terms) => terms ?? null),
  total_price: amount,
  total_price_set: moneySet,
  current_total_price_set: moneySet.nullish().transform((set) => set ?? null),
  current_total_duties_set: moneySet.nullish().transform((set) => set ?? null),
  duties_included: z.boolean().nullish().transform((isIncluded) => isIncluded ?? null),
  email: text,
  contact_email: text,
  phone: text,
  customer_locale: text,
  note: text,
  po_number: text,
  source_name: text,
  landing_site: text,
  referring_site: text,
  note_attributes: z.array(namedValue).nullish().transform((list) => list ?? []),
  /** One text, "first, second"; names hold no commas. */
  tags: z.string().nullish().transform((list) => (list ?? "").split(",").map((tag) => tag.trim()).filter((tag) => tag !== "")),
  discount_codes: z.array(z.object({ code: z.string() })).nullish().transform((list) => (list ?? []).map(({ code }) => code)),
  customer: z.object({ id: gidOf("Customer").nullish().transform((id) => id ?? null), email: text, phone: text }).nullish().transform((customer) => customer ?? null),
  shipping_address: address.nullish().transform((value) => value ?? null),
  billing_address: address.nullish().transform((value) => value ?? null),
  shipping_lines: z.array(shippingLine).nullish().transform((list) => list ?? []),
  line_items: z.array(lineItem),
});

export type OrderPayload = z.infer<typeof orderPayload>;
export type OrderPayloadAddress = z.infer<typeof address>;
export type OrderPayloadLine = z.infer<typeof lineItem>;
