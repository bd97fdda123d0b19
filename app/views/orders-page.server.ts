// The read model of the list of orders, fifty at a time: which they are is one question, what is shown of them another.
import { Prisma } from "@prisma/client";
import { sendingChoice, type Merchant } from "../merchants/merchant.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { unitsByBucket } from "./buckets.ts";
import { readRunningBulk } from "./bulk-page.server.ts";
import { countHolds } from "./hold-counts.server.ts";
import { nextStepOf } from "./next-step.ts";
import type { OrderRow, OrdersPage, OrdersQuery } from "./orders-page.ts";
import { beyond, orderOf, whereOf, type Cursor } from "./orders-where.server.ts";
import { listViews } from "./saved-views.server.ts";
import { notRehearsal } from "../suppliers/store.server.ts";

const pageSize = 50;

const rowParts = {
  address: { select: { countryCode: true } },
  allocations: { select: { state: true, quantity: true } },
  supplierOrders: { select: { state: true, releasedAt: true, supplier: { select: { name: true } } }, orderBy: { id: "asc" } },
  check: { select: { balanced: true } },
  _count: { select: { problems: { where: { openKey: { not: null } } } } },
} satisfies Prisma.OrderInclude;
type Row = Prisma.OrderGetPayload<{ include: typeof rowParts }>;

export type AskedOrders = { readonly merchant: Merchant; readonly query: OrdersQuery; readonly now: Date };

export async function readOrdersPage(tx: ShopTransaction, asked: AskedOrders): Promise<OrdersPage> {
  const { merchant, query, now } = asked;
  const isBackwards = query.before !== null;
  const cursor = await findCursor(tx, query.before ?? query.after);
  const ids = await findOrderIds(tx, asked, { take: pageSize + 1, cursor, isBackwards });
  const hasMore = ids.length > pageSize;
  const shown = ids.slice(0, pageSize);
  const rows = await tx.db.order.findMany({ where: { id: { in: shown } }, include: rowParts });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const inOrder = isBackwards ? shown.toReversed() : shown;
  return {
    query,
    rows: inOrder.flatMap((id) => byId.get(id) ?? []).map((row) => toRow(row, merchant)),
    matching: await countOrders(tx, asked),
    hasNext: isBackwards ? true : hasMore,
    hasPrevious: isBackwards ? hasMore : cursor !== undefined,
    isEmptyShop: shown.length === 0 && (await tx.db.order.count({ take: 1 })) === 0,
    suppliers: await tx.db.supplier.findMany({ where: notRehearsal, select: { id: true, name: true, isActive: true }, orderBy: { name: "asc" } }),
    currency: merchant.currency,
    holdCodes: (await countHolds(tx)).map(({ code }) => code),
    views: await listViews(tx),
    bulk: await readRunningBulk(tx, now),
  };
}

type Place = { readonly take: number; readonly cursor?: Cursor | undefined; readonly isBackwards?: boolean };

/** In the order of the list; for backwards pages the other way round. */
export async function findOrderIds(tx: ShopTransaction, asked: AskedOrders, { take, cursor, isBackwards = false }: Place): Promise<string[]> {
  const from = cursor ? Prisma.sql`and ${beyond(cursor, asked.query.sort, isBackwards)}` : Prisma.empty;
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    select o."id" from "Order" o left join "OrderCheck" c on c."shopId" = o."shopId" and c."orderId" = o."id"
    where ${whereOf(asked)} ${from} order by ${orderOf(asked.query.sort, isBackwards)} limit ${take}`;
  return rows.map(({ id }) => id);
}

export async function countOrders(tx: ShopTransaction, asked: AskedOrders): Promise<number> {
  const [row] = await tx.db.$queryRaw<{ matching: number }[]>`
    select count(*)::int as matching from "Order" o left join "OrderCheck" c on c."shopId" = o."shopId" and c."orderId" = o."id" where ${whereOf(asked)}`;
  return row?.matching ?? 0;
}

/** A cursor whose order is gone since shows the first page. */
export async function findCursor(tx: ShopTransaction, id: string | null): Promise<Cursor | undefined> {
  if (id === null) return undefined;
  const row = await tx.db.order.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } }, select: { id: true, placedAt: true, totalMinor: true, orderNumber: true } });
  return row ?? undefined;
}

function toRow(row: Row, { settings }: Merchant): OrderRow {
  const live = row.supplierOrders.filter((one) => one.state !== "CANCELLED");
  const units = unitsByBucket(row.allocations);
  const isBeforeGoLive = sendingChoice(settings, row.orderNumber) === "before_go_live";
  const toSend = live.filter((one) => one.state === "DRAFT" && one.releasedAt === null).length;
  return {
    id: row.id,
    name: row.name,
    placedAt: row.placedAt,
    countryCode: row.address?.countryCode ?? null,
    financialStatus: row.financialStatus,
    units,
    holdCode: row.holdCode,
    suppliers: live.map((one) => ({ name: one.supplier.name, state: one.state })),
    toSend,
    problems: row._count.problems,
    next: nextStepOf({ holdCode: row.holdCode, units, toSend, states: live.map((one) => one.state), isConfirmed: row.confirmedAt !== null }),
    isBeforeGoLive,
    isTest: row.isTest,
    isBalanced: row.check?.balanced ?? true,
  };
}
