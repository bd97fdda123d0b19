// Which products did the recording find in its shop, or make there by roots that are not covered? Told by what it reads of them.

import { isGid } from "./id-book.ts";
import type { Json, JsonObject, Recording } from "./recorded-requests.ts";

export type RecordedVariant = {
  /** Absent where only the inventory item is told. */
  id?: string;
  productId?: string;
  itemId?: string;
  productTitle?: string;
  title?: string;
  sku?: string;
  price?: string;
  tracked?: boolean;
  requiresShipping?: boolean;
  locationId?: string;
  /** At that location, when it was first told; and what the first change of it says that it is changed from. */
  available?: number;
  changedFrom?: number;
};

type Around = { productId?: string; productTitle?: string; variant?: RecordedVariant };

class Told {
  readonly variants = new Map<string, RecordedVariant>();
  readonly items = new Map<string, RecordedVariant>();

  variant(id: string): RecordedVariant {
    const known = this.variants.get(id) ?? { id };
    this.variants.set(id, known);
    return known;
  }

  /** An item first told alone, and later with its variant, is that variant's. */
  item(id: string, variant?: RecordedVariant): RecordedVariant {
    const known = this.items.get(id);
    const one = variant ?? known ?? { itemId: id };
    one.itemId = id;
    if (known && known !== one) Object.assign(one, { ...known, ...one });
    this.items.set(id, one);
    return one;
  }
}

/** In the order of their first mention, those of one product together. */
export function recordedVariants(recording: Recording, mentioned: readonly string[]): RecordedVariant[] {
  const told = new Told();
  for (const id of mentioned) told.variant(id);
  visit(told, recording.whole, {});
  const all = [...new Set([...told.variants.values(), ...told.items.values()])].filter(({ id, itemId }) => !isMadeUp(id ?? itemId ?? ""));
  return [...Map.groupBy(all, (one) => one.productId ?? one.id ?? one.itemId).values()].flat();
}

/** Ids that a recording asks for to see them refused. */
export function isMadeUp(id: string): boolean {
  return /9{8,}$|\/0$/.test(id);
}

function visit(told: Told, value: Json, around: Around): void {
  if (value === null || typeof value !== "object") return;
  if (Array.isArray(value)) {
    for (const item of value) visit(told, item, around);
    return;
  }
  const inner = note(told, value, around);
  for (const item of Object.values(value)) visit(told, item, inner);
}

function note(told: Told, value: JsonObject, around: Around): Around {
  const { id, inventoryItemId, changeFromQuantity } = value;
  if (isGid(inventoryItemId) && typeof changeFromQuantity === "number") told.item(inventoryItemId).changedFrom ??= changeFromQuantity;
  if (!isGid(id)) return value["location"] && around.variant ? noteLevel(value, around) : around;
  if (id.startsWith("gid://shopify/Product/")) return { productId: id, ...textOf(value, "title", "productTitle") };
  if (id.startsWith("gid://shopify/ProductVariant/")) return noteVariant(told.variant(id), value, around);
  if (id.startsWith("gid://shopify/InventoryItem/")) return noteItem(told, id, { value, around });
  if (id.startsWith("gid://shopify/InventoryLevel/")) return noteLevel(value, around);
  return around;
}

function noteVariant(variant: RecordedVariant, value: JsonObject, around: Around): Around {
  const more = { ...(around.productId ? { productId: around.productId } : {}), ...textOf(around, "productTitle", "productTitle") };
  Object.assign(variant, { ...more, ...textOf(value, "title", "title"), ...textOf(value, "sku", "sku"), ...textOf(value, "price", "price"), ...variant });
  return { ...around, variant };
}

function noteItem(told: Told, id: string, { value, around }: { value: JsonObject; around: Around }): Around {
  const within = value["variant"];
  const variantId = within !== null && typeof within === "object" && !Array.isArray(within) ? within["id"] : undefined;
  const variant = told.item(id, isGid(variantId) ? told.variant(variantId) : around.variant?.itemId === undefined || around.variant.itemId === id ? around.variant : undefined);
  for (const key of ["tracked", "requiresShipping"] as const) if (typeof value[key] === "boolean") variant[key] ??= value[key];
  return { ...around, variant };
}

/** The first one told is where it is stocked, and with how many. */
function noteLevel(value: JsonObject, around: Around): Around {
  const location = value["location"];
  const id = location !== null && typeof location === "object" && !Array.isArray(location) ? location?.["id"] : undefined;
  if (!around.variant || !isGid(id)) return around;
  around.variant.locationId ??= id;
  const available = around.variant.locationId === id ? availableIn(value) : undefined;
  if (available !== undefined) around.variant.available ??= available;
  return around;
}

function availableIn({ quantities }: JsonObject): number | undefined {
  const named = (Array.isArray(quantities) ? quantities : []) as { name?: string; quantity?: number }[];
  return named.find(({ name }) => name === "available")?.quantity;
}

function textOf(value: object, key: string, as: string): Record<string, string> {
  const text = (value as Record<string, unknown>)[key];
  return typeof text === "string" && text !== "" ? { [as]: text } : {};
}
