// Which lines of an order are held in Shopify now, and why? A line counts as held when any of its units is.
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { fulfillmentOrderLineItems, heldFulfillmentOrders } from "../shopify/graphql/fulfillment-orders.ts";

/** Shopify's own word, and what whoever holds it has written beside. */
export type HeldInShopify = { readonly reason: string; readonly text: string };

const longestNote = 200;

/** By Shopify's id of the line. Undefined: the shop does not know the order. */
export async function fetchShopifyHolds(admin: AdminApi, shop: ShopAddress, shopifyOrderId: string): Promise<Map<string, HeldInShopify> | undefined> {
  const held = new Map<string, HeldInShopify>();
  let after: string | null = null;
  do {
    const page: Page | undefined = await fetchPage(admin, shop, { orderId: shopifyOrderId, after });
    if (!page) return undefined;
    for (const { id, hold, lines, rest } of page.onHold) {
      const open = [...lines, ...(await fetchRest(admin, shop, { id, after: rest }))].filter((line) => line.remainingQuantity > 0);
      open.forEach((line) => held.set(line.lineItem.id, hold));
    }
    after = page.next;
  } while (after !== null);
  return held;
}

type Line = { readonly remainingQuantity: number; readonly lineItem: { readonly id: string } };
type OnHold = { readonly id: string; readonly hold: HeldInShopify; readonly lines: readonly Line[]; readonly rest: string | null };
type Page = { readonly onHold: readonly OnHold[]; readonly next: string | null };

async function fetchPage(admin: AdminApi, shop: ShopAddress, variables: { orderId: string; after: string | null }): Promise<Page | undefined> {
  const { order } = await admin.query(shop, heldFulfillmentOrders, variables);
  if (!order) return undefined;
  const { nodes, pageInfo } = order.fulfillmentOrders;
  const onHold = nodes.filter(({ status }) => status === "ON_HOLD").map(({ id, fulfillmentHolds: [first], lineItems }): OnHold => ({
    id, lines: lineItems.nodes, rest: nextOf(lineItems.pageInfo),
    hold: { reason: first?.reason ?? "OTHER", text: (first?.reasonNotes ?? "").slice(0, longestNote) },
  }));
  return { onHold, next: nextOf(pageInfo) };
}

const nextOf = ({ hasNextPage, endCursor }: { hasNextPage: boolean; endCursor?: string | null | undefined }): string | null => (hasNextPage ? (endCursor ?? null) : null);

async function fetchRest(admin: AdminApi, shop: ShopAddress, { id, after }: { id: string; after: string | null }): Promise<Line[]> {
  if (after === null) return [];
  const { fulfillmentOrder } = await admin.query(shop, fulfillmentOrderLineItems, { id, after });
  if (!fulfillmentOrder) return [];
  const { nodes, pageInfo } = fulfillmentOrder.lineItems;
  return [...nodes, ...(await fetchRest(admin, shop, { id, after: nextOf(pageInfo) }))];
}
