// What work orders and fulfillments does Shopify have of this order, right now? Read late, so that it is always true.
import { MerchantError } from "../platform/errors.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { fulfillmentOrderLineItems, openFulfillmentOrders } from "../shopify/graphql/fulfillment-orders.ts";
import { fulfillmentsOfOrder, linesOfFulfillment } from "../shopify/graphql/fulfillments.ts";
import type { FulfillmentOrder, KnownFulfillment } from "./fulfillment.ts";
import { isSameNumber } from "./plan-fulfillment.ts";

export async function readFulfillmentOrders(admin: AdminApi, shop: ShopAddress, shopifyOrderId: string): Promise<FulfillmentOrder[]> {
  const found: FulfillmentOrder[] = [];
  let after: string | null = null;
  do {
    const page: FulfillmentOrdersPage = await readPage(admin, shop, { orderId: shopifyOrderId, after });
    found.push(...page.orders);
    after = page.next;
  } while (after !== null);
  return found;
}

type FulfillmentOrdersPage = { orders: FulfillmentOrder[]; next: string | null };

async function readPage(admin: AdminApi, shop: ShopAddress, variables: { orderId: string; after: string | null }): Promise<FulfillmentOrdersPage> {
  const { order } = await admin.query(shop, openFulfillmentOrders, variables);
  if (!order) throw new MerchantError("order_gone_from_shopify");
  const { nodes, pageInfo } = order.fulfillmentOrders;
  const orders: FulfillmentOrder[] = [];
  for (const node of nodes) {
    const rest = await readLinesAfter(admin, shop, { id: node.id, ...node.lineItems.pageInfo });
    orders.push({
      id: node.id,
      status: node.status,
      locationId: node.assignedLocation.location?.id ?? null,
      supportedActions: node.supportedActions.map(({ action }) => action),
      holdReasons: node.fulfillmentHolds.map((hold) => hold.reasonNotes || hold.reason),
      lines: [...node.lineItems.nodes.map(toLine), ...rest],
    });
  }
  return { orders, next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null };
}

type LinePage = { id: string; hasNextPage: boolean; endCursor?: string | null | undefined };
type LineNode = { id: string; remainingQuantity: number; lineItem: { id: string } };

async function readLinesAfter(admin: AdminApi, shop: ShopAddress, page: LinePage): Promise<FulfillmentOrder["lines"]> {
  if (!page.hasNextPage || !page.endCursor) return [];
  const { fulfillmentOrder } = await admin.query(shop, fulfillmentOrderLineItems, { id: page.id, after: page.endCursor });
  if (!fulfillmentOrder) return [];
  const { nodes, pageInfo } = fulfillmentOrder.lineItems;
  return [...nodes.map(toLine), ...(await readLinesAfter(admin, shop, { id: page.id, ...pageInfo }))];
}

const toLine = (line: LineNode) => ({ id: line.id, shopifyLineItemId: line.lineItem.id, remainingQuantity: line.remainingQuantity });

/** Those that bear this tracking number, with their lines: what an attempt without an answer may have made. */
export async function readFulfillments(admin: AdminApi, shop: ShopAddress, parcel: { shopifyOrderId: string; trackingNumber: string }): Promise<KnownFulfillment[]> {
  const { order } = await admin.query(shop, fulfillmentsOfOrder, { orderId: parcel.shopifyOrderId });
  if (!order) throw new MerchantError("order_gone_from_shopify");
  const known: KnownFulfillment[] = [];
  for (const { id, name, status, trackingInfo } of order.fulfillments) {
    const trackingNumbers = trackingInfo.flatMap((info) => info.number ?? []);
    if (!trackingNumbers.some((number) => isSameNumber(number, parcel.trackingNumber))) continue;
    const { fulfillment } = await admin.query(shop, linesOfFulfillment, { id });
    const lines = fulfillment?.fulfillmentLineItems.nodes ?? [];
    known.push({ id, name, status, trackingNumbers, lines: lines.map((line) => ({ shopifyLineItemId: line.lineItem.id, quantity: line.quantity ?? 0 })) });
  }
  return known;
}
