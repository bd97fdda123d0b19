// What was shipped of an order, by whomever, as Shopify has it right now?
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { everyFulfillmentOfOrder, wholeFulfillment } from "../shopify/graphql/fulfillments.ts";
import type { SeenFulfillment } from "./judge-fulfillments.ts";

export type SeenOrder = { readonly updatedAt: Date; readonly fulfillments: readonly SeenFulfillment[] };

type Head = { readonly id: string; readonly status: string; readonly updatedAt: Date };

/** Undefined when Shopify does not know the order. What a fulfillment holds is asked only where `isNews` says so. */
export async function readEveryFulfillment(admin: AdminApi, shop: ShopAddress, { shopifyOrderId, isNews }: { shopifyOrderId: string; isNews: (head: Head) => boolean }): Promise<SeenOrder | undefined> {
  const { order } = await admin.query(shop, everyFulfillmentOfOrder, { orderId: shopifyOrderId });
  if (!order) return undefined;
  const fulfillments: SeenFulfillment[] = [];
  for (const { id, name, status, createdAt, updatedAt } of order.fulfillments) {
    const head = { id, name, status, createdAt: new Date(createdAt), updatedAt: new Date(updatedAt) };
    if (isNews(head)) fulfillments.push({ ...head, ...(await readContents(admin, shop, id)) });
  }
  return { updatedAt: new Date(order.updatedAt), fulfillments };
}

type Contents = Pick<SeenFulfillment, "service" | "company" | "trackingNumbers" | "lines">;

async function readContents(admin: AdminApi, shop: ShopAddress, id: string): Promise<Contents> {
  const lines: { shopifyLineItemId: string; quantity: number }[] = [];
  let about: Omit<Contents, "lines"> = { service: null, company: null, trackingNumbers: [] };
  for (let after: string | null | undefined = null; ; ) {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(admin, shop, { id, after });
    if (!page) break;
    // What no service sent reads "Manual", which names nobody.
    const service = page.service?.type === "THIRD_PARTY" ? page.service.serviceName : null;
    about = { service, company: page.trackingInfo[0]?.company ?? null, trackingNumbers: page.trackingInfo.flatMap(({ number }) => number || []) };
    lines.push(...page.fulfillmentLineItems.nodes.map((line) => ({ shopifyLineItemId: line.lineItem.id, quantity: line.quantity ?? 0 })));
    after = page.fulfillmentLineItems.pageInfo.endCursor;
    if (!page.fulfillmentLineItems.pageInfo.hasNextPage || !after) break;
  }
  return { ...about, lines };
}

async function readPage(admin: AdminApi, shop: ShopAddress, variables: { id: string; after: string | null }) {
  return (await admin.query(shop, wholeFulfillment, variables)).fulfillment;
}
