// May these units be shipped, and what changes when they are? All or nothing; the refusals are worded as recorded.

import { displayFulfillmentStatus, fulfillmentsOf } from "../acts/order-facts.ts";
import { touchOrder } from "../acts/touch-order.ts";
import type { StoredFulfillment, StoredFulfillmentOrder, StoredFulfillmentOrderLine } from "../fulfillment-state.ts";
import { resourceNotFound, userError, type GraphqlContext, type UserError } from "../graphql/models.ts";
import { newId, numericId } from "../ids.ts";
import { laterInstant, utcInstant } from "../instants.ts";
import type { StoredOrder } from "../order-state.ts";
import type { ShopState } from "../shop-state.ts";
import { fulfillmentTopicPayload } from "../webhooks/fulfillment-payload.ts";
import { trackingRows, type TrackingInput } from "./tracking.ts";

type LineInput = { id: string; quantity: number };
type GroupInput = { fulfillmentOrderId: string; fulfillmentOrderLineItems?: LineInput[] | null };
type CreateArgs = {
  fulfillment: { lineItemsByFulfillmentOrder: GroupInput[]; notifyCustomer?: boolean | null; trackingInfo?: TrackingInput | null };
  message?: string | null;
};

type Units = { fulfillmentOrder: StoredFulfillmentOrder; line: StoredFulfillmentOrderLine; quantity: number };
type Plan = { units: Units[]; fulfillmentOrders: StoredFulfillmentOrder[] };

export function createFulfillment(_root: unknown, { fulfillment: input }: CreateArgs, context: GraphqlContext) {
  const planned = planUnits(context.shop, input.lineItemsByFulfillmentOrder);
  if ("message" in planned) return { fulfillment: null, userErrors: [planned] };
  return { fulfillment: ship(context, planned, input), userErrors: [] };
}

function refused(message: string): UserError {
  return userError(["fulfillment"], message);
}

function planUnits(shop: ShopState, groups: GroupInput[]): Plan | UserError {
  if (groups.some((group) => numericId(group.fulfillmentOrderId) === "0")) throw resourceNotFound("invalid id");
  const zero = zeroQuantity(groups);
  if (zero) return zero;
  const fulfillmentOrders: StoredFulfillmentOrder[] = [];
  for (const group of groups) {
    const found = shop.fulfillmentOrders.find((candidate) => candidate.id === group.fulfillmentOrderId);
    if (!found) return refused("Fulfillment order does not exist.");
    fulfillmentOrders.push(found);
  }
  return apart(fulfillmentOrders) ?? unfulfillable(fulfillmentOrders) ?? countUnits(groups, fulfillmentOrders);
}

function zeroQuantity(groups: GroupInput[]): UserError | undefined {
  for (const [groupIndex, group] of groups.entries()) {
    const index = (group.fulfillmentOrderLineItems ?? []).findIndex((line) => line.quantity <= 0);
    if (index < 0) continue;
    const path = ["fulfillment", "lineItemsByFulfillmentOrder", String(groupIndex), "fulfillmentOrderLineItems", String(index), "quantity"];
    return userError(path, "Quantity must be greater than 0");
  }
  return undefined;
}

function apart(fulfillmentOrders: StoredFulfillmentOrder[]): UserError | undefined {
  const orders = [...new Set(fulfillmentOrders.map((found) => numericId(found.orderId)))];
  if (orders.length > 1) {
    return refused(`All fulfillment orders must belong to the same order. Multiple orders with ids [${orders.join(", ")}] were found.`);
  }
  const locations = [...new Set(fulfillmentOrders.map((found) => numericId(found.locationId)))];
  if (locations.length > 1) {
    return refused(`All fulfillment orders must be assigned to a single location. Multiple locations with ids [${locations.join(", ")}] were found.`);
  }
  return undefined;
}

/** Recorded for closed ones; that a held one is refused in the same words is an assumption. */
function unfulfillable(fulfillmentOrders: StoredFulfillmentOrder[]): UserError | undefined {
  const found = fulfillmentOrders.find((candidate) => !["OPEN", "IN_PROGRESS", "INCOMPLETE"].includes(candidate.status));
  return found && refused(`Fulfillment order ${numericId(found.id)} has an unfulfillable status= ${found.status.toLowerCase()}.`);
}

