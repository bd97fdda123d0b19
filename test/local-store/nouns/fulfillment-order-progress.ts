// How does work on a fulfillment order begin and stop without anything being shipped, and by when is it due?

import { progressReportedPayload, progressStoppedPayload } from "../webhooks/fulfillment-request-payloads.ts";
import { touchFulfillmentOrder } from "../acts/split-units.ts";
import { codedUserErrorFields, own, userError, userErrorFields, type GraphqlContext, type Models } from "../graphql/models.ts";
import { numericId } from "../ids.ts";
import { utcInstant } from "../instants.ts";
import { fulfillmentOrderOrFail } from "./fulfillment-order-actions.ts";

type ProgressArgs = { id: string; progressReport?: { reasonNotes?: string | null } | null };

function reportProgress(_root: unknown, { id, progressReport }: ProgressArgs, context: GraphqlContext) {
  const found = fulfillmentOrderOrFail(id, context);
  const from = found.status;
  if (from !== "OPEN" && from !== "IN_PROGRESS") {
    return { fulfillmentOrder: null, userErrors: [userError(null, "Cannot report progress on a fulfillment order in this state.")] };
  }
  Object.assign(found, { status: "IN_PROGRESS", isProgressReported: true });
  touchFulfillmentOrder(context, found);
  const payload = progressReportedPayload(found, { reasonNotes: progressReport?.reasonNotes ?? null, from });
  context.world.webhooks.emit(context.shop, "fulfillment_orders/progress_reported", payload);
  return { fulfillmentOrder: found, userErrors: [] };
}

function open(_root: unknown, { id }: { id: string }, context: GraphqlContext) {
  const found = fulfillmentOrderOrFail(id, context);
  if (found.status !== "IN_PROGRESS") {
    return { fulfillmentOrder: null, userErrors: [userError(null, `Expected fulfillment order status to be valid but it was ${found.status.toLowerCase()}.`)] };
  }
  Object.assign(found, { status: "OPEN", isProgressReported: false });
  touchFulfillmentOrder(context, found);
  context.world.webhooks.emit(context.shop, "fulfillment_orders/manually_reported_progress_stopped", progressStoppedPayload(found));
  return { fulfillmentOrder: found, userErrors: [] };
}

/** Nothing here is ever scheduled for later (subscriptions, pre-orders), so it is always refused, as recorded. */
function reschedule(_root: unknown, { id }: { id: string }, context: GraphqlContext) {
  fulfillmentOrderOrFail(id, context);
  return { fulfillmentOrder: null, userErrors: [userError(null, "Fulfillment order must be scheduled.")] };
}

type DeadlineArgs = { fulfillmentOrderIds: string[]; fulfillmentDeadline: string };

/** Closed ones take a deadline too; one unknown id refuses all. */
function setDeadline(_root: unknown, { fulfillmentOrderIds, fulfillmentDeadline }: DeadlineArgs, context: GraphqlContext) {
  const found = fulfillmentOrderIds.map((id) => context.shop.fulfillmentOrders.find((one) => one.id === id));
  if (found.includes(undefined)) return { success: false, userErrors: [userError(null, "Fulfillment orders could not be found.")] };
  for (const one of found) if (one) one.fulfillBy = utcInstant(Date.parse(fulfillmentDeadline));
  context.world.changed();
  return { success: true, userErrors: [] };
}

/** No order here is picked up, so every one is refused, as recorded for shipped ones. */
function preparedForPickup(_root: unknown, { input }: { input: { lineItemsByFulfillmentOrder: { fulfillmentOrderId: string }[] } }) {
  return {
    userErrors: input.lineItemsByFulfillmentOrder.map(({ fulfillmentOrderId }, index) => userError(
      ["input", "lineItemsByFulfillmentOrder", String(index), "fulfillmentOrderId"],
      `Invalid fulfillment_order_id provided ${numericId(fulfillmentOrderId)}`, "FULFILLMENT_ORDER_INVALID")),
  };
}

const payload = own<Record<string, unknown>>("fulfillmentOrder", "userErrors");

export const fulfillmentOrderProgressModels: Models = {
  Mutation: {
    fulfillmentOrderReportProgress: reportProgress, fulfillmentOrderOpen: open, fulfillmentOrderReschedule: reschedule,
    fulfillmentOrdersSetFulfillmentDeadline: setDeadline, fulfillmentOrderLineItemsPreparedForPickup: preparedForPickup,
  },
  FulfillmentOrderReportProgressPayload: payload,
  FulfillmentOrderReportProgressUserError: codedUserErrorFields,
  FulfillmentOrderOpenPayload: payload,
  FulfillmentOrderReschedulePayload: payload,
  FulfillmentOrderRescheduleUserError: codedUserErrorFields,
  FulfillmentOrdersSetFulfillmentDeadlinePayload: own<Record<string, unknown>>("success", "userErrors"),
  FulfillmentOrdersSetFulfillmentDeadlineUserError: codedUserErrorFields,
  FulfillmentOrderLineItemsPreparedForPickupPayload: own<Record<string, unknown>>("userErrors"),
  FulfillmentOrderLineItemsPreparedForPickupUserError: codedUserErrorFields,
  UserError: userErrorFields,
};
