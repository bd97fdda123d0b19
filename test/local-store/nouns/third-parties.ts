// Which other apps ship for this shop, from which locations, and where is a variant stocked?

import { connect, connectionModels, type ConnectionArgs } from "../graphql/connections.ts";
import { always, own, type GraphqlContext, type Models } from "../graphql/models.ts";
import type { StoredFulfillment } from "../fulfillment-state.ts";
import { locationOfService, serviceAt, type ShopState, type StoredLocation, type StoredService, type StoredVariant } from "../shop-state.ts";

type StoredLevel = { kind: "InventoryLevel"; id: string; variant: StoredVariant; location: StoredLocation };

function levelsOf(shop: ShopState, variant: StoredVariant): StoredLevel[] {
  return shop.locations.filter((location) => location.id === variant.locationId).map((location) => ({
    kind: "InventoryLevel", id: `${variant.inventoryItemId.replace("InventoryItem", "InventoryLevel")}?inventory_item_id=${location.id.split("/").at(-1)}`, variant, location,
  }));
}

export const fulfillmentServiceModels: Models = {
  Shop: { fulfillmentServices: (shop: ShopState) => shop.services ?? [] },
  FulfillmentService: {
    ...own<StoredService>("id", "handle", "serviceName", "type"),
    callbackUrl: always(null),
    trackingSupport: always(true),
    inventoryManagement: always(true),
    location: (service: StoredService, _args: unknown, { shop }: GraphqlContext) => locationOfService(shop, service) ?? null,
  },
  Location: {
    isFulfillmentService: (location: StoredLocation, _args: unknown, { shop }: GraphqlContext) => serviceAt(shop, location.id) !== undefined,
    fulfillmentService: (location: StoredLocation, _args: unknown, { shop }: GraphqlContext) => serviceAt(shop, location.id) ?? null,
  },
  Fulfillment: {
    service: (fulfillment: StoredFulfillment, _args: unknown, { shop }: GraphqlContext) => serviceAt(shop, fulfillment.locationId) ?? null,
  },
  InventoryItem: {
    inventoryLevels: (item: StoredVariant, args: ConnectionArgs, { shop }: GraphqlContext) => connect(levelsOf(shop, item), args),
  },
  InventoryLevel: { ...own<StoredLevel>("id", "location"), item: ({ variant }: StoredLevel) => variant },
  ...connectionModels("InventoryLevel"),
};
