// What is waiting does not multiply, what was lost is taken up again, and what is over is not a problem any more.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveOwnGoods } from "../../app/catalog/store.server.ts";
import { findShopByDomain } from "../../app/merchants/store.server.ts";
import { installOther } from "../support/other-shop.ts";
import { bookedFor, changesOf, enqueue, openJobs, ourOrderId, problemCodes, shippedIn, startStory, unbalanced, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await map(story, "BOARD-S", { supplierId: story.harborId, itemId: "HG-BOARD-S" });
});
afterAll(() => story.close());

async function place(...skus: string[]) {
  const order = await story.shop.placeOrder({ lines: skus.map((sku) => ({ sku, quantity: 1 })) });
  await story.drain();
  return order;
}

const referenceOf = async (name: string) => (await bookedFor(story.harbor, name))[0]?.reference ?? "";

describe("a parcel that Shopify holds back", () => {
  it("is tried at every hint and at every tick, and leaves no chain of jobs behind", async () => {
    const order = await place("POUR-SET");
    const [work] = (await story.shop.order(order.id)).fulfillmentOrders;
    await story.shop.holdFulfillmentOrder(work?.id ?? "", { reasonNotes: "wait" });
    await story.harbor.client.ship(await referenceOf(order.name));
    await story.drain();
    for (let tick = 0; tick < 4; tick += 1) {
      await enqueue(story, "retry-write-backs");
      await story.drain();
    }
    expect(await openJobs(story)).toEqual([]);

    await story.shop.releaseFulfillmentOrder(work?.id ?? "");
    await story.drain();
    expect(shippedIn(await story.shop.order(order.id))).toHaveLength(1);
  });
});

describe("an order that a supplier took but for one line", () => {
  it("is shipped whole without that line", async () => {
    const order = await place("POUR-SET", "BOARD-S");
    const orderId = await ourOrderId(story, order.id);
    await story.inShop(async (tx) => {
      const line = await tx.db.supplierOrderLine.findFirstOrThrow({ where: { supplierOrder: { orderId }, itemId: "HG-BOARD-S" } });
      await tx.db.supplierOrderLine.update({ where: { shopId_id: { shopId: tx.shopId, id: line.id } }, data: { answer: "refused" } });
      await tx.db.allocation.updateMany({ where: { supplierOrderLineId: line.id }, data: { state: "NEEDS_YOU", reasonCode: "refused.out_of_stock", reasonParams: {}, supplierOrderLineId: null } });
    });
    await enqueue(story, "record-shipment", {
      supplierId: story.harborId, messageId: (await story.inShop((tx) => tx.db.message.findFirstOrThrow({ where: { orderId } }))).id,
      notice: { reference: await referenceOf(order.name), shipmentReference: "all-that-was-left", parcels: [{ trackingNumber: "1Z5R89390357567127", lines: [] }], problems: [] },
    });
    await story.drain();

    expect(shippedIn(await story.shop.order(order.id)).map(({ units }) => units)).toEqual([[1]]);
    expect((await story.inShop((tx) => tx.db.supplierOrder.findFirstOrThrow({ where: { orderId } }))).state).toBe("SHIPPED");
    expect(await unbalanced(story)).toEqual([]);
  });
});

describe("an address that changes after the supplier was told", () => {
  async function sayAddress(orderId: string, line: string, hours: number) {
    const raw = await story.inShop((tx) => tx.db.message.findFirstOrThrow({ where: { orderId, channel: "SHOPIFY_WEBHOOK" } }));
    const body = Buffer.from(raw.request ?? []).toString().replaceAll(/"updated_at":\s*"[^"]+"/g, `"updated_at":"${new Date(Date.now() + hours * 3_600_000).toISOString()}"`).replaceAll("100 Sample Street", line);
    await story.shop.sendWebhook({ topic: "orders/updated", body });
    await story.drain();
  }

  it("is told to the supplier, and again when it is what it was", async () => {
    const { id } = await place("POUR-SET");
    const orderId = await ourOrderId(story, id);
    const street = async () => (await story.harbor.client.readBook()).orders.at(-1)?.order.receiver.line1;

    await sayAddress(orderId, "99 New Street", 1);
    expect([await changesOf(story, id), await street()]).toEqual([["RECEIVER ACCEPTED change.accepted"], "99 New Street"]);

    await sayAddress(orderId, "100 Sample Street", 2);
    expect([await changesOf(story, id), await street()]).toEqual([["RECEIVER ACCEPTED change.accepted", "RECEIVER ACCEPTED change.accepted"], "100 Sample Street"]);
    expect(await problemCodes(story)).toEqual([]);
  });
});

