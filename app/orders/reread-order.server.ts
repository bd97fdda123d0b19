// What does Shopify say of this order right now? Asked when a message told only that something changed,
// when a confirmation found our copy too old, and when a person presses "check again".
import { z } from "zod";
import { getMerchant } from "../merchants/store.server.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { MerchantError } from "../platform/errors.ts";
import { keepMessage } from "../platform/messages.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import type { Step } from "../platform/step.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { orderDetails, orderLineItems } from "../shopify/graphql/orders.ts";
import { markDeleted, markFound } from "./deleted-order.server.ts";
import { saveDisputes, saveRisk } from "./doubt-store.server.ts";
import { disputesFromAdmin, riskFactsFromAdmin, riskFromAdmin, type AdminRisk } from "./from-admin-doubts.ts";
import { orderFromAdmin } from "./from-admin.ts";
import { saveImport, type ImportedOrder } from "./save-import.server.ts";
import { settleHolds } from "./settle-holds.server.ts";
import { findOrderByShopifyId, isRedacted, saveConfirmation } from "./store.server.ts";

type Tools = { readonly database: Database; readonly sealer: Sealer; readonly admin: AdminApi; readonly now: () => Date };
const inputSchema = z.object({
  shopId: z.string(),
  shopifyOrderId: z.string(),
  /** Only if no younger message has been confirmed meanwhile: most often the next webhook is faster. */
  ifUnconfirmed: z.boolean().exactOptional(),
});
type Input = z.infer<typeof inputSchema>;

export type RereadOutcome = ({ kind: "imported" } & ImportedOrder) | { kind: "not_in_shop" | "confirmed_meanwhile" };

export const rereadOrder: Step<Tools, Input, RereadOutcome> = {
  name: "reread-order",
  input: inputSchema,
  run: async ({ database, sealer, admin, now }, { shopId, shopifyOrderId, ifUnconfirmed = false }) => {
    const { merchant, known } = await database.inShop(shopId, async (tx) => ({ merchant: await getMerchant(tx), known: await findOrderByShopifyId(tx, shopifyOrderId) }));
    if (ifUnconfirmed && known?.confirmedAt) return async () => ({ kind: "confirmed_meanwhile" });
    const shop = { id: shopId, domain: merchant.domain };
    const node = await readWhole(admin, shop, shopifyOrderId);
    if (!node) {
      return async (tx) => {
        await markDeleted(tx, shopifyOrderId, now());
        return { kind: "not_in_shop" };
      };
    }
    const read = orderFromAdmin(node, { currency: merchant.currency });
    if (read.kind === "unreadable") {
      throw new MerchantError("unreadable_order", { order: shopifyOrderId, where: read.reasons.map((reason) => reason.path).join(", ") });
    }
    return async (tx) => {
      if (await isRedacted(tx, shopifyOrderId)) return { kind: "not_in_shop" };
      const rawMessageId = await keepMessage(tx, { direction: "IN", channel: "SHOPIFY_ADMIN", title: "order", response: JSON.stringify(node) });
      const imported = await saveImport(tx, sealer, { order: read.order, rawMessageId, actor: { kind: "SHOPIFY" }, now: now(), isPartial: true });
      await markFound(tx, imported.orderId);
      await noteDoubts(tx, imported.orderId, { node, at: now() });
      if (imported.isNewer) await saveConfirmation(tx, { id: imported.orderId, shopifyUpdatedAt: read.order.shopifyUpdatedAt }, { at: now(), units: node.currentSubtotalLineItemsQuantity });
      return { kind: "imported", ...imported };
    };
  },
};

type Doubted = { readonly risk: AdminRisk; readonly disputes: Parameters<typeof disputesFromAdmin>[0] };

/** Also of an order that is no newer: neither a risk nor a dispute need change it. */
async function noteDoubts(tx: ShopTransaction, orderId: string, { node, at }: { node: Doubted; at: Date }): Promise<void> {
  await saveRisk(tx, orderId, { risk: riskFromAdmin(node.risk), facts: riskFactsFromAdmin(node.risk), at });
  await saveDisputes(tx, orderId, { disputes: disputesFromAdmin(node.disputes), at });
  await settleHolds(tx, orderId, at);
}

/** All lines: the first twenty come with the order, the rest page by page. */
async function readWhole(admin: AdminApi, shop: ShopAddress, id: string) {
  const { order } = await admin.query(shop, orderDetails, { id });
  if (!order) return undefined;
  const nodes = [...order.lineItems.nodes];
  let page = order.lineItems.pageInfo;
  while (page.hasNextPage && page.endCursor) {
    const { order: more } = await admin.query(shop, orderLineItems, { id, after: page.endCursor });
    if (!more) break;
    nodes.push(...more.lineItems.nodes);
    page = more.lineItems.pageInfo;
  }
  return { ...order, lineItems: { ...order.lineItems, nodes } };
}
