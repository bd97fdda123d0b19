// Is it this shop's order, and still so? One call vouches for up to fifty; nothing is bought before.
// Little is asked: three points of the shop's budget an order (details come from the signed body).
import { z } from "zod";
import { getMerchant } from "../merchants/store.server.ts";
import { lockOrder, type Database, type ShopTransaction } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import { openProblem } from "../problems/store.server.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { ordersForConfirmation } from "../shopify/graphql/orders.ts";
import { saveRisk } from "./doubt-store.server.ts";
import { riskFromAdmin, type AdminRisk } from "./from-admin-doubts.ts";
import { settleHolds } from "./settle-holds.server.ts";
import { dropForeignOrder, listUnconfirmed, saveConfirmation, type Unconfirmed } from "./store.server.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date };
type Input = { shopId: string };

export type ConfirmOutcome = {
  /** Ours, for the orders that may go on. */
  readonly orderIds: string[];
  /** Shopify's ids of orders that are younger there than our copy. */
  readonly outdated: string[];
  /** Shopify's ids of orders that Shopify itself holds as a whole. */
  readonly onHold: string[];
  readonly hasMore: boolean;
};

const batch = 50;
/** Pages of one run; what is beyond them comes in the next. */
const mostPages = 10;
type Vouched = { id: string; updatedAt: string; currentSubtotalLineItemsQuantity: number; displayFulfillmentStatus: string; risk: AdminRisk };

export const confirmOrders: Step<Tools, Input, ConfirmOutcome> = {
  name: "confirm-orders",
  input: z.object({ shopId: z.string() }),
  run: async ({ database, admin, now }, { shopId }) => {
    const merchant = await database.inShop(shopId, getMerchant);
    const shop = { id: shopId, domain: merchant.domain };
    const found: Found[] = [];
    let after: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const orders = await database.inShop(shopId, (tx) => listUnconfirmed(tx, batch, after));
      if (orders.length > 0) found.push(...(await ask(admin, shop, orders)));
      after = orders.length === batch ? orders.at(-1)?.id : undefined;
      if (after === undefined) break;
    }
    return async (tx) => {
      const outcome: ConfirmOutcome = { orderIds: [], outdated: [], onHold: [], hasMore: false };
      for (const one of found) await judge(tx, { ...one, at: now() }, outcome);
      // Orders that could not be confirmed now stand first again; going on at once helps only when some were.
      return { ...outcome, hasMore: after !== undefined && outcome.orderIds.length > 0 };
    };
  },
};

type Found = { order: Unconfirmed; node: Vouched | undefined };

async function ask(admin: AdminApi, shop: ShopAddress, orders: readonly Unconfirmed[]): Promise<Found[]> {
  const { nodes } = await admin.query(shop, ordersForConfirmation, { ids: orders.map((order) => order.shopifyOrderId) });
  const vouched = new Map(nodes.flatMap((node) => (node?.__typename === "Order" ? [[node.id, node] as const] : [])));
  return orders.map((order) => ({ order, node: vouched.get(order.shopifyOrderId) }));
}

async function judge(tx: ShopTransaction, found: Found & { at: Date }, outcome: ConfirmOutcome) {
  const { order, node } = found;
  if (!node) {
    await dropForeignOrder(tx, order.id);
    await openProblem(tx, { key: `foreign:${order.shopifyOrderId}`, code: "order_not_in_shop", params: { order: order.shopifyOrderId }, whoActs: "DAIFA" });
  } else if (new Date(node.updatedAt) > order.shopifyUpdatedAt) {
    outcome.outdated.push(order.shopifyOrderId);
  } else {
    const isOurs = await saveConfirmation(tx, order, { at: found.at, units: node.currentSubtotalLineItemsQuantity });
    if (!isOurs) return;
    await noteRisk(tx, order, { node, at: found.at });
    if (node.displayFulfillmentStatus === "ON_HOLD") outcome.onHold.push(order.shopifyOrderId);
    else outcome.orderIds.push(order.id);
  }
}

/** Told by no webhook of the order, so it is looked at before the first decision; most orders have none, or the same as before. */
async function noteRisk(tx: ShopTransaction, { id, risk: before }: Unconfirmed, { node, at }: { node: Vouched; at: Date }): Promise<void> {
  const risk = riskFromAdmin(node.risk);
  if (risk?.level === before?.level && risk?.recommendation === before?.recommendation) return;
  await lockOrder(tx, id);
  await saveRisk(tx, id, { risk, at });
  await settleHolds(tx, id, at);
}
