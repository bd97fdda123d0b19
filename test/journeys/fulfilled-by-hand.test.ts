// A merchant presses Shopify's own buttons: what he ships himself nobody else is asked for, and what he cancels stays cancelled.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cancelByHand, fulfillByHand, routed } from "../support/by-hand.ts";
import { actOnProblem } from "../../app/views/problems-page.server.ts";
import { bookedFor, by, enqueue, ourOrderId, problemCodes, problemsOf, shippedIn, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
const start = async (isLive: boolean) => {
  story = await startStory({ isLive });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await story.drain();
};
afterEach(() => story.close());

const place = async (quantity: number) => {
  const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity }] });
  await routed(story, order.id);
  await story.drain();
  return order;
};

/** The supplier ships everything under this number. */
const ship = async (orderName: string, packs: number) => {
  const [booked] = await bookedFor(story.harbor, orderName);
  await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups", lines: [{ lineReference: "1", quantity: packs }] }]);
  await story.drain();
};

const outsideOf = (orderId: string) => story.inShop((tx) => tx.db.outsideFulfillment.findMany({ where: { order: { shopifyOrderId: orderId } }, include: { lines: true } }));
const supplierOrdersOf = async (orderId: string) => (await story.inShop((tx) => tx.db.supplierOrder.findMany({ where: { order: { shopifyOrderId: orderId } }, orderBy: { id: "asc" } }))).map(({ state }) => state);

/** A click on the one open problem; two clicks at once give the queue the same work twice. */
async function settleParcel(says: string): Promise<{ isDone: boolean; code: string }> {
  const [problem] = await problemsOf(story);
  const form = new FormData();
  form.set("intent", `parcel_${says}`);
  form.set("problemId", problem?.id ?? "");
  const { answer, jobs } = await story.inShop((tx) => actOnProblem(tx, form, by));
  await story.inShop((tx) => story.tools.queue.enqueue(tx, [...jobs, ...jobs]));
  return { isDone: answer.kind === "done", code: "code" in answer ? answer.code : "" };
}

describe("in review", () => {
  beforeEach(() => start(false));

  it("takes a parcel made in the admin as shipped, voids the draft, and drafts the rest", async () => {
    const order = await place(3);
    await fulfillByHand(story, order.id, { sku: "POUR-SET", quantity: 1, number: "HAND-1" });
    await story.drain();

    expect(await unitsOf(story, order.id)).toEqual({ "SHIPPED shipped.outside": 1, "WAITING waiting.review": 2 });
    expect(await supplierOrdersOf(order.id)).toEqual(["CANCELLED", "DRAFT"]);
    expect((await outsideOf(order.id)).map(({ trackingNumbers, company, lines }) => [trackingNumbers, company, lines.map(({ quantity }) => quantity)])).toEqual([[["HAND-1"], "UPS", [1]]]);
    expect([await unbalanced(story), await problemCodes(story)]).toEqual([[], []]);
  });

  it("lets the units wait again once that fulfillment is cancelled, whatever is repeated or comes late", async () => {
    const order = await place(2);
    const id = await fulfillByHand(story, order.id, { sku: "POUR-SET", quantity: 2 });
    await story.drain();
    await cancelByHand(story, order.id, id);
    await story.drain();
    await enqueue(story, "adopt-fulfillments", { shopifyOrderId: order.id });
    await story.drain();

    expect(await unitsOf(story, order.id)).toEqual({ "WAITING waiting.review": 2 });
    expect((await outsideOf(order.id)).map(({ status, cancelledAt }) => [status, cancelledAt instanceof Date])).toEqual([["CANCELLED", true]]);
    expect([await unbalanced(story), await problemCodes(story)]).toEqual([[], []]);
  });

  it("leaves the merchant's own goods his own", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }, { title: "Gift wrap", quantity: 1, requiresShipping: false }] });
    await story.drain();
    await fulfillByHand(story, order.id, { sku: "POUR-SET", quantity: 1 });
    await story.drain();

    expect(await unitsOf(story, order.id)).toEqual({ "SHIPPED shipped.outside": 1, "NOT_OURS allocation.nothing_to_ship": 1 });
    expect(await unbalanced(story)).toEqual([]);
  });
});

