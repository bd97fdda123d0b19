// At which locations is an item stocked? A variant nobody touched has one level, at the location it is seeded with.

import { numericId } from "../ids.ts";
import { laterInstant, utcInstant } from "../instants.ts";
import type { StoredLevel } from "../inventory-state.ts";
import { variantsOf, type ShopState, type StoredVariant } from "../shop-state.ts";
import type { Place } from "../world.ts";

/** A level's number belongs to its location; the item follows as a parameter. */
export function levelId(inventoryItemId: string, locationId: string): string {
  return `gid://shopify/InventoryLevel/1${numericId(locationId)}?inventory_item_id=${numericId(inventoryItemId)}`;
}

export function variantOfItem(shop: ShopState, inventoryItemId: string): StoredVariant | undefined {
  return variantsOf(shop).find((variant) => variant.inventoryItemId === inventoryItemId);
}

/** Inactive ones included. Where the variant ships from it is always stocked. */
export function levelsOf(shop: ShopState, variant: StoredVariant): StoredLevel[] {
  variant.levels ??= [];
  if (variant.levels.length === 0) variant.levels.push(newLevel(variant, variant.locationId, "2026-01-05T09:00:00Z", variant.available));
  const home = variant.levels.find((level) => level.locationId === variant.locationId);
  if (!home) variant.levels.push(newLevel(variant, variant.locationId, "2026-01-05T09:00:00Z", 0));
  else home.isActive = true;
  const order = shop.locations.map((location) => location.id);
  return variant.levels.toSorted((left, right) => order.indexOf(left.locationId) - order.indexOf(right.locationId));
}

export function newLevel(variant: StoredVariant, locationId: string, at: string, available: number): StoredLevel {
  return {
    kind: "InventoryLevel", id: levelId(variant.inventoryItemId, locationId), inventoryItemId: variant.inventoryItemId, locationId, isActive: true,
    createdAt: at, updatedAt: at, quantities: { available }, changedAt: { available: at },
  };
}

/** Stocked again, it reads what it had. */
export function activateLevel({ world, shop }: Place, variant: StoredVariant, input: { locationId: string; available: number | null }): StoredLevel {
  const at = utcInstant(world.now());
  const found = levelsOf(shop, variant).find((level) => level.locationId === input.locationId);
  const level = found ?? newLevel(variant, input.locationId, at, input.available ?? 0);
  if (!found) variant.levels?.push(level);
  else if (input.available !== null) level.quantities.available = input.available;
  level.isActive = true;
  settleVariant({ world, shop }, variant, level);
  return level;
}

export function deactivateLevel(place: Place, variant: StoredVariant, level: StoredLevel): void {
  level.isActive = false;
  if (variant.locationId === level.locationId) {
    const other = variant.levels?.find((candidate) => candidate.isActive);
    if (other) variant.locationId = other.locationId;
  }
  settleVariant(place, variant, level);
}

/** After a change: new orders ship from where there is stock, the present location first. */
export function settleVariant({ world, shop }: Place, variant: StoredVariant, level: StoredLevel): void {
  level.updatedAt = laterInstant(level.updatedAt, world.now());
  const active = levelsOf(shop, variant).filter((candidate) => candidate.isActive);
  variant.available = active.reduce((total, candidate) => total + (candidate.quantities.available ?? 0), 0);
  const hasStock = (candidate: StoredLevel) => (candidate.quantities.available ?? 0) > 0;
  const home = active.find((candidate) => candidate.locationId === variant.locationId);
  const better = home && hasStock(home) ? home : active.find(hasStock) ?? home ?? active[0];
  if (better) variant.locationId = better.locationId;
  world.changed();
}
