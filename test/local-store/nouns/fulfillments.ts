// What does the Admin API tell about a fulfillment, and how do apps update its tracking or cancel it?

import { fulfillmentOrdersOf } from "../acts/order-facts.ts";
import { lineOf, openFulfillmentOrder } from "../acts/route-order.ts";
import { touchOrder } from "../acts/touch-order.ts";
import type { StoredFulfillment, StoredFulfillmentLine, StoredFulfillmentOrder, StoredTracking } from "../fulfillment-state.ts";
import { connect, connectionModels, type ConnectionArgs } from "../graphql/connections.ts";
import { own, userError, userErrorFields, type GraphqlContext, type Models } from "../graphql/models.ts";
import { numericId } from "../ids.ts";
import { laterInstant } from "../instants.ts";
import type { StoredOrder } from "../order-state.ts";
import type { ShopState } from "../shop-state.ts";
import { fulfillmentTopicPayload } from "../webhooks/fulfillment-payload.ts";
import type { Place } from "../world.ts";
import { createFulfillment } from "./fulfillment-creation.ts";
import { orderOfLine } from "./line-items.ts";
import { trackingRows, type TrackingInput } from "./tracking.ts";

export function orderOfFulfillment(shop: ShopState, fulfillment: StoredFulfillment): StoredOrder {
  const order = shop.orders.find((candidate) => candidate.id === fulfillment.orderId);
  if (!order) throw new Error(`${fulfillment.id} belongs to no order`);
  return order;
}

type UpdateArgs = { fulfillmentId: string; trackingInfoInput: TrackingInput; notifyCustomer?: boolean | null };

/** Also accepted after a cancel, as recorded: an app needs its own guard. */
function updateTracking(_root: unknown, args: UpdateArgs, { world, shop }: GraphqlContext) {
  const fulfillment = shop.fulfillments.find((candidate) => candidate.id === args.fulfillmentId);
  if (!fulfillment) return { fulfillment: null, userErrors: [userError(["fulfillmentId"], "Fulfillment does not exist.")] };
  fulfillment.trackingInfo = trackingRows(args.trackingInfoInput);
  fulfillment.wasCustomerNotified ||= args.notifyCustomer === true;
  fulfillment.updatedAt = laterInstant(fulfillment.updatedAt, world.now());
  const order = orderOfFulfillment(shop, fulfillment);
  world.webhooks.emit(shop, "fulfillments/update", fulfillmentTopicPayload({ world, shop }, order, fulfillment));
  touchOrder({ world, shop }, order);
  return { fulfillment, userErrors: [] };
}

/** The consumed fulfillment orders stay closed, reading their units as remaining again; new open ones appear for the same units. */
export function cancelFulfillment(place: Place, fulfillment: StoredFulfillment): void {
  const { world, shop } = place;
  fulfillment.status = "CANCELLED";
  fulfillment.displayStatus = "CANCELED";
  fulfillment.updatedAt = laterInstant(fulfillment.updatedAt, world.now());
  const order = orderOfFulfillment(shop, fulfillment);
  for (const id of new Set(fulfillment.sources.map((source) => source.fulfillmentOrderId))) giveBack(place, { order, fulfillment, id });
  order.closedAt = null;
  world.webhooks.emit(shop, "fulfillments/update", fulfillmentTopicPayload(place, order, fulfillment));
  touchOrder({ world, shop }, order);
}

function cancel(_root: unknown, { id }: { id: string }, context: GraphqlContext) {
  const fulfillment = context.shop.fulfillments.find((candidate) => candidate.id === id);
  if (!fulfillment) return { fulfillment: null, userErrors: [userError(["id"], "Fulfillment not found.")] };
  if (fulfillment.status !== "CANCELLED") cancelFulfillment(context, fulfillment);
  return { fulfillment, userErrors: [] };
}

function giveBack(context: Place, { order, fulfillment, id }: { order: StoredOrder; fulfillment: StoredFulfillment; id: string }): void {
  const consumed = fulfillmentOrdersOf(context.shop, order).find((candidate) => candidate.id === id);
  if (!consumed) return;
  const units = fulfillment.sources.filter((source) => source.fulfillmentOrderId === id);
  const lines = units.map((source) => restoreLine(consumed, source));
  if (consumed.status !== "CLOSED") {
    consumed.status = consumed.lines.every((line) => line.remainingQuantity === line.totalQuantity) ? "OPEN" : "IN_PROGRESS";
    return;
  }
  openFulfillmentOrder(context, order, lines.map((line) => ({ ...line, locationId: consumed.locationId })));
}

