// Is it this shop's order, and still so? One call vouches for up to fifty; nothing is bought before.
// Scalars only: about one point of the shop's budget an order (details come from the signed body).
import { z } from "zod";
import { getMerchant } from "../merchants/store.server.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import { openProblem } from "../problems/store.server.ts";
import type { AdminApi } from "../shopify/admin.server.ts";
import { ordersForConfirmation } from "../shopify/graphql/orders.ts";
import { dropForeignOrder, listUnconfirmed, saveConfirmation, type Unconfirmed } from "./store.server.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date };
type Input = { shopId: string };

export type ConfirmOutcome = {
  /** Ours, for the orders that may go on. */
  readonly orderIds: string[];
  /** Shopify's ids of orders that are younger there than our copy. */
  readonly outdated: string[];
  readonly hasMore: boolean;
};

const batch = 50;
type Vouched = { id: string; updatedAt: string; currentSubtotalLineItemsQuantity: number };

export const confirmOrders: Step<Tools, Input, ConfirmOutcome> = {
  name: "confirm-orders",
  input: z.object({ shopId: z.string() }),
  run: async ({ database, admin, now }, { shopId }) => {
    const { merchant, orders } = await database.inShop(shopId, async (tx) => ({ merchant: await getMerchant(tx), orders: await listUnconfirmed(tx, batch) }));
    if (orders.length === 0) return async () => ({ orderIds: [], outdated: [], hasMore: false });
    const shop = { id: shopId, domain: merchant.domain };
    const { nodes } = await admin.query(shop, ordersForConfirmation, { ids: orders.map((order) => order.shopifyOrderId) });
    const vouched = new Map(nodes.flatMap((node) => (node?.__typename === "Order" ? [[node.id, node] as const] : [])));
    return async (tx) => {
      const outcome: ConfirmOutcome = { orderIds: [], outdated: [], hasMore: orders.length === batch };
      for (const order of orders) await judge(tx, { order, node: vouched.get(order.shopifyOrderId), at: now() }, outcome);
      return outcome;
    };
  },
};

async function judge(tx: ShopTransaction, found: { order: Unconfirmed; node: Vouched | undefined; at: Date }, outcome: ConfirmOutcome) {
  const { order, node } = found;
  if (!node) {
    await dropForeignOrder(tx, order.id);
    await openProblem(tx, { key: `foreign:${order.shopifyOrderId}`, code: "order_not_in_shop", params: { order: order.shopifyOrderId }, whoActs: "DAIFA" });
  } else if (new Date(node.updatedAt) > order.shopifyUpdatedAt) {
    outcome.outdated.push(order.shopifyOrderId);
  } else {
    await saveConfirmation(tx, order.id, { at: found.at, units: node.currentSubtotalLineItemsQuantity });
    outcome.orderIds.push(order.id);
  }
}
