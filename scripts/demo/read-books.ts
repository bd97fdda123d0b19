// The order check with everybody's books open: ours, the suppliers' and the store's, read over HTTP.
import { runCheck } from "../../app/order-check/run-check.server.ts";
import { findOrderByShopifyId } from "../../app/orders/store.server.ts";
import { listSupplierOrders } from "../../app/supplier-orders/store.server.ts";
import type { OrderCheck } from "../../app/order-check/check-order.ts";
import type { BookedOrder } from "../../test/local-store/control/order-book.ts";
import type { LocalWorld } from "../local-world.ts";
import type { Eyes } from "./tell-order.ts";

export type CheckedOrder = { readonly name: string; readonly check: OrderCheck | undefined };

/** given: packs by reference that suppliers without books of their own have been given to read. */
export async function checkAgainstBooks({ database, shopId }: Eyes, books: { world: LocalWorld; given: ReadonlyMap<string, number> }, orders: readonly BookedOrder[]): Promise<CheckedOrder[]> {
  const packs = new Map([...(await packsByReference(books.world)), ...books.given]);
  const checked: CheckedOrder[] = [];
  for (const booked of orders) {
    const check = await database.inShop(shopId, async (tx) => {
      const order = await findOrderByShopifyId(tx, booked.id);
      if (!order) return undefined;
      const own = new Set((await listSupplierOrders(tx, order.id)).map((one) => one.reference));
      const supplierBooks = new Map([...packs].filter(([reference]) => own.has(reference)));
      return await runCheck(tx, order.id, { at: new Date(), outside: { supplierBooks, storeBook: fulfilledUnits(booked) } });
    });
    checked.push({ name: booked.name, check });
  }
  return checked;
}

/** References in the suppliers' books that no supplier order of ours has: ordered behind our back, or twice. */
export async function findStrangers({ database, shopId }: Eyes, world: LocalWorld): Promise<string[]> {
  const known = new Set((await database.inShop(shopId, (tx) => tx.db.supplierOrder.findMany({ select: { reference: true } }))).map((row) => row.reference));
  return [...(await packsByReference(world)).keys()].filter((reference) => !known.has(reference));
}

async function packsByReference(world: LocalWorld): Promise<Map<string, number>> {
  const packs = new Map<string, number>();
  for (const supplier of world.suppliers) {
    for (const { order } of (await supplier.client.readBook()).orders) {
      const units = order.lines.reduce((sum, line) => sum + line.quantity, 0);
      packs.set(order.identity.reference, (packs.get(order.identity.reference) ?? 0) + units);
    }
  }
  return packs;
}

function fulfilledUnits(booked: BookedOrder): Map<string, number> {
  const units = new Map<string, number>();
  for (const fulfillment of booked.fulfillments.filter((one) => one.status === "SUCCESS")) {
    for (const line of fulfillment.lines) units.set(line.lineItemId, (units.get(line.lineItemId) ?? 0) + line.quantity);
  }
  return units;
}
