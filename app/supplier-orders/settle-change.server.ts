// The supplier has answered a change, or a person has said what he answered: where do the units stand now, and what does he
// still have? A yes takes units out of his order; a no, or a parcel, leaves them where they are.
import { listAllocations, moveAllocated, type UnitsMove } from "../orders/allocation-store.server.ts";
import { settleUnits } from "../orders/save-import.server.ts";
import { settleHolds } from "../orders/settle-holds.server.ts";
import { findOrder } from "../orders/store.server.ts";
import type { Actor } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import type { Signer } from "../platform/signer.server.ts";
import { packsFor } from "../suppliers/offer.ts";
import type { ChangeRequest, LineDifference } from "./change-request.ts";
import { moveChange } from "./change-store.server.ts";
import { markOf } from "./load-given-orders.server.ts";
import { forgetParties, saveParties } from "./save-parties.server.ts";
import { changeState, findSupplierOrder } from "./store.server.ts";
import type { SupplierOrder } from "./supplier-order.ts";
import { noteChange, settleTold, tellChange } from "./tell-change.server.ts";

export type ChangeVerdict = {
  readonly as: "ACCEPTED" | "REFUSED" | "TOO_LATE";
  readonly by: string;
  readonly actor: Actor;
  readonly at: Date;
  /** The supplier's own words. */
  readonly text?: string;
  readonly messageId?: string | undefined;
  /** Where there was nobody to ask: he had not been given it yet, or says that he never got it. */
  readonly code?: string;
};

type Tools = { readonly sealer: Sealer; readonly signer: Signer };

/** The order is locked by the caller. False, and nothing changes, where it is answered already. */
export async function settleChange(tx: ShopTransaction, tools: Tools, { request, verdict }: { request: ChangeRequest; verdict: ChangeVerdict }): Promise<boolean> {
  const { as, by, at, text = "" } = verdict;
  const supplierOrder = await findSupplierOrder(tx, request.supplierOrderId);
  if (!supplierOrder) return false;
  // An answer and a parcel may cross: what has left cannot be taken out any more.
  const isGone = as === "ACCEPTED" && (await hasLeft(tx, supplierOrder, request));
  const to = isGone ? "TOO_LATE" : as;
  const answer = { code: verdict.code ?? `change.${to.toLowerCase()}`, params: { message: text }, by, at };
  if (!(await moveChange(tx, { from: request, to, answer }))) return false;
  const event = ({ ACCEPTED: "change_accepted", REFUSED: "change_refused", TOO_LATE: "change_too_late" } as const)[to];
  await noteChange(tx, request, { code: event, at, actor: verdict.actor, text, messageId: verdict.messageId });
  if (to !== "ACCEPTED") {
    await tellChange(tx, request, { code: to === "REFUSED" ? "change_refused" : "change_too_late", text });
    return true;
  }
  await settleTold(tx, request, by);
  await apply(tx, tools, { supplierOrder, request, at });
  return true;
}

async function hasLeft(tx: ShopTransaction, { state, orderId }: SupplierOrder, { kind, difference }: ChangeRequest): Promise<boolean> {
  if (state === "SHIPPED") return true;
  if (kind === "RECEIVER") return false;
  const rows = await listAllocations(tx, orderId);
  const withHim = (lineId: string) => rows.filter((row) => row.supplierOrderLineId === lineId && row.state === "WITH_SUPPLIER").reduce((sum, row) => sum + row.quantity, 0);
  return difference.lines.some((line) => withHim(line.lineId) < line.from - line.to);
}

type Applying = { readonly supplierOrder: SupplierOrder; readonly request: ChangeRequest; readonly at: Date };

async function apply(tx: ShopTransaction, tools: Tools, { supplierOrder, request, at }: Applying): Promise<void> {
  if (request.kind === "RECEIVER") return await renewReceiver(tx, tools, { supplierOrder, request });
  await freeUnits(tx, supplierOrder.orderId, request.difference.lines);
  if (request.kind === "RECALL") await changeState(tx, { from: supplierOrder, to: "CANCELLED", at, reason: { code: "recalled", params: {} } });
  else await takeOut(tx, { supplierOrder, request, at });
  const order = await findOrder(tx, supplierOrder.orderId);
  if (order) await settleUnits(tx, order);
  await settleHolds(tx, supplierOrder.orderId, at);
}

/** Changed once more since he was asked, he has neither the old one nor this one: the plan asks again. */
async function renewReceiver(tx: ShopTransaction, { sealer, signer }: Tools, { supplierOrder, request }: Omit<Applying, "at">): Promise<void> {
  const address = (await findOrder(tx, supplierOrder.orderId))?.address;
  if (!address || markOf(signer, supplierOrder.id, address) !== request.difference.mark) return;
  await forgetParties(tx, supplierOrder.id);
  await saveParties(tx, sealer, supplierOrder);
}

/** Nobody has them: the order then says whether they are cancelled, or wanted of another. */
async function freeUnits(tx: ShopTransaction, orderId: string, lines: readonly LineDifference[]): Promise<void> {
  await moveAllocated(tx, orderId, lines.map((line): UnitsMove => ({
    quantity: line.from - line.to,
    from: (row) => row.supplierOrderLineId === line.lineId && row.state === "WITH_SUPPLIER",
    to: { state: "WAITING", reason: null, supplierOrderLineId: null },
  })));
}

/** His order is smaller from now on; a line that is out as a whole keeps its quantity and says so. */
async function takeOut(tx: ShopTransaction, { supplierOrder, request, at }: Applying): Promise<void> {
  let less = 0n;
  for (const { lineId, to } of request.difference.lines) {
    const line = supplierOrder.lines.find(({ id }) => id === lineId);
    if (!line) continue;
    const packs = packsFor(to, line.packRatio);
    less += BigInt(line.packs - packs) * line.unitCost.minor;
    await tx.db.supplierOrderLine.update({ where: { shopId_id: { shopId: tx.shopId, id: lineId } }, data: to === 0 ? { answer: "recalled" } : { quantity: to, packs } });
  }
  await tx.db.supplierOrder.update({ where: { shopId_id: { shopId: tx.shopId, id: supplierOrder.id } }, data: { goodsMinor: { decrement: less }, totalMinor: { decrement: less } } });
  if (supplierOrder.state === "PARTLY_SHIPPED" && !(await hasUnitsLeft(tx, supplierOrder))) await changeState(tx, { from: supplierOrder, to: "SHIPPED", at });
}

async function hasUnitsLeft(tx: ShopTransaction, { orderId, lines }: SupplierOrder): Promise<boolean> {
  const ids = new Set(lines.map(({ id }) => id));
  return (await listAllocations(tx, orderId)).some((row) => row.state === "WITH_SUPPLIER" && ids.has(row.supplierOrderLineId ?? ""));
}
