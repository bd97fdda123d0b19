// How does an app hold, release or move a fulfillment order? Whole fulfillment orders only; partial holds and moves are refused as not modelled.

import { cancelledPayload, holdReleasedPayload, movedPayload, placedOnHoldPayload } from "../webhooks/fulfillment-order-payloads.ts";
import { isOpen } from "../acts/order-facts.ts";
import { newFulfillmentOrder } from "../acts/route-order.ts";
import type { StoredFulfillmentOrder, StoredHold } from "../fulfillment-state.ts";
import {
  codedUserErrorFields, notModelled, own, resourceNotFound, userError, type GraphqlContext, type Models,
} from "../graphql/models.ts";
import { newId } from "../ids.ts";
import { laterInstant, utcInstant } from "../instants.ts";

type HoldArgs = {
  id: string;
  fulfillmentHold: { reason: string; reasonNotes?: string | null; handle?: string | null; fulfillmentOrderLineItems?: unknown[] | null };
};

const mostHolds = 10;

export function fulfillmentOrderOrFail(id: string, { shop }: Pick<GraphqlContext, "shop">): StoredFulfillmentOrder {
  const found = shop.fulfillmentOrders.find((candidate) => candidate.id === id);
  if (!found) throw resourceNotFound(`Invalid id: ${id}`);
  return found;
}

function bump(fulfillmentOrder: StoredFulfillmentOrder, { world }: Pick<GraphqlContext, "world">): void {
  fulfillmentOrder.updatedAt = laterInstant(fulfillmentOrder.updatedAt, world.now());
  world.changed();
}

function hold(_root: unknown, { id, fulfillmentHold }: HoldArgs, context: GraphqlContext) {
  if ((fulfillmentHold.fulfillmentOrderLineItems ?? []).length > 0) throw notModelled("a hold of part of a fulfillment order");
  const fulfillmentOrder = fulfillmentOrderOrFail(id, context);
  const handle = fulfillmentHold.handle ?? "";
  const refusal = holdRefusal(fulfillmentOrder, handle);
  if (refusal) return { fulfillmentHold: null, fulfillmentOrder: null, remainingFulfillmentOrder: null, userErrors: [refusal] };
  const created = placeHold(context, fulfillmentOrder, {
    handle, reason: fulfillmentHold.reason, reasonNotes: fulfillmentHold.reasonNotes ?? null, isHeldByApp: true,
  });
  return { fulfillmentHold: created, fulfillmentOrder, remainingFulfillmentOrder: null, userErrors: [] };
}

function holdRefusal(fulfillmentOrder: StoredFulfillmentOrder, handle: string) {
  const field = ["fulfillmentHold", "handle"];
  if (!isOpen(fulfillmentOrder)) return userError(["id"], "The fulfillment order is not in a valid state for this action.", "INVALID_FULFILLMENT_ORDER");
  if (fulfillmentOrder.holds.some((held) => held.handle === handle && held.isHeldByApp)) {
    return userError(field, "The handle provided for the fulfillment hold is already in use by this app for another hold on this fulfillment order.", "DUPLICATE_FULFILLMENT_HOLD_HANDLE");
  }
  if (fulfillmentOrder.holds.length >= mostHolds) {
    return userError(["id"], "The maximum number of fulfillment holds for this fulfillment order has been reached for this app. An app can only have up to 10 holds on a single fulfillment order at any one time.", "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED");
  }
  return undefined;
}

export function placeHold(
  context: Pick<GraphqlContext, "world" | "shop">, fulfillmentOrder: StoredFulfillmentOrder, facts: Omit<StoredHold, "kind" | "id">,
): StoredHold {
  const created: StoredHold = { kind: "FulfillmentHold", id: newId(context.shop, "FulfillmentHold"), ...facts };
  fulfillmentOrder.holds.push(created);
  fulfillmentOrder.status = "ON_HOLD";
  bump(fulfillmentOrder, context);
  context.world.webhooks.emit(context.shop, "fulfillment_orders/placed_on_hold", placedOnHoldPayload(fulfillmentOrder, created));
  return created;
}

type ReleaseArgs = { id: string; holdIds?: string[] | null; externalId?: string | null };

function release(_root: unknown, args: ReleaseArgs, context: GraphqlContext) {
  if (args.externalId != null) throw notModelled("argument externalId of Mutation.fulfillmentOrderReleaseHold");
  const fulfillmentOrder = fulfillmentOrderOrFail(args.id, context);
  releaseHolds(context, fulfillmentOrder, args.holdIds ?? null);
  return { fulfillmentOrder, userErrors: [] };
}

