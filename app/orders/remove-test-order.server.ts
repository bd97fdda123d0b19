// The test order has shown what it should: is it gone from the shop again? Its parcel is taken back, then it is cancelled
// (a job at Shopify), then deleted where Shopify allows it. Each run looks first, so that it may be run any number of times.
import { z } from "zod";
import { shopSubject } from "../merchants/merchant.ts";
import { getMerchant } from "../merchants/store.server.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import type { Save, Step } from "../platform/step.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { cancelTestFulfillment, cancelTestOrder, deleteTestOrder, testOrderStanding } from "../shopify/graphql/test-order.ts";
import { findOrder, findOrderByShopifyId } from "./store.server.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date };
const inputSchema = z.object({ shopId: z.string(), shopifyOrderId: z.string(), attempt: z.int() });
type Input = z.infer<typeof inputSchema>;

export type Removal = { readonly kind: "deleted" | "kept" | "cancelling"; readonly shopifyOrderId: string; readonly attempt: number };

/** Shopify's job and its webhook take seconds; after this many looks the order is left cancelled. */
const mostLooks = 20;

export const removeTestOrder: Step<Tools, Input, Removal> = {
  name: "remove-test-order",
  input: inputSchema,
  run: async ({ database, admin, now }, { shopId, shopifyOrderId, attempt }) => {
    const { domain, isOursCancelled } = await database.inShop(shopId, (tx) => load(tx, shopifyOrderId));
    const isLast = attempt >= mostLooks;
    const say = (kind: Removal["kind"]): Removal => ({ kind, shopifyOrderId, attempt });
    const shop = { id: shopId, domain };
    const { order } = await admin.query(shop, testOrderStanding, { id: shopifyOrderId });
    if (!order) return tell(say("deleted"), { text: "" }, now());
    if (order.cancelledAt === null) {
      const text = await cancel(admin, shop, order);
      return isLast ? tell(say("kept"), { text }, now()) : async () => say("cancelling");
    }
    // Deleted before we have heard of the cancelling, the order would look as if it had never been this shop's.
    if (!isOursCancelled && !isLast) return async () => say("cancelling");
    const { isDeleted, text } = await remove(admin, shop, shopifyOrderId);
    return tell(say(isDeleted ? "deleted" : "kept"), { text }, now());
  },
};

async function load(tx: ShopTransaction, shopifyOrderId: string): Promise<{ domain: string; isOursCancelled: boolean }> {
  const { domain } = await getMerchant(tx);
  const known = await findOrderByShopifyId(tx, shopifyOrderId);
  const order = known && (await findOrder(tx, known.id));
  return { domain, isOursCancelled: !order || (order.cancelledAt !== null && order.confirmedAt !== null) };
}

type Standing = { readonly id: string; readonly fulfillments: readonly { readonly id: string; readonly status: string }[] };

async function cancel(admin: AdminApi, shop: ShopAddress, order: Standing): Promise<string> {
  for (const { id } of order.fulfillments.filter(({ status }) => status === "SUCCESS")) await admin.mutate(shop, cancelTestFulfillment, { id });
  const { orderCancel } = await admin.mutate(shop, cancelTestOrder, { orderId: order.id });
  return orderCancel?.orderCancelUserErrors.map((error) => error.message).join(" ") ?? "";
}

async function remove(admin: AdminApi, shop: ShopAddress, orderId: string): Promise<{ isDeleted: boolean; text: string }> {
  const { orderDelete } = await admin.mutate(shop, deleteTestOrder, { orderId });
  return { isDeleted: Boolean(orderDelete?.deletedId), text: orderDelete?.userErrors.map((error) => error.message).join(" ") ?? "" };
}

function tell(removal: Removal, params: { text: string }, at: Date): Save<Removal> {
  return async (tx) => {
    const code = removal.kind === "deleted" ? "test_order_deleted" : "test_order_kept";
    await recordActivity(tx, { subject: "shop", subjectId: shopSubject, actor: system, code, params: { ...params, shopifyOrderId: removal.shopifyOrderId }, at });
    return removal;
  };
}
