// What has the carrier reported about a fulfillment? The newest event decides the status that the buyer sees.

import { touchOrder } from "../acts/touch-order.ts";
import type { StoredFulfillment, StoredFulfillmentEvent } from "../fulfillment-state.ts";
import { connectionModels } from "../graphql/connections.ts";
import { own, userError, type GraphqlContext, type Models } from "../graphql/models.ts";
import { newId } from "../ids.ts";
import { laterInstant, utcInstant } from "../instants.ts";
import { fulfillmentEventPayload } from "../webhooks/fulfillment-payload.ts";
import { orderOfFulfillment } from "./fulfillments.ts";

type EventInput = { fulfillmentId: string; status: string; happenedAt?: string | null } & Partial<Pick<
  StoredFulfillmentEvent, "estimatedDeliveryAt" | "message" | "address1" | "city" | "province" | "country" | "zip" | "latitude" | "longitude"
>>;

/** Accepted also after a cancel, as recorded; the display status then stays CANCELED. */
function createEvent(_root: unknown, { fulfillmentEvent: input }: { fulfillmentEvent: EventInput }, { world, shop }: GraphqlContext) {
  const fulfillment = shop.fulfillments.find((candidate) => candidate.id === input.fulfillmentId);
  if (!fulfillment) {
    return { fulfillmentEvent: null, userErrors: [userError(["fulfillmentEvent", "fulfillmentId"], "Fulfillment does not exist.")] };
  }
  const event = newEvent(input, { id: newId(shop, "FulfillmentEvent"), at: utcInstant(world.now()) });
  fulfillment.events.push(event);
  applyEvents(fulfillment, event);
  fulfillment.updatedAt = laterInstant(fulfillment.updatedAt, world.now());
  world.webhooks.emit(shop, "fulfillment_events/create", fulfillmentEventPayload({ world, shop }, fulfillment, event));
  touchOrder({ world, shop }, orderOfFulfillment(shop, fulfillment));
  return { fulfillmentEvent: event, userErrors: [] };
}

function newEvent(input: EventInput, { id, at }: { id: string; at: string }): StoredFulfillmentEvent {
  const utc = (instant: string | null | undefined) => (instant == null ? null : utcInstant(Date.parse(instant)));
  return {
    kind: "FulfillmentEvent", id, status: input.status, createdAt: at,
    happenedAt: utc(input.happenedAt) ?? at,
    estimatedDeliveryAt: utc(input.estimatedDeliveryAt),
    message: input.message ?? null, address1: input.address1 ?? null, city: input.city ?? null, province: input.province ?? null,
    country: input.country ?? null, zip: input.zip ?? null, latitude: input.latitude ?? null, longitude: input.longitude ?? null,
  };
}

function applyEvents(fulfillment: StoredFulfillment, added: StoredFulfillmentEvent): void {
  if (added.status === "IN_TRANSIT") fulfillment.inTransitAt ??= added.happenedAt;
  if (added.status === "DELIVERED") fulfillment.deliveredAt ??= added.happenedAt;
  fulfillment.estimatedDeliveryAt = added.estimatedDeliveryAt ?? fulfillment.estimatedDeliveryAt;
  const newest = fulfillment.events.reduce((last, event) => (Date.parse(event.happenedAt) >= Date.parse(last.happenedAt) ? event : last));
  if (fulfillment.status !== "CANCELLED") fulfillment.displayStatus = newest.status;
}

export const fulfillmentEventModels: Models = {
  Mutation: { fulfillmentEventCreate: createEvent },
  FulfillmentEvent: own<StoredFulfillmentEvent>(
    "id", "status", "happenedAt", "createdAt", "estimatedDeliveryAt", "message", "address1", "city", "province", "country", "zip",
    "latitude", "longitude"),
  FulfillmentEventCreatePayload: own<Record<string, unknown>>("fulfillmentEvent", "userErrors"),
  ...connectionModels("FulfillmentEvent"),
};
