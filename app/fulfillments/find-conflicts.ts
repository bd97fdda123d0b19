// Who else ships this shop's orders, or keeps us from shipping them? Pure: what Shopify tells goes in, findings come out.
import type { Params } from "../platform/errors.ts";

export type ConflictCode = "other_app_ships" | "ships_automatically" | "stocked_elsewhere" | "customer_data_withheld";

export type Conflict = { readonly key: string; readonly code: `conflict.${ConflictCode}`; readonly params: Params };

/** A location that belongs to another app. */
export type Service = { readonly id: string; readonly name: string; readonly isActive: boolean };

export type SeenOrder = {
  readonly name: string;
  readonly placedAt: Date;
  readonly requiresShipping: boolean;
  readonly hasAddress: boolean;
  readonly fulfillments: readonly { readonly id: string; readonly createdAt: Date; readonly serviceId: string | null; readonly hasNumber: boolean }[];
};

export type Surroundings = {
  readonly services: readonly Service[];
  readonly orders: readonly SeenOrder[];
  /** Shopify's ids of the fulfillments that we made. */
  readonly ours: ReadonlySet<string>;
  /** Names of mapped variants, by the service at whose location they are stocked. */
  readonly stocked: ReadonlyMap<string, readonly string[]>;
  /** Shopify said that it withholds addresses. */
  readonly isAddressDenied: boolean;
};

export const keyPrefix = "conflict:";
export const withheldKey = `${keyPrefix}customer_data`;

/** No person and no other app packs a parcel so fast; Shopify has no field that tells the setting. */
const automaticWithinMs = 60_000;
/** One order without an address may be the customer's own; so many alike are not. */
const alikeOrders = 3;

export function findConflicts(seen: Surroundings): Conflict[] {
  return [...shippingServices(seen), ...automatic(seen), ...stockedElsewhere(seen), ...withheld(seen)];
}

const others = ({ orders, ours }: Surroundings) =>
  orders.flatMap((order) => order.fulfillments.filter(({ id }) => !ours.has(id)).map((fulfillment) => ({ order, fulfillment })));

function shippingServices(seen: Surroundings): Conflict[] {
  return seen.services.filter(({ isActive }) => isActive).flatMap(({ id, name }) => {
    const orders = new Set(others(seen).filter(({ fulfillment }) => fulfillment.serviceId === id).map(({ order }) => order.name));
    return orders.size === 0 ? [] : [{ key: `${keyPrefix}ships:${id}`, code: "conflict.other_app_ships" as const, params: { service: name, orders: orders.size, order: first(orders) } }];
  });
}

function automatic(seen: Surroundings): Conflict[] {
  const services = new Set(seen.services.map(({ id }) => id));
  const orders = new Set(others(seen)
    .filter(({ order, fulfillment }) => !services.has(fulfillment.serviceId ?? "") && !fulfillment.hasNumber && fulfillment.createdAt.getTime() - order.placedAt.getTime() < automaticWithinMs)
    .map(({ order }) => order.name));
  return orders.size === 0 ? [] : [{ key: `${keyPrefix}automatic`, code: "conflict.ships_automatically", params: { orders: orders.size, order: first(orders) } }];
}

function stockedElsewhere({ services, stocked }: Surroundings): Conflict[] {
  return services.flatMap(({ id, name }) => {
    const items = stocked.get(id) ?? [];
    return items.length === 0 ? [] : [{ key: `${keyPrefix}stocked:${id}`, code: "conflict.stocked_elsewhere" as const, params: { service: name, variants: items.length, item: items[0] ?? "" } }];
  });
}

function withheld({ orders, isAddressDenied }: Surroundings): Conflict[] {
  const toShip = orders.filter((order) => order.requiresShipping);
  const isEmpty = toShip.length >= alikeOrders && toShip.every((order) => !order.hasAddress);
  return isAddressDenied || isEmpty ? [{ key: withheldKey, code: "conflict.customer_data_withheld", params: { orders: toShip.filter((order) => !order.hasAddress).length } }] : [];
}

const first = (names: ReadonlySet<string>): string => [...names][0] ?? "";
