// The merchant makes Daifa the shop's fulfillment service for some goods: Shopify asks, Daifa answers; then he goes back.
import { getMode } from "../../../app/fulfillment-requests/mode-store.server.ts";
import type { BookedOrder } from "../../../test/local-store/control/order-book.ts";
import { pressButton } from "../open-app.ts";
import { variantId } from "../seed-shop.ts";
import { booked, domain, inState, place, unitsOf, until, whenOrdered, type Stage } from "../stage.ts";

const path = "/app/settings/fulfillment";

export async function byRequest(stage: Stage): Promise<void> {
  stage.log("The merchant makes Daifa the fulfillment service for the lamps: POST /app/settings/fulfillment.");
  await pressButton(stage.world, { domain, path, fields: { intent: "start", variant: await variantId(stage.world, "LAMP-USBC") } });
  await switched(stage, "TO_SERVICE");
  await requested(stage);
  await requestTakenBack(stage);
  stage.log("The merchant goes back to the shop's own locations, with one click.");
  await pressButton(stage.world, { domain, path, fields: { intent: "back" } });
  await switched(stage, "TO_LOCATIONS");
}

async function switched({ database, shopId }: Stage, kind: "TO_SERVICE" | "TO_LOCATIONS"): Promise<void> {
  await until(`the switch ${kind}`, () => database.inShop(shopId, async (tx) => (await tx.db.modeSwitch.count({ where: { kind, state: "DONE" } })) > 0));
}

async function requested(stage: Stage): Promise<void> {
  const order = await place(stage, [{ sku: "LAMP-USBC", quantity: 1 }]);
  const id = await fulfillmentOrderOf(stage, order);
  stage.log(`${order.name}: nothing is bought before Shopify asks for it; then it is accepted, and goes to the supplier.`);
  await stage.world.store.shop(domain).requestFulfillment(id);
  await whenOrdered(stage, order, inState("ACCEPTED"));
}

async function requestTakenBack(stage: Stage): Promise<void> {
  const shop = stage.world.store.shop(domain);
  const order = await place(stage, [{ sku: "LAMP-USBC", quantity: 2 }]);
  const id = await fulfillmentOrderOf(stage, order);
  await shop.requestFulfillment(id);
  await whenOrdered(stage, order, inState("ACCEPTED"));
  await shop.requestCancellation(id);
  await until(`the cancellation of ${order.name} answered`, async () => (await booked(stage, order)).fulfillmentOrders.some((one) => one.requestStatus === "CANCELLATION_ACCEPTED"));
  stage.log(`${order.name}: Shopify takes its request back; the supplier gives the lamps back, so Daifa agrees. The order is cancelled.`);
  await shop.cancelOrder(order.id);
  await until(`${order.name} cancelled`, async () => (await unitsOf(stage, order)).every((row) => row.state === "CANCELLED"));
}

async function fulfillmentOrderOf(stage: Stage, order: BookedOrder): Promise<string> {
  const { locationId } = await stage.database.inShop(stage.shopId, getMode);
  return await until(`${order.name} assigned to Daifa`, async () => {
    const known = (await unitsOf(stage, order)).length > 0;
    return known && (await booked(stage, order)).fulfillmentOrders.find((one) => one.locationId === locationId)?.id;
  });
}
