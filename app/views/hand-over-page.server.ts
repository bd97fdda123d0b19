// The read model of the sheets: open ones first, then those that left in the last two weeks.
import type { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Code } from "../platform/words/words.ts";
import { liveStates } from "../supplier-orders/change-request.ts";
import { clockOf, isLate } from "../supplier-orders/supplier-day.ts";
import { connectors } from "../suppliers/registry.server.ts";
import type { HandOverPage, ShownBatch, ShownBatchOrder } from "./hand-over-page.ts";

const parts = {
  supplier: { select: { name: true, timeZone: true, cutOffMinute: true, connectorSettings: true } },
  supplierOrders: {
    include: { lines: { orderBy: { position: "asc" } }, order: { select: { name: true, holdCode: true } }, receiver: { select: { name: true, redactedAt: true } } },
    orderBy: [{ order: { orderNumber: "asc" } }, { id: "asc" }],
  },
} satisfies Prisma.SupplierBatchInclude;
type Row = Prisma.SupplierBatchGetPayload<{ include: typeof parts }>;

const mostLeft = 30;
const shownDays = 14;

export async function readHandOverPage(tx: ShopTransaction, now: Date): Promise<HandOverPage> {
  const open = await tx.db.supplierBatch.findMany({ where: { handedOverAt: null, supplierOrders: { some: { state: "TO_HAND_OVER" } } }, include: parts, orderBy: [{ day: "asc" }, { number: "asc" }] });
  const since = new Date(now.getTime() - shownDays * 86_400_000);
  const left = await tx.db.supplierBatch.findMany({ where: { handedOverAt: { gte: since } }, include: parts, orderBy: { handedOverAt: "desc" }, take: mostLeft });
  const warnings = await readWarnings(tx, open);
  const answeredByPeople = connectors.filter(({ abilities }) => abilities.answers !== "at_once").map(({ name }) => name);
  const suppliers = await tx.db.supplier.findMany({ where: { connector: { in: answeredByPeople } }, select: { id: true, name: true, connector: true }, orderBy: { name: "asc" } });
  return {
    open: open.map((row) => toShown(row, { now, warnings })).toSorted((one, other) => Number(other.isLate) - Number(one.isLate)),
    left: left.map((row) => toShown(row, { now, warnings })),
    suppliers: suppliers.map(({ id, name }) => ({ id, name })),
    hasManualSupplier: suppliers.some(({ connector }) => connector === "manual"),
  };
}

/** By supplier order: what changed in the shop since a person took it out of the sheet. Whatever is still here is changed by itself. */
async function readWarnings(tx: ShopTransaction, open: readonly Row[]): Promise<Map<string, Code>> {
  const ids = open.flatMap(({ supplierOrders }) => supplierOrders.map(({ id }) => id));
  const changes = await tx.db.changeRequest.findMany({ where: { state: { in: liveStates() }, supplierOrderId: { in: ids } }, select: { supplierOrderId: true, kind: true } });
  return new Map(changes.map(({ supplierOrderId, kind }): [string, Code] => [supplierOrderId, kind === "RECEIVER" ? "handover.warn.address" : "handover.warn.changed"]));
}

type Context = { readonly now: Date; readonly warnings: ReadonlyMap<string, Code> };

function toShown(row: Row, { now, warnings }: Context): ShownBatch {
  const day = row.day.toISOString().slice(0, 10);
  const isOpen = row.handedOverAt === null;
  const shown = isOpen ? row.supplierOrders.filter(({ state }) => state === "TO_HAND_OVER") : row.supplierOrders;
  const { passedOn } = { passedOn: "other", ...(row.supplier.connectorSettings as { passedOn?: string } | null) };
  const orders = shown.map((one) => toOrder(one, warnings));
  return {
    id: row.id, supplierId: row.supplierId, supplierName: row.supplier.name, day, number: row.number, passedOn,
    isLate: isOpen && isLate(day, row.supplier, now),
    cutOff: row.supplier.cutOffMinute === null ? null : clockOf(row.supplier.cutOffMinute),
    orders, units: orders.reduce((sum, { units }) => sum + units, 0),
    handedOverAt: row.handedOverAt, handedOverAs: row.handedOverAs,
    answered: row.supplierOrders.filter(({ sentAt, state }) => sentAt !== null && state !== "SENT").length,
  };
}

function toOrder(one: Row["supplierOrders"][number], warnings: ReadonlyMap<string, Code>): ShownBatchOrder {
  return {
    supplierOrderId: one.id, orderId: one.orderId, orderName: one.orderName, state: one.state,
    receiver: one.receiver?.name || null,
    units: one.lines.reduce((sum, line) => sum + line.quantity, 0),
    goods: one.lines.map((line) => `${line.nameZh ?? line.titleEn} ×${line.packs}`).join(", "),
    warning: warningOf(one, warnings),
  };
}

function warningOf({ id, order, receiver }: Row["supplierOrders"][number], warnings: ReadonlyMap<string, Code>): Code | null {
  if (!receiver || receiver.redactedAt) return "handover.warn.redacted";
  if (order.holdCode) return "handover.warn.held";
  return warnings.get(id) ?? null;
}
