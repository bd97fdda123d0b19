// Everything that a supplier's page shows of one order, with what the supplier has entered a moment ago and nobody has recorded yet.
import type { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { findOrder } from "../orders/store.server.ts";
import { loadChangeMessage } from "../supplier-orders/change-message.server.ts";
import { isLive } from "../supplier-orders/change-request.ts";
import { listChanges } from "../supplier-orders/change-store.server.ts";
import { findSupplierOrder } from "../supplier-orders/store.server.ts";
import { getSupplier } from "../suppliers/store.server.ts";
import { loadForSending } from "../supplier-orders/load-for-sending.server.ts";
import { toRequest } from "../supplier-orders/to-request.ts";
import { packsFor } from "../suppliers/offer.ts";
import { sheetLanguage } from "../suppliers/order-sheet.ts";
import type { Desk, DeskLine, DeskParcel } from "./desk.ts";
import { readShipment } from "./read-desk-form.ts";

const parts = {
  lines: { orderBy: { position: "asc" } },
  supplier: true,
  order: { select: { cancelledAt: true } },
  receiver: { select: { id: true } },
  shipments: { include: { parcels: { include: { lines: true, fulfillment: { select: { state: true } } }, orderBy: { position: "asc" } } }, orderBy: { recordedAt: "asc" } },
} satisfies Prisma.SupplierOrderInclude;
type Row = Prisma.SupplierOrderGetPayload<{ include: typeof parts }>;

export const shipTitle = "desk ship";

/** Undefined: the order was taken back before it was sent, so there is nothing to show. */
export async function loadDesk(tx: ShopTransaction, sealer: Sealer, supplierOrderId: string): Promise<Desk | undefined> {
  const row = await tx.db.supplierOrder.findUnique({ where: { shopId_id: { shopId: tx.shopId, id: supplierOrderId } }, include: parts });
  if (!row?.receiver || row.state === "DRAFT") return undefined;
  const recorded = withRecorded(row);
  return {
    ...(await withPending(tx, row, recorded)),
    changes: await readChanges(tx, row), supplierOrderId, orderId: row.orderId, supplierId: row.supplierId, supplierName: row.supplier.name, supplierLanguage: sheetLanguage(row.supplier.locale),
    state: row.state, isCancelled: row.order.cancelledAt !== null, request: toRequest(await loadForSending(tx, sealer, supplierOrderId)), showsPrices: !row.supplier.hidesPrices,
  };
}

type Shipped = { readonly lines: readonly DeskLine[]; readonly parcels: readonly DeskParcel[] };

function withRecorded(row: Row): Shipped {
  const parcels = row.shipments.flatMap((shipment) => shipment.parcels);
  const referenceOf = new Map(row.lines.map((line) => [line.id, line]));
  return {
    lines: row.lines.filter(({ answer }) => answer !== "recalled").map((line) => {
      const units = parcels.flatMap((parcel) => parcel.lines).filter((one) => one.supplierOrderLineId === line.id).reduce((sum, one) => sum + one.quantity, 0);
      return { lineReference: line.lineReference, itemId: line.itemId, ordered: line.packs, shipped: packsFor(units, line.packRatio), isRefused: line.answer === "refused" };
    }),
    parcels: parcels.map((parcel) => ({
      id: parcel.id, number: parcel.trackingNumber, company: parcel.company,
      canCorrect: parcel.fulfillment === null || parcel.fulfillment.state === "PLANNED" || parcel.fulfillment.state === "WAITING",
      lines: parcel.lines.map((line) => {
        const ordered = referenceOf.get(line.supplierOrderLineId);
        return { lineReference: ordered?.lineReference ?? "", quantity: packsFor(line.quantity, ordered?.packRatio ?? 1) };
      }),
    })),
  };
}

const pendingMs = 10 * 60_000;

/** Between the click and the record lies a job: whoever looks in between must not enter the same parcel again. */
async function withPending(tx: ShopTransaction, row: Row, recorded: Shipped): Promise<Shipped> {
  const known = new Set(row.shipments.map((shipment) => shipment.noticeMessageId));
  const messages = await tx.db.message.findMany({ where: { supplierOrderId: row.id, title: shipTitle, at: { gte: new Date(Date.now() - pendingMs) } }, orderBy: { at: "asc" } });
  return messages.filter(({ id }) => !known.has(id)).reduce((so, { request }) => addPending(so, new URLSearchParams(Buffer.from(request ?? []).toString("utf8"))), recorded);
}

function addPending(so: Shipped, form: URLSearchParams): Shipped {
  const read = readShipment(form, so);
  if (read.kind === "refused") return so;
  const { number, company, lines } = read.value;
  return {
    lines: so.lines.map((line) => ({ ...line, shipped: line.shipped + (lines.find(({ lineReference }) => lineReference === line.lineReference)?.quantity ?? 0) })),
    parcels: [...so.parcels, { id: null, number, company, lines, canCorrect: false }],
  };
}

/** Asked and not answered: by letter, by a person here, or in a way of which nobody knows whether it arrived. */
async function readChanges(tx: ShopTransaction, { id, orderId }: Row): Promise<Desk["changes"]> {
  const order = await findOrder(tx, orderId);
  const supplierOrder = await findSupplierOrder(tx, id);
  const open = (await listChanges(tx, orderId)).filter((one) => one.supplierOrderId === id && isLive(one) && one.askedAt !== null);
  if (!order || !supplierOrder || open.length === 0) return [];
  const supplier = await getSupplier(tx, supplierOrder.supplierId);
  return await Promise.all(open.map(async (request) => {
    const message = await loadChangeMessage(tx, { request, supplierOrder, supplier, order });
    return { id: request.id, kind: request.kind, lines: message.lines.map(({ itemId, from, to }) => ({ itemId, from, to })), receiver: message.receiver ?? null };
  }));
}
