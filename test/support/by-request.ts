// A shop that the app ships for as its fulfillment service: how it becomes one, and what its merchant asks in Shopify.
import { getMode, saveMode } from "../../app/fulfillment-requests/mode-store.server.ts";
import { enqueue } from "./story.ts";
import type { TestWorld } from "./world.ts";

/** As after a switch: the location is there, and orders from now on wait for a request. Returns the location's id. */
export async function becomeService(world: TestWorld, at = new Date()): Promise<string> {
  await enqueue(world, "register-location");
  await world.drain();
  return await world.inShop(async (tx) => {
    await saveMode(tx, "FULFILLMENT_SERVICE", at);
    return (await getMode(tx)).locationId ?? "";
  });
}

/** The fulfillment orders of an order at that location, as the store has them now. */
export async function assignedTo(world: TestWorld, shopifyOrderId: string, locationId: string) {
  const { fulfillmentOrders } = await world.shop.order(shopifyOrderId);
  return fulfillmentOrders.filter((one) => one.locationId === locationId);
}
