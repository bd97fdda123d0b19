// From what is it judged whether an order is held: the merchant's limits, disputes, where its units stand, and its twin?
import { findVariants } from "../catalog/store.server.ts";
import { getHoldSettings } from "../merchants/store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { unitsIn, type Allocation } from "./allocation.ts";
import { occasionOf } from "./conditions.ts";
import { findHoldRule } from "./hold-rule.ts";
import { loadHoldRules } from "./hold-rules-store.server.ts";
import type { HoldFacts } from "./order-holds.ts";
import type { SavedOrder } from "./order.ts";

export async function loadHoldFacts(tx: ShopTransaction, order: SavedOrder, { rows, at }: { rows: readonly Allocation[]; at: Date }): Promise<HoldFacts> {
  const settings = await getHoldSettings(tx);
  const openUnits = unitsIn(rows, "WAITING", "NEEDS_YOU");
  return {
    heldByMerchant: order.heldByMerchant, settings, risk: order.risk, now: at, openUnits,
    unshippedUnits: openUnits + unitsIn(rows, "WITH_SUPPLIER"),
    disputes: await tx.db.orderDispute.findMany({ where: { orderId: order.id }, select: { kind: true, status: true }, orderBy: { id: "asc" } }),
    rule: openUnits > 0 ? await findRule(tx, order) : null,
    twin: settings.duplicateWindowMinutes > 0 && openUnits > 0 ? await findTwin(tx, order, settings.duplicateWindowMinutes) : null,
  };
}

/** By the whole order and all of its products. */
async function findRule(tx: ShopTransaction, order: SavedOrder): Promise<string | null> {
  const rules = (await loadHoldRules(tx)).filter(({ isOn }) => isOn);
  if (rules.length === 0) return null;
  const variants = await findVariants(tx, order.lines.flatMap((line) => line.shopifyVariantId ?? []));
  return findHoldRule(rules, occasionOf(order, variants.map(({ productTags, collections }) => ({ tags: productTags, collections }))));
}

/** The latest order before this one, of the same buyer, for the same goods, that is still wanted. */
async function findTwin(tx: ShopTransaction, order: SavedOrder, minutes: number): Promise<string | null> {
  const buyer = [
    ...(order.shopifyCustomerId === null ? [] : [{ shopifyCustomerId: order.shopifyCustomerId }]),
    ...(order.email === null ? [] : [{ email: order.email }]),
  ];
  if (buyer.length === 0) return null;
  const earlier = await tx.db.order.findMany({
    where: {
      OR: buyer, orderNumber: { lt: order.orderNumber }, placedAt: { gte: new Date(order.placedAt.getTime() - minutes * 60_000), lte: order.placedAt },
      cancelledAt: null, redactedAt: null, isTest: order.isTest, financialStatus: { notIn: ["REFUNDED", "VOIDED", "EXPIRED"] },
    },
    select: { name: true, lines: { select: { shopifyVariantId: true, title: true, currentQuantity: true } } },
    orderBy: { orderNumber: "desc" }, take: 20,
  });
  return earlier.find((one) => goodsOf(one.lines) === goodsOf(order.lines))?.name ?? null;
}

type Line = { readonly shopifyVariantId: string | null; readonly title: string; readonly currentQuantity: number };

const goodsOf = (lines: readonly Line[]): string =>
  JSON.stringify(lines.filter((line) => line.currentQuantity > 0).map((line) => `${line.currentQuantity} ${line.shopifyVariantId ?? line.title}`).toSorted());
