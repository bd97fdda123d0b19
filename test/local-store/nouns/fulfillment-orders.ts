// What does the Admin API tell about a fulfillment order: which location is to ship which units of an order?

import { actionsOf, mergeable } from "../acts/fulfillment-actions.ts";
import { isOpen } from "../acts/order-facts.ts";
import { lineOf } from "../acts/route-order.ts";
import type { StoredFulfillmentOrder, StoredFulfillmentOrderLine } from "../fulfillment-state.ts";
import { byId, connect, connectionModels, type ConnectionArgs } from "../graphql/connections.ts";
import { always, own, type GraphqlContext, type Models } from "../graphql/models.ts";
import { search, type SearchKeys } from "../graphql/search-query.ts";
import { numericId } from "../ids.ts";
import type { StoredLine, StoredOrder } from "../order-state.ts";
import type { ShopState, StoredAddress, StoredLocation } from "../shop-state.ts";
import { orderOfLine, variantOfLine } from "./line-items.ts";
import { moneyBag } from "./money.ts";
import { weightOf } from "./products.ts";

type FulfillmentOrdersArgs = ConnectionArgs & { query?: string | null; sortKey?: string | null; includeClosed?: boolean | null };
type Context = GraphqlContext;

const searchKeys: SearchKeys<StoredFulfillmentOrder> = {
  exact: {
    id: (fulfillmentOrder) => numericId(fulfillmentOrder.id),
    status: (fulfillmentOrder) => fulfillmentOrder.status,
    updated_at: (fulfillmentOrder) => fulfillmentOrder.updatedAt,
    assigned_location_id: (fulfillmentOrder) => numericId(fulfillmentOrder.locationId),
  },
  text: () => [],
};

function orderOf(shop: ShopState, fulfillmentOrder: StoredFulfillmentOrder): StoredOrder {
  const order = shop.orders.find((candidate) => candidate.id === fulfillmentOrder.orderId);
  if (!order) throw new Error(`${fulfillmentOrder.id} belongs to no order`);
  return order;
}

function locationOf(shop: ShopState, fulfillmentOrder: StoredFulfillmentOrder): StoredLocation {
  const location = shop.locations.find((candidate) => candidate.id === fulfillmentOrder.locationId);
  if (!location) throw new Error(`${fulfillmentOrder.id} is assigned to no location`);
  return location;
}

function storedLine(line: StoredFulfillmentOrderLine, shop: ShopState): StoredLine {
  return lineOf(orderOfLine(shop, line.lineItemId), line.lineItemId);
}

type LineFact = (line: StoredLine, shop: ShopState) => unknown;

function fromLine(fact: LineFact) {
  return (line: StoredFulfillmentOrderLine, _args: unknown, { shop }: Context) => fact(storedLine(line, shop), shop);
}

const unitPrice: LineFact = (line, shop) => moneyBag(orderOfLine(shop, line.id), line.unitPriceMinor);

