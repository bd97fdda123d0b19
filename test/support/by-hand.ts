// What does a merchant do in Shopify's own admin: fulfill some units, cancel a fulfillment? As there, the app is told by webhooks alone.
import { cancelTestFulfillment } from "../../app/shopify/graphql/test-order.ts";
import { fulfillmentCreate } from "../../app/shopify/graphql/fulfillments.ts";
import type { TestWorld } from "./world.ts";

export type ByHand = { readonly sku: string; readonly quantity: number; readonly number?: string };

const bare = (gid: string): string => gid.slice(gid.lastIndexOf("/") + 1);

async function tell(world: TestWorld, topic: string, orderId: string, id: string): Promise<void> {
  await world.shop.sendWebhook({ topic, body: `{"id":${bare(id)},"order_id":${bare(orderId)}}` });
}

export async function routed(world: TestWorld, orderId: string): Promise<void> {
  for (let look = 0; look < 200 && (await world.shop.order(orderId)).routedAt === null; look += 1) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Returns Shopify's id of the fulfillment. `isTold: false`: the webhook gets lost. */
export async function fulfillByHand(world: TestWorld, orderId: string, { sku, quantity, number }: ByHand, { isTold = true } = {}): Promise<string> {
  await routed(world, orderId);
  const order = await world.shop.order(orderId);
  const line = order.lines.find((one) => one.sku === sku);
  const open = order.fulfillmentOrders.filter(({ status }) => status === "OPEN" || status === "IN_PROGRESS");
  const found = open.flatMap(({ id, lines }) => lines.map((one) => ({ id, line: one }))).find((one) => one.line.lineItemId === line?.id && one.line.remainingQuantity >= quantity);
  if (!found) throw new Error(`${order.name} has no ${quantity} open units of ${sku}`);
  const { fulfillmentCreate: answer } = await world.tools.admin.mutate({ id: world.shopId, domain: world.shop.domain }, fulfillmentCreate, {
    fulfillment: {
      lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: found.id, fulfillmentOrderLineItems: [{ id: found.line.id, quantity }] }],
      ...(number === undefined ? {} : { trackingInfo: { number, company: "UPS" } }),
    },
  });
  const id = answer?.fulfillment?.id ?? "";
  if (isTold) await tell(world, "fulfillments/create", orderId, id);
  return id;
}

export async function cancelByHand(world: TestWorld, orderId: string, fulfillmentId: string, { isTold = true } = {}): Promise<void> {
  await world.tools.admin.mutate({ id: world.shopId, domain: world.shop.domain }, cancelTestFulfillment, { id: fulfillmentId });
  if (isTold) await tell(world, "fulfillments/update", orderId, fulfillmentId);
}
