// A supplier ships what he had agreed to give back: the goods are on their way, whatever was said. His order takes the units in
// again that the parcels hold, and the recall turns out to have come too late.
import { listAllocations, moveAllocated, type UnitsMove } from "../orders/allocation-store.server.ts";
import type { Allocation } from "../orders/allocation.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { packsFor } from "../suppliers/offer.ts";
import { isAboutUnits, type ChangeRequest } from "./change-request.ts";
import { listChanges, moveChange } from "./change-store.server.ts";
import { changeState, findSupplierOrder } from "./store.server.ts";
import type { SupplierOrder, SupplierOrderLine } from "./supplier-order.ts";
import { noteChange, tellChange } from "./tell-change.server.ts";

/** Packs in the notice, by line reference; "all": everything left; "unclear": a person has to look at it first. */
export type NoticedPacks = ReadonlyMap<string, number> | "all" | "unclear";

type Short = { readonly line: SupplierOrderLine; readonly holds: number; readonly need: number };

/** The order is locked by the caller. Returns it as it stands afterwards; unchanged where the units have gone to another. */
export async function reviveRecalled(tx: ShopTransaction, { supplierOrder, packs, at }: { supplierOrder: SupplierOrder; packs: NoticedPacks; at: Date }): Promise<SupplierOrder> {
  if (packs === "unclear" || (packs === "all" && supplierOrder.state !== "CANCELLED")) return supplierOrder;
  const given = (await listChanges(tx, supplierOrder.orderId)).filter((one) => one.supplierOrderId === supplierOrder.id && one.state === "ACCEPTED" && isAboutUnits(one));
  const rows = await listAllocations(tx, supplierOrder.orderId);
  const short = given.length === 0 ? [] : supplierOrder.lines.flatMap((line) => shortOf(line, { rows, given, packs, isClosed: supplierOrder.state === "CANCELLED" }));
  if (short.length === 0 || short.some(({ line, need }) => unitsOf(free(rows, line)) < need)) return supplierOrder;
  await takeBack(tx, { supplierOrder, short, rows, at });
  for (const request of given) await overtake(tx, request, at);
  return (await findSupplierOrder(tx, supplierOrder.id)) ?? supplierOrder;
}

const unitsOf = (list: readonly Allocation[]): number => list.reduce((total, row) => total + row.quantity, 0);

async function takeBack(tx: ShopTransaction, { supplierOrder, short, rows, at }: { supplierOrder: SupplierOrder; short: readonly Short[]; rows: readonly Allocation[]; at: Date }): Promise<void> {
  await moveAllocated(tx, supplierOrder.orderId, short.flatMap(({ line, need }) => takeAgain(rows, line, need)));
  for (const { line, holds, need } of short) await resize(tx, line, holds + need);
  if (supplierOrder.state === "CANCELLED") await reopen(tx, { supplierOrder, short, at });
}

type Facts = { readonly rows: readonly Allocation[]; readonly given: readonly ChangeRequest[]; readonly packs: Exclude<NoticedPacks, "unclear">; readonly isClosed: boolean };

function shortOf(line: SupplierOrderLine, { rows, given, packs, isClosed }: Facts): Short[] {
  const linked = rows.filter((row) => row.supplierOrderLineId === line.id && (row.state === "SHIPPED" || row.state === "WITH_SUPPLIER"));
  const shipped = unitsOf(linked.filter((row) => row.state === "SHIPPED"));
  const once = Math.max(line.quantity, ...given.flatMap(({ difference }) => difference.lines.filter(({ lineId }) => lineId === line.id).map(({ from }) => from)));
  const wanted = packs === "all" ? once : Math.min(once, (packsFor(shipped, line.packRatio) + (packs.get(line.lineReference) ?? 0)) * line.packRatio);
  const holds = isClosed || line.isRefused ? unitsOf(linked) : line.quantity;
  return wanted > holds ? [{ line, holds, need: wanted - holds }] : [];
}

/** First those that the order still wants; nobody else has been asked for any of them. */
function free(rows: readonly Allocation[], { lineItemId }: SupplierOrderLine): Allocation[] {
  const own = rows.filter((row) => row.lineItemId === lineItemId && row.supplierOrderLineId === null);
  return [...own.filter(({ state }) => state === "WAITING"), ...own.filter(({ state }) => state === "NEEDS_YOU"), ...own.filter(({ state }) => state === "CANCELLED")];
}

function takeAgain(rows: readonly Allocation[], line: SupplierOrderLine, need: number): UnitsMove[] {
  let left = need;
  return free(rows, line).flatMap((row) => {
    const quantity = Math.min(left, row.quantity);
    left -= quantity;
    return quantity > 0 ? [{ quantity, from: (one: Allocation) => one.id === row.id, to: { state: "WITH_SUPPLIER" as const, reason: null, supplierOrderLineId: line.id } }] : [];
  });
}

async function resize(tx: ShopTransaction, line: SupplierOrderLine, quantity: number): Promise<void> {
  await tx.db.supplierOrderLine.update({ where: { shopId_id: { shopId: tx.shopId, id: line.id } }, data: { quantity, packs: packsFor(quantity, line.packRatio), answer: null } });
}

/** Of a recall as a whole, what is not in the parcels stays given back. */
async function reopen(tx: ShopTransaction, { supplierOrder, short, at }: { supplierOrder: SupplierOrder; short: readonly Short[]; at: Date }): Promise<void> {
  const back = supplierOrder.lines.filter(({ id, isRefused }) => !isRefused && !short.some(({ line }) => line.id === id)).map(({ id }) => id);
  await tx.db.supplierOrderLine.updateMany({ where: { id: { in: back } }, data: { answer: "recalled" } });
  await changeState(tx, { from: supplierOrder, to: "ACCEPTED", at, reason: { code: "shipped_after_recall", params: {} } });
}

async function overtake(tx: ShopTransaction, request: ChangeRequest, at: Date): Promise<void> {
  if (!(await moveChange(tx, { from: request, to: "TOO_LATE", answer: { code: "change.shipped", params: {}, by: "supplier", at } }))) return;
  await noteChange(tx, request, { code: "change_shipped_after_all", at, actor: { kind: "SUPPLIER" } });
  await tellChange(tx, request, { code: "change_too_late" });
}
