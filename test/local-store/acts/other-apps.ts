// What do others do in the shop: an app that ships from its own location, a stock that moves there, an order that
// somebody else fulfills, customer data that Shopify withholds from us?

import type { StoredOrder } from "../order-state.ts";
import { variantsOf, type ShopState, type StoredLocation } from "../shop-state.ts";
import type { Place } from "../world.ts";
import { fulfillmentOrdersOf, isOpen } from "./order-facts.ts";
import { dropService, registerService } from "./third-parties.ts";
import { ImpossibleAct } from "./touch-order.ts";
import { createFulfillment } from "../nouns/fulfillment-creation.ts";

export function addService(place: Place, name: string): StoredLocation {
  const { locationId } = registerService(place, name);
  const location = place.shop.locations.find((one) => one.id === locationId);
  if (!location) throw new Error(`${name} has no location`);
  return location;
}

export function removeService(place: Place, name: string): void {
  const service = (place.shop.services ?? []).find((one) => one.serviceName === name);
  if (!service) throw new ImpossibleAct(`no fulfillment service ${name} in ${place.shop.domain}`);
  dropService(place, service);
}

export function stockAt({ world, shop }: Place, sku: string, locationId: string): void {
  const variant = variantsOf(shop).find((one) => one.sku === sku);
  if (!variant) throw new ImpossibleAct(`no variant ${sku} in ${shop.domain}`);
  variant.locationId = locationId;
  delete variant.levels;
  world.changed();
}

/** Everything that is open, one parcel from each location, without a number unless one is given: as automatic fulfillment, or another app, does it. */
export function fulfillAsOther(place: Place, order: StoredOrder, trackingNumber: string | undefined): void {
  const open = fulfillmentOrdersOf(place.shop, order).filter(isOpen);
  if (open.length === 0) throw new ImpossibleAct(`${order.name} has nothing to fulfill`);
  for (const [, atOnePlace] of Map.groupBy(open, (one) => one.locationId)) {
    const { userErrors: [error] } = createFulfillment(null, {
      fulfillment: {
        lineItemsByFulfillmentOrder: atOnePlace.map(({ id }) => ({ fulfillmentOrderId: id })),
        ...(trackingNumber === undefined ? {} : { trackingInfo: { number: trackingNumber } }),
      },
    }, { ...place, scopes: [], returnedObjects: 0 });
    if (error) throw new ImpossibleAct(error.message);
  }
}

export const withholdable = ["shippingAddress", "email", "phone"] as const;
export type Withheld = (typeof withholdable)[number];

/** Without an approval for protected customer data these are null, with an error in the Admin API and without one in webhooks. */
export function withhold({ world, shop }: Place, fields: readonly Withheld[]): ShopState {
  shop.withheld = [...fields];
  world.changed();
  return shop;
}
