// What does Shopify ask of the app right now? Read from the fulfillment orders themselves: a callback only says that there is something.
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { assignedFulfillmentOrders, requestedFulfillmentOrder } from "../shopify/graphql/fulfillment-requests.ts";
import { fulfillmentOrderLineItems } from "../shopify/graphql/fulfillment-orders.ts";
import type { AssignedLine, AssignedOrder, RequestKind } from "./request.ts";

const statusOf = { FULFILLMENT: "FULFILLMENT_REQUESTED", CANCELLATION: "CANCELLATION_REQUESTED" } as const;

/** Shopify's ids of the fulfillment orders that wait for an answer of this kind. */
export async function listAsked(admin: AdminApi, shop: ShopAddress, kind: RequestKind): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  do {
    const page: { nodes: readonly { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } =
      (await admin.query(shop, assignedFulfillmentOrders, { status: statusOf[kind], after })).assignedFulfillmentOrders;
    found.push(...page.nodes.map(({ id }) => id));
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return found;
}

export async function readAssigned(admin: AdminApi, shop: ShopAddress, id: string): Promise<AssignedOrder | undefined> {
  const { fulfillmentOrder: one } = await admin.query(shop, requestedFulfillmentOrder, { id });
  if (!one) return undefined;
  const { nodes, pageInfo } = one.lineItems;
  return {
    id: one.id, shopifyOrderId: one.orderId, status: one.status, requestStatus: one.requestStatus,
    locationId: one.assignedLocation.location?.id ?? null,
    asked: one.merchantRequests.nodes.map(({ kind, message, sentAt }) => ({ kind: kind === "CANCELLATION_REQUEST" ? "CANCELLATION" : "FULFILLMENT", message: message ?? null, at: new Date(sentAt) })),
    lines: [...nodes.map(toLine), ...(await readRest(admin, shop, { id, ...pageInfo }))],
  };
}

type Page = { id: string; hasNextPage: boolean; endCursor?: string | null | undefined };
type LineNode = { id: string; totalQuantity: number; remainingQuantity: number; lineItem: { id: string } };

async function readRest(admin: AdminApi, shop: ShopAddress, page: Page): Promise<AssignedLine[]> {
  if (!page.hasNextPage || !page.endCursor) return [];
  const { fulfillmentOrder } = await admin.query(shop, fulfillmentOrderLineItems, { id: page.id, after: page.endCursor });
  if (!fulfillmentOrder) return [];
  const { nodes, pageInfo } = fulfillmentOrder.lineItems;
  return [...nodes.map(toLine), ...(await readRest(admin, shop, { id: page.id, ...pageInfo }))];
}

const toLine = ({ id, totalQuantity, remainingQuantity, lineItem }: LineNode): AssignedLine => ({ id, totalQuantity, remainingQuantity, shopifyLineItemId: lineItem.id });
