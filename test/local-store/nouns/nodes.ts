// Which record does a bare id mean? Only kinds the local store keeps; another kind is refused, an unknown id of a kept kind is null.

import { notModelled, type GraphqlContext, type Models } from "../graphql/models.ts";
import { levelsOf, variantOfItem } from "../acts/inventory-levels.ts";
import { kindOf } from "../ids.ts";
import { everyLevel } from "./inventory-levels.ts";
import { variantsOf, type ShopState } from "../shop-state.ts";

type StoredRecord = { kind: string; id: string };

const collections: Record<string, (shop: ShopState) => StoredRecord[]> = {
  Order: (shop) => shop.orders,
  LineItem: (shop) => shop.orders.flatMap((order) => order.lines),
  Product: (shop) => shop.products,
  ProductVariant: variantsOf,
  InventoryLevel: everyLevel,
  Job: (shop) => shop.jobs ?? [],
  Metafield: (shop) => shop.metafields ?? [],
  Location: (shop) => shop.locations,
  FulfillmentOrder: (shop) => shop.fulfillmentOrders,
  FulfillmentOrderLineItem: (shop) => shop.fulfillmentOrders.flatMap((fulfillmentOrder) => fulfillmentOrder.lines),
  FulfillmentHold: (shop) => shop.fulfillmentOrders.flatMap((fulfillmentOrder) => fulfillmentOrder.holds),
  FulfillmentOrderMerchantRequest: (shop) => shop.fulfillmentOrders.flatMap((fulfillmentOrder) => fulfillmentOrder.merchantRequests ?? []),
  Fulfillment: (shop) => shop.fulfillments,
  FulfillmentEvent: (shop) => shop.fulfillments.flatMap((fulfillment) => fulfillment.events),
  FulfillmentLineItem: (shop) => shop.fulfillments.flatMap((fulfillment) => fulfillment.lines),
  WebhookSubscription: (shop) => shop.webhookSubscriptions,
  Shop: (shop) => [shop],
};

/** An item is stored as its variant. */
function inventoryItem(shop: ShopState, id: string): StoredRecord | null {
  const variant = variantOfItem(shop, id);
  if (!variant) return null;
  levelsOf(shop, variant);
  return { ...variant, kind: "InventoryItem" };
}

function find(shop: ShopState, id: string): StoredRecord | null {
  const kind = kindOf(id);
  if (kind === "InventoryItem") return inventoryItem(shop, id);
  const collection = kind === undefined ? undefined : collections[kind];
  if (!collection) throw notModelled(`node ${kind ?? id}`);
  return collection(shop).find((record) => record.id === id) ?? null;
}

export const nodeModels: Models = {
  QueryRoot: {
    node: (_root: unknown, { id }: { id: string }, { shop }: GraphqlContext) => find(shop, id),
    nodes: (_root: unknown, { ids }: { ids: string[] }, { shop }: GraphqlContext) => ids.map((id) => find(shop, id)),
  },
};
