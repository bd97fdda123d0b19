// Which shop did the recording find? Its locations and variants are those that the recording speaks of before anything makes them.

import type { SeedProduct, SeedShop } from "../local-store/seed-shops.ts";
import { isMadeUp, recordedVariants, type RecordedVariant } from "./recorded-products.ts";
import type { Json, JsonObject, Recording } from "./recorded-requests.ts";

const accesses = [
  "orders", "products", "locations", "inventory", "fulfillments", "merchant_managed_fulfillment_orders", "assigned_fulfillment_orders",
  "third_party_fulfillment_orders", "customers", "shipping", "metaobjects", "order_edits", "returns",
];
export const everyScope = accesses.map((access) => `write_${access}`);

const fallbackLocation = "Shop location";

/** In the order of their first mention; a service's location that the recording makes is not among them. */
export function seededIds(recording: Recording): { locations: string[]; variants: RecordedVariant[] } {
  const made = new Set(recording.requests.flatMap((request) => servicesIn(request.answer["data"] ?? null)));
  const mentioned = (kind: string) => [...new Set(
    [...JSON.stringify(recording.whole).matchAll(new RegExp(`gid://shopify/${kind}/\\d{6,}(?=")`, "g"))].map(([id]) => id),
  )].filter((id) => !made.has(id) && !isMadeUp(id));
  const locations = [...new Set([...routedTo(recording), ...mentioned("Location")])].filter((id) => !made.has(id));
  return { locations, variants: recordedVariants(recording, mentioned("ProductVariant")) };
}

/** The shop ships from its first location, so where recorded orders were to ship from comes first. */
function routedTo(recording: Recording): string[] {
  return recording.requests.flatMap(({ answer }) => {
    const created = (answer["data"] as { orderCreate?: Json } | null)?.orderCreate ?? null;
    return [...JSON.stringify(created).matchAll(/"assignedLocation":\{[^{}]*"location":\{"id":"(gid:\/\/shopify\/Location\/\d+)"/g)].map(([, id = ""]) => id);
  });
}

function servicesIn(value: Json): string[] {
  if (value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap(servicesIn);
  if (!("userErrors" in value)) return Object.values(value).flatMap(servicesIn);
  return [...JSON.stringify(value["fulfillmentService"] ?? null).matchAll(/gid:\/\/shopify\/Location\/\d+/g)].map(([id]) => id);
}

export function seedOf(recording: Recording, more: Partial<SeedShop>): SeedShop {
  const { locations, variants } = seededIds(recording);
  return {
    domain: recording.storeDomain, id: "9007199254741993", name: "Recorded shop", email: "owner@recorded.example", ownerName: "Owner",
    currencyCode: currencyOf(recording), ianaTimezone: "America/New_York", primaryLocale: "en", address: { country: "Canada", countryCode: "CA" },
    locations: (locations.length > 0 ? locations : [""]).map((id) => ({ name: nameBeside(recording.whole, id) ?? fallbackLocation })),
    products: [...Map.groupBy(variants, (one) => one.productId ?? one).values()].map((group, index) => productOf(recording, { group, index, locations })),
    ...more,
  };
}

function productOf(recording: Recording, { group, index, locations }: { group: RecordedVariant[]; index: number; locations: string[] }): SeedProduct {
  const [first] = group;
  return {
    title: first?.productTitle ?? lineOf(recording.whole, first?.id ?? "")?.title ?? `Recorded product ${index + 1}`, vendor: "Recorded", productType: "",
    variants: group.map((variant, nth) => {
      const line = lineOf(recording.whole, variant.id ?? "");
      const location = locations.indexOf(variant.locationId ?? "");
      return {
        ...(variant.title ? { title: variant.title } : {}),
        sku: variant.sku ?? line?.sku ?? `SKU-${index}-${nth}`, price: variant.price ?? line?.price ?? "10.00", available: variant.changedFrom ?? variant.available ?? 0,
        requiresShipping: variant.requiresShipping ?? true, ...(location > 0 ? { location } : {}),
      };
    }),
  };
}

function currencyOf(recording: Recording): string {
  return /"currencyCode":"([A-Z]{3})"/.exec(JSON.stringify(recording.whole))?.[1] ?? "CAD";
}

/** The value that stands in the same object as the id. */
export function nameBeside(value: Json, id: string, key = "name"): string | undefined {
  if (value === null || typeof value !== "object") return undefined;
  if (!Array.isArray(value) && value["id"] === id && typeof value[key] === "string") return value[key];
  for (const item of Object.values(value)) {
    const found = nameBeside(item, id, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An edit's lines tell what its variant is called and costs; not every answer asked for all of it. */
function lineOf(whole: Json, variantId: string): { title: string; sku: string | undefined; price: string | undefined } | undefined {
  const lines = linesOf(whole, variantId) as unknown as { title: string; sku?: string | null; originalUnitPriceSet?: { shopMoney: { amount: string } } }[];
  const [first] = lines;
  if (!first) return undefined;
  return { title: first.title, sku: first.sku ?? undefined, price: lines.find((line) => line.originalUnitPriceSet)?.originalUnitPriceSet?.shopMoney.amount };
}

function linesOf(value: Json, variantId: string): Json[] {
  if (value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap((item) => linesOf(item, variantId));
  const variant = value["variant"] ?? null;
  const isOne = isObject(variant) && variant["id"] === variantId && String(value["id"]).startsWith("gid://shopify/CalculatedLineItem/");
  return isOne ? [value] : Object.values(value).flatMap((item) => linesOf(item, variantId));
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
