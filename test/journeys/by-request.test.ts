// As the shop's fulfillment service: Shopify asks, Daifa accepts or rejects by its own judgement, ships what was asked for
// and nothing else, and writes it back at its own location. Also with a supplier that is down, and a callback that got lost.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignedTo, becomeService } from "../support/by-request.ts";
import { bookedFor, callsOf, enqueue, letTimePass, problemCodes, shippedIn, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
let locationId = "";
let nowMs = Date.now();
beforeAll(async () => {
  story = await startStory({ now: () => new Date(nowMs) });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await map(story, "BOARD-S", { supplierId: story.yiwuId, itemId: "YW-BOARD-S" });
  await map(story, "SCARF-RED", { supplierId: story.harborId, itemId: "HG-SCARF-RED", shipsTo: ["DE"] });
  locationId = await becomeService(story, new Date(Date.now() - 60_000));
});
afterAll(() => story.close());

const lines = (...skus: string[]) => skus.map((sku) => ({ sku, quantity: 2, locationId }));

async function place(...skus: string[]) {
  const order = await story.shop.placeOrder({ lines: lines(...skus) });
  await story.drain();
  const [assigned] = await assignedTo(story, order.id, locationId);
  return { ...order, fulfillmentOrderId: assigned?.id ?? "" };
}

const statusOf = async (shopifyOrderId: string) => (await assignedTo(story, shopifyOrderId, locationId)).map(({ status, requestStatus }) => `${status} ${requestStatus}`);
const requestsOf = (shopifyOrderId: string) => story.inShop((tx) => tx.db.fulfillmentRequest.findMany({ where: { order: { shopifyOrderId } }, orderBy: { seenAt: "asc" } }));

describe("the shop's fulfillment service", () => {
  it("is made once, with a location of its own and an address that Shopify calls", async () => {
    await enqueue(story, "register-location");
    await story.drain();
    expect(locationId).toMatch(/^gid:\/\/shopify\/Location\//);
    expect(await callsOf(story, "fulfillmentServiceCreate")).toBe(1);
  });
});

describe("a request to ship", () => {
  it("is waited for, accepted at Shopify's call, shipped and written back at our location", async () => {
    const order = await place("POUR-SET");
    expect(await unitsOf(story, order.id)).toEqual({ "WAITING held.not_requested": 2 });
    expect(await bookedFor(story.harbor, order.name)).toEqual([]);

    await story.shop.requestFulfillment(order.fulfillmentOrderId);
    await story.drain();
    expect(await statusOf(order.id)).toEqual(["IN_PROGRESS ACCEPTED"]);
    const [booked] = await bookedFor(story.harbor, order.name);
    expect(booked).toMatchObject({ lines: ["HG-POUR-SET × 2"] });
    expect(await requestsOf(order.id)).toMatchObject([{ kind: "FULFILLMENT", state: "ACCEPTED", attempt: 1 }]);

    await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups", lines: [{ lineReference: "1", quantity: 2 }] }]);
    await story.drain({ later: true });
    expect(shippedIn(await story.shop.order(order.id))).toMatchObject([{ units: [2] }]);
    expect(await statusOf(order.id)).toEqual(["CLOSED ACCEPTED"]);
    expect([await unbalanced(story), await problemCodes(story)]).toEqual([[], []]);
  });

  it("is accepted while the supplier is down, and the supplier gets it once it is back", async () => {
    const order = await place("BOARD-S");
    await story.yiwu.client.addFault({ answer: "error_500", times: 50 });
    await story.yiwu.client.addFault({ answer: "error_500", on: "look_up", times: 50 });
    await story.shop.requestFulfillment(order.fulfillmentOrderId);
    await story.drain();
    expect(await statusOf(order.id)).toEqual(["IN_PROGRESS ACCEPTED"]);

    await story.yiwu.client.clearFaults();
    await letTimePass(story, "submit-supplier-order");
    await story.drain({ later: true });
    expect(await bookedFor(story.yiwu, order.name)).toMatchObject([{ lines: ["YW-BOARD-S × 2"] }]);
  });

  it("is rejected with a reason for each line where nobody can ship, and nobody is asked", async () => {
    const order = await place("LAMP-USBC", "SCARF-RED");
    await story.shop.requestFulfillment(order.fulfillmentOrderId);
    await story.drain();
    expect(await statusOf(order.id)).toEqual(["OPEN REJECTED"]);
    expect(await requestsOf(order.id)).toMatchObject([{ state: "REJECTED", reasonCode: "request.unmapped" }]);
    const sent = (await story.shop.calls()).findLast((call) => call.roots.includes("fulfillmentOrderRejectFulfillmentRequest"));
    expect(sent?.variables).toMatchObject({ reason: "INELIGIBLE_PRODUCT", lineItems: [{ message: "No supplier is set for these goods." }, { message: "No supplier of these goods ships to this country." }] });
  });

  it("is accepted for the lines that can ship, and asks for no unit of the others", async () => {
    const order = await place("POUR-SET", "LAMP-USBC");
    await story.shop.requestFulfillment(order.fulfillmentOrderId);
    await story.drain();
    expect(await statusOf(order.id)).toEqual(["IN_PROGRESS ACCEPTED"]);
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 2"] }]);
    expect(await unitsOf(story, order.id)).toMatchObject({ "NEEDS_YOU unroutable.unmapped": 2 });
  });

  it("for a part is answered for that part alone", async () => {
    const order = await place("POUR-SET");
    const [whole] = await assignedTo(story, order.id, locationId);
    await story.shop.requestFulfillment(order.fulfillmentOrderId, { lines: [{ id: whole?.lines[0]?.id ?? "", quantity: 1 }] });
    await story.drain();
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 1"] }]);
    expect((await statusOf(order.id)).toSorted()).toEqual(["IN_PROGRESS ACCEPTED", "OPEN UNSUBMITTED"]);
    expect(await unbalanced(story)).toEqual([]);
  });

  it("of an unpaid order is rejected, because unpaid goods are never bought", async () => {
    const order = await story.shop.placeOrder({ lines: lines("POUR-SET"), financialStatus: "PENDING" });
    await story.drain();
    const [assigned] = await assignedTo(story, order.id, locationId);
    await story.shop.requestFulfillment(assigned?.id ?? "");
    await story.drain();
    expect(await requestsOf(order.id)).toMatchObject([{ state: "REJECTED", reasonCode: "request.unpaid" }]);
    expect(await bookedFor(story.harbor, order.name)).toEqual([]);
  });
});

describe("a callback that got lost", () => {
  it("loses nothing: five minutes later the request is found by asking, and the loss is counted", async () => {
    const order = await place("POUR-SET");
    await story.shop.addFaults({ webhooks: [{ kind: "drop", topic: "fulfillment_order_notification", times: 1 }] });
    await story.shop.requestFulfillment(order.fulfillmentOrderId);
    await story.drain();
    expect(await statusOf(order.id)).toEqual(["OPEN SUBMITTED"]);

    nowMs += 5 * 60_000;
    await enqueue(story, "read-requests");
    await story.drain();
    expect(await statusOf(order.id)).toEqual(["IN_PROGRESS ACCEPTED"]);
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 2"] }]);
    const calls = await story.inShop((tx) => tx.db.serviceCallback.findMany({ where: { kind: "lost" } }));
    expect(calls).toHaveLength(1);
  });
});
