// Was the receiver changed in the shop after a supplier had been told of him? The parcel would go to the old address.
import type { Address, SavedOrder } from "../orders/order.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { openProblem, resolveProblems } from "../problems/store.server.ts";

const facts = ["line1", "line2", "company", "city", "provinceCode", "postalCode", "countryCode", "phone"] as const satisfies readonly (keyof Address)[];

/** Run twice: one problem for each supplier order that still has to ship; gone again when the address is what it was. */
export async function compareReceivers(tx: ShopTransaction, order: SavedOrder): Promise<void> {
  const open = await tx.db.supplierOrder.findMany({
    where: { orderId: order.id, state: { in: ["SENDING", "UNKNOWN", "TO_HAND_OVER", "SENT", "ACCEPTED", "PARTLY_SHIPPED"] } },
    include: { receiver: true, supplier: { select: { name: true } } },
  });
  for (const { id, receiver, supplier } of open) {
    const key = `address_changed:${id}`;
    const isChanged = receiver !== null && receiver.redactedAt === null && order.address !== null && facts.some((name) => (receiver[name] ?? null) !== (order.address?.[name] ?? null));
    if (!isChanged) await resolveProblems(tx, [key], "shopify");
    else await openProblem(tx, { key, code: "address_changed_after_sending", params: { order: order.name, supplier: supplier.name }, whoActs: "MERCHANT", orderId: order.id, supplierOrderId: id });
  }
}
