// How does an app archive an order, bring it back, or say that it is paid? Archiving twice is no fault, as recorded.

import { payOrder } from "../acts/change-order.ts";
import { ImpossibleAct, touchOrder } from "../acts/touch-order.ts";
import { own, userError, userErrorFields, type GraphqlContext, type Models } from "../graphql/models.ts";
import { utcInstant } from "../instants.ts";
import type { StoredOrder } from "../order-state.ts";

type Args = { input: { id: string } };

function onOrder(act: (order: StoredOrder, context: GraphqlContext) => string | undefined) {
  return (_root: unknown, { input }: Args, context: GraphqlContext) => {
    const order = context.shop.orders.find((candidate) => candidate.id === input.id);
    if (!order) return { order: null, userErrors: [userError(["id"], "Order does not exist")] };
    const refused = act(order, context);
    return { order, userErrors: refused === undefined ? [] : [userError(["id"], refused)] };
  };
}

function close(order: StoredOrder, { world, shop }: GraphqlContext): undefined {
  if (order.closedAt !== null) return;
  order.closedAt = utcInstant(world.now());
  touchOrder({ world, shop }, order);
}

function open(order: StoredOrder, { world, shop }: GraphqlContext): undefined {
  if (order.closedAt === null) return;
  order.closedAt = null;
  touchOrder({ world, shop }, order);
}

function markAsPaid(order: StoredOrder, { world, shop }: GraphqlContext): string | undefined {
  try {
    // Paid outside of Shopify, whatever the checkout offered.
    if (order.paidMinor === 0) order.gateways = ["manual"];
    payOrder({ world, shop }, order);
    return undefined;
  } catch (error) {
    if (!(error instanceof ImpossibleAct)) throw error;
    return "Order cannot be marked as paid.";
  }
}

const payload = own<Record<string, unknown>>("order", "userErrors");

export const orderStateModels: Models = {
  Mutation: { orderClose: onOrder(close), orderOpen: onOrder(open), orderMarkAsPaid: onOrder(markAsPaid) },
  OrderClosePayload: payload,
  OrderOpenPayload: payload,
  OrderMarkAsPaidPayload: payload,
  UserError: userErrorFields,
};
