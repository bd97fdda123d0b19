// The read model of the test order: facts of the order itself, in the order in which they come about.
import type { Merchant } from "../merchants/merchant.ts";
import { missingScopes } from "../merchants/note-scopes.server.ts";
import { readMemory, testOrderMark, type TestOrderMemory } from "../orders/test-order.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { listPlansOfOrder } from "../routing/store.server.ts";
import type { Detail, ShownStage, TestOrderPage } from "./test-order-page.ts";

export const neededScope = "write_orders";

export async function readTestOrderPage(tx: ShopTransaction, merchant: Merchant): Promise<TestOrderPage> {
  const { testOrderId } = await tx.db.merchantSettings.findUniqueOrThrow({ where: { shopId: tx.shopId }, select: { testOrderId: true } });
  const memory = readMemory(testOrderId);
  const order = await findTestOrder(tx, memory);
  const placedAt = memory.kind === "made" ? await readPlacedAt(tx) : null;
  const stages = [...headStages(order, placedAt), await routedStage(tx, order), ...supplierStages(order), ...parcelStages(order)];
  return {
    standing: order ? "made" : memory.kind,
    order: order && { id: order.id, name: order.name, shopifyUrl: shopifyUrl(merchant, order.shopifyOrderId) },
    stages,
    isFinished: stages.every(({ at }) => at !== null),
    isStuck: order !== null && order.problems.length > 0,
    removal: await readRemoval(tx, order?.shopifyOrderId ?? (memory.kind === "made" ? memory.shopifyOrderId : null)),
    refusal: await readRefusal(tx),
    missingScope: await readMissingScope(tx),
  };
}

const shopifyUrl = ({ domain }: Merchant, shopifyOrderId: string): string =>
  `https://admin.shopify.com/store/${domain.replace(".myshopify.com", "")}/orders/${shopifyOrderId.slice(shopifyOrderId.lastIndexOf("/") + 1)}`;

async function readRefusal(tx: ShopTransaction): Promise<string | null> {
  const problem = await tx.db.problem.findFirst({ where: { openKey: "test_order" }, select: { params: true } });
  return problem ? String((problem.params as { text?: string }).text ?? "") : null;
}

async function readMissingScope(tx: ShopTransaction): Promise<string | null> {
  const shop = await tx.db.shop.findUniqueOrThrow({ where: { id: tx.shopId }, select: { grantedScopes: true } });
  return missingScopes(shop.grantedScopes).includes(neededScope) ? neededScope : null;
}

const parts = {
  problems: { where: { openKey: { not: null } }, select: { id: true } },
  supplierOrders: { include: { supplier: { select: { name: true } }, history: true, shipments: { include: { parcels: { include: { fulfillment: true } } } } }, orderBy: { id: "desc" }, take: 1 },
} as const;

function findTestOrder(tx: ShopTransaction, memory: TestOrderMemory) {
  // By its mark where Shopify's answer never came: its webhook brings it all the same.
  const where = memory.kind === "made" ? { shopifyOrderId: memory.shopifyOrderId } : { isTest: true, attributes: { some: { name: testOrderMark, value: memory.kind === "none" ? "" : memory.key } } };
  return tx.db.order.findFirst({ where, include: parts });
}

type Found = NonNullable<Awaited<ReturnType<typeof findTestOrder>>>;

async function readPlacedAt(tx: ShopTransaction): Promise<Date | null> {
  return (await tx.db.activity.findFirst({ where: { subject: "shop", code: "test_order_placed" }, orderBy: { at: "desc" }, select: { at: true } }))?.at ?? null;
}

const text = (value: string | null | undefined): Detail | null => (value ? { kind: "text", text: value } : null);

function headStages(order: Found | null, placedAt: Date | null): ShownStage[] {
  return [
    { stage: "placed", at: order?.placedAt ?? placedAt, detail: text(order?.name) },
    { stage: "arrived", at: order?.importedAt ?? null, detail: null },
    { stage: "confirmed", at: order?.confirmedAt ?? null, detail: null },
  ];
}

async function routedStage(tx: ShopTransaction, order: Found | null): Promise<ShownStage> {
  const [plan] = order ? await listPlansOfOrder(tx, order.id) : [];
  const taken = plan?.candidates.find((candidate) => candidate.taken);
  if (!plan || !taken) return { stage: "routed", at: null, detail: null };
  return { stage: "routed", at: plan.decidedAt, detail: { kind: "reason", supplier: taken.supplierName ?? "", reasons: taken.reasons } };
}

function supplierStages(order: Found | null): ShownStage[] {
  const [sent] = order?.supplierOrders ?? [];
  const changedTo = (state: string): Date | null => sent?.history.find((change) => change.toState === state)?.at ?? null;
  return [
    { stage: "sent", at: changedTo("SENDING"), detail: text(sent?.supplier.name) },
    { stage: "accepted", at: changedTo("ACCEPTED"), detail: sent?.supplierReference ? { kind: "number", number: sent.supplierReference } : null },
  ];
}

function parcelStages(order: Found | null): ShownStage[] {
  const shipment = order?.supplierOrders[0]?.shipments[0];
  const parcel = shipment?.parcels[0];
  if (!shipment || !parcel) return [{ stage: "shipped", at: null, detail: null }, { stage: "written_back", at: null, detail: null }];
  const { fulfillment } = parcel;
  return [
    { stage: "shipped", at: shipment.recordedAt, detail: { kind: "number", number: parcel.trackingNumber } },
    { stage: "written_back", at: fulfillment?.state === "CREATED" ? fulfillment.createdAt : null, detail: text(fulfillment?.name) },
  ];
}

async function readRemoval(tx: ShopTransaction, shopifyOrderId: string | null): Promise<TestOrderPage["removal"]> {
  if (shopifyOrderId === null) return { kind: "no" };
  const [last] = await tx.db.activity.findMany({
    where: { subject: "shop", code: { in: ["test_order_removal_asked", "test_order_deleted", "test_order_kept"] }, params: { path: ["shopifyOrderId"], equals: shopifyOrderId } },
    orderBy: { at: "desc" }, take: 1,
  });
  if (!last) return { kind: "no" };
  if (last.code === "test_order_kept") return { kind: "kept", text: String((last.params as { text?: string }).text ?? "") };
  return { kind: last.code === "test_order_deleted" ? "deleted" : "going" };
}
