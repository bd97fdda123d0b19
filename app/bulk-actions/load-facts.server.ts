// What must be known of many orders before a bulk action is judged?
import type { Prisma } from "@prisma/client";
import { getMerchant } from "../merchants/store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { mayLetGo } from "../orders/order-holds.ts";
import type { BulkParams, OrderFacts, OrderKind, Question } from "./bulk-action.ts";

const factParts = {
  id: true, name: true, orderNumber: true, holdCode: true, heldByMerchantAt: true, chosenSupplierId: true,
  holds: { where: { endedAt: null, releasedAt: null }, select: { id: true, code: true }, orderBy: { id: "asc" } },
  supplierOrders: { where: { state: "DRAFT" }, select: { id: true, supplierId: true, releasedAt: true }, orderBy: { id: "asc" } },
  allocations: {
    where: { state: { in: ["WAITING", "NEEDS_YOU"] } },
    select: { line: { select: { title: true, shopifyVariantId: true } }, supplierOrderLine: { select: { supplierOrderId: true } } },
  },
} satisfies Prisma.OrderSelect;

export async function loadFacts(tx: ShopTransaction, orderIds: readonly string[]): Promise<Map<string, OrderFacts>> {
  const rows = await tx.db.order.findMany({ where: { id: { in: [...orderIds] } }, select: factParts });
  return new Map(rows.map((row): [string, OrderFacts] => [row.id, toFacts(row)]));
}

function toFacts(row: Prisma.OrderGetPayload<{ select: typeof factParts }>): OrderFacts {
  return {
    id: row.id,
    name: row.name,
    orderNumber: row.orderNumber,
    holdCode: row.holdCode,
    isHeldByMerchant: row.heldByMerchantAt !== null,
    chosenSupplierId: row.chosenSupplierId,
    holds: row.holds.filter(({ code }) => mayLetGo(code)),
    drafts: row.supplierOrders.map(({ id, supplierId, releasedAt }) => ({ id, supplierId, isReleased: releasedAt !== null })),
    open: row.allocations.map(({ line, supplierOrderLine }) => ({ ...line, draftId: supplierOrderLine?.supplierOrderId ?? null })),
  };
}

export async function loadQuestion(tx: ShopTransaction, kind: OrderKind, { supplierId, holdCode }: Pick<BulkParams, "supplierId" | "holdCode">): Promise<Question> {
  const { settings } = await getMerchant(tx);
  const offers = supplierId === undefined ? [] : await tx.db.offer.findMany({
    where: { supplierId, isActive: true, supplier: { isActive: true } }, select: { variant: { select: { shopifyVariantId: true } } },
  });
  const offered = new Set(offers.map(({ variant }) => variant.shopifyVariantId));
  return { kind, supplierId, holdCode, sendFrom: settings.sendFromOrderNumber ?? 0, offers: (variantId) => offered.has(variantId) };
}
