// The memory of who was given a buyer's data: which supplier, of which order, when and how. Kinds only, never the data,
// so that it may outlive the data itself: whoever has to be asked to delete it is found here.
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import { isDisclosedKind, type DisclosedKind } from "../suppliers/disclosed-kinds.ts";

/** Each has words: disclosure.channel.<code>. */
export const DISCLOSURE_CHANNELS = [
  "rest-api", "email", "email:repeat", "email:reminder", "manual:file", "manual:copy",
  "handed:file", "handed:wechat", "handed:email", "handed:phone", "handed:other", "link", "change",
] as const;
export type DisclosureChannel = (typeof DISCLOSURE_CHANNELS)[number];

export type Disclosed = {
  readonly orderId: string;
  readonly supplierOrderId: string;
  readonly channel: DisclosureChannel;
  /** Empty: what went out named the order and nothing of its buyer. */
  readonly kinds: readonly DisclosedKind[];
  readonly at: Date;
  /** Another one of the same, as a second reminder is; otherwise the same kinds by the same way are written down once. */
  readonly isAnother?: boolean;
};

/** Run twice: one row, unless it is told to be another. Callers hold the order's lock, or answer for one request only. */
export async function recordDisclosure(tx: ShopTransaction, { orderId, supplierOrderId, channel, kinds, at, isAnother = false }: Disclosed): Promise<void> {
  const known = await tx.db.disclosure.findMany({ where: { supplierOrderId, channel }, select: { kinds: true } });
  if (!isAnother && known.some((row) => row.kinds.join() === kinds.join())) return;
  const { supplier } = await tx.db.supplierOrder.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: supplierOrderId } }, select: { supplier: { select: { id: true, name: true, builtIn: true } } },
  });
  // The shop's own hands, and the supplier that only plays: nothing leaves.
  if (supplier.builtIn !== null) return;
  await tx.db.disclosure.create({
    data: { id: newId(), shopId: tx.shopId, orderId, supplierOrderId, supplierId: supplier.id, supplierName: supplier.name, at, channel, kinds: [...kinds] },
  });
}

export type Disclosure = {
  readonly id: string; readonly orderId: string; readonly supplierOrderId: string | null; readonly supplierId: string; readonly supplierName: string;
  readonly at: Date; readonly channel: string; readonly kinds: readonly DisclosedKind[];
};

/** Newest first. */
export async function listDisclosures(tx: ShopTransaction, orderId: string): Promise<Disclosure[]> {
  const rows = await tx.db.disclosure.findMany({ where: { orderId }, orderBy: [{ at: "desc" }, { id: "desc" }] });
  return rows.map(({ id, supplierOrderId, supplierId, supplierName, at, channel, kinds }) =>
    ({ id, orderId, supplierOrderId, supplierId, supplierName, at, channel, kinds: kinds.filter(isDisclosedKind) }));
}