export const fulfillmentOrderModels: Models = {
  QueryRoot: {
    fulfillmentOrder: (_root: unknown, { id }: { id: string }, { shop }: Context) =>
      shop.fulfillmentOrders.find((candidate) => candidate.id === id) ?? null,
    fulfillmentOrders: (_root: unknown, args: FulfillmentOrdersArgs, { shop }: Context) => {
      const isClosedToo = args.includeClosed === true;
      const listed = shop.fulfillmentOrders.filter((candidate) => isClosedToo || isOpen(candidate));
      const sortValue = args.sortKey === "UPDATED_AT" ? (candidate: StoredFulfillmentOrder) => candidate.updatedAt : byId;
      return connect(search(listed, args.query, searchKeys), args, sortValue);
    },
    manualHoldsFulfillmentOrders: (_root: unknown, args: ConnectionArgs & { query?: string | null }, { shop }: Context) =>
      connect(search(shop.fulfillmentOrders.filter((one) => one.status === "ON_HOLD"), args.query, searchKeys), args, byId),
  },
  FulfillmentOrder: {
    ...own<StoredFulfillmentOrder>("id", "status", "requestStatus", "createdAt", "updatedAt", "orderId"),
    fulfillAt: (fulfillmentOrder: StoredFulfillmentOrder) => fulfillmentOrder.createdAt,
    fulfillBy: ({ fulfillBy }: StoredFulfillmentOrder) => fulfillBy ?? null,
    order: (fulfillmentOrder: StoredFulfillmentOrder, _args: unknown, { shop }: Context) => orderOf(shop, fulfillmentOrder),
    orderName: (fulfillmentOrder: StoredFulfillmentOrder, _args: unknown, { shop }: Context) => orderOf(shop, fulfillmentOrder).name,
    orderProcessedAt: (fulfillmentOrder: StoredFulfillmentOrder, _args: unknown, { shop }: Context) => orderOf(shop, fulfillmentOrder).processedAt,
    assignedLocation: (fulfillmentOrder: StoredFulfillmentOrder, _args: unknown, { shop }: Context) => locationOf(shop, fulfillmentOrder),
    supportedActions: (fulfillmentOrder: StoredFulfillmentOrder, _args: unknown, { shop }: Context) =>
      actionsOf(shop, fulfillmentOrder).map((action) => ({ action, externalUrl: null })),
    fulfillmentHolds: (fulfillmentOrder: StoredFulfillmentOrder) => fulfillmentOrder.holds,
    deliveryMethod: (fulfillmentOrder: StoredFulfillmentOrder, _args: unknown, { shop }: Context) => ({
      id: fulfillmentOrder.deliveryMethodId,
      methodType: "SHIPPING",
      presentedName: orderOf(shop, fulfillmentOrder).shippingLine?.title ?? null,
      serviceCode: orderOf(shop, fulfillmentOrder).shippingLine?.code ?? null,
      minDeliveryDateTime: null, maxDeliveryDateTime: null, additionalInformation: null,
    }),
    destination: (fulfillmentOrder: StoredFulfillmentOrder, _args: unknown, { shop }: Context) => {
      const { shippingAddress, email } = orderOf(shop, fulfillmentOrder);
      return shippingAddress === null ? null : { ...shippingAddress, id: fulfillmentOrder.destinationId, email };
    },
    fulfillmentOrdersForMerge: (fulfillmentOrder: StoredFulfillmentOrder, args: ConnectionArgs, { shop }: Context) => connect(mergeable(shop, fulfillmentOrder), args),
    locationsForMove: (fulfillmentOrder: StoredFulfillmentOrder, args: ConnectionArgs, { shop }: Context) =>
      connect(shop.locations.filter((location) => location.isActive && location.id !== fulfillmentOrder.locationId), args),
    lineItems: (fulfillmentOrder: StoredFulfillmentOrder, args: ConnectionArgs) => connect(fulfillmentOrder.lines, args),
    fulfillments: (fulfillmentOrder: StoredFulfillmentOrder, args: ConnectionArgs, { shop }: Context) => connect(
      shop.fulfillments.filter((made) => made.sources.some((source) => source.fulfillmentOrderId === fulfillmentOrder.id)), args),
  },
  FulfillmentOrderAssignedLocation: {
    location: (location: StoredLocation) => location,
    name: (location: StoredLocation) => location.name,
    address1: ({ address }: StoredLocation) => address.address1,
    address2: ({ address }: StoredLocation) => address.address2,
    city: ({ address }: StoredLocation) => address.city,
    countryCode: ({ address }: StoredLocation) => address.countryCode,
    phone: ({ address }: StoredLocation) => address.phone,
    province: ({ address }: StoredLocation) => address.province,
    zip: ({ address }: StoredLocation) => address.zip,
  },
  FulfillmentOrderSupportedAction: own<{ action: string; externalUrl: null }>("action", "externalUrl"),
  DeliveryMethod: own<Record<string, unknown>>(
    "id", "methodType", "presentedName", "serviceCode", "minDeliveryDateTime", "maxDeliveryDateTime", "additionalInformation"),
  DeliveryMethodAdditionalInformation: own<Record<string, unknown>>("instructions", "phone"),
  FulfillmentOrderDestination: own<StoredAddress & { id: string; email: string | null }>(
    "id", "firstName", "lastName", "company", "address1", "address2", "city", "province", "zip", "countryCode", "phone", "email"),
  FulfillmentOrderLocationForMove: {
    location: (location: StoredLocation) => location,
    movable: always(true),
    message: always(null),
    availableLineItemsCount: always({ count: 0, precision: "EXACT" }),
  },
  Count: own<{ count: number; precision: string }>("count", "precision"),
  FulfillmentOrderLineItem: {
    ...own<StoredFulfillmentOrderLine>("id", "totalQuantity", "remainingQuantity"),
    lineItem: fromLine((line) => line),
    inventoryItemId: fromLine((line, shop) => variantOfLine(shop, line)?.inventoryItemId ?? null),
    sku: fromLine((line) => line.sku),
    productTitle: fromLine((line) => line.title),
    variantTitle: fromLine((line) => line.variantTitle),
    vendor: fromLine((line) => line.vendor),
    requiresShipping: fromLine((line) => line.requiresShipping),
    weight: fromLine((line) => weightOf(line)),
    variant: fromLine((line, shop) => variantOfLine(shop, line)),
    originalUnitPriceSet: fromLine(unitPrice),
    financialSummaries: (line: StoredFulfillmentOrderLine, _args: unknown, { shop }: Context) =>
      [{ unitPrice: unitPrice(storedLine(line, shop), shop), quantity: line.totalQuantity }],
  },
  FulfillmentOrderLineItemFinancialSummary: {
    approximateDiscountedUnitPriceSet: ({ unitPrice: price }: { unitPrice: unknown }) => price,
    originalUnitPriceSet: ({ unitPrice: price }: { unitPrice: unknown }) => price,
    quantity: ({ quantity }: { quantity: number }) => quantity,
  },
  ...connectionModels(
    "FulfillmentOrderLineItem", "FulfillmentOrderMerchantRequest", "FulfillmentOrderLocationForMove", "Fulfillment"),
};
