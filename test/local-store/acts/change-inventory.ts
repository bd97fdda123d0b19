// Which quantities does a change of inventory ask for, may it, and what do they become? All or nothing; refusals are worded as recorded.

import { GraphQLError } from "graphql";
import { userError, type UserError } from "../graphql/models.ts";
import { appNumber, gid, newId } from "../ids.ts";
import { utcInstant } from "../instants.ts";
import { quantityOf, type QuantityName, type StoredLevel } from "../inventory-state.ts";
import type { ShopState } from "../shop-state.ts";
import type { Place } from "../world.ts";
import { activateLevel, levelsOf, settleVariant, variantOfItem } from "./inventory-levels.ts";

const reasons = [
  "correction", "cycle_count_available", "damaged", "movement_canceled", "movement_created", "movement_received", "movement_updated", "other", "promotion",
  "quality_control", "received", "reservation_created", "reservation_deleted", "reservation_updated", "restock", "safety_stock", "shrinkage",
];
const highest = 1_000_000_000;

/** One quantity at one place. Exactly one of `to` and `by` is given. */
export type QuantityChange = {
  /** Below `input`, as the caller's arguments have it. */
  path: string[];
  name: QuantityName;
  inventoryItemId: string;
  locationId: string;
  to?: number;
  by?: number;
  changeFromQuantity?: number | null;
  ledgerDocumentUri?: string | null;
};

export type AdjustmentGroup = {
  kind: "InventoryAdjustmentGroup";
  id: string;
  createdAt: string;
  reason: string;
  referenceDocumentUri: string | null;
  app: { id: string; title: string };
  changes: { name: QuantityName; delta: number; quantityAfterChange: number | null; ledgerDocumentUri: string | null; inventoryItemId: string; locationId: string }[];
};

export function requireChangeFrom(type: string, entries: readonly { changeFromQuantity?: number | null }[]): void {
  if (entries.every((entry) => entry.changeFromQuantity !== undefined)) return;
  throw new GraphQLError(`${type} must include the following argument: changeFromQuantity.`, { extensions: { code: "INVALID_FIELD_ARGUMENTS" } });
}

export function reasonProblem(reason: string): UserError[] {
  return reasons.includes(reason) ? [] : [userError(["input", "reason"], `The specified reason is invalid. Valid values are: ${reasons.join(", ")}.`, "INVALID_REASON")];
}

export function problemsOf(shop: ShopState, changes: readonly QuantityChange[]): UserError[] {
  return changes.flatMap((change) => {
    const at = (part: string, message: string, code: string) => [userError(["input", ...change.path, part], message, code)];
    const variant = variantOfItem(shop, change.inventoryItemId);
    // The item stands above both ends of a move.
    if (!variant) return [userError(["input", ...change.path.slice(0, 2), "inventoryItemId"], "The specified inventory item could not be found.", "INVALID_INVENTORY_ITEM")];
    if (!shop.locations.some((location) => location.id === change.locationId)) return at("locationId", "The specified location could not be found.", "INVALID_LOCATION");
    const level = levelsOf(shop, variant).find((candidate) => candidate.locationId === change.locationId);
    const present = level ? quantityOf(level, change.name) : 0;
    const wanted = change.to ?? present + (change.by ?? 0);
    const part = change.to === undefined ? "delta" : "quantity";
    if (wanted > highest) return at(part, "The quantity can't be higher than 1,000,000,000.", "INVALID_QUANTITY_TOO_HIGH");
    if (wanted < -highest) return at(part, "The quantity can't be lower than -1,000,000,000.", "INVALID_QUANTITY_TOO_LOW");
    if (change.name === "on_hand" && wanted < 0) return at(part, "The quantity can't be negative.", "INVALID_QUANTITY_NEGATIVE");
    if (change.changeFromQuantity != null && change.changeFromQuantity !== present) {
      return at("changeFromQuantity", "The changeFromQuantity argument no longer matches the persisted quantity.", "CHANGE_FROM_QUANTITY_STALE");
    }
    return [];
  });
}

export type Why = { reason: string; referenceDocumentUri?: string | null };

/** Null when nothing changes by it, as recorded. Only after `problemsOf` found none. */
export function changeInventory(place: Place, changes: readonly QuantityChange[], why: Why): AdjustmentGroup | null {
  const { world, shop } = place;
  const at = utcInstant(world.now());
  const made = summedOnHand(changes.flatMap((change) => applyOne(place, change, at))).filter((entry) => entry.delta !== 0);
  if (made.length === 0) return null;
  const isOnHand = (entry: { name: QuantityName }) => entry.name === "on_hand";
  return {
    kind: "InventoryAdjustmentGroup", id: newId(shop, "InventoryAdjustmentGroup"), createdAt: at, reason: why.reason,
    referenceDocumentUri: why.referenceDocumentUri ?? null, app: { id: gid("App", appNumber), title: "Installed app" },
    changes: [...made.filter((entry) => !isOnHand(entry)), ...made.filter(isOnHand)],
  };
}

/** A move takes from one quantity and gives to another: what is on hand of an item is told once. */
function summedOnHand(entries: AdjustmentGroup["changes"]): AdjustmentGroup["changes"] {
  const ofPlace = (entry: AdjustmentGroup["changes"][number]) => `${entry.name} ${entry.inventoryItemId} ${entry.locationId}`;
  const isFirst = (entry: AdjustmentGroup["changes"][number]) => entries.find((other) => ofPlace(other) === ofPlace(entry)) === entry;
  return entries.filter((entry) => entry.name !== "on_hand" || isFirst(entry)).map((entry) => (entry.name !== "on_hand" ? entry
    : { ...entry, delta: entries.filter((other) => ofPlace(other) === ofPlace(entry)).reduce((sum, { delta }) => sum + delta, 0) }));
}

function applyOne(place: Place, change: QuantityChange, at: string): AdjustmentGroup["changes"] {
  const variant = variantOfItem(place.shop, change.inventoryItemId);
  if (!variant) return [];
  const level = levelsOf(place.shop, variant).find((candidate) => candidate.locationId === change.locationId)
    ?? activateLevel(place, variant, { locationId: change.locationId, available: 0 });
  const onHandBefore = quantityOf(level, "on_hand");
  const delta = change.to === undefined ? change.by ?? 0 : change.to - quantityOf(level, change.name);
  // What is on hand changes by what is available of it.
  const name = change.name === "on_hand" ? "available" : change.name;
  write(level, name, delta, at);
  settleVariant(place, variant, level);
  const entry = { quantityAfterChange: null, ledgerDocumentUri: change.ledgerDocumentUri ?? null, inventoryItemId: change.inventoryItemId, locationId: change.locationId };
  return [{ ...entry, name, delta }, { ...entry, name: "on_hand", delta: quantityOf(level, "on_hand") - onHandBefore, ledgerDocumentUri: null }];
}

function write(level: StoredLevel, name: QuantityName, delta: number, at: string): void {
  level.quantities[name] = (level.quantities[name] ?? 0) + delta;
  if (delta !== 0) level.changedAt[name] = at;
}