describe("a line without a supplier", () => {
  it("is no problem any more once its order is cancelled", async () => {
    const order = await place("LAMP-USBC");
    expect(await problemCodes(story)).toContain("unroutable.unmapped");

    await story.shop.cancelOrder(order.id);
    await story.drain();
    expect(await problemCodes(story)).not.toContain("unroutable.unmapped");
  });

  it("is none any more once it is marked as the merchant's own goods", async () => {
    const order = await place("SCARF-RED");
    const variantId = order.lines[0]?.variantId ?? "";
    await story.inShop((tx) => saveOwnGoods(tx, variantId, true));
    await enqueue(story, "route-order", { orderId: await ourOrderId(story, order.id) });
    await story.drain();

    expect(await problemCodes(story)).not.toContain("unroutable.unmapped");
  });
});

describe("work that a dead worker left behind", () => {
  it("is taken up again: the supplier is asked, and told once", async () => {
    const order = await place("BOARD-S");
    const orderId = await ourOrderId(story, order.id);
    const longAgo = new Date(Date.now() - 3_600_000);
    await story.inShop(async (tx) => {
      await tx.db.supplierOrder.updateMany({ where: { orderId }, data: { state: "SENDING", supplierReference: null } });
      await tx.db.supplierOrderChange.updateMany({ where: { supplierOrder: { orderId } }, data: { at: longAgo } });
    });
    await enqueue(story, "resume-supplier-orders");
    await story.drain();

    const [booked, second] = await bookedFor(story.harbor, order.name);
    expect([booked?.lookUps, second]).toEqual([1, undefined]);
    expect((await story.inShop((tx) => tx.db.supplierOrder.findFirstOrThrow({ where: { orderId } }))).state).toBe("ACCEPTED");
  });

  it("is taken up again for a parcel that Shopify was never told of", async () => {
    const order = await place("BOARD-S");
    await story.harbor.client.ship(await referenceOf(order.name));
    await story.drain();
    const orderId = await ourOrderId(story, order.id);
    const parcel = await story.inShop((tx) => tx.db.parcel.findFirstOrThrow({ where: { orderId } }));
    await story.inShop(async (tx) => {
      await tx.db.fulfillment.updateMany({ where: { parcelId: parcel.id }, data: { state: "SENDING", shopifyFulfillmentId: null } });
      await tx.db.shipment.updateMany({ where: { id: parcel.shipmentId }, data: { recordedAt: new Date(Date.now() - 3_600_000) } });
    });
    await enqueue(story, "resume-write-backs");
    await story.drain();

    expect((await story.inShop((tx) => tx.db.fulfillment.findFirstOrThrow({ where: { parcelId: parcel.id } }))).state).toBe("CREATED");
    expect(shippedIn(await story.shop.order(order.id))).toHaveLength(1);
  });
});

describe("an order of a shop that has not opened the app yet", () => {
  it("is kept, and taken in when the shop installs", async () => {
    const other = story.store.shop("other.myshopify.com");
    await other.install();
    const [variant] = await other.variants();
    const order = await other.placeOrder({ lines: [{ variantId: variant?.id ?? "", quantity: 1 }] });
    await story.drain();
    expect(await findShopByDomain(story.tools.database, "other.myshopify.com")).toBeNull();

    const shopId = await installOther(story);
    await story.drain();
    const orders = await story.tools.database.inShop(shopId, (tx) => tx.db.order.findMany({ select: { shopifyOrderId: true } }));
    expect(orders).toEqual([{ shopifyOrderId: order.id }]);
  });
});
