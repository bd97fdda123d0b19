// How does an order's webhook body list what was shipped?

import { lineOf } from "../acts/route-order.ts";
import type { StoredFulfillment, StoredFulfillmentEvent } from "../fulfillment-state.ts";
import { bareId } from "../ids.ts";
import { zonedInstant } from "../instants.ts";
import type { StoredOrder } from "../order-state.ts";
import { serviceAt } from "../shop-state.ts";
import type { Place } from "../world.ts";
import { addressPayload } from "./address-payload.ts";
import { lineItemPayload } from "./line-item-payload.ts";

/** Display statuses that are a carrier's word; the others leave shipment_status empty. */
const carrierStatuses = new Set([
  "ATTEMPTED_DELIVERY", "CARRIER_PICKED_UP", "CONFIRMED", "DELAYED", "DELIVERED", "FAILURE", "IN_TRANSIT", "LABEL_PRINTED",
  "LABEL_PURCHASED", "OUT_FOR_DELIVERY", "READY_FOR_PICKUP",
]);

export function fulfillmentPayload(place: Place, order: StoredOrder, fulfillment: StoredFulfillment): Record<string, unknown> {
  const zoned = (instant: string) => zonedInstant(instant, place.shop.ianaTimezone);
  const tracking = fulfillment.trackingInfo;
  return {
    id: bareId(fulfillment.id),
    admin_graphql_api_id: fulfillment.id,
    created_at: zoned(fulfillment.createdAt),
    location_id: bareId(fulfillment.locationId),
    name: fulfillment.name,
    order_id: bareId(order.id),
    origin_address: {},
    receipt: {},
    service: serviceAt(place.shop, fulfillment.locationId)?.handle ?? "manual",
    shipment_status: carrierStatuses.has(fulfillment.displayStatus) ? fulfillment.displayStatus.toLowerCase() : null,
    status: fulfillment.status.toLowerCase(),
    tracking_company: tracking[0]?.company ?? null,
    tracking_number: tracking[0]?.number ?? null,
    tracking_numbers: tracking.flatMap((entry) => entry.number ?? []),
    tracking_url: tracking[0]?.url ?? null,
    tracking_urls: tracking.flatMap((entry) => entry.url ?? []),
    updated_at: zoned(fulfillment.updatedAt),
    line_items: fulfillment.lines.map((entry) => ({
      ...lineItemPayload(place, order, lineOf(order, entry.lineItemId)), quantity: entry.quantity,
    })),
  };
}

/** On topics of its own a fulfillment also tells where it goes. */
export function fulfillmentTopicPayload(place: Place, order: StoredOrder, fulfillment: StoredFulfillment): Record<string, unknown> {
  const withheld = place.shop.withheld ?? [];
  return {
    ...fulfillmentPayload(place, order, fulfillment),
    email: withheld.includes("email") ? null : order.email,
    destination: order.shippingAddress && !withheld.includes("shippingAddress") ? addressPayload(order.shippingAddress) : null,
  };
}

export function fulfillmentEventPayload({ shop }: Place, fulfillment: StoredFulfillment, event: StoredFulfillmentEvent): Record<string, unknown> {
  const zoned = (instant: string | null) => zonedInstant(instant, shop.ianaTimezone);
  return {
    id: bareId(event.id), admin_graphql_api_id: event.id, fulfillment_id: bareId(fulfillment.id), order_id: bareId(fulfillment.orderId), shop_id: bareId(shop.id),
    status: event.status.toLowerCase(), message: event.message, happened_at: zoned(event.happenedAt), created_at: zoned(event.createdAt),
    updated_at: zoned(event.createdAt), estimated_delivery_at: zoned(event.estimatedDeliveryAt),
    address1: event.address1, city: event.city, province: event.province, country: event.country, zip: event.zip,
    latitude: event.latitude, longitude: event.longitude,
  };
}
