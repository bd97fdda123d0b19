// The straight line, step by step on real parts: an order comes in and its parcels are in the store.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goLive } from "../../app/supplier-orders/release-supplier-orders.server.ts";
import { addSupplier, map, startTestWorld, type TestWorld } from "../support/world.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await startTestWorld();
  const [harbor] = world.suppliers;
  const supplierId = await addSupplier(world, harbor);
  await map(world, "POUR-SET", { supplierId, itemId: "HG-POUR-SET" });
});
afterAll(() => world.close());

describe("a shop under review", () => {
  it("drafts the supplier's order and sends nothing", async () => {
    await world.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }] });
    await world.drain();

    expect((await world.suppliers[0].client.readBook()).orders).toEqual([]);
    const drafts = await world.inShop((tx) => tx.db.supplierOrder.findMany());
    expect(drafts.map((draft) => [draft.state, draft.releasedAt])).toEqual([["DRAFT", null]]);
  });

  it("sends what waited once it goes live, and the parcel is written back once", async () => {
    const released = await world.inShop(async (tx) => {
      const ready = await goLive(tx, 1, { name: "Store Owner", at: new Date() });
      await world.tools.queue.enqueue(tx, ready.map((one) => ({ step: "submit-supplier-order", input: { shopId: world.shopId, ...one } })));
      return ready;
    });
    await world.drain();
    const [harbor] = world.suppliers;
    const { orders } = await harbor.client.readBook();
    expect(released).toHaveLength(1);
    expect(orders).toHaveLength(1);

    await harbor.client.ship(orders[0]?.order.identity.reference ?? "");
    await world.drain();

    const [order] = await world.shop.orders();
    expect(order?.fulfillments).toHaveLength(1);
    expect(order?.displayFulfillmentStatus).toBe("FULFILLED");
  });

  it("shows the carrier's scans in the store", async () => {
    const [parcel] = await world.inShop((tx) => tx.db.parcel.findMany());
    await world.carrier.advance(parcel?.trackingNumber ?? "", { status: "InTransit", sub_status: "InTransit_PickedUp", description: "Picked up" });
    await world.carrier.advance(parcel?.trackingNumber ?? "", { status: "Delivered", sub_status: "Delivered_Other", description: "Delivered" });
    await world.drain();

    const [order] = await world.shop.orders();
    expect(order?.fulfillments[0]?.events.map((event) => event.status)).toEqual(["CARRIER_PICKED_UP", "DELIVERED"]);
    const checks = await world.inShop((tx) => tx.db.orderCheck.findMany());
    expect(checks.map((check) => [check.balanced, check.paidUnits, check.shipped])).toEqual([[true, 2, 2]]);
  });
});
