// The read model of the list of orders; newest first, fifty at a time.
import type { Prisma } from "@prisma/client";
import { sendingChoice, type Merchant } from "../merchants/merchant.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { isBucket, stateOf, unitsByBucket } from "./buckets.ts";
import type { OrderRow, OrdersPage, OrdersQuery } from "./orders-page.ts";

const pageSize = 50;

const rowParts = {
  address: { select: { countryCode: true } },
  allocations: { select: { state: true, quantity: true } },
  supplierOrders: { select: { state: true, releasedAt: true, supplier: { select: { name: true } } }, orderBy: { id: "asc" } },
  check: { select: { balanced: true } },
} satisfies Prisma.OrderInclude;
type Row = Prisma.OrderGetPayload<{ include: typeof rowParts }>;

export async function readOrdersPage(tx: ShopTransaction, merchant: Merchant, query: OrdersQuery): Promise<OrdersPage> {
  const isBackwards = query.before !== null;
  const cursor = await findCursor(tx, query.before ?? query.after);
  const rows = await tx.db.order.findMany({
    where: whereOf(merchant, query),
    include: rowParts,
    // Shopify counts whole seconds: orders of one second go by their number, not by which message came first.
    orderBy: [{ placedAt: "desc" }, { orderNumber: "desc" }, { id: "desc" }],
    take: isBackwards ? -(pageSize + 1) : pageSize + 1,
    ...(cursor ? { cursor, skip: 1 } : {}),
  });
  const hasMore = rows.length > pageSize;
  const shown = isBackwards ? rows.slice(-pageSize) : rows.slice(0, pageSize);
  return {
    query,
    rows: shown.map((row) => toRow(row, merchant)),
    hasNext: isBackwards ? true : hasMore,
    hasPrevious: isBackwards ? hasMore : cursor !== undefined,
    isEmptyShop: shown.length === 0 && (await tx.db.order.count({ take: 1 })) === 0,
  };
}

/** A cursor whose order is gone since shows the first page. */
async function findCursor(tx: ShopTransaction, id: string | null) {
  if (id === null) return undefined;
  const shopId_id = { shopId: tx.shopId, id };
  return (await tx.db.order.findUnique({ where: { shopId_id }, select: { id: true } })) ? { shopId_id } : undefined;
}

function whereOf(merchant: Merchant, query: OrdersQuery): Prisma.OrderWhereInput {
  const conditions: Prisma.OrderWhereInput[] = [whereOfFilter(merchant, query)];
  if (query.search) conditions.push({ name: { contains: query.search, mode: "insensitive" } });
  if (query.hold) conditions.push({ holdCode: query.hold });
  return { AND: conditions };
}

function whereOfFilter({ settings }: Merchant, { filter }: OrdersQuery): Prisma.OrderWhereInput {
  const from = settings.sendFromOrderNumber ?? 0;
  if (isBucket(filter)) return { allocations: { some: { state: stateOf[filter] } } };
  if (filter === "to_send") return { supplierOrders: { some: { state: "DRAFT", releasedAt: null } }, orderNumber: { gte: from } };
  if (filter === "held") return { holdCode: { not: null } };
  if (filter === "unbalanced") return { check: { balanced: false } };
  return filter === "before_go_live" ? { orderNumber: { lt: from } } : {};
}

function toRow(row: Row, { settings }: Merchant): OrderRow {
  const live = row.supplierOrders.filter((one) => one.state !== "CANCELLED");
  return {
    id: row.id,
    name: row.name,
    placedAt: row.placedAt,
    countryCode: row.address?.countryCode ?? null,
    financialStatus: row.financialStatus,
    units: unitsByBucket(row.allocations),
    holdCode: row.holdCode,
    suppliers: live.map((one) => ({ name: one.supplier.name, state: one.state })),
    toSend: live.filter((one) => one.state === "DRAFT" && one.releasedAt === null).length,
    isBeforeGoLive: sendingChoice(settings, row.orderNumber) === "before_go_live",
    isTest: row.isTest,
    isBalanced: row.check?.balanced ?? true,
  };
}
