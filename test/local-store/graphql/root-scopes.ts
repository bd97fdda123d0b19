// Which access scope does a root ask for? One of the listed ones is enough; a write scope includes its read scope.

import { GraphQLError } from "graphql";

const readFulfillmentOrders = [
  "read_merchant_managed_fulfillment_orders", "read_assigned_fulfillment_orders", "read_third_party_fulfillment_orders",
];
const writeFulfillments = [
  "write_merchant_managed_fulfillment_orders", "write_assigned_fulfillment_orders", "write_third_party_fulfillment_orders",
];
const answerRequests = ["write_assigned_fulfillment_orders"];
const moveFulfillmentOrders = ["write_merchant_managed_fulfillment_orders", "write_third_party_fulfillment_orders"];

const scopesOfRoot: Record<string, string[]> = {
  order: ["read_orders"],
  orders: ["read_orders"],
  ordersCount: ["read_orders"],
  orderClose: ["write_orders"],
  orderOpen: ["write_orders"],
  orderMarkAsPaid: ["write_orders"],
  orderCreate: ["write_orders"],
  orderUpdate: ["write_orders"],
  orderEditBegin: ["write_order_edits"],
  orderEditAddVariant: ["write_order_edits"],
  orderEditAddCustomItem: ["write_order_edits"],
  orderEditSetQuantity: ["write_order_edits"],
  orderEditCommit: ["write_order_edits"],
  refundCreate: ["write_orders"],
  orderCancel: ["write_orders"],
  orderDelete: ["write_orders"],
  product: ["read_products"],
  products: ["read_products"],
  productVariant: ["read_products"],
  productVariants: ["read_products"],
  inventoryItem: ["read_inventory"],
  inventoryItems: ["read_inventory"],
  inventoryLevel: ["read_inventory"],
  inventorySetQuantities: ["write_inventory"],
  inventorySetOnHandQuantities: ["write_inventory"],
  inventoryAdjustQuantities: ["write_inventory"],
  inventoryMoveQuantities: ["write_inventory"],
  inventoryActivate: ["write_inventory"],
  inventoryDeactivate: ["write_inventory"],
  inventoryItemUpdate: ["write_inventory"],
  deliveryProfiles: ["read_shipping"],
  location: ["read_locations"],
  locations: ["read_locations"],
  fulfillment: ["read_orders", ...readFulfillmentOrders],
  fulfillmentOrder: readFulfillmentOrders,
  fulfillmentOrders: readFulfillmentOrders,
  assignedFulfillmentOrders: ["read_assigned_fulfillment_orders"],
  manualHoldsFulfillmentOrders: readFulfillmentOrders,
  fulfillmentService: ["read_fulfillments", "read_assigned_fulfillment_orders"],
  fulfillmentServiceCreate: ["write_fulfillments"],
  fulfillmentServiceUpdate: ["write_fulfillments"],
  fulfillmentServiceDelete: ["write_fulfillments"],
  fulfillmentOrderSubmitFulfillmentRequest: moveFulfillmentOrders,
  fulfillmentOrderSubmitCancellationRequest: moveFulfillmentOrders,
  fulfillmentOrderAcceptFulfillmentRequest: answerRequests,
  fulfillmentOrderRejectFulfillmentRequest: answerRequests,
  fulfillmentOrderAcceptCancellationRequest: answerRequests,
  fulfillmentOrderRejectCancellationRequest: answerRequests,
  fulfillmentOrderClose: writeFulfillments,
  fulfillmentOrderOpen: moveFulfillmentOrders,
  fulfillmentOrderReportProgress: writeFulfillments,
  fulfillmentOrderReschedule: moveFulfillmentOrders,
  fulfillmentOrderSplit: writeFulfillments,
  fulfillmentOrderMerge: writeFulfillments,
  fulfillmentOrdersSetFulfillmentDeadline: writeFulfillments,
  fulfillmentOrderLineItemsPreparedForPickup: moveFulfillmentOrders,
  fulfillmentTrackingInfoUpdateV2: writeFulfillments,
  fulfillmentCreate: writeFulfillments,
  fulfillmentTrackingInfoUpdate: writeFulfillments,
  fulfillmentCancel: writeFulfillments,
  fulfillmentEventCreate: ["write_fulfillments", ...writeFulfillments],
  fulfillmentOrderHold: moveFulfillmentOrders,
  fulfillmentOrderReleaseHold: moveFulfillmentOrders,
  fulfillmentOrderMove: moveFulfillmentOrders,
  fulfillmentOrderCancel: moveFulfillmentOrders,
};

export function requireScope(root: string, granted: readonly string[]): void {
  const needed = scopesOfRoot[root];
  if (!needed || needed.some((scope) => holds(granted, scope))) return;
  const requiredAccess = needed.length === 1
    ? `\`${needed[0]}\` access scope.`
    : `One of the following access scopes: ${needed.map((scope) => `\`${scope}\``).join(", ")}.`;
  throw new GraphQLError(`Access denied for ${root} field. Required access: ${requiredAccess}`, {
    extensions: { code: "ACCESS_DENIED", documentation: "https://shopify.dev/api/usage/access-scopes", requiredAccess },
  });
}

function holds(granted: readonly string[], scope: string): boolean {
  return granted.includes(scope) || granted.includes(scope.replace(/^read_/, "write_"));
}

/** Every scope the app holds, with the read scopes its write scopes bring along. */
export function impliedScopes(scopes: readonly string[]): string[] {
  const implied = scopes.flatMap((scope) => (scope.startsWith("write_") ? [scope, scope.replace(/^write_/, "read_")] : [scope]));
  return [...new Set(implied)];
}
