// What do others do in the shop: an app that ships from its own location, a stock that moves there, an order that
// somebody else fulfills, customer data that Shopify withholds from us?

import { utcInstant } from "../instants.ts";
import { newId } from "../ids.ts";
import type { StoredOrder } from "../order-state.ts";
import { primaryLocation, variantsOf, type ShopState, type StoredLocation } from "../shop-state.ts";
import type { Place } from "../world.ts";
import { fulfillmentOrdersOf, isOpen } from "./order-facts.ts";
import { ImpossibleAct, touchOrder } from "./touch-order.ts";
import { createFulfillment } from "../nouns/fulfillment-creation.ts";

/** Its location comes with it, as Shopify makes it. */
export function addService({ world, shop }: Place, name: string): StoredLocation {
  const location: StoredLocation = {
    kind: "Location", id: newId(shop, "Location"), name, isActive: true, fulfillsOnlineOrders: true, shipsInventory: false, address: primaryLocation(shop).address,
  };
  shop.locations.push(location);
  shop.services = [...(shop.services ?? []), {
    kind: "FulfillmentService", id: newId(shop, "FulfillmentService"), handle: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"), serviceName: name, type: "THIRD_PARTY", locationId: location.id,
  }];
  world.changed();
  return location;
}

export function removeService({ world, shop }: Place, name: string): void {
  const service = (shop.services ?? []).find((one) => one.serviceName === name);
  if (!service) throw new ImpossibleAct(`no fulfillment service ${name} in ${shop.domain}`);
  shop.services = (shop.services ?? []).filter((one) => one !== service);
  const home = primaryLocation(shop).id;
  for (const variant of variantsOf(shop)) if (variant.locationId === service.locationId) variant.locationId = home;
  const location = shop.locations.find((one) => one.id === service.locationId);
  if (location) location.isActive = false;
  world.changed();
}

export function stockAt({ world, shop }: Place, sku: string, locationId: string): void {
  const variant = variantsOf(shop).find((one) => one.sku === sku);
  if (!variant) throw new ImpossibleAct(`no variant ${sku} in ${shop.domain}`);
  variant.locationId = locationId;
  delete variant.levels;
  world.changed();
}

/** Everything that is open, without a number unless one is given: as automatic fulfillment, or another app, does it. */
export function fulfillAsOther(place: Place, order: StoredOrder, trackingNumber: string | undefined): void {
  const open = fulfillmentOrdersOf(place.shop, order).filter(isOpen);
  if (open.length === 0) throw new ImpossibleAct(`${order.name} has nothing to fulfill`);
  const context = { ...place, scopes: [], returnedObjects: 0 };
  const { userErrors: [error] } = createFulfillment(null, {
    fulfillment: {
      lineItemsByFulfillmentOrder: open.map(({ id }) => ({ fulfillmentOrderId: id })),
      ...(trackingNumber === undefined ? {} : { trackingInfo: { number: trackingNumber } }),
    },
  }, context);
  if (error) throw new ImpossibleAct(error.message);
  const made = place.shop.fulfillments.at(-1);
  if (made) made.createdAt = utcInstant(place.world.now());
  touchOrder(place, order);
}

export const withholdable = ["shippingAddress", "email", "phone"] as const;
export type Withheld = (typeof withholdable)[number];

/** Without an approval for protected customer data these are null, with an error in the Admin API and without one in webhooks. */
export function withhold({ world, shop }: Place, fields: readonly Withheld[]): ShopState {
  shop.withheld = [...fields];
  world.changed();
  return shop;
}
