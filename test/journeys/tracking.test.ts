// What a carrier scans is shown in the store once and in order, however its pushes arrive, and only if they are its own.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookedFor, callsOf, enqueue, letTimePass, openJobs, problemCodes, shippedIn, startStory, unbalanced, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
});
afterAll(() => story.close());

async function parcelOnTheWay(): Promise<{ orderId: string; number: string }> {
  const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
  await story.drain();
  const [booked] = await bookedFor(story.harbor, order.name);
  await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups" }]);
  await story.drain();
  return { orderId: order.id, number: shippedIn(await story.shop.order(order.id))[0]?.number ?? "" };
}

const pickedUp = { status: "InTransit", sub_status: "InTransit_PickedUp", description: "Picked up", at: "2026-11-24T08:00:00Z" };
const departed = { status: "InTransit", sub_status: "InTransit_Departure", description: "Departed", at: "2026-11-24T20:00:00Z" };
const delivered = { status: "Delivered", sub_status: "Delivered_Other", description: "Delivered", at: "2026-11-25T01:00:00Z" };

const eventsOf = async (orderId: string) => (await story.shop.order(orderId)).fulfillments[0]?.events.map(({ status, happenedAt }) => `${status} ${happenedAt.slice(0, 16)}`);
const wholeJourney = ["CARRIER_PICKED_UP 2026-11-24T08:00", "IN_TRANSIT 2026-11-24T20:00", "DELIVERED 2026-11-25T01:00"];

describe("a parcel on its way", () => {
  it("is shown once and in order although pushes come twice and the first was lost", async () => {
    const { orderId, number } = await parcelOnTheWay();
    await story.carrier.fault({ kind: "drop_push" });
    await story.carrier.advance(number, pickedUp);
    await story.carrier.fault({ kind: "duplicate_push", times: 2 });
    await Promise.all([story.carrier.advance(number, departed), story.carrier.advance(number, delivered)]);
    await story.carrier.settle();
    await story.drain();

    expect(await eventsOf(orderId)).toEqual(wholeJourney);
    expect(await callsOf(story, "fulfillmentEventCreate")).toBe(3);
  });

  it("is not moved by a push that is not the carrier's, and is found by asking", async () => {
    const { orderId, number } = await parcelOnTheWay();
    await story.carrier.fault({ kind: "forged_push" });
    await story.carrier.advance(number, delivered);
    await story.drain();
    const pushes = (await story.carrier.log()).filter((entry) => entry.kind === "push" && entry.number === number);
    expect(pushes.map(({ status }) => status)[0]).toBe(401);
    expect(await eventsOf(orderId)).toEqual([]);

    await story.inShop((tx) => tx.db.parcel.updateMany({ where: { trackingNumber: number }, data: { nextFollowAt: new Date("2026-01-01T00:00:00Z") } }));
    await enqueue(story, "ask-carriers");
    await story.drain();
    expect(await eventsOf(orderId)).toEqual(["DELIVERED 2026-11-25T01:00"]);
  });

  it("is never moved back from delivered", async () => {
    const { orderId, number } = await parcelOnTheWay();
    await story.carrier.advance(number, delivered);
    await story.drain();
    await story.carrier.advance(number, departed);
    await story.drain();
    expect(await eventsOf(orderId)).toEqual(["DELIVERED 2026-11-25T01:00"]);
  });

  it("has its event read back when Shopify took it and the answer was lost", async () => {
    const { orderId, number } = await parcelOnTheWay();
    const before = await callsOf(story, "fulfillmentEventCreate");
    await story.shop.addFaults({ graphql: [{ kind: "answer-lost", root: "fulfillmentEventCreate", times: 1 }] });
    await story.carrier.advance(number, pickedUp);
    await story.carrier.advance(number, delivered);
    await story.drain();
    await letTimePass(story, "post-tracking-events");

    expect(await eventsOf(orderId)).toEqual([wholeJourney[0], wholeJourney[2]]);
    expect((await callsOf(story, "fulfillmentEventCreate")) - before).toBe(2);
    expect([await openJobs(story), await problemCodes(story), await unbalanced(story)]).toEqual([[], [], []]);
  });
});