function countUnits(groups: GroupInput[], fulfillmentOrders: StoredFulfillmentOrder[]): Plan | UserError {
  const units: Units[] = [];
  for (const [index, fulfillmentOrder] of fulfillmentOrders.entries()) {
    const asked = groups[index]?.fulfillmentOrderLineItems ?? [];
    const wanted = asked.length > 0 ? asked : everythingLeft(fulfillmentOrder);
    for (const { id, quantity } of wanted) {
      const line = fulfillmentOrder.lines.find((candidate) => candidate.id === id);
      if (!line) return refused("Fulfillment order line item does not exist.");
      units.push({ fulfillmentOrder, line, quantity });
    }
  }
  const taken = new Map<string, number>();
  for (const { line, quantity } of units) taken.set(line.id, (taken.get(line.id) ?? 0) + quantity);
  if (units.length === 0 || units.some(({ line }) => (taken.get(line.id) ?? 0) > line.remainingQuantity)) {
    return refused("Invalid fulfillment order line item quantity requested.");
  }
  return { units, fulfillmentOrders };
}

function everythingLeft(fulfillmentOrder: StoredFulfillmentOrder): LineInput[] {
  return fulfillmentOrder.lines
    .filter((line) => line.remainingQuantity > 0)
    .map((line) => ({ id: line.id, quantity: line.remainingQuantity }));
}

function ship(context: GraphqlContext, plan: Plan, input: CreateArgs["fulfillment"]): StoredFulfillment {
  const { world, shop } = context;
  const order = shop.orders.find((candidate) => candidate.id === plan.fulfillmentOrders[0]?.orderId);
  if (!order) throw new Error("a fulfillment order without its order");
  const fulfillment = newFulfillment(context, { order, plan, input });
  shop.fulfillments.push(fulfillment);
  for (const { line, quantity } of plan.units) line.remainingQuantity -= quantity;
  for (const fulfillmentOrder of plan.fulfillmentOrders) {
    const isDone = fulfillmentOrder.lines.every((line) => line.remainingQuantity === 0);
    fulfillmentOrder.status = isDone ? "CLOSED" : "IN_PROGRESS";
    fulfillmentOrder.updatedAt = laterInstant(fulfillmentOrder.updatedAt, world.now());
  }
  // The shop archives paid orders once everything is shipped, Shopify's default setting.
  if (order.financialStatus === "PAID" && displayFulfillmentStatus(shop, order) === "FULFILLED") order.closedAt = utcInstant(world.now());
  world.webhooks.emit(shop, "fulfillments/create", fulfillmentTopicPayload({ world, shop }, order, fulfillment));
  touchOrder({ world, shop }, order);
  return fulfillment;
}

type NewFulfillment = { order: StoredOrder; plan: Plan; input: CreateArgs["fulfillment"] };

function newFulfillment({ world, shop }: GraphqlContext, { order, plan, input }: NewFulfillment): StoredFulfillment {
  const at = utcInstant(world.now());
  const quantities = new Map<string, number>();
  for (const { line, quantity } of plan.units) quantities.set(line.lineItemId, (quantities.get(line.lineItemId) ?? 0) + quantity);
  return {
    kind: "Fulfillment",
    id: newId(shop, "Fulfillment"),
    orderId: order.id,
    name: `${order.name}-F${fulfillmentsOf(shop, order).length + 1}`,
    status: "SUCCESS",
    displayStatus: "FULFILLED",
    createdAt: at, updatedAt: at, inTransitAt: null, deliveredAt: null, estimatedDeliveryAt: null,
    locationId: plan.fulfillmentOrders[0]?.locationId ?? "",
    wasCustomerNotified: input.notifyCustomer === true,
    trackingInfo: trackingRows(input.trackingInfo ?? {}),
    lines: [...quantities].map(([lineItemId, quantity]) => ({
      kind: "FulfillmentLineItem", id: newId(shop, "FulfillmentLineItem"), lineItemId, quantity,
    })),
    sources: plan.units.map(({ fulfillmentOrder, line, quantity }) => ({
      fulfillmentOrderId: fulfillmentOrder.id, fulfillmentOrderLineId: line.id, quantity,
    })),
    events: [],
  };
}
