// Which record does a bare id mean? Only kinds the local store keeps; another kind is refused, an unknown id of a kept kind is null.

import { notModelled, type GraphqlContext, type Models } from "../graphql/models.ts";
import { kindOf } from "../ids.ts";
import { variantsOf, type ShopState } from "../shop-state.ts";

type StoredRecord = { kind: string; id: string };

const collections: Record<string, (shop: ShopState) => StoredRecord[]> = {
  Order: (shop) => shop.orders,
  LineItem: (shop) => shop.orders.flatMap((order) => order.lines),
  Product: (shop) => shop.products,
  ProductVariant: variantsOf,
  Location: (shop) => shop.locations,
  FulfillmentOrder: (shop) => shop.fulfillmentOrders,
  FulfillmentOrderLineItem: (shop) => shop.fulfillmentOrders.flatMap((fulfillmentOrder) => fulfillmentOrder.lines),
  FulfillmentHold: (shop) => shop.fulfillmentOrders.flatMap((fulfillmentOrder) => fulfillmentOrder.holds),
  Fulfillment: (shop) => shop.fulfillments,
  FulfillmentEvent: (shop) => shop.fulfillments.flatMap((fulfillment) => fulfillment.events),
  FulfillmentLineItem: (shop) => shop.fulfillments.flatMap((fulfillment) => fulfillment.lines),
  WebhookSubscription: (shop) => shop.webhookSubscriptions,
  Shop: (shop) => [shop],
};

function find(shop: ShopState, id: string): StoredRecord | null {
  const kind = kindOf(id);
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
