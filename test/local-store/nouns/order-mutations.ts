// How do apps create an order, cancel it (a job), and delete it?

import { createOrder, type OptionsInput, type OrderInput } from "../acts/create-order.ts";
import { startCancel } from "../acts/order-jobs.ts";
import { always, codedUserErrorFields, notModelled, own, userError, userErrorFields, type GraphqlContext, type Models } from "../graphql/models.ts";
import type { StoredJob } from "../order-extras.ts";

type CreateArgs = { order: OrderInput; options?: OptionsInput | null };
type CancelArgs = {
  orderId: string; reason: string; restock: boolean; refund?: boolean | null; refundMethod?: object | null; notifyCustomer?: boolean | null; staffNote?: string | null;
};

function create(_root: unknown, { order, options }: CreateArgs, context: GraphqlContext) {
  const made = createOrder(context, order, options);
  return "kind" in made ? { order: made, userErrors: [] } : { order: null, userErrors: [made] };
}

const longestNote = 255;

/** Checked at once, done a moment later: the answer is a job that has not run, as recorded. */
function cancel(_root: unknown, args: CancelArgs, context: GraphqlContext) {
  const { world, shop } = context;
  if (args.notifyCustomer) throw notModelled("argument notifyCustomer: true of Mutation.orderCancel");
  const refused = (field: string, message: string) => {
    const error = userError([field], message, "INVALID");
    return { job: null, jobResult: null, orderCancelUserErrors: [error], userErrors: [error] };
  };
  const order = shop.orders.find((candidate) => candidate.id === args.orderId);
  if (!order) return refused("orderId", "Order does not exist");
  if (args.refund != null && args.refundMethod != null) return refused("refund", "Only one of the arguments `refund` or `refund_method` is allowed.");
  if ((args.staffNote ?? "").length > longestNote) return refused("staffNote", `Staff note is too long. Maximum length is ${longestNote} characters.`);
  if (order.cancelledAt !== null) return refused("orderId", "Cannot cancel an order that has already been canceled");
  if (shop.fulfillments.some((one) => one.orderId === order.id && one.status === "SUCCESS")) {
    return refused("orderId", "Cannot cancel an order that has outstanding fulfillments");
  }
  const job = startCancel({ world, shop }, order, {
    reason: args.reason, refund: args.refund ?? args.refundMethod != null, restock: args.restock, staffNote: args.staffNote ?? null,
  });
  return { job, orderCancelUserErrors: [], userErrors: [] };
}

/** As recorded, also one that is neither cancelled nor open, and one with parcels. */
function remove(_root: unknown, { orderId }: { orderId: string }, { world, shop }: GraphqlContext) {
  const order = shop.orders.find((candidate) => candidate.id === orderId);
  if (!order) return { deletedId: null, userErrors: [userError(["orderId"], "Order does not exist", "NOT_FOUND")] };
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
  OrderCancelPayload: {
    ...own<Record<string, unknown>>("job", "orderCancelUserErrors", "userErrors"),
    jobResult: ({ job }: { job: StoredJob | null }) => job,
  },
  OrderCancelUserError: codedUserErrorFields,
  UserError: userErrorFields,
  OrderDeletePayload: own<Record<string, unknown>>("deletedId", "userErrors"),
  OrderDeleteUserError: codedUserErrorFields,
  QueryRoot: { job: (_root: unknown, { id }: { id: string }, { shop }: GraphqlContext) => shop.jobs?.find((job) => job.id === id) ?? null },
  Job: { ...own<StoredJob>("id"), done: (job: StoredJob) => job.isDone, query: always({}) },
  OrderCancelJobResult: {
    id: ({ id }: StoredJob) => id.replace("/Job/", "/OrderCancelJobResult/"),
    done: (job: StoredJob) => job.isDone,
    order: ({ orderId }: StoredJob, _args: unknown, { shop }: GraphqlContext) => shop.orders.find((order) => order.id === orderId) ?? null,
    status: (job: StoredJob) => (job.isDone ? job.problem === null ? "SUCCEEDED" : "FAILED" : "STARTED"),
    errors: ({ problem }: StoredJob) => (problem === null ? [] : [userError(["orderId"], problem, "INVALID")]),
  },
};
