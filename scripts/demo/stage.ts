// What every chapter of the story needs: the shop, patience, and a look at what became of an order.
import type { Sealer } from "../../app/platform/secrets.server.ts";
import { findOrderByShopifyId } from "../../app/orders/store.server.ts";
import { listSupplierOrders } from "../../app/supplier-orders/store.server.ts";
import type { SupplierOrder } from "../../app/supplier-orders/supplier-order.ts";
import { listAllocations } from "../../app/orders/allocation-store.server.ts";
import type { Allocation } from "../../app/orders/allocation.ts";
import { listHolds } from "../../app/orders/hold-store.server.ts";
import type { PlaceOrder } from "../../test/local-store/acts/place-order.ts";
import type { BookedOrder } from "../../test/local-store/control/order-book.ts";
import type { LocalWorld } from "../local-world.ts";
import type { Seeded } from "./seed-shop.ts";
import type { Eyes } from "./tell-order.ts";

export type Stage = Eyes & { readonly sealer: Sealer; readonly world: LocalWorld; readonly seeded: Seeded; readonly log: (line: string) => void;
  /** Starts a step of the clock now. */
  readonly wake: (step: string) => Promise<void>;
  /** Packs by reference that suppliers without books have been given to read. */
  readonly given: Map<string, number>;
};

export const domain = "demo.myshopify.com";
/** A webhook that is lost is found by the sweep, which leaves Shopify a minute to tell itself. */
const patienceMs = 150_000;

/** Waits until `look` finds something; says what it waited for when it never comes. */
export async function until<Found>(what: string, look: () => Promise<Found | undefined | false>): Promise<Found> {
  const endsAt = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > endsAt) throw new Error(`waited ${patienceMs / 1000} s in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export const place = ({ world }: Stage, lines: { sku: string; quantity: number }[], more: Partial<PlaceOrder> = {}) =>
  world.store.shop(domain).placeOrder({ lines, shippingLine: { title: "Standard", code: "STD", price: "5.00" }, ...more });

export async function supplierOrdersOf({ database, shopId }: Eyes, order: BookedOrder): Promise<SupplierOrder[]> {
  return await database.inShop(shopId, async (tx) => {
    const found = await findOrderByShopifyId(tx, order.id);
    return found ? await listSupplierOrders(tx, found.id) : [];
  });
}

export const inState = (state: SupplierOrder["state"], count = 1) => (all: SupplierOrder[]) => all.filter((one) => one.state === state).length >= count;

export async function whenOrdered(stage: Stage, order: BookedOrder, is: (all: SupplierOrder[]) => boolean): Promise<SupplierOrder[]> {
  let all: SupplierOrder[] = [];
  try {
    return await until(`supplier orders of ${order.name}`, async () => {
      all = await supplierOrdersOf(stage, order);
      return is(all) ? all : undefined;
    });
  } catch (error) {
    const seen = all.map((one) => `${one.state} ${one.lines.map((line) => `${line.packs} × ${line.itemId}`).join(" + ")}`);
    throw new Error(`${String(error)}; seen: ${seen.join("; ") || "none"}; units: ${JSON.stringify(await unitsOf(stage, order))}`, { cause: error });
  }
}

/** Nobody is or will be asked: what was drafted has been taken back. */
export const nothingOpen = async (stage: Stage, order: BookedOrder): Promise<boolean> =>
  (await supplierOrdersOf(stage, order)).every((one) => one.state === "CANCELLED");

export async function unitsOf({ database, shopId }: Eyes, order: BookedOrder): Promise<Allocation[]> {
  return await database.inShop(shopId, async (tx) => {
    const found = await findOrderByShopifyId(tx, order.id);
    return found ? await listAllocations(tx, found.id) : [];
  });
}

/** Codes of the holds that stand and were not let go. */
export async function heldBy({ database, shopId }: Eyes, order: BookedOrder): Promise<string[]> {
  return await database.inShop(shopId, async (tx) => {
    const found = await findOrderByShopifyId(tx, order.id);
    return found ? (await listHolds(tx, found.id)).filter((hold) => !hold.releasedAt).map((hold) => hold.code) : [];
  });
}

export const booked = ({ world }: Stage, order: BookedOrder) => world.store.shop(domain).order(order.id);
