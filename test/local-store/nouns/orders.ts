// What does the Admin API tell about an order?

import { displayFulfillmentStatus, dutiesOf, fulfillmentOrdersOf, fulfillmentsOf, isOpen, orderTotals, sum } from "../acts/order-facts.ts";
import { connect, connectionModels, type ConnectionArgs } from "../graphql/connections.ts";
import { always, notModelled, own, type GraphqlContext, type Models } from "../graphql/models.ts";
import { search, type SearchKeys } from "../graphql/search-query.ts";
import { numericId } from "../ids.ts";
import type { NameValue, StoredCustomer, StoredOrder, StoredShippingLine } from "../order-state.ts";
import type { ShopState, StoredAddress } from "../shop-state.ts";
import { moneyBag } from "./money.ts";

type OrdersArgs = ConnectionArgs & { query?: string | null; sortKey?: string | null };

const sortValues: Record<string, ((order: StoredOrder) => string | number) | undefined> = {
  ID: (order) => numericId(order.id),
  CREATED_AT: (order) => order.createdAt,
  UPDATED_AT: (order) => order.updatedAt,
  PROCESSED_AT: (order) => order.processedAt,
  ORDER_NUMBER: (order) => order.number,
};

function orderKeys(shop: ShopState): SearchKeys<StoredOrder> {
  return {
    exact: {
      id: (order) => numericId(order.id),
      name: (order) => [order.name, String(order.number)],
      created_at: (order) => order.createdAt,
      updated_at: (order) => order.updatedAt,
      processed_at: (order) => order.processedAt,
      financial_status: (order) => order.financialStatus,
      fulfillment_status: (order) => displayFulfillmentStatus(shop, order),
      status: (order) => statusesOf(order),
      test: (order) => order.isTest,
      email: (order) => order.email,
      tag: (order) => order.tags,
    },
    text: (order) => [order.name, order.email, order.customer?.firstName ?? null, order.customer?.lastName ?? null],
  };
}

function statusesOf(order: StoredOrder): string[] {
  if (order.cancelledAt !== null) return ["cancelled", "any"];
  return [order.closedAt === null ? "open" : "closed", "any"];
}

/** GraphQL's word for a custom attribute's name is `key`. */
function keyed(attributes: NameValue[]) {
  return attributes.map(({ name, value }) => ({ key: name, value }));
}

function withId(address: StoredAddress | null, id: string) {
  return address === null ? null : { ...address, id };
}

function total(pick: (totals: ReturnType<typeof orderTotals>) => number) {
  return (order: StoredOrder) => moneyBag(order, pick(orderTotals(order)));
}

const identity: Models[string] = {
  ...own<StoredOrder>(
    "id", "name", "number", "createdAt", "processedAt", "updatedAt", "cancelledAt", "cancelReason", "closedAt", "note", "poNumber",
    "email", "phone", "customerLocale", "sourceName"),
  legacyResourceId: (order: StoredOrder) => numericId(order.id),
  number: (order: StoredOrder) => order.number,
  tags: (order: StoredOrder) => order.tags.toSorted(),
  closed: (order: StoredOrder) => order.closedAt !== null,
  confirmed: always(true),
  test: (order: StoredOrder) => order.isTest,
  currencyCode: (order: StoredOrder) => order.currency,
  presentmentCurrencyCode: (order: StoredOrder) => order.presentmentCurrency,
  displayFinancialStatus: (order: StoredOrder) => (order.isPaymentUnknown ? null : order.financialStatus),
  merchantEditable: (order: StoredOrder) => order.cancelledAt === null,
  cancellation: (order: StoredOrder) => (order.cancelledAt === null ? null : { staffNote: order.staffNote ?? null }),
  displayFulfillmentStatus: (order: StoredOrder, _args: unknown, { shop }: GraphqlContext) => displayFulfillmentStatus(shop, order),
  returnStatus: always("NO_RETURN"),
  fullyPaid: (order: StoredOrder) => orderTotals(order).outstandingMinor === 0 && order.financialStatus !== "AUTHORIZED",
  unpaid: (order: StoredOrder) => order.paidMinor === 0,
  statusPageUrl: (order: StoredOrder, _args: unknown, { shop }: GraphqlContext) =>
    `https://${shop.domain}/${numericId(shop.id)}/orders/${order.token}/authenticate?key=sample`,
  customAttributes: (order: StoredOrder) => keyed(order.customAttributes),
  discountCodes: (order: StoredOrder) => order.discountCodes.map((code) => code.code),
  dutiesIncluded: always(false),
  requiresShipping: (order: StoredOrder) => order.lines.some((line) => line.requiresShipping),
};