function restoreLine(consumed: StoredFulfillmentOrder, source: StoredFulfillment["sources"][number]) {
  const line = consumed.lines.find((candidate) => candidate.id === source.fulfillmentOrderLineId);
  if (!line) throw new Error(`${consumed.id} has no line ${source.fulfillmentOrderLineId}`);
  line.remainingQuantity += source.quantity;
  return { lineItemId: line.lineItemId, quantity: source.quantity };
}

type EventsArgs = ConnectionArgs & { sortKey?: string | null };

export const fulfillmentModels: Models = {
  QueryRoot: {
    fulfillment: (_root: unknown, { id }: { id: string }, { shop }: GraphqlContext) =>
      shop.fulfillments.find((fulfillment) => fulfillment.id === id) ?? null,
  },
  Mutation: {
    fulfillmentCreate: createFulfillment,
    fulfillmentTrackingInfoUpdate: updateTracking,
    fulfillmentTrackingInfoUpdateV2: updateTracking,
    fulfillmentCancel: cancel,
  },
  Fulfillment: {
    ...own<StoredFulfillment>(
      "id", "name", "status", "displayStatus", "createdAt", "updatedAt", "inTransitAt", "deliveredAt", "estimatedDeliveryAt"),
    legacyResourceId: (fulfillment: StoredFulfillment) => numericId(fulfillment.id),
    order: (fulfillment: StoredFulfillment, _args: unknown, { shop }: GraphqlContext) => orderOfFulfillment(shop, fulfillment),
    location: (fulfillment: StoredFulfillment, _args: unknown, { shop }: GraphqlContext) =>
      shop.locations.find((location) => location.id === fulfillment.locationId) ?? null,
    totalQuantity: (fulfillment: StoredFulfillment) => fulfillment.lines.reduce((units, line) => units + line.quantity, 0),
    requiresShipping: () => true,
    // Where it was packed, which only some apps tell; as recorded for those that do not.
    originAddress: () => null,
    trackingInfo: (fulfillment: StoredFulfillment, { first }: { first?: number | null }) => fulfillment.trackingInfo.slice(0, first ?? undefined),
    fulfillmentLineItems: (fulfillment: StoredFulfillment, args: ConnectionArgs) => connect(fulfillment.lines, args),
    fulfillmentOrders: (fulfillment: StoredFulfillment, args: ConnectionArgs, { shop }: GraphqlContext) => connect(
      shop.fulfillmentOrders.filter((candidate) => fulfillment.sources.some((source) => source.fulfillmentOrderId === candidate.id)), args),
    events: (fulfillment: StoredFulfillment, args: EventsArgs) =>
      connect(fulfillment.events, args, args.sortKey === "HAPPENED_AT" ? (event) => event.happenedAt : undefined),
  },
  FulfillmentOriginAddress: own<Record<string, unknown>>("address1", "address2", "city", "countryCode", "provinceCode", "zip"),
  FulfillmentLineItem: {
    ...own<StoredFulfillmentLine>("id", "quantity"),
    lineItem: (line: StoredFulfillmentLine, _args: unknown, { shop }: GraphqlContext) =>
      lineOf(orderOfLine(shop, line.lineItemId), line.lineItemId),
  },
  FulfillmentTrackingInfo: own<StoredTracking>("company", "number", "url"),
  FulfillmentCreatePayload: own<Record<string, unknown>>("fulfillment", "userErrors"),
  FulfillmentTrackingInfoUpdatePayload: own<Record<string, unknown>>("fulfillment", "userErrors"),
  FulfillmentTrackingInfoUpdateV2Payload: own<Record<string, unknown>>("fulfillment", "userErrors"),
  FulfillmentCancelPayload: own<Record<string, unknown>>("fulfillment", "userErrors"),
  UserError: userErrorFields,
  ...connectionModels("FulfillmentLineItem"),
};