/** Releasing one of several holds leaves the fulfillment order on hold. */
export function releaseHolds(
  context: Pick<GraphqlContext, "world" | "shop">, fulfillmentOrder: StoredFulfillmentOrder, holdIds: string[] | null,
): void {
  fulfillmentOrder.holds = holdIds === null ? [] : fulfillmentOrder.holds.filter((held) => !holdIds.includes(held.id));
  if (fulfillmentOrder.holds.length === 0 && fulfillmentOrder.status === "ON_HOLD") {
    const isStarted = fulfillmentOrder.lines.some((line) => line.remainingQuantity < line.totalQuantity);
    fulfillmentOrder.status = isStarted ? "IN_PROGRESS" : "OPEN";
    context.world.webhooks.emit(context.shop, "fulfillment_orders/hold_released", holdReleasedPayload(fulfillmentOrder));
  }
  bump(fulfillmentOrder, context);
}

type MoveArgs = { id: string; newLocationId: string; fulfillmentOrderLineItems?: unknown[] | null };

function move(_root: unknown, args: MoveArgs, context: GraphqlContext) {
  if ((args.fulfillmentOrderLineItems ?? []).length > 0) throw notModelled("a move of part of a fulfillment order");
  const fulfillmentOrder = fulfillmentOrderOrFail(args.id, context);
  const refused = (error: ReturnType<typeof userError>) =>
    ({ movedFulfillmentOrder: null, originalFulfillmentOrder: null, remainingFulfillmentOrder: null, userErrors: [error] });
  if (!context.shop.locations.some((location) => location.id === args.newLocationId && location.isActive)) {
    return refused(userError(["id"], "Location not found."));
  }
  if (!isOpen(fulfillmentOrder)) return refused(userError(null, "Cannot change location."));
  moveTo(context, fulfillmentOrder, args.newLocationId);
  return {
    movedFulfillmentOrder: fulfillmentOrder, originalFulfillmentOrder: fulfillmentOrder, remainingFulfillmentOrder: null, userErrors: [],
  };
}

/** A full move keeps the fulfillment order's id. */
export function moveTo(
  context: Pick<GraphqlContext, "world" | "shop">, fulfillmentOrder: StoredFulfillmentOrder, locationId: string,
): void {
  const source = fulfillmentOrder.locationId;
  fulfillmentOrder.locationId = locationId;
  bump(fulfillmentOrder, context);
  context.world.webhooks.emit(context.shop, "fulfillment_orders/moved", movedPayload(fulfillmentOrder, source));
}

/** The cancelled one is closed and left without lines; a new open one carries its units. */
function cancel(_root: unknown, { id }: { id: string }, context: GraphqlContext) {
  const fulfillmentOrder = fulfillmentOrderOrFail(id, context);
  const refused = (message: string, field: string[] | null) =>
    ({ fulfillmentOrder: null, replacementFulfillmentOrder: null, userErrors: [userError(field, message)] });
  if (!isOpen(fulfillmentOrder)) {
    return refused("Fulfillment order is not in cancelable request state and can't be canceled.", null);
  }
  const order = context.shop.orders.find((candidate) => candidate.id === fulfillmentOrder.orderId);
  const units = fulfillmentOrder.lines.filter((line) => line.remainingQuantity > 0).map((line) => (
    { lineItemId: line.lineItemId, quantity: line.remainingQuantity, locationId: fulfillmentOrder.locationId }));
  if (!order || units.length === 0) return refused("Fulfillment order is not in cancelable request state and can't be canceled.", null);
  fulfillmentOrder.status = "CLOSED";
  fulfillmentOrder.lines = [];
  const replacement = newFulfillmentOrder(context.shop, order, { units, at: utcInstant(context.world.now()) });
  context.shop.fulfillmentOrders.push(replacement);
  bump(fulfillmentOrder, context);
  context.world.webhooks.emit(context.shop, "fulfillment_orders/cancelled", cancelledPayload(fulfillmentOrder, replacement));
  return { fulfillmentOrder, replacementFulfillmentOrder: replacement, userErrors: [] };
}

export const fulfillmentOrderActionModels: Models = {
  Mutation: {
    fulfillmentOrderHold: hold, fulfillmentOrderReleaseHold: release, fulfillmentOrderMove: move, fulfillmentOrderCancel: cancel,
  },
  FulfillmentOrderCancelPayload: own<Record<string, unknown>>("fulfillmentOrder", "replacementFulfillmentOrder", "userErrors"),
  FulfillmentOrderHoldPayload: own<Record<string, unknown>>("fulfillmentHold", "fulfillmentOrder", "remainingFulfillmentOrder", "userErrors"),
  FulfillmentOrderReleaseHoldPayload: own<Record<string, unknown>>("fulfillmentOrder", "userErrors"),
  FulfillmentOrderMovePayload: own<Record<string, unknown>>(
    "movedFulfillmentOrder", "originalFulfillmentOrder", "remainingFulfillmentOrder", "userErrors"),
  FulfillmentOrderHoldUserError: codedUserErrorFields,
  FulfillmentOrderReleaseHoldUserError: codedUserErrorFields,
  FulfillmentOrderMoveFulfillmentOrderMoveUserError: codedUserErrorFields,
};
