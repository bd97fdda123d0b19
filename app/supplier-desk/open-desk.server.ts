// Who stands at the door? The address proves itself; then the link must be open and its order still there.
// That it was opened is evidence too: the mail has arrived.
import { recordActivity } from "../platform/activity.server.ts";
import { lockOrder, type Database, type ShopTransaction } from "../platform/db.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import type { Signer } from "../platform/signer.server.ts";
import { recordDisclosure } from "../supplier-orders/disclosure-store.server.ts";
import { findLink, noteOpened } from "../supplier-orders/link-store.server.ts";
import { saveGiven } from "../supplier-orders/save-answer.server.ts";
import { findSupplierOrder } from "../supplier-orders/store.server.ts";
import { kindsInReceiver, kindsInRequest, unite } from "../suppliers/disclosed-kinds.ts";
import { standingOf } from "../platform/link-token.server.ts";
import { readToken } from "../supplier-orders/supplier-link.server.ts";
import { getSupplierForCalling } from "../suppliers/store.server.ts";
import type { Desk } from "./desk.ts";
import { loadDesk } from "./load-desk.server.ts";

export type DeskTools = { readonly database: Database; readonly sealer: Sealer; readonly signer: Signer; readonly now: () => Date };

/** unknown: forged, of nobody, or its shop is gone. */
export type ClosedDoor = "unknown" | "expired" | "revoked" | "taken_back";
export type OpenedDesk = { readonly kind: "open"; readonly shopId: string; readonly linkId: string; readonly desk: Desk } | { readonly kind: ClosedDoor };

export async function openDesk(tools: DeskTools, token: string): Promise<OpenedDesk> {
  const address = readToken(tools.signer, token);
  if (!address) return { kind: "unknown" };
  return await tools.database.inShop(address.shopId, async (tx) => {
    const shop = await tx.db.shop.findUnique({ where: { id: tx.shopId }, select: { uninstalledAt: true } });
    const link = await findLink(tx, address.linkId);
    if (!link?.supplierOrderId || !shop || shop.uninstalledAt) return { kind: "unknown" };
    const standing = standingOf(link, tools.now());
    if (standing !== "open") return { kind: standing };
    if (!link.firstOpenedAt) await noteArrival(tx, tools, link.supplierOrderId);
    await noteOpened(tx, link, tools.now());
    const desk = await loadDesk(tx, tools.sealer, link.supplierOrderId);
    if (desk?.supplierId !== link.supplierId) return { kind: "taken_back" };
    const { orderId, supplierOrderId } = desk;
    await recordDisclosure(tx, { orderId, supplierOrderId, channel: "link", kinds: unite(kindsInRequest(desk.request), ...desk.changes.map(({ receiver }) => (receiver ? kindsInReceiver(receiver) : []))), at: tools.now() });
    return { kind: "open", ...address, desk };
  });
}

/** Run twice: an order that is no longer unknown stays as it is. */
async function noteArrival(tx: ShopTransaction, tools: DeskTools, id: string): Promise<void> {
  const found = await findSupplierOrder(tx, id);
  if (!found) return;
  await lockOrder(tx, found.orderId);
  const supplierOrder = (await findSupplierOrder(tx, id)) ?? found;
  const supplier = await getSupplierForCalling(tx, tools.sealer, supplierOrder.supplierId);
  await recordActivity(tx, { subject: "supplier_order", subjectId: id, orderId: supplierOrder.orderId, actor: { kind: "SUPPLIER", name: supplier.supplier.name }, code: "supplier_link_opened", at: tools.now() });
  if (supplierOrder.state === "UNKNOWN") await saveGiven(tx, { supplierOrder }, { as: "sent", at: tools.now() });
}
