// What has each supplier of this order been given, what has he still to ship, and what was he asked to change?
import { listAllocations } from "../orders/allocation-store.server.ts";
import { unitsIn, type Allocation } from "../orders/allocation.ts";
import type { SavedOrder } from "../orders/order.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Signer } from "../platform/signer.server.ts";
import { getConnector } from "../suppliers/registry.server.ts";
import type { ChangeRequest } from "./change-request.ts";
import { listChanges } from "./change-store.server.ts";
import type { GivenOrder } from "./plan-changes.ts";
import { receiverDifference, receiverText } from "./receiver-difference.ts";
import { listSupplierOrders } from "./store.server.ts";
import type { SupplierOrder } from "./supplier-order.ts";

export type Given = { readonly given: GivenOrder; readonly supplierOrder: SupplierOrder };

/** Oldest first. Drafts and what ended without being given are none of it, unless something is still asked about them. */
export async function loadGivenOrders(tx: ShopTransaction, signer: Signer, order: SavedOrder): Promise<Given[]> {
  const rows = await listAllocations(tx, order.id);
  const requests = await listChanges(tx, order.id);
  const found = await tx.db.supplierOrder.findMany({ where: { orderId: order.id }, select: { id: true, receiver: true, supplier: { select: { connector: true } } } });
  const facts = new Map(found.map((one) => [one.id, one]));
  return (await listSupplierOrders(tx, order.id)).map((supplierOrder) => {
    const { receiver, supplier } = facts.get(supplierOrder.id) ?? {};
    const isKnown = receiver && receiver.redactedAt === null && order.address;
    const fields = isKnown && order.address ? receiverDifference(receiver, order.address) : [];
    const mark = order.address ? markOf(signer, supplierOrder.id, order.address) : "";
    return { supplierOrder, given: toGiven(supplierOrder, { rows, requests, receiver: fields.length > 0 ? { fields, mark } : null, connector: supplier?.connector ?? "" }) };
  });
}

export const markOf = (signer: Signer, supplierOrderId: string, address: NonNullable<SavedOrder["address"]>): string =>
  signer.codeOf("receiver", `${supplierOrderId} ${receiverText(address)}`).toString("hex");

type Facts = { readonly rows: readonly Allocation[]; readonly requests: readonly ChangeRequest[]; readonly receiver: GivenOrder["receiver"]; readonly connector: string };

function toGiven({ id, state, lines }: SupplierOrder, { rows, requests, receiver, connector }: Facts): GivenOrder {
  return {
    id, state, receiver,
    canTakeBack: getConnector(connector).abilities.answers !== "at_once",
    requests: requests.filter(({ supplierOrderId }) => supplierOrderId === id),
    lines: lines.filter((line) => !line.isRefused).map((line) => {
      const own = rows.filter((row) => row.supplierOrderLineId === line.id);
      return { ...line, withSupplier: unitsIn(own, "WITH_SUPPLIER"), shipped: unitsIn(own, "SHIPPED") };
    }),
  };
}
