// What lies where, as the Admin API tells it?

import { levelsOf, variantOfItem } from "../acts/inventory-levels.ts";
import type { AdjustmentGroup } from "../acts/change-inventory.ts";
import { connect, connectionModels, type ConnectionArgs } from "../graphql/connections.ts";
import { always, notModelled, own, type GraphqlContext, type Models } from "../graphql/models.ts";
import { search, type SearchKeys } from "../graphql/search-query.ts";
import { numericId } from "../ids.ts";
import { quantityNames, quantityOf, type QuantityName, type StoredLevel } from "../inventory-state.ts";
import { variantsOf, type ShopState, type StoredLocation, type StoredVariant } from "../shop-state.ts";
import { productOf } from "./products.ts";

type LevelArgs = ConnectionArgs & { includeInactive?: boolean | null };
type ItemArgs = ConnectionArgs & { query?: string | null };

const itemKeys: SearchKeys<StoredVariant> = {
  exact: { id: (item) => numericId(item.inventoryItemId), sku: (item) => item.sku, tracked: (item) => item.tracked },
  text: (item) => [item.sku],
};

function shown(levels: StoredLevel[], includeInactive: boolean | null | undefined): StoredLevel[] {
  return levels.filter((level) => level.isActive || includeInactive === true);
}

function levelAt(levels: StoredLevel[], matches: (level: StoredLevel) => boolean, includeInactive: boolean | null | undefined) {
  return shown(levels, includeInactive).find(matches) ?? null;
}

export function everyLevel(shop: ShopState): StoredLevel[] {
  return variantsOf(shop).flatMap((variant) => levelsOf(shop, variant));
}

function quantities(level: StoredLevel, { names }: { names: string[] }) {
  return names.map((name) => {
    if (!isQuantityName(name)) throw notModelled(`inventory quantity ${name}`);
    return {
      kind: "InventoryQuantity", id: level.id.replace("InventoryLevel", "InventoryQuantity") + `&name=${name}`, name,
      quantity: quantityOf(level, name), updatedAt: level.changedAt[name] ?? null,
    };
  });
}

function isQuantityName(name: string): name is QuantityName {
  return quantityNames.some((candidate) => candidate === name);
}

type Change = AdjustmentGroup["changes"][number];

const fields: Models = {
  QueryRoot: {
    inventoryLevel: (_root: unknown, { id }: { id: string }, { shop }: GraphqlContext) => everyLevel(shop).find((level) => level.id === id) ?? null,
    inventoryItem: (_root: unknown, { id }: { id: string }, { shop }: GraphqlContext) => variantOfItem(shop, id) ?? null,
    inventoryItems: (_root: unknown, args: ItemArgs, { shop }: GraphqlContext) => connect(search(variantsOf(shop), args.query, itemKeys), args),
  },
  InventoryItem: {
    inventoryLevels: (item: StoredVariant, args: LevelArgs, { shop }: GraphqlContext) => connect(shown(levelsOf(shop, item), args.includeInactive), args),
    inventoryLevel: (item: StoredVariant, { locationId, includeInactive }: { locationId: string; includeInactive?: boolean | null }, { shop }: GraphqlContext) =>
      levelAt(levelsOf(shop, item), (level) => level.locationId === locationId, includeInactive),
    locationsCount: (item: StoredVariant, _args: unknown, { shop }: GraphqlContext) => ({ count: shown(levelsOf(shop, item), false).length, precision: "EXACT" }),
    createdAt: (item: StoredVariant, _args: unknown, { shop }: GraphqlContext) => productOf(shop, item).createdAt,
    updatedAt: (item: StoredVariant, _args: unknown, { shop }: GraphqlContext) => levelsOf(shop, item).map((level) => level.updatedAt).toSorted().at(-1),
  },
  Location: {
    inventoryLevels: ({ id }: StoredLocation, args: LevelArgs, { shop }: GraphqlContext) =>
      connect(shown(everyLevel(shop), args.includeInactive).filter((level) => level.locationId === id), args),
    inventoryLevel: ({ id }: StoredLocation, { inventoryItemId, includeInactive }: { inventoryItemId: string; includeInactive?: boolean | null }, { shop }: GraphqlContext) =>
      levelAt(everyLevel(shop), (level) => level.locationId === id && level.inventoryItemId === inventoryItemId, includeInactive),
  },
  InventoryLevel: {
    ...own<StoredLevel>("id", "isActive", "createdAt", "updatedAt"),
    quantities,
    item: ({ inventoryItemId }: StoredLevel, _args: unknown, { shop }: GraphqlContext) => variantOfItem(shop, inventoryItemId),
    location: ({ locationId }: StoredLevel, _args: unknown, { shop }: GraphqlContext) => shop.locations.find((location) => location.id === locationId),
    canDeactivate: (level: StoredLevel, _args: unknown, { shop }: GraphqlContext) => isOneOfMany(shop, level),
    deactivationAlert: always(null),
  },
  InventoryQuantity: own<{ id: string; name: string; quantity: number; updatedAt: string | null }>("id", "name", "quantity", "updatedAt"),
  InventoryAdjustmentGroup: { ...own<AdjustmentGroup>("id", "createdAt", "reason", "referenceDocumentUri", "changes", "app") },
  InventoryChange: {
    ...own<Change>("name", "delta", "quantityAfterChange", "ledgerDocumentUri"),
    item: ({ inventoryItemId }: Change, _args: unknown, { shop }: GraphqlContext) => variantOfItem(shop, inventoryItemId) ?? null,
    location: ({ locationId }: Change, _args: unknown, { shop }: GraphqlContext) => shop.locations.find((location) => location.id === locationId) ?? null,
  },
  Count: own<{ count: number; precision: string }>("count", "precision"),
};

export function isOneOfMany(shop: ShopState, level: StoredLevel): boolean {
  const variant = variantOfItem(shop, level.inventoryItemId);
  return variant !== undefined && levelsOf(shop, variant).filter((candidate) => candidate.isActive).length > 1;
}

export const inventoryLevelModels: Models = { ...fields, ...connectionModels("InventoryLevel", "InventoryItem") };
