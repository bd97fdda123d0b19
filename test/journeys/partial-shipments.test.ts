// A supplier sends an order in parts, counted in its own packs: each parcel is one fulfillment with the shop's units.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookedFor, callsOf, enqueue, problemCodes, shippedIn, startStory, unbalanced, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "BOTTLE-750", { supplierId: story.harborId, itemId: "HG-BOTTLE-750", packRatio: 2 });
  await map(story, "SCARF-RED", { supplierId: story.harborId, itemId: "HG-SCARF-RED" });
});
afterAll(() => story.close());

describe("five bottles in packs of two, and a scarf", () => {
  let reference = "";
  let orderId = "";

  it("are ordered as three packs and one", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "BOTTLE-750", quantity: 5 }, { sku: "SCARF-RED", quantity: 1 }] });
    await story.drain();
    const [booked] = await bookedFor(story.harbor, order.name);
    [reference, orderId] = [booked?.reference ?? "", order.id];
    expect(booked?.lines).toEqual(["HG-BOTTLE-750 × 3", "HG-SCARF-RED × 1"]);
  });

  it("show two parcels of one shipment with exactly their units, under names that Shopify knows or with a link", async () => {
    await story.harbor.client.ship(reference, [
      { carrier: "ups", lines: [{ lineReference: "1", quantity: 1 }, { lineReference: "2", quantity: 1 }] },
      { carrier: "yto", company: "云速小包", trackingNumber: "YSXB000123456", lines: [{ lineReference: "1", quantity: 1 }] },
    ]);
    await story.drain();

    const order = await story.shop.order(orderId);
    const [ups, unknown] = shippedIn(order).toSorted((left, right) => right.units.length - left.units.length);
    expect([ups?.company, ups?.units]).toEqual(["UPS", [2, 1]]);
    expect([unknown?.company, unknown?.number, unknown?.units]).toEqual(["云速小包", "YSXB000123456", [2]]);
    expect(unknown?.url).toContain("YSXB000123456");
    expect(order.displayFulfillmentStatus).toBe("PARTIALLY_FULFILLED");
    expect(order.fulfillments.every((one) => one.wasCustomerNotified)).toBe(true);
  });

  it("end with the last pack, which holds one bottle", async () => {
    await story.harbor.client.ship(reference, [{ carrier: "usps" }]);
    await story.drain();

    const order = await story.shop.order(orderId);
    expect(shippedIn(order).at(-1)).toMatchObject({ company: "USPS", units: [1] });
    expect([order.fulfillments.length, order.displayFulfillmentStatus]).toEqual([3, "FULFILLED"]);
    // The tracking system does not know the small carrier; the merchant is told that nobody follows that parcel.
    expect([await unbalanced(story), await problemCodes(story)]).toEqual([[], ["parcel_not_followed"]]);
  });
});

describe("a notice that comes again and again", () => {
  it("makes one fulfillment of three pushes, a fourth and the supplier's own list", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "SCARF-RED", quantity: 2 }] });
    await story.drain();
    const [booked] = await bookedFor(story.harbor, order.name);
    const before = await callsOf(story, "fulfillmentCreate");
    await story.harbor.client.addFault({ push: "three_times" });
    await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups" }]);
    await story.harbor.client.pushAgain(booked?.reference ?? "");
    await story.drain();
    await enqueue(story, "poll-supplier", { supplierId: story.harborId });
    await story.drain();

    expect(shippedIn(await story.shop.order(order.id)).map(({ units }) => units)).toEqual([[2]]);
    expect((await callsOf(story, "fulfillmentCreate")) - before).toBe(1);
    expect((await story.harbor.client.readCalls()).some(({ path }) => path.startsWith("/shipments"))).toBe(true);
    expect(await unbalanced(story)).toEqual([]);
  });

  it("is found by asking when the push was lost", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "SCARF-RED", quantity: 1 }] });
    await story.drain();
    const [booked] = await bookedFor(story.harbor, order.name);
    await story.harbor.client.addFault({ push: "not_sent" });
    await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups" }]);
    await story.drain();
    expect(shippedIn(await story.shop.order(order.id))).toEqual([]);

    await enqueue(story, "find-suppliers-to-poll");
    await story.drain();
    expect(shippedIn(await story.shop.order(order.id)).map(({ units }) => units)).toEqual([[1]]);
  });
});