const amounts: Models[string] = {
  subtotalPriceSet: total((totals) => totals.subtotalMinor),
  totalPriceSet: total((totals) => totals.totalMinor),
  totalShippingPriceSet: total((totals) => totals.shippingMinor),
  currentSubtotalPriceSet: total((totals) => totals.currentSubtotalMinor),
  currentTotalPriceSet: total((totals) => totals.currentTotalMinor),
  totalRefundedSet: total((totals) => totals.refundedMinor),
  totalReceivedSet: (order: StoredOrder) => moneyBag(order, order.paidMinor),
  totalDiscountsSet: (order: StoredOrder) => moneyBag(order, order.discountMinor),
  currentTotalDutiesSet: (order: StoredOrder) => (dutiesOf(order) > 0 ? moneyBag(order, dutiesOf(order)) : null),
  originalTotalDutiesSet: (order: StoredOrder) => (dutiesOf(order) > 0 ? moneyBag(order, dutiesOf(order)) : null),
};

const parts: Models[string] = {
  customer: (order: StoredOrder) => order.customer,
  shippingAddress: (order: StoredOrder) => withId(order.shippingAddress, order.shippingAddressId),
  billingAddress: (order: StoredOrder) => withId(order.billingAddress, order.billingAddressId),
  shippingLine: (order: StoredOrder) => (order.shippingLine === null ? null : { order, line: order.shippingLine }),
  shippingLines: (order: StoredOrder, args: ConnectionArgs) =>
    connect(order.shippingLine === null ? [] : [{ id: order.shippingLine.id, order, line: order.shippingLine }], args),
  lineItems: (order: StoredOrder, args: ConnectionArgs) => connect(order.lines, args),
  fulfillmentOrders: (order: StoredOrder, args: ConnectionArgs, { shop }: GraphqlContext) =>
    connect(fulfillmentOrdersOf(shop, order), args),
  fulfillments: (order: StoredOrder, { first }: { first?: number | null }, { shop }: GraphqlContext) =>
    // The newest first, as recorded.
    fulfillmentsOf(shop, order).toReversed().slice(0, first ?? undefined),
  subtotalLineItemsQuantity: (order: StoredOrder) => sum(order.lines.map((line) => line.quantity)),
  currentSubtotalLineItemsQuantity: (order: StoredOrder) => sum(order.lines.map((line) => line.currentQuantity)),
  fulfillable: (order: StoredOrder, _args: unknown, { shop }: GraphqlContext) => fulfillmentOrdersOf(shop, order).some(isOpen),
};

type ShippingLineSource = { order: StoredOrder; line: StoredShippingLine };

export const orderModels: Models = {
  QueryRoot: {
    order: (_root: unknown, { id }: { id: string }, { shop }: GraphqlContext) => shop.orders.find((order) => order.id === id) ?? null,
    orders: (_root: unknown, args: OrdersArgs, { shop }: GraphqlContext) => {
      const sortValue = sortValues[args.sortKey ?? "PROCESSED_AT"];
      if (!sortValue) throw notModelled(`sort key ${args.sortKey}`);
      return connect(search(shop.orders, args.query, orderKeys(shop)), args, sortValue);
    },
    ordersCount: (_root: unknown, { query, limit }: { query?: string | null; limit?: number | null }, { shop }: GraphqlContext) => {
      const count = search(shop.orders, query, orderKeys(shop)).length;
      // Recorded: without a limit Shopify counts to 10,000.
      const most = limit ?? 10_000;
      return count > most ? { count: most, precision: "AT_LEAST" } : { count, precision: "EXACT" };
    },
  },
  Order: { ...identity, ...amounts, ...parts },
  OrderCancellation: own<{ staffNote: string | null }>("staffNote"),
  Attribute: own<{ key: string; value: string }>("key", "value"),
  Customer: {
    ...own<StoredCustomer>("id", "firstName", "lastName", "email", "phone", "createdAt"),
    legacyResourceId: (customer: StoredCustomer) => numericId(customer.id),
    displayName: (customer: StoredCustomer) => `${customer.firstName ?? ""} ${customer.lastName ?? ""}`.trim() || customer.email || "",
  },
  ShippingLine: {
    id: ({ line }: ShippingLineSource) => line.id,
    title: ({ line }: ShippingLineSource) => line.title,
    code: ({ line }: ShippingLineSource) => line.code,
    source: always("shopify"),
    carrierIdentifier: always(null),
    originalPriceSet: ({ order, line }: ShippingLineSource) => moneyBag(order, line.priceMinor),
    discountedPriceSet: ({ order, line }: ShippingLineSource) => moneyBag(order, line.priceMinor),
  },
  ...connectionModels("Order", "LineItem", "FulfillmentOrder", "ShippingLine"),
};
