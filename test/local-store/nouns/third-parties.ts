// Which apps ship for this shop, from which locations?

import { always, own, type GraphqlContext, type Models } from "../graphql/models.ts";
import type { StoredFulfillment } from "../fulfillment-state.ts";
import { locationOfService, serviceAt, type ShopState, type StoredLocation, type StoredService } from "../shop-state.ts";

/** What a parcel that no service sent reads, as recorded. It is never listed. */
function manualAt(locationId: string): StoredService {
  const own = { callbackUrl: null, trackingSupport: false, inventoryManagement: false, requiresShippingMethod: true };
  return { kind: "FulfillmentService", id: "gid://shopify/FulfillmentService/manual", handle: "manual", serviceName: "Manual", type: "MANUAL", locationId, own };
}

export const fulfillmentServiceModels: Models = {
  Shop: { fulfillmentServices: (shop: ShopState) => shop.services ?? [] },
  FulfillmentService: {
    ...own<StoredService>("id", "handle", "serviceName", "type"),
    callbackUrl: (service: StoredService) => service.own?.callbackUrl ?? null,
    trackingSupport: (service: StoredService) => service.own?.trackingSupport ?? true,
    inventoryManagement: (service: StoredService) => service.own?.inventoryManagement ?? true,
    requiresShippingMethod: (service: StoredService) => service.own?.requiresShippingMethod ?? true,
    fulfillmentOrdersOptIn: always(true),
    location: (service: StoredService, _args: unknown, { shop }: GraphqlContext) => locationOfService(shop, service) ?? null,
  },
  Location: {
    isFulfillmentService: (location: StoredLocation, _args: unknown, { shop }: GraphqlContext) => serviceAt(shop, location.id) !== undefined,
    fulfillmentService: (location: StoredLocation, _args: unknown, { shop }: GraphqlContext) => serviceAt(shop, location.id) ?? null,
  },
  Fulfillment: {
    service: (fulfillment: StoredFulfillment, _args: unknown, { shop }: GraphqlContext) => serviceAt(shop, fulfillment.locationId) ?? manualAt(fulfillment.locationId),
  },
};