describe("live", () => {
  beforeEach(() => start(true));

  it("names units that a supplier has as well, and lets the problem go once the fulfillment is cancelled", async () => {
    const order = await place(2);
    const id = await fulfillByHand(story, order.id, { sku: "POUR-SET", quantity: 1 });
    await story.drain();

    expect(await unitsOf(story, order.id)).toEqual({ WITH_SUPPLIER: 2 });
    expect((await problemsOf(story)).map(({ code, params }) => [code, params])).toEqual([["shipped_outside_after_sending", { order: order.name, units: 1 }]]);
    expect(await unbalanced(story)).toEqual([]);

    await cancelByHand(story, order.id, id);
    await story.drain();
    expect(await problemCodes(story)).toEqual([]);
  });

  it("sees that a fulfillment of ours was cancelled, and never makes it again by itself", async () => {
    const order = await place(1);
    await ship(order.name, 1);
    const [made] = (await story.shop.order(order.id)).fulfillments;
    await cancelByHand(story, order.id, made?.id ?? "");
    await story.drain();
    for (const step of ["retry-write-backs", "resume-write-backs"]) await enqueue(story, step);
    await story.drain({ later: true });

    expect(await problemCodes(story)).toEqual(["fulfillment_cancelled_in_shopify"]);
    expect((await story.shop.order(order.id)).fulfillments.map(({ status }) => status)).toEqual(["CANCELLED"]);
    expect(await outsideOf(order.id)).toEqual([]);
    expect([await unitsOf(story, order.id), await unbalanced(story)]).toEqual([{ SHIPPED: 1 }, []]);
  });

  it("knows its own fulfillment whose answer was lost, also when the webhook comes first", async () => {
    const order = await place(1);
    await story.shop.addFaults({ graphql: [{ kind: "answer-lost", root: "fulfillmentCreate", times: 1 }] });
    await ship(order.name, 1);
    const [made] = (await story.shop.order(order.id)).fulfillments;
    await enqueue(story, "adopt-fulfillments", { shopifyOrderId: order.id });
    await story.drain();

    const orderId = await ourOrderId(story, order.id);
    const row = await story.inShop((tx) => tx.db.fulfillment.findFirstOrThrow({ where: { orderId } }));
    expect([row.state, row.shopifyFulfillmentId]).toEqual(["CREATED", made?.id]);
    expect(await outsideOf(order.id)).toEqual([]);
    await story.drain({ later: true });
    expect(shippedIn(await story.shop.order(order.id))).toHaveLength(1);
  });

  it("is quiet about a parcel whose number the merchant has typed himself, and offers one that he has not", async () => {
    const order = await place(2);
    await fulfillByHand(story, order.id, { sku: "POUR-SET", quantity: 2, number: "OTHER-1" });
    await story.drain();
    await ship(order.name, 2);

    expect(await problemCodes(story)).toEqual(["write_back.already_fulfilled"]);
    expect([await unitsOf(story, order.id), await unbalanced(story)]).toEqual([{ SHIPPED: 2 }, []]);
  });

  it("puts the supplier's number into the parcel that the merchant made without one, also when the first answer is lost", async () => {
    const order = await place(2);
    const made = await fulfillByHand(story, order.id, { sku: "POUR-SET", quantity: 2 });
    await story.drain();
    await ship(order.name, 2);
    expect(await problemCodes(story)).toEqual(["write_back.already_fulfilled"]);

    await story.shop.addFaults({ graphql: [{ kind: "answer-lost", root: "fulfillmentTrackingInfoUpdate", times: 1 }] });
    expect((await settleParcel("add_number")).isDone).toBe(true);
    await story.drain({ later: true });

    const { fulfillments } = await story.shop.order(order.id);
    expect(fulfillments.map(({ id, trackingInfo }) => [id, trackingInfo.length])).toEqual([[made, 1]]);
    const calls = (await story.shop.calls()).filter(({ roots }) => roots.includes("fulfillmentTrackingInfoUpdate"));
    expect(calls).toHaveLength(1);
    expect([await problemCodes(story), await outsideOf(order.id), await unitsOf(story, order.id), await unbalanced(story)]).toEqual([[], [], { SHIPPED: 2 }, []]);
  });

  it("says so when no parcel without a number fits", async () => {
    const order = await place(2);
    await fulfillByHand(story, order.id, { sku: "POUR-SET", quantity: 2, number: "OTHER-1" });
    await story.drain();
    await ship(order.name, 2);
    expect(await settleParcel("add_number")).toEqual({ isDone: false, code: "sweep.add_number.none" });
  });

  it("makes a cancelled fulfillment again when a person says so, and takes the old one for nobody else's", async () => {
    const order = await place(1);
    await ship(order.name, 1);
    const [made] = (await story.shop.order(order.id)).fulfillments;
    await cancelByHand(story, order.id, made?.id ?? "");
    await story.drain();
    expect((await settleParcel("send_again")).isDone).toBe(true);
    expect((await settleParcel("send_again")).isDone).toBe(false);
    await story.drain({ later: true });
    await enqueue(story, "adopt-fulfillments", { shopifyOrderId: order.id });
    await story.drain();

    expect((await story.shop.order(order.id)).fulfillments.map(({ status }) => status).toSorted()).toEqual(["CANCELLED", "SUCCESS"]);
    expect([await problemCodes(story), await outsideOf(order.id), await unitsOf(story, order.id), await unbalanced(story)]).toEqual([[], [], { SHIPPED: 1 }, []]);
  });

  it("leaves it cancelled when a person says so", async () => {
    const order = await place(1);
    await ship(order.name, 1);
    const [made] = (await story.shop.order(order.id)).fulfillments;
    await cancelByHand(story, order.id, made?.id ?? "");
    await story.drain();
    expect((await settleParcel("leave")).isDone).toBe(true);
    await story.drain({ later: true });

    expect((await story.shop.order(order.id)).fulfillments.map(({ status }) => status)).toEqual(["CANCELLED"]);
    expect([await problemCodes(story), await unbalanced(story)]).toEqual([[], []]);
  });
});
