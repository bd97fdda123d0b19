// Step 5: the supplier says what it sent. Its own name for the shipment makes equal notices one; units move once.
import { z } from "zod";
import { recognizeParcel } from "../carriers/recognize-parcel.ts";
import { moveAllocated, type UnitsMove } from "../orders/allocation-store.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import { attachMessage } from "../platform/messages.server.ts";
import { openProblem, resolveProblems } from "../problems/store.server.ts";
import { reviveRecalled, type NoticedPacks } from "../supplier-orders/revive-recalled.server.ts";
import { changeState, findSupplierOrderByReference } from "../supplier-orders/store.server.ts";
import { canMove, type SupplierOrder } from "../supplier-orders/supplier-order.ts";
import { packsFor } from "../suppliers/offer.ts";
import { shipmentFromNotice, type NoticeMismatch } from "./from-notice.ts";
import { noticeSchema, type Notice } from "./notice-input.ts";
import { isKnownShipment, saveShipment, shippedUnits, type SavedShipment } from "./store.server.ts";

type Tools = { readonly now: () => Date };

const inputSchema = z.object({ shopId: z.string(), supplierId: z.uuid(), messageId: z.uuid(), notice: noticeSchema });
type Input = z.infer<typeof inputSchema>;

export type ShipmentOutcome =
  | { kind: "recorded"; orderId: string; parcelIds: readonly string[] }
  | { kind: "known" | "mismatch"; orderId: string }
  | { kind: "unknown_order" };

export const recordShipment: Step<Tools, Input, ShipmentOutcome> = {
  name: "record-shipment",
  input: inputSchema,
  run: async ({ now }, { shopId, supplierId, messageId, notice }) => async (tx) => {
    const found = await findSupplierOrderByReference(tx, notice.reference);
    if (!found || found.supplierId !== supplierId) return await tellUnknown(tx, { supplierId, notice });
    await lockOrder(tx, found.orderId);
    const about = { orderId: found.orderId, supplierOrderId: found.id };
    await attachMessage(tx, messageId, about);
    if (await isKnownShipment(tx, found.id, notice.shipmentReference)) return { kind: "known", orderId: found.orderId };
    const locked = (await findSupplierOrderByReference(tx, notice.reference)) ?? found;
    const supplierOrder = await reviveRecalled(tx, { supplierOrder: locked, packs: packsIn(notice, locked), at: now() });

    const retry = { shopId, supplierId, messageId, notice };
    if (!canMove(supplierOrder.state, "SHIPPED")) return await tellMismatch(tx, { supplierOrder, notice, reasons: [{ code: whyClosed(supplierOrder), params: {} }], retry });
    const lines = supplierOrder.lines.filter((line) => !line.isRefused);
    const shipped = await shippedUnits(tx, supplierOrder.id);
    const shippedPacks = new Map(lines.map((line) => [line.id, packsFor(shipped.get(line.id) ?? 0, line.packRatio)]));
    const reading = shipmentFromNotice(notice, { lines, shippedPacks }, { carriers: { recognize: recognizeParcel }, now: now() });
    if (reading.kind === "mismatch") return await tellMismatch(tx, { supplierOrder, notice, reasons: reading.reasons, retry });

    const saved = await saveShipment(tx, { ...about, messageId }, reading.shipment);
    await moveShipped(tx, supplierOrder.orderId, saved);
    await advance(tx, supplierOrder, now());
    await resolveProblems(tx, [mismatchKey(supplierOrder, notice)], "supplier");
    for (const parcel of reading.shipment.parcels) {
      await recordActivity(tx, {
        subject: "supplier_order", subjectId: supplierOrder.id, orderId: supplierOrder.orderId, actor: { kind: "SUPPLIER" }, code: "parcel_shipped",
        params: { number: parcel.trackingNumber, company: parcel.company, units: parcel.lines.reduce((sum, line) => sum + line.quantity, 0) }, messageId,
      });
    }
    return { kind: "recorded", orderId: supplierOrder.orderId, parcelIds: saved.parcels.map((parcel) => parcel.id) };
  },
};

function packsIn({ parcels, problems }: Notice, known: SupplierOrder): NoticedPacks {
  const lines = parcels.flatMap((parcel) => parcel.lines);
  const isClear = problems.length === 0 && lines.every(({ lineReference, quantity }) => Number.isSafeInteger(quantity) && quantity > 0 && known.lines.some((line) => line.lineReference === lineReference));
  if (!isClear || parcels.length === 0) return "unclear";
  if (parcels.some((parcel) => parcel.lines.length === 0)) return parcels.length === 1 ? "all" : "unclear";
  const packs = new Map<string, number>();
  for (const { lineReference, quantity } of lines) packs.set(lineReference, quantity + (packs.get(lineReference) ?? 0));
  return packs;
}

async function moveShipped(tx: ShopTransaction, orderId: string, shipment: SavedShipment): Promise<void> {
  const lines = shipment.parcels.flatMap((parcel) => parcel.lines).filter((line) => line.quantity > 0);
  await moveAllocated(tx, orderId, lines.map((line): UnitsMove => ({
    quantity: line.quantity,
    from: (row) => row.supplierOrderLineId === line.supplierOrderLineId && (row.state === "WITH_SUPPLIER" || row.state === "WAITING"),
    to: { state: "SHIPPED", reason: null, parcelLineId: line.id },
  })));
}

/** A supplier may ship what it never acknowledged; then the shipment is the acknowledgement. */
async function advance(tx: ShopTransaction, supplierOrder: SupplierOrder, at: Date): Promise<void> {
  const shipped = await shippedUnits(tx, supplierOrder.id);
  const isWhole = supplierOrder.lines.filter((line) => !line.isRefused).every((line) => (shipped.get(line.id) ?? 0) >= line.quantity);
  await changeState(tx, { from: supplierOrder, to: isWhole ? "SHIPPED" : "PARTLY_SHIPPED", at });
}

/** Refused or cancelled orders, and drafts that nobody was told of, cannot have been shipped as far as we know. */
const whyClosed = ({ state }: SupplierOrder) => (state === "SHIPPED" ? ("nothing_left" as const) : ("not_open" as const));

const mismatchKey = (supplierOrder: SupplierOrder, notice: Notice) => `shipment:${supplierOrder.id}:${notice.shipmentReference}`;

type Mismatch = { supplierOrder: SupplierOrder; notice: Notice; reasons: readonly { code: NoticeMismatch["code"] | "not_open"; params: NoticeMismatch["params"] }[]; retry: Record<string, unknown> };

async function tellMismatch(tx: ShopTransaction, { supplierOrder, notice, reasons, retry }: Mismatch): Promise<ShipmentOutcome> {
  const [first] = reasons;
  await openProblem(tx, {
    key: mismatchKey(supplierOrder, notice), code: "shipment_mismatch", params: { ...first?.params, order: supplierOrder.orderName, shipment: notice.shipmentReference, why: first?.code ?? "" },
    whoActs: "SUPPLIER", orderId: supplierOrder.orderId, supplierOrderId: supplierOrder.id, retry: { step: "record-shipment", input: retry },
  });
  return { kind: "mismatch", orderId: supplierOrder.orderId };
}

async function tellUnknown(tx: ShopTransaction, { supplierId, notice }: { supplierId: string; notice: Notice }): Promise<ShipmentOutcome> {
  await openProblem(tx, {
    key: `shipment_unknown:${supplierId}:${notice.reference}:${notice.shipmentReference}`, code: "shipment_of_unknown_order",
    params: { reference: notice.reference, shipment: notice.shipmentReference }, whoActs: "SUPPLIER",
  });
  return { kind: "unknown_order" };
}
