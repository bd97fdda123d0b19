// The story that --once plays: what a merchant meets in the first days, each chapter waited for until it has happened.
import { findOrderByShopifyId } from "../../app/orders/store.server.ts";
import { listSupplierOrders } from "../../app/supplier-orders/store.server.ts";
import type { SupplierOrder } from "../../app/supplier-orders/supplier-order.ts";
import type { BookedOrder } from "../../test/local-store/control/order-book.ts";
import type { LocalWorld } from "../local-world.ts";
import { pressButton } from "./open-app.ts";
import { offer, variantId, type Seeded } from "./seed-shop.ts";
import type { Eyes } from "./tell-order.ts";

export type Stage = Eyes & { readonly world: LocalWorld; readonly seeded: Seeded; readonly log: (line: string) => void };

const domain = "demo.myshopify.com";
const patienceMs = 60_000;

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

export async function playStory(stage: Stage): Promise<void> {
  await reviewThenLive(stage);
  await splitOrder(stage);
  await lineWithoutMapping(stage);
  await twoParcels(stage);
  await fiveEqualWebhooks(stage);
  await everythingArrives(stage);
}

const place = ({ world }: Stage, lines: { sku: string; quantity: number }[]) => world.store.shop(domain).placeOrder({ lines, shippingLine: { title: "Standard", code: "STD", price: "5.00" } });

async function supplierOrdersOf({ database, shopId }: Eyes, order: BookedOrder): Promise<SupplierOrder[]> {
  return await database.inShop(shopId, async (tx) => {
    const found = await findOrderByShopifyId(tx, order.id);
    return found ? await listSupplierOrders(tx, found.id) : [];
  });
}

const inState = (state: SupplierOrder["state"], count = 1) => (all: SupplierOrder[]) => all.filter((one) => one.state === state).length >= count;

async function whenOrdered(stage: Stage, order: BookedOrder, is: (all: SupplierOrder[]) => boolean): Promise<SupplierOrder[]> {
  return await until(`supplier orders of ${order.name}`, async () => {
    const all = await supplierOrdersOf(stage, order);
    return is(all) ? all : undefined;
  });
}

async function reviewThenLive(stage: Stage): Promise<void> {
  stage.log("A fresh install sends nothing by itself: the first order is held in review.");
  const order = await place(stage, [{ sku: "BAG-30-GRN", quantity: 1 }]);
  await whenOrdered(stage, order, inState("DRAFT"));
  const books = await Promise.all(stage.world.suppliers.map((supplier) => supplier.client.readBook()));
  const placed = books.reduce((sum, book) => sum + book.orders.length, 0);
  stage.log(`${order.name} is drafted; the suppliers' books hold ${placed} orders.`);
  if (placed > 0) throw new Error("something was sent while in review");
  stage.log(`The merchant presses "Go live" on the home page: POST /app?index, from order ${order.name.slice(1)} on.`);
  await pressButton(stage.world, { domain, path: "/app?index", fields: { intent: "go-live", from: order.name.slice(1) } });
  await whenOrdered(stage, order, inState("ACCEPTED"));
  stage.log(`${order.name} went out.`);
}

async function splitOrder(stage: Stage): Promise<void> {
  stage.log("An order is split between two suppliers; one of them counts in CNY.");
  const order = await place(stage, [{ sku: "BAG-30-BLK", quantity: 1 }, { sku: "LAMP-USBC", quantity: 2 }, { sku: "POUR-SET", quantity: 1 }]);
  await whenOrdered(stage, order, inState("ACCEPTED", 2));
}

