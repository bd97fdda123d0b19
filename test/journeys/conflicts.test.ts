// Is it said when somebody else ships for the shop, or when Shopify withholds what every order needs; and does it close itself?
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { enqueue, problemCodes, problemsOf, startStory, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeEach(async () => {
  story = await startStory({ isLive: false });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await story.drain();
});
afterEach(() => story.close());

const check = async (): Promise<string[]> => {
  await enqueue(story, "check-conflicts", { ifOlderMinutes: 0 });
  await story.drain();
  return await problemCodes(story);
};

/** Routed by the store a moment after it was placed. */
async function placeRouted(sku = "POUR-SET") {
  const { id } = await story.shop.placeOrder({ lines: [{ sku, quantity: 1 }] });
  for (let look = 0; look < 200 && (await story.shop.order(id)).routedAt === null; look += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  await story.drain();
  return await story.shop.order(id);
}

describe("the check for conflicts", () => {
  it("runs at install, finds nothing in a quiet shop, and is not due again on the same day", async () => {
    const at = await story.inShop(async (tx) => (await tx.db.merchantSettings.findUniqueOrThrow({ where: { shopId: tx.shopId } })).conflictsCheckedAt);

    await enqueue(story, "check-conflicts");
    await story.drain();

    expect(at).toBeInstanceOf(Date);
    expect(await problemCodes(story)).toEqual([]);
    expect(await story.inShop(async (tx) => (await tx.db.merchantSettings.findUniqueOrThrow({ where: { shopId: tx.shopId } })).conflictsCheckedAt)).toEqual(at);
  });

  it("names an app that still ships, and mapped goods at its location; both close when it has left", async () => {
    const { id } = await story.shop.addFulfillmentService("Far Warehouse");
    expect(await check()).toEqual([]);
    await story.shop.stockAt("POUR-SET", id);
    const order = await placeRouted();
    await story.shop.fulfillOrder(order.id, { trackingNumber: "FW1" });

    expect(await check()).toEqual(["conflict.other_app_ships", "conflict.stocked_elsewhere"]);
    expect((await problemsOf(story)).map(({ params }) => params)).toEqual(expect.arrayContaining([
      { service: "Far Warehouse", orders: 1, order: order.name }, { service: "Far Warehouse", variants: 1, item: "Ceramic pour-over set" },
    ]));
    await story.shop.removeFulfillmentService("Far Warehouse");
    expect(await check()).toEqual([]);
  });

  it("infers automatic fulfillment from parcels without a number a moment after payment, and never from our own", async () => {
    const order = await placeRouted();
    await story.shop.fulfillOrder(order.id);

    expect(await check()).toEqual(["conflict.ships_automatically"]);
  });

  it("does not take a parcel with a number, made by a person in the admin, for automatic", async () => {
    const order = await placeRouted();
    await story.shop.fulfillOrder(order.id, { trackingNumber: "BY-HAND" });

    expect(await check()).toEqual([]);
  });

  it("says once that addresses are withheld, not once for each order, and goes on by itself when they are shown again", async () => {
    await story.shop.withhold(["shippingAddress"]);
    const placed = [await placeRouted(), await placeRouted(), await placeRouted()];
    await story.drain();

    expect(await problemCodes(story)).toEqual(["conflict.customer_data_withheld"]);
    for (const { id } of placed) expect(await unitsOf(story, id)).toEqual({ "NEEDS_YOU unroutable.no_destination": 1 });

    await story.shop.withhold([]);
    await check();
    await story.drain();

    expect(await problemCodes(story)).toEqual([]);
    for (const { id } of placed) expect(await unitsOf(story, id)).toEqual({ "WAITING waiting.review": 1 });
  });

  it("leaves the problem of a single order without an address where it is", async () => {
    await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }], shippingAddress: null });
    await placeRouted();
    await story.drain();

    expect(await check()).toEqual(["unroutable.no_destination"]);
  });

  it("notes which permissions are granted, and says what is missing", async () => {
    await story.shop.changeScopes(["read_orders", "read_shopify_payments_disputes", "read_products", "read_locations", "write_inventory", "read_shipping", "write_fulfillments", "write_merchant_managed_fulfillment_orders", "write_assigned_fulfillment_orders", "write_third_party_fulfillment_orders"]);
    await story.drain();

    expect(await check()).toEqual(["scopes_missing"]);
    expect((await problemsOf(story))[0]?.params).toEqual({ scopes: "write_orders" });
  });
});
