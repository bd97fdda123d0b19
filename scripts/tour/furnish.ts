// A shop that has something on every page: suppliers, offers, orders in every state, and problems.
import { setTimeout as wait } from "node:timers/promises";
import { findShopByDomain } from "../../app/merchants/store.server.ts";
import type { Database } from "../../app/platform/db.server.ts";
import type { Sealer } from "../../app/platform/secrets.server.ts";
import { openPage, pressButton } from "../demo/open-app.ts";
import { addPeople } from "../demo/people.ts";
import { seedShop, type Seeded } from "../demo/seed-shop.ts";
import { leaveImport } from "./leave-import.ts";
import type { LocalWorld } from "../local-world.ts";

export const domain = "demo.myshopify.com";

export type Furnished = { readonly shopId: string; readonly seeded: Seeded };
type Tools = { readonly world: LocalWorld; readonly database: Database; readonly sealer: Sealer };

const baskets: { sku: string; quantity: number }[][] = [
  [{ sku: "BAG-30-GRN", quantity: 1 }],
  [{ sku: "BAG-30-BLK", quantity: 1 }, { sku: "LAMP-USBC", quantity: 2 }],
  [{ sku: "POUR-SET", quantity: 1 }, { sku: "CARD-HAND", quantity: 1 }],
  [{ sku: "BOTTLE-750", quantity: 2 }, { sku: "SCARF-RED", quantity: 1 }],
  [{ sku: "APRON-LIN", quantity: 1 }, { sku: "SCARF-GRY", quantity: 1 }],
  [{ sku: "BOARD-S", quantity: 1 }, { sku: "BOARD-L", quantity: 2 }],
];

export async function furnish({ world, database, sealer }: Tools): Promise<Furnished> {
  await openPage(world, domain);
  const shop = await findShopByDomain(database, domain);
  if (!shop) throw new Error("the shop did not install");
  const seeded = await seedShop({ database, sealer, shopId: shop.id, world });
  await database.inShop(shop.id, (tx) => addPeople(tx, sealer, world));
  await database.inShop(shop.id, (tx) => leaveImport(tx, new Date()));
  await pressButton(world, { domain, path: "/app?index", fields: { intent: "go-live", from: "1" } });
  for (const lines of baskets) await world.store.shop(domain).placeOrder({ lines, shippingLine: { title: "Standard", code: "STD", price: "5.00" } });
  await until(async () => (await count(database, shop.id, "ACCEPTED")) >= 5);
  await until(async () => (await count(database, shop.id, "TO_HAND_OVER")) >= 1 && (await count(database, shop.id, "SENT")) >= 1);
  const [harbor] = world.suppliers;
  const [first] = (await harbor.client.readBook()).orders;
  if (first) await harbor.client.ship(first.order.identity.reference);
  await until(async () => (await count(database, shop.id, "SHIPPED")) >= 1);
  await holdOne({ world, database }, shop.id);
  await waitForCustomer({ world, database }, shop.id);
  await changeSent({ world, database }, shop.id);
  return { shopId: shop.id, seeded };
}

const count = (database: Database, shopId: string, state: "ACCEPTED" | "SHIPPED" | "TO_HAND_OVER" | "SENT") =>
  database.inShop(shopId, (tx) => tx.db.supplierOrder.count({ where: { state } }));

async function holdOne({ world, database }: Pick<Tools, "world" | "database">, shopId: string): Promise<void> {
  const { id } = await database.inShop(shopId, (tx) => tx.db.order.findFirstOrThrow({ orderBy: { orderNumber: "desc" } }));
  await pressButton(world, { domain, path: "/app/orders/bulk", fields: { intent: "start", kind: "HOLD", orderId: id, note: "Waits for the customer" } });
  await until(() => database.inShop(shopId, async (tx) => (await tx.db.bulkAction.count({ where: { finishedAt: { not: null } } })) > 0));
}

/** To Brazil without the buyer's number, and he was asked for it. */
async function waitForCustomer({ world, database }: Pick<Tools, "world" | "database">, shopId: string): Promise<void> {
  const shippingAddress = { firstName: "Test", lastName: "Buyer", address1: "Rua Exemplo 1", city: "São Paulo", provinceCode: "SP", zip: "01001-000", countryCode: "BR", phone: "+5511987654321" };
  await world.store.shop(domain).placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 1 }], isWholeAddress: true, shippingAddress });
  const held = () => database.inShop(shopId, (tx) => tx.db.orderHold.findFirst({ where: { code: "identity_missing", endedAt: null } }));
  await until(async () => (await held()) !== null);
  await pressButton(world, { domain, path: `/app/orders/${(await held())?.orderId}`, fields: { intent: "details.ask" } });
}

/** With a supplier who answers later, and cancelled since. */
async function changeSent({ world, database }: Pick<Tools, "world" | "database">, shopId: string): Promise<void> {
  const { id: shopifyOrderId } = await world.store.shop(domain).placeOrder({ lines: [{ sku: "BAG-30-BLK", quantity: 3 }] });
  await until(() => database.inShop(shopId, async (tx) => (await tx.db.supplierOrder.count({ where: { state: "SENT", order: { shopifyOrderId } } })) > 0));
  await world.store.shop(domain).cancelOrder(shopifyOrderId);
  await until(() => database.inShop(shopId, async (tx) => (await tx.db.changeRequest.count({ where: { state: "ASKED", order: { shopifyOrderId } } })) > 0));
}

const mostWaits = 300;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let waits = 0; waits < mostWaits; waits += 1) {
    if (await isSo()) return;
    await wait(100);
  }
  throw new Error(`the shop was not furnished in time: ${isSo}`);
}
