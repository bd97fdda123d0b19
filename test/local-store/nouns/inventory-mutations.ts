// How does an app set, adjust and move quantities, and stock an item at a location or end that?

import { changeInventory, problemsOf, reasonProblem, requireChangeFrom, type QuantityChange, type Why } from "../acts/change-inventory.ts";
import { activateLevel, deactivateLevel, levelsOf, variantOfItem } from "../acts/inventory-levels.ts";
import { idempotent } from "../graphql/idempotency.ts";
import { codedUserErrorFields, own, userError, userErrorFields, type GraphqlContext, type Models, type UserError } from "../graphql/models.ts";
import { quantityNames, type QuantityName } from "../inventory-state.ts";
import { numericId } from "../ids.ts";
import { everyLevel, isOneOfMany } from "./inventory-levels.ts";

type Pair = { inventoryItemId: string; locationId: string };
type SetEntry = Pair & { quantity: number; changeFromQuantity?: number | null };
type SetInput = Why & { name: string; quantities: SetEntry[] };
type OnHandInput = Why & { setQuantities: SetEntry[] };
type AdjustInput = Why & { name: string; changes: (Pair & { delta: number; changeFromQuantity?: number | null; ledgerDocumentUri?: string | null })[] };
type Terminal = { locationId: string; name: string; changeFromQuantity?: number | null; ledgerDocumentUri?: string | null };
type MoveInput = Why & { changes: { inventoryItemId: string; quantity: number; from: Terminal; to: Terminal }[] };

const adjustable: readonly string[] = ["available", "damaged", "incoming", "quality_control", "reserved", "safety_stock"];
const adjustableText = `The specified quantity name is invalid. Valid values are: ${adjustable.join(", ")}.`;

function named(name: string): QuantityName {
  return quantityNames.find((candidate) => candidate === name) ?? "available";
}

function carryOut(context: GraphqlContext, asked: { changes: QuantityChange[]; why: Why; refused: UserError[] }) {
  const { world, shop } = context;
  const before = [...asked.refused, ...reasonProblem(asked.why.reason)];
  const userErrors = before.length > 0 ? before : problemsOf(shop, asked.changes);
  if (userErrors.length > 0) return { inventoryAdjustmentGroup: null, userErrors };
  return { inventoryAdjustmentGroup: changeInventory({ world, shop }, asked.changes, asked.why), userErrors: [] };
}

function toSet(list: string, name: QuantityName, entries: SetEntry[]): QuantityChange[] {
  return entries.map(({ quantity, ...entry }, index) => ({ ...entry, path: [list, String(index)], name, to: quantity }));
}

function duplicates(list: string, entries: readonly Pair[]): UserError[] {
  const same = (left: Pair, right: Pair) => left.inventoryItemId === right.inventoryItemId && left.locationId === right.locationId;
  return entries.flatMap((entry, index) => (entries.some((other, place) => place !== index && same(entry, other))
    ? [userError(["input", list, String(index), "locationId"], "The combination of inventoryItemId and locationId must be unique.", "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR")]
    : []));
}

function set(_root: unknown, { input }: { input: SetInput }, context: GraphqlContext) {
  requireChangeFrom("InventoryQuantityInput", input.quantities);
  const isNamed = input.name === "available" || input.name === "on_hand";
  const refused = isNamed ? duplicates("quantities", input.quantities)
    : [userError(["input", "name"], "The quantity name must be either 'available' or 'on_hand'.", "INVALID_NAME")];
  return carryOut(context, { changes: toSet("quantities", named(input.name), input.quantities), why: input, refused });
}

function setOnHand(_root: unknown, { input }: { input: OnHandInput }, context: GraphqlContext) {
  requireChangeFrom("InventorySetQuantityInput", input.setQuantities);
  return carryOut(context, { changes: toSet("setQuantities", "on_hand", input.setQuantities), why: input, refused: duplicates("setQuantities", input.setQuantities) });
}

function adjust(_root: unknown, { input }: { input: AdjustInput }, context: GraphqlContext) {
  requireChangeFrom("InventoryChangeInput", input.changes);
  const ledgers = input.changes.flatMap(({ ledgerDocumentUri }, index) =>
    ledgerProblem({ name: input.name, uri: ledgerDocumentUri }, ["input", "changes", String(index), "ledgerDocumentUri"]));
  const refused = adjustable.includes(input.name) ? ledgers : [userError(["input", "name"], adjustableText, "INVALID_QUANTITY_NAME"), ...ledgers];
  const changes = input.changes.map(({ delta, ...change }, index) => ({ ...change, path: ["changes", String(index)], name: named(input.name), by: delta }));
  return carryOut(context, { changes, why: input, refused: refused.length > 0 ? refused : severalLedgers(input) });
}

function severalLedgers({ changes }: AdjustInput): UserError[] {
  if (new Set(changes.map(({ ledgerDocumentUri }) => ledgerDocumentUri ?? null)).size <= 1) return [];
  const text = "All changes must have the same ledger document URI or, in the case of adjusting available, no ledger document URI.";
  return [userError(["input", "changes"], text, "MAX_ONE_LEDGER_DOCUMENT")];
}

function ledgerProblem({ name, uri }: { name: string; uri: string | null | undefined }, path: string[]): UserError[] {
  if (uri?.startsWith("gid://shopify/")) return [userError(path, "Internal (gid://shopify/) ledger documents are not allowed to be adjusted via API.", "INTERNAL_LEDGER_DOCUMENT")];
  if (name === "available" && uri) return [userError(path, "A ledger document URI is not allowed when adjusting available.", "INVALID_AVAILABLE_DOCUMENT")];
  if (name !== "available" && !uri) return [userError(path, "A ledger document URI is required except when adjusting available.", "INVALID_QUANTITY_DOCUMENT")];
  return [];
}

