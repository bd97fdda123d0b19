// The memory of orders: saved whole from each newer message of Shopify's, never from an older one.
import { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Params } from "../platform/errors.ts";
import { newId } from "../platform/ids.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { saveIdentities } from "./identity-store.server.ts";
import type { MerchantHold, Order, Risk, SavedOrder } from "./order.ts";
import { saveLines } from "./line-store.server.ts";
import { toAddressRow, toOrder, toOrderRow, toRisk } from "./rows.server.ts";

export const orderParts = {
  lines: { include: { properties: true }, orderBy: { position: "asc" } },
  address: true,
  attributes: true,
  discountCodes: true,
} satisfies Prisma.OrderInclude;

export type OrderToSave = {
  readonly order: Order;
  readonly rawMessageId: string;
  readonly importedAt: Date;
  /** Read from the Admin API, which does not give all that the signed body gave: what it leaves out is no news. */
  readonly isPartial?: boolean;
};

/**
 * Saves what the message says and returns the order's own id; a second run writes the same again.
 * `isNewer` is false, and nothing changes, when a younger message was saved before.
 */
export async function saveOrder(tx: ShopTransaction, sealer: Sealer, save: OrderToSave): Promise<{ orderId: string; isNewer: boolean; isNew: boolean }> {
  const { order } = save;
  const where = { shopId_shopifyOrderId: { shopId: tx.shopId, shopifyOrderId: order.shopifyOrderId } };
  const existing = await tx.db.order.findUnique({ where, select: { id: true, shopifyUpdatedAt: true, redactedAt: true } });
  if (existing && (existing.redactedAt || existing.shopifyUpdatedAt > order.shopifyUpdatedAt)) {
    return { orderId: existing.id, isNewer: false, isNew: false };
  }
  const orderId = existing?.id ?? newId();
  const known = toOrderRow(order);
  const row = { ...(save.isPartial && existing ? withoutSilence(known, signedBodyOnly) : known), rawMessageId: save.rawMessageId };
  await tx.db.order.upsert({
    where,
    update: row,
    create: { ...row, id: orderId, shopId: tx.shopId, shopifyOrderId: order.shopifyOrderId, importedAt: save.importedAt },
  });
  await saveParts(tx, sealer, { orderId, order, isPartial: save.isPartial ?? false });
  return { orderId, isNewer: true, isNew: !existing };
}

/** Facts that only the webhook's body carries. */
const signedBodyOnly = ["landingSite", "referringSite", "utmSource", "utmMedium", "utmCampaign", "dutiesMinor", "dutiesCurrency", "deliveryInstructions", "phone", "email", "shopifyCustomerId"] as const;
const addressBodyOnly = ["phone", "phoneE164", "phoneSource", "email"] as const;

/** Leaves out what the message is silent about, so that an update keeps it. */
function withoutSilence<Row extends object>(row: Row, names: readonly (keyof Row)[]): Row {
  const silent = new Set<PropertyKey>(names.filter((name) => row[name] === null));
  return Object.fromEntries(Object.entries(row).filter(([name]) => !silent.has(name))) as Row;
}

type Parts = { orderId: string; order: Order; isPartial: boolean };

async function saveParts(tx: ShopTransaction, sealer: Sealer, { orderId, order, isPartial }: Parts) {
  const owner = { shopId: tx.shopId, orderId };
  await saveLines(tx, { orderId, order, isPartial });
  await saveAddress(tx, { orderId, order, isPartial });
  await tx.db.orderAttribute.deleteMany({ where: { orderId } });
  await tx.db.orderAttribute.createMany({ data: order.attributes.map((attribute) => ({ ...attribute, ...owner, id: newId() })) });
  await tx.db.orderDiscountCode.deleteMany({ where: { orderId } });
  await tx.db.orderDiscountCode.createMany({ data: order.discountCodes.map((code) => ({ code, ...owner, id: newId() })) });
  await saveIdentities(tx, sealer, { orderId, identities: order.identities });
}

async function saveAddress(tx: ShopTransaction, { orderId, order, isPartial }: Parts) {
  if (!order.address) {
    await tx.db.orderAddress.deleteMany({ where: { orderId } });
    return;
  }
  const row = toAddressRow(order.address);
  await tx.db.orderAddress.upsert({
    where: { shopId_orderId: { shopId: tx.shopId, orderId } },
    update: isPartial ? withoutSilence(row, addressBodyOnly) : row,
    create: { ...row, shopId: tx.shopId, orderId, id: newId() },
  });
}

