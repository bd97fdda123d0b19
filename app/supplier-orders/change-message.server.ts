// What exactly is a supplier told of a change? In his packs, and of the new receiver only what he may know.
import type { SavedOrder } from "../orders/order.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { ChangeMessage } from "../suppliers/change-message.ts";
import { packsFor } from "../suppliers/offer.ts";
import type { Supplier } from "../suppliers/supplier.ts";
import type { Receiver } from "../suppliers/supplier-order-request.ts";
import type { ChangeRequest } from "./change-request.ts";
import { receiverRow } from "./save-parties.server.ts";
import type { SupplierOrder } from "./supplier-order.ts";
import { toReceiver } from "./to-parties.ts";

type About = { readonly request: ChangeRequest; readonly supplierOrder: SupplierOrder; readonly supplier: Supplier; readonly order: SavedOrder };

const kinds = { RECALL: "recall", FEWER: "fewer", RECEIVER: "receiver" } as const;

export async function loadChangeMessage(tx: ShopTransaction, { request, supplierOrder, supplier, order }: About): Promise<ChangeMessage> {
  const { shopBrand, lines } = await tx.db.supplierOrder.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: supplierOrder.id } }, select: { shopBrand: true, lines: { select: { id: true, nameZh: true } } },
  });
  const named = new Map(lines.map(({ id, nameZh }) => [id, nameZh ?? undefined]));
  return {
    reference: supplierOrder.reference, number: request.number, idempotencyKey: request.idempotencyKey, kind: kinds[request.kind],
    lines: request.difference.lines.flatMap(({ lineId, from, to }) => {
      const line = supplierOrder.lines.find(({ id }) => id === lineId);
      return line ? [{ lineReference: line.lineReference, itemId: line.itemId, titleEn: line.titleEn, nameZh: named.get(lineId), from: packsFor(from, line.packRatio), to: packsFor(to, line.packRatio) }] : [];
    }),
    receiver: request.kind === "RECEIVER" ? receiverFor(order, supplier) : undefined,
    answerBy: request.deadlineAt?.toISOString(), orderName: supplierOrder.orderName, shopBrand,
  };
}

const unknownParts = {
  houseNumber: null, street: null, district: null, latinName: null, latinLine1: null, latinLine2: null, latinCity: null, latinProvince: null, oneLine: null,
};

function receiverFor({ address }: SavedOrder, supplier: Supplier): Receiver | undefined {
  const row = address && receiverRow(address);
  return row ? toReceiver({ ...unknownParts, ...row }, supplier) : undefined;
}
