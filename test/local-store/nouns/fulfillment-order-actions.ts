// How does an app move a fulfillment order to another location, whole or in part, or cancel it for a fresh one?

import { cancelledPayload, movedPayload } from "../webhooks/fulfillment-order-payloads.ts";
import { isOpen } from "../acts/order-facts.ts";
import { newFulfillmentOrder } from "../acts/route-order.ts";
import { pickUnits, splitOff, touchFulfillmentOrder, unpicked, type LineInput, type PickedUnits } from "../acts/split-units.ts";
import type { StoredFulfillmentOrder } from "../fulfillment-state.ts";
import { codedUserErrorFields, own, resourceNotFound, userError, userErrorFields, type GraphqlContext, type Models, type UserError } from "../graphql/models.ts";
import { utcInstant } from "../instants.ts";
import { serviceAt, type ShopState } from "../shop-state.ts";
import type { Place } from "../world.ts";

export function fulfillmentOrderOrFail(id: string, { shop }: Pick<GraphqlContext, "shop">): StoredFulfillmentOrder {
  const found = shop.fulfillmentOrders.find((candidate) => candidate.id === id);
  if (!found) throw resourceNotFound(`Invalid id: ${id}`);
  return found;
}

type MoveArgs = { id: string; newLocationId: string; fulfillmentOrderLineItems?: LineInput[] | null };

function move(_root: unknown, args: MoveArgs, context: GraphqlContext) {
  const fulfillmentOrder = fulfillmentOrderOrFail(args.id, context);
  const picked = pickUnits(fulfillmentOrder, args.fulfillmentOrderLineItems ?? []);
  const refusal = moveRefusal(context.shop, fulfillmentOrder, args.newLocationId)
    ?? (picked ? undefined : userError(null, "Invalid fulfillment order line item quantity requested."));
  if (refusal || !picked) return { movedFulfillmentOrder: null, originalFulfillmentOrder: null, remainingFulfillmentOrder: null, userErrors: [refusal] };
  const moved = moveUnits(context, fulfillmentOrder, { locationId: args.newLocationId, picked });
  const isPart = moved !== fulfillmentOrder;
  return {
    movedFulfillmentOrder: moved, originalFulfillmentOrder: fulfillmentOrder, remainingFulfillmentOrder: isPart ? fulfillmentOrder : null, userErrors: [],
  };
}

export function moveRefusal(shop: ShopState, fulfillmentOrder: StoredFulfillmentOrder, locationId: string): UserError | undefined {
  if (!shop.locations.some((location) => location.id === locationId && location.isActive)) return userError(["id"], "Location not found.");
  if (!isOpen(fulfillmentOrder) && fulfillmentOrder.status !== "INCOMPLETE") return userError(null, "Cannot change location.");
  if (fulfillmentOrder.isProgressReported) {
    return userError(["id"], "Cannot move a fulfillment order that has had progress reported. To move a fulfillment order that has had progress reported, the fulfillment order must first be marked as open resolving the ongoing progress state.", "CANNOT_MOVE_FULFILLMENT_ORDER_WITH_REPORTED_PROGRESS");
  }
  if (serviceAt(shop, fulfillmentOrder.locationId) && ["SUBMITTED", "ACCEPTED", "CANCELLATION_REQUESTED", "CANCELLATION_REJECTED"].includes(fulfillmentOrder.requestStatus)) {
    return userError(null, "Cannot move submitted fulfillment order that is at a 3PL fulfillment service.");
  }
  return undefined;
}

export type MoveUnits = { locationId: string; picked?: readonly PickedUnits[] };

/** A full move keeps the fulfillment order's id; the moved part of one gets an id of its own. What was asked of the old place is not asked of the new one. */
export function moveUnits(place: Place, fulfillmentOrder: StoredFulfillmentOrder, { locationId, picked = [] }: MoveUnits): StoredFulfillmentOrder {
  const source = fulfillmentOrder.locationId;
  const requested = picked.map(({ line, quantity }) => ({ id: line.id, quantity }));
  const isPart = picked.length > 0 && unpicked(fulfillmentOrder, picked).length > 0;
  const moved = isPart ? splitOff(place, fulfillmentOrder, { units: picked, locationId }) : fulfillmentOrder;
  moved.locationId = locationId;
  if (!isPart && fulfillmentOrder.requestStatus !== "UNSUBMITTED") {
    Object.assign(fulfillmentOrder, { requestStatus: "UNSUBMITTED", status: fulfillmentOrder.status === "INCOMPLETE" ? "OPEN" : fulfillmentOrder.status });
  }
  touchFulfillmentOrder(place, moved);
  place.world.webhooks.emit(place.shop, "fulfillment_orders/moved", movedPayload({ original: fulfillmentOrder, moved, source, requested }));
  return moved;
}

/** The cancelled one is closed and left without lines; a new open one carries its units. */
function cancel(_root: unknown, { id }: { id: string }, context: GraphqlContext) {
  const fulfillmentOrder = fulfillmentOrderOrFail(id, context);
  const refused = (message: string, field: string[] | null) =>
    ({ fulfillmentOrder: null, replacementFulfillmentOrder: null, userErrors: [userError(field, message)] });
  if (fulfillmentOrder.isProgressReported) {
    return refused("Cannot cancel fulfillment order that has had progress reported. Mark as unfulfilled first.", ["id"]);
  }
  const order = context.shop.orders.find((candidate) => candidate.id === fulfillmentOrder.orderId);
  const units = fulfillmentOrder.lines.filter((line) => line.remainingQuantity > 0).map((line) => (
    { lineItemId: line.lineItemId, quantity: line.remainingQuantity, locationId: fulfillmentOrder.locationId }));
  if (!isOpen(fulfillmentOrder) || !order || units.length === 0) {
    return refused("Fulfillment order is not in cancelable request state and can't be canceled.", null);
  }
  fulfillmentOrder.status = "CLOSED";
  const replacement = newFulfillmentOrder(context.shop, order, { units, at: utcInstant(context.world.now()) });
  // Its lines keep their ids, as recorded.
  replacement.lines = replacement.lines.map((line) => ({ ...line, id: fulfillmentOrder.lines.find((before) => before.lineItemId === line.lineItemId)?.id ?? line.id }));
  fulfillmentOrder.lines = [];
  context.shop.fulfillmentOrders.push(replacement);
  touchFulfillmentOrder(context, fulfillmentOrder);
  context.world.webhooks.emit(context.shop, "fulfillment_orders/cancelled", cancelledPayload(fulfillmentOrder, replacement));
  return { fulfillmentOrder, replacementFulfillmentOrder: replacement, userErrors: [] };
}

export const fulfillmentOrderActionModels: Models = {
  Mutation: { fulfillmentOrderMove: move, fulfillmentOrderCancel: cancel },
  FulfillmentOrderCancelPayload: own<Record<string, unknown>>("fulfillmentOrder", "replacementFulfillmentOrder", "userErrors"),
  FulfillmentOrderMovePayload: own<Record<string, unknown>>(
    "movedFulfillmentOrder", "originalFulfillmentOrder", "remainingFulfillmentOrder", "userErrors"),
  FulfillmentOrderCancelError: codedUserErrorFields,
  FulfillmentOrderMoveFulfillmentOrderMoveUserError: codedUserErrorFields,
  UserError: userErrorFields,
};