/** Both ends are at one location; moving between locations is not what this root is for. */
function move(_root: unknown, { input }: { input: MoveInput }, context: GraphqlContext) {
  const ends = input.changes.flatMap(({ from, to }, index) => [{ end: from, path: ["changes", String(index), "from"] }, { end: to, path: ["changes", String(index), "to"] }]);
  requireChangeFrom("InventoryMoveQuantityTerminalInput", ends.map(({ end }) => end));
  const refused = ends.flatMap(({ end, path }) => (adjustable.includes(end.name) ? ledgerProblem({ name: end.name, uri: end.ledgerDocumentUri }, ["input", ...path, "ledgerDocumentUri"])
    : [userError(["input", ...path, "name"], adjustableText, "INVALID_QUANTITY_NAME")]));
  const apart = input.changes.flatMap(({ from, to }, index) => (from.locationId === to.locationId ? []
    : [userError(["input", "changes", String(index)], "The quantities can't be moved between different locations.", "DIFFERENT_LOCATIONS")]));
  const changes = input.changes.flatMap(({ inventoryItemId, quantity, from, to }, index): QuantityChange[] => [
    { ...from, inventoryItemId, path: ["changes", String(index), "from"], name: named(from.name), by: -quantity },
    { ...to, inventoryItemId, path: ["changes", String(index), "to"], name: named(to.name), by: quantity },
  ]);
  const answer = carryOut(context, { changes, why: input, refused: [...refused, ...apart] });
  const isItemError = (error: UserError) => error.code === "INVALID_INVENTORY_ITEM";
  // One message for an item that both ends name.
  return { ...answer, userErrors: answer.userErrors.filter((error, index, all) => !isItemError(error) || all.findIndex((one) => one.field?.join() === error.field?.join()) === index) };
}

type ActivateArgs = Pair & { available?: number | null; onHand?: number | null; stockAtLegacyLocation?: boolean | null };

function activate(_root: unknown, args: ActivateArgs, { world, shop }: GraphqlContext) {
  const { inventoryItemId, locationId, available = null, onHand = null } = args;
  const none = (field: string, message: string) => ({ inventoryLevel: null, userErrors: [userError([field], message)] });
  const variant = variantOfItem(shop, inventoryItemId);
  if (!variant) return none("inventoryItemId", "The product couldn't be stocked because it was deleted.");
  if (!shop.locations.some((location) => location.id === locationId && location.isActive)) return none("locationId", "The product couldn't be stocked because the location was deleted.");
  const present = levelsOf(shop, variant).find((level) => level.locationId === locationId && level.isActive);
  if (!present) return { inventoryLevel: activateLevel({ world, shop }, variant, { locationId, available: available ?? onHand }), userErrors: [] };
  const given = [["available", available], ["onHand", onHand]] as const;
  const word = { available: "available", onHand: "on_hand" };
  return {
    inventoryLevel: present,
    userErrors: given.filter(([, quantity]) => quantity !== null)
      .map(([field]) => userError([field], `Not allowed to set ${word[field]} quantity when the item is already active at the location.`)),
  };
}

function deactivate(_root: unknown, { inventoryLevelId }: { inventoryLevelId: string }, { world, shop }: GraphqlContext) {
  const refused = (message: string) => ({ userErrors: [userError(null, message)] });
  const level = everyLevel(shop).find((candidate) => candidate.id === inventoryLevelId);
  const itemNumber = /inventory_item_id=(\d+)/.exec(inventoryLevelId)?.[1];
  const variant = variantOfItem(shop, `gid://shopify/InventoryItem/${itemNumber}`);
  if (!variant) return refused("The product couldn't be unstocked because the product was deleted.");
  if (!level) return refused("The product couldn't be unstocked because the location was deleted.");
  const location = shop.locations.find((candidate) => candidate.id === level.locationId);
  if (level.isActive && !isOneOfMany(shop, level)) {
    return refused(`The product couldn't be unstocked from ${location?.name ?? numericId(level.locationId)} because products need to be stocked at a minimum of 1 location.`);
  }
  deactivateLevel({ world, shop }, variant, level);
  return { userErrors: [] };
}

const noGroup = { inventoryAdjustmentGroup: null };
const groupPayload = own<Record<string, unknown>>("inventoryAdjustmentGroup", "userErrors");

export const inventoryMutationModels: Models = {
  Mutation: {
    inventorySetQuantities: idempotent("inventorySetQuantities", noGroup, set),
    inventorySetOnHandQuantities: idempotent("inventorySetOnHandQuantities", noGroup, setOnHand),
    inventoryAdjustQuantities: idempotent("inventoryAdjustQuantities", noGroup, adjust),
    inventoryMoveQuantities: idempotent("inventoryMoveQuantities", noGroup, move),
    inventoryActivate: idempotent("inventoryActivate", { inventoryLevel: null }, activate),
    inventoryDeactivate: deactivate,
  },
  InventorySetQuantitiesPayload: groupPayload,
  InventorySetOnHandQuantitiesPayload: groupPayload,
  InventoryAdjustQuantitiesPayload: groupPayload,
  InventoryMoveQuantitiesPayload: groupPayload,
  InventorySetQuantitiesUserError: codedUserErrorFields,
  InventorySetOnHandQuantitiesUserError: codedUserErrorFields,
  InventoryAdjustQuantitiesUserError: codedUserErrorFields,
  InventoryMoveQuantitiesUserError: codedUserErrorFields,
  InventoryActivatePayload: own<Record<string, unknown>>("inventoryLevel", "userErrors"),
  InventoryDeactivatePayload: own<Record<string, unknown>>("userErrors"),
  UserError: userErrorFields,
};
