// Shopify, the merchant in its admin, or another app holds units of an order there: nothing of those lines is sent meanwhile.
// Messages tell of the first hold and of the last release only, so what is held is read whole.
import { z } from "zod";
import { getMerchant } from "../merchants/store.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import { lockOrder, type Database, type ShopTransaction } from "../platform/db.server.ts";
import { findInboxMessage } from "../platform/inbox-store.server.ts";
import type { Step } from "../platform/step.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { orderOfFulfillmentOrder } from "../shopify/graphql/fulfillment-orders.ts";
import { fulfillmentOrderPayload } from "../shopify/payloads/about-order.ts";
import { parseJsonExactly } from "../shopify/payloads/parse-json-exactly.ts";
import { fetchShopifyHolds, type HeldInShopify } from "./fetch-shopify-holds.server.ts";
import { listHolds, syncHolds } from "./hold-store.server.ts";
import { settleHolds } from "./settle-holds.server.ts";
import { findOrder, findOrderByShopifyId, isRedacted } from "./store.server.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date };
/** Of the order that is named, or that the message is about. */
const inputSchema = z.object({ shopId: z.string(), inboxId: z.uuid().exactOptional(), shopifyOrderId: z.string().exactOptional() });
type Input = z.infer<typeof inputSchema>;

export type ShopifyHoldsOutcome = { readonly kind: "read"; readonly orderId: string } | { readonly kind: "unknown_order"; readonly shopifyOrderId: string } | { readonly kind: "gone" };

export const readShopifyHolds: Step<Tools, Input, ShopifyHoldsOutcome> = {
  name: "read-shopify-holds",
  input: inputSchema,
  run: async ({ database, admin, now }, input) => {
    const shop = await database.inShop(input.shopId, async (tx) => ({ id: tx.shopId, domain: (await getMerchant(tx)).domain }));
    const shopifyOrderId = input.shopifyOrderId ?? (await orderOf({ database, admin }, shop, input.inboxId));
    const held = shopifyOrderId === undefined ? undefined : await fetchShopifyHolds(admin, shop, shopifyOrderId);
    if (shopifyOrderId === undefined || !held) return async () => ({ kind: "gone" });
    return async (tx) => await save(tx, { shopifyOrderId, held, at: now() });
  },
};

async function orderOf({ database, admin }: Pick<Tools, "database" | "admin">, shop: ShopAddress, inboxId: string | undefined): Promise<string | undefined> {
  const message = inboxId === undefined ? undefined : await findInboxMessage(database, inboxId);
  const parsed = message && parseJsonExactly(message.body);
  const payload = parsed?.ok ? fulfillmentOrderPayload.safeParse(parsed.value).data : undefined;
  if (!payload) return undefined;
  const { fulfillmentOrder } = await admin.query(shop, orderOfFulfillmentOrder, { id: payload.fulfillment_order.id });
  return fulfillmentOrder?.orderId;
}

type Read = { readonly shopifyOrderId: string; readonly held: ReadonlyMap<string, HeldInShopify>; readonly at: Date };

async function save(tx: ShopTransaction, { shopifyOrderId, held, at }: Read): Promise<ShopifyHoldsOutcome> {
  const known = await findOrderByShopifyId(tx, shopifyOrderId);
  if (!known) return { kind: "unknown_order", shopifyOrderId };
  await lockOrder(tx, known.id);
  const order = await findOrder(tx, known.id);
  if (!order || (await isRedacted(tx, shopifyOrderId))) return { kind: "gone" };
  const before = new Set((await listHolds(tx, order.id)).map(({ id }) => id));
  const findings = order.lines.flatMap((line) => {
    const params = held.get(line.shopifyLineItemId);
    return params ? [{ code: "shopify_hold", params: { ...params }, owner: "SHOPIFY" as const, lineItemId: line.id }] : [];
  });
  await syncHolds(tx, order.id, { codes: ["shopify_hold"], findings, at });
  await settleHolds(tx, order.id, at);
  for (const hold of (await listHolds(tx, order.id)).filter(({ id, code }) => code === "shopify_hold" && !before.has(id))) {
    const item = order.lines.find(({ id }) => id === hold.lineItemId)?.title ?? "";
    await recordActivity(tx, { subject: "order", subjectId: order.id, orderId: order.id, actor: { kind: "SHOPIFY" }, code: "line_held", params: { ...hold.params, hold: hold.code, item }, at });
  }
  return { kind: "read", orderId: order.id };
}
