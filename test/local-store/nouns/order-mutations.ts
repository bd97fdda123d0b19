// How do apps create an order, cancel it (a job), and delete it?

import { cancelOrder } from "../acts/change-order.ts";
import { createOrder, type OptionsInput, type OrderInput } from "../acts/create-order.ts";
import { ImpossibleAct } from "../acts/touch-order.ts";
import { codedUserErrorFields, notModelled, own, userError, userErrorFields, type GraphqlContext, type Models } from "../graphql/models.ts";
import { newId } from "../ids.ts";

type CreateArgs = { order: OrderInput; options?: OptionsInput | null };
type CancelArgs = {
  orderId: string; reason: string; restock: boolean; refund?: boolean | null; refundMethod?: object | null; notifyCustomer?: boolean | null; staffNote?: string | null;
};

function create(_root: unknown, { order, options }: CreateArgs, context: GraphqlContext) {
  const made = createOrder(context, order, options);
  return "kind" in made ? { order: made, userErrors: [] } : { order: null, userErrors: [made] };
}

/** Checked at once, done a moment later: the answer is a job that has not run, as recorded. */
function cancel(_root: unknown, args: CancelArgs, context: GraphqlContext) {
  const { world, shop } = context;
  if (args.notifyCustomer) throw notModelled("argument notifyCustomer: true of Mutation.orderCancel");
  const refused = (field: string, message: string) => {
    const error = userError([field], message, "INVALID");
    return { job: null, orderCancelUserErrors: [error], userErrors: [error] };
  };
  const order = shop.orders.find((candidate) => candidate.id === args.orderId);
  if (!order) return refused("orderId", "Order does not exist");
  if (args.refund != null && args.refundMethod != null) return refused("refund", "Only one of the arguments `refund` or `refund_method` is allowed.");
  if (order.cancelledAt !== null) return refused("orderId", "Cannot cancel an order that has already been canceled");
  if (shop.fulfillments.some((one) => one.orderId === order.id && one.status === "SUCCESS")) {
    return refused("orderId", "Cannot cancel an order that has outstanding fulfillments");
  }
  world.later(world.timing.routingDelayMs, () => {
    try {
      cancelOrder({ world, shop }, order, { reason: args.reason, refund: args.refund ?? args.refundMethod != null, restock: args.restock });
    } catch (error) {
      // It was shipped or cancelled meanwhile: the job fails, and the order stays as it is.
      if (!(error instanceof ImpossibleAct)) throw error;
    }
  });
  return { job: { id: newId(shop, "Job"), done: false }, orderCancelUserErrors: [], userErrors: [] };
}

/** Which orders Shopify deletes is told by its help pages only; assumed: cancelled ones and test orders without an open parcel. */
function remove(_root: unknown, { orderId }: { orderId: string }, { world, shop }: GraphqlContext) {
  const order = shop.orders.find((candidate) => candidate.id === orderId);
  if (!order) return { deletedId: null, userErrors: [userError(["orderId"], "Order does not exist", "NOT_FOUND")] };
  if (order.cancelledAt === null) return { deletedId: null, userErrors: [userError(["orderId"], "Order cannot be deleted", "INVALID")] };
  shop.orders = shop.orders.filter((one) => one.id !== orderId);
  shop.fulfillmentOrders = shop.fulfillmentOrders.filter((one) => one.orderId !== orderId);
  shop.fulfillments = shop.fulfillments.filter((one) => one.orderId !== orderId);
  world.changed();
  return { deletedId: orderId, userErrors: [] };
}

export const orderMutationModels: Models = {
  Mutation: { orderCreate: create, orderCancel: cancel, orderDelete: remove },
  OrderCreatePayload: own<Record<string, unknown>>("order", "userErrors"),
  OrderCreateUserError: codedUserErrorFields,
  OrderCancelPayload: own<Record<string, unknown>>("job", "orderCancelUserErrors", "userErrors"),
  OrderCancelUserError: codedUserErrorFields,
  UserError: userErrorFields,
  OrderDeletePayload: own<Record<string, unknown>>("deletedId", "userErrors"),
  OrderDeleteUserError: codedUserErrorFields,
  Job: own<{ id: string; done: boolean }>("id", "done"),
};