export async function findOrder(tx: ShopTransaction, orderId: string): Promise<SavedOrder | undefined> {
  const row = await tx.db.order.findUnique({ where: { shopId_id: { shopId: tx.shopId, id: orderId } }, include: orderParts });
  return row ? toOrder(row) : undefined;
}

export async function findOrderByShopifyId(tx: ShopTransaction, shopifyOrderId: string): Promise<{ id: string; name: string; confirmedAt: Date | null } | undefined> {
  const where = { shopId_shopifyOrderId: { shopId: tx.shopId, shopifyOrderId } };
  return (await tx.db.order.findUnique({ where, select: { id: true, name: true, confirmedAt: true } })) ?? undefined;
}

/** By the customer's wish: late messages about such an order are not kept, for they hold what was taken out. */
export async function isRedacted(tx: ShopTransaction, shopifyOrderId: string): Promise<boolean> {
  const where = { shopId_shopifyOrderId: { shopId: tx.shopId, shopifyOrderId } };
  return (await tx.db.order.findUnique({ where, select: { redactedAt: true } }))?.redactedAt != null;
}

export type Unconfirmed = { readonly id: string; readonly shopifyOrderId: string; readonly shopifyUpdatedAt: Date; readonly risk: Risk | null };

/** Orders that Shopify's own Admin API has not vouched for since their last message; oldest first, after the one given. */
export async function listUnconfirmed(tx: ShopTransaction, take: number, after?: string): Promise<Unconfirmed[]> {
  const rows = await tx.db.order.findMany({
    where: { confirmedAt: null, redactedAt: null, missingSince: null },
    select: { id: true, shopifyOrderId: true, shopifyUpdatedAt: true, riskLevel: true, riskRecommendation: true },
    // Our ids rise with time.
    orderBy: { id: "asc" },
    take,
    ...(after === undefined ? {} : { cursor: { shopId_id: { shopId: tx.shopId, id: after } }, skip: 1 }),
  });
  return rows.map(({ id, shopifyOrderId, shopifyUpdatedAt, ...row }) => ({ id, shopifyOrderId, shopifyUpdatedAt, risk: toRisk(row) }));
}

/** Vouches for the message of that instant only; false when a younger one was saved meanwhile. */
export async function saveConfirmation(tx: ShopTransaction, order: { id: string; shopifyUpdatedAt: Date }, confirmation: { at: Date; units: number }): Promise<boolean> {
  const { count } = await tx.db.order.updateMany({
    where: { id: order.id, shopifyUpdatedAt: order.shopifyUpdatedAt },
    data: { confirmedAt: confirmation.at, confirmedUnits: confirmation.units },
  });
  return count === 1;
}

export async function saveHold(tx: ShopTransaction, orderId: string, hold: { code: string; params: Params } | null): Promise<void> {
  await tx.db.order.update({
    where: { shopId_id: { shopId: tx.shopId, id: orderId } },
    data: toHoldRow(hold),
  });
}

/** A person's own hold, which `saveOrder` never writes. */
export async function saveMerchantHold(tx: ShopTransaction, orderId: string, hold: MerchantHold | null): Promise<void> {
  await tx.db.order.update({
    where: { shopId_id: { shopId: tx.shopId, id: orderId } },
    data: { heldByMerchantAt: hold?.at ?? null, heldByMerchantBy: hold?.by ?? null, heldByMerchantNote: hold?.note ?? null },
  });
}

/** Who is to ship what still waits, by a person's choice; null leaves it to the rules again. */
export async function saveChosenSupplier(tx: ShopTransaction, orderId: string, supplierId: string | null): Promise<void> {
  await tx.db.order.update({ where: { shopId_id: { shopId: tx.shopId, id: orderId } }, data: { chosenSupplierId: supplierId } });
}

function toHoldRow(hold: { code: string; params: Params } | null) {
  return { holdCode: hold?.code ?? null, holdParams: hold?.params ?? Prisma.DbNull };
}

/** An order that this shop's Admin API does not know: nothing of it stays but the raw message. One that suppliers already have is kept. */
export async function dropForeignOrder(tx: ShopTransaction, orderId: string): Promise<void> {
  const sent = await tx.db.allocation.count({ where: { orderId, supplierOrderLineId: { not: null } } });
  if (sent === 0) await tx.db.order.delete({ where: { shopId_id: { shopId: tx.shopId, id: orderId } } });
}
