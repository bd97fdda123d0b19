// Reads where a variant is stocked, and carries out changes of it one by one. Each call is done, refused, or unknown.
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { inventoryActivate, inventoryItemUpdate, inventorySetQuantities, stockOfVariant } from "../shopify/graphql/stocking.ts";
import type { Stock, StockChange } from "./plan-stocking.ts";

export async function readStock(admin: AdminApi, shop: ShopAddress, shopifyVariantId: string): Promise<Stock | undefined> {
  const item = (await admin.query(shop, stockOfVariant, { id: shopifyVariantId })).productVariant?.inventoryItem;
  if (!item) return undefined;
  return {
    inventoryItemId: item.id, isTracked: item.tracked, cost: item.unitCost ? String(item.unitCost.amount) : null,
    levels: item.inventoryLevels.nodes.map(({ location, quantities }) => ({ locationId: location.id, available: quantities[0]?.quantity ?? 0 })),
  };
}

export type ChangeCall = { readonly inventoryItemId: string; readonly change: StockChange; /** Names this change alone. */ readonly key: string };

/** What Shopify said against it; undefined when it was done. Throws OutcomeUnknownError when nobody answered. */
export async function carryOut(admin: AdminApi, shop: ShopAddress, { inventoryItemId, change, key }: ChangeCall): Promise<string | undefined> {
  const errors = await call(admin, shop, { inventoryItemId, change, key });
  const text = errors.map(({ message }) => message).join(" ");
  return text === "" ? undefined : text;
}

async function call(admin: AdminApi, shop: ShopAddress, { inventoryItemId, change, key }: ChangeCall): Promise<readonly { readonly message: string }[]> {
  if (change.kind === "activate") {
    const { locationId, available } = change;
    return (await admin.mutate(shop, inventoryActivate, { inventoryItemId, locationId, available, key })).inventoryActivate?.userErrors ?? [];
  }
  if (change.kind === "cost") return (await admin.mutate(shop, inventoryItemUpdate, { id: inventoryItemId, input: { cost: change.cost } })).inventoryItemUpdate?.userErrors ?? [];
  const quantities = [{ inventoryItemId, locationId: change.locationId, quantity: change.to, changeFromQuantity: change.from }];
  return (await admin.mutate(shop, inventorySetQuantities, { input: { name: "available", reason: "other", quantities }, key })).inventorySetQuantities?.userErrors ?? [];
}