async function lineWithoutMapping(stage: Stage): Promise<void> {
  stage.log("A line nobody is mapped to holds only itself; the merchant's own goods stay untouched.");
  const order = await place(stage, [{ sku: "BOTTLE-750", quantity: 1 }, { sku: "CARD-HAND", quantity: 1 }, { sku: "SCARF-RED", quantity: 1 }]);
  await whenOrdered(stage, order, inState("ACCEPTED"));
  const problem = await until("the problem of the unmapped line", async () => {
    const open = await stage.database.inShop(stage.shopId, (tx) => tx.db.problem.findFirst({ where: { code: "unroutable.unmapped", openKey: { not: null } } }));
    return open ?? undefined;
  });
  stage.log(`${order.name}: the scarf is with its supplier; the bottle is a problem (${problem.code}) until it is mapped.`);
  await stage.database.inShop(stage.shopId, (tx) => offer(tx, stage.world, { sku: "BOTTLE-750", supplierId: stage.seeded.harborId, prefix: "HG", cost: 680n, currency: "USD" }));
  await pressButton(stage.world, { domain, path: "/app/problems", fields: { intent: "retry", problemId: problem.id } });
  await whenOrdered(stage, order, inState("ACCEPTED", 2));
  stage.log(`${order.name}: mapped, and sent.`);
}

async function twoParcels(stage: Stage): Promise<void> {
  stage.log("A supplier ships three aprons in two parcels.");
  const order = await place(stage, [{ sku: "APRON-LIN", quantity: 3 }]);
  const [supplierOrder] = await whenOrdered(stage, order, inState("ACCEPTED"));
  const reference = supplierOrder?.reference ?? "";
  const [, yiwu] = stage.world.suppliers;
  await yiwu.client.ship(reference, [{ lines: [{ lineReference: "1", quantity: 2 }] }]);
  await until(`the first parcel of ${order.name} in the store`, async () => (await booked(stage, order)).fulfillments.length === 1);
  await yiwu.client.ship(reference, [{ lines: [{ lineReference: "1", quantity: 1 }] }]);
}

async function fiveEqualWebhooks(stage: Stage): Promise<void> {
  stage.log("The same webhook comes five times at once.");
  const shop = stage.world.store.shop(domain);
  await shop.addFaults({ webhooks: [{ kind: "duplicate", topic: "orders/create", times: 1, copies: 4 }] });
  const order = await place(stage, [{ sku: "BOARD-S", quantity: 2 }]);
  const all = await whenOrdered(stage, order, inState("ACCEPTED"));
  const deliveries = (await shop.deliveries()).filter((delivery) => delivery.topic === "orders/create").length;
  stage.log(`${order.name}: ${all.length} supplier order; the store counts ${deliveries} deliveries of orders/create in all.`);
  if (all.length !== 1) throw new Error(`${order.name} became ${all.length} supplier orders`);
}

const booked = ({ world }: Stage, order: BookedOrder) => world.store.shop(domain).order(order.id);

async function everythingArrives(stage: Stage): Promise<void> {
  stage.log("The suppliers ship what is open; the carrier scans it to the door.");
  for (const supplier of stage.world.suppliers) {
    for (const { order, standing } of (await supplier.client.readBook()).orders) {
      if (standing === "open") await supplier.client.ship(order.identity.reference);
    }
  }
  const orders = await stage.world.store.shop(domain).orders();
  const own = await variantId(stage.world, "CARD-HAND");
  for (const order of orders) {
    const units = order.lines.filter((line) => line.variantId !== own).reduce((sum, line) => sum + line.quantity, 0);
    await until(`all parcels of ${order.name} in the store`, async () => fulfilled(await booked(stage, order)) === units);
  }
  await until("every parcel handed to the tracking system", async () => {
    const waiting = await stage.database.inShop(stage.shopId, (tx) => tx.db.parcel.count({ where: { followedSince: null } }));
    return waiting === 0;
  });
  await stage.world.carrier.auto(150);
  const followed = new Set((await stage.world.carrier.parcels()).map((parcel) => parcel.number));
  const isFollowed = (one: BookedOrder["fulfillments"][number]) => one.trackingInfo.some((info) => followed.has(info.number ?? ""));
  for (const order of orders) {
    // A number that the tracking system does not know is no promise: it keeps its link, and the merchant is told.
    await until(`${order.name} delivered`, async () => (await booked(stage, order)).fulfillments.filter(isFollowed).every((one) => one.displayStatus === "DELIVERED"));
  }
}

const fulfilled = (order: BookedOrder) => order.fulfillments.flatMap((one) => one.lines).reduce((sum, line) => sum + line.quantity, 0);
