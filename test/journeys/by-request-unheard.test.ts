// As the shop's fulfillment service: requests not to ship after all, answers that nobody heard, processes that die while
// answering, and callbacks that are not Shopify's.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignedTo, becomeService } from "../support/by-request.ts";
import { bookedFor, callsOf, letTimePass, openJobs, problemCodes, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
let locationId = "";
let dieAt = "";
let nowMs = Date.now();
beforeAll(async () => {
  story = await startStory({ now: () => new Date(nowMs), crash: (point) => {
    if (point !== dieAt) return;
    dieAt = "";
    throw new Error(`the process died at ${point}`);
  } });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await map(story, "BOARD-S", { supplierId: story.yiwuId, itemId: "YW-BOARD-S" });
  await story.inShop((tx) => tx.db.supplier.updateMany({ where: { id: story.yiwuId }, data: { sendsAutomatically: false } }));
  locationId = await becomeService(story, new Date(Date.now() - 60_000));
});
afterAll(() => story.close());

async function placeAndRequest(sku: string) {
  const order = await story.shop.placeOrder({ lines: [{ sku, quantity: 2, locationId }] });
  await story.drain();
  const [assigned] = await assignedTo(story, order.id, locationId);
  const fulfillmentOrderId = assigned?.id ?? "";
  await story.shop.requestFulfillment(fulfillmentOrderId);
  return { ...order, fulfillmentOrderId };
}

const statusOf = async (shopifyOrderId: string) => (await assignedTo(story, shopifyOrderId, locationId)).map(({ status, requestStatus }) => `${status} ${requestStatus}`).toSorted();
const statesOf = async (shopifyOrderId: string) =>
  (await story.inShop((tx) => tx.db.fulfillmentRequest.findMany({ where: { order: { shopifyOrderId } }, orderBy: { seenAt: "asc" } }))).map(({ kind, state }) => `${kind} ${state}`);

describe("a request not to ship after all", () => {
  it("before anything was sent is accepted: the draft is given up and the units wait to be asked for again", async () => {
    const order = await placeAndRequest("BOARD-S");
    await story.drain();
    expect(await unitsOf(story, order.id)).toEqual({ "WAITING waiting.automation_off": 2 });

    await story.shop.requestCancellation(order.fulfillmentOrderId);
    await story.drain({ later: true });
    expect(await statesOf(order.id)).toEqual(["FULFILLMENT ACCEPTED", "CANCELLATION ACCEPTED"]);
    expect(await statusOf(order.id)).toEqual(["CLOSED CANCELLATION_ACCEPTED", "OPEN UNSUBMITTED"]);
    expect(await unitsOf(story, order.id)).toEqual({ "WAITING held.not_requested": 2 });
    const drafts = await story.inShop((tx) => tx.db.supplierOrder.findMany({ where: { order: { shopifyOrderId: order.id } } }));
    expect(drafts.map(({ state }) => state)).toEqual(["CANCELLED"]);
    expect(await bookedFor(story.yiwu, order.name)).toEqual([]);
  });

  it("asked for again afterwards is shipped", async () => {
    const order = await placeAndRequest("BOARD-S");
    await story.drain();
    await story.shop.requestCancellation(order.fulfillmentOrderId);
    await story.drain({ later: true });
    const again = (await assignedTo(story, order.id, locationId)).find(({ requestStatus }) => requestStatus === "UNSUBMITTED");
    await story.shop.requestFulfillment(again?.id ?? "");
    await story.drain({ later: true });
    expect(await unitsOf(story, order.id)).toEqual({ "WAITING waiting.automation_off": 2 });
    expect(await unbalanced(story)).toEqual([]);
  });

  it("of units that a supplier has asks him first, and is accepted once he gives them back", async () => {
    const order = await placeAndRequest("POUR-SET");
    await story.drain();
    await story.shop.requestCancellation(order.fulfillmentOrderId);
    await story.drain({ later: true });
    expect(await statesOf(order.id)).toEqual(["FULFILLMENT ACCEPTED", "CANCELLATION ACCEPTED"]);
    expect(await statusOf(order.id)).toEqual(["CLOSED CANCELLATION_ACCEPTED", "OPEN UNSUBMITTED"]);
    expect(await unitsOf(story, order.id)).toEqual({ "WAITING held.not_requested": 2 });
    expect(await unbalanced(story)).toEqual([]);
  });

  it("of a request that nobody has answered yet takes the request back, and nothing is shipped", async () => {
    await story.shop.addFaults({ webhooks: [{ kind: "drop", topic: "fulfillment_order_notification", times: 1 }] });
    const order = await placeAndRequest("POUR-SET");
    await story.inShop((tx) => story.tools.queue.enqueue(tx, [{ step: "read-requests", input: { shopId: story.shopId }, key: story.shopId }]));
    dieAt = "answer-request:before";
    await story.drain();
    expect(await statesOf(order.id)).toEqual(["FULFILLMENT OPEN"]);
    await story.shop.requestCancellation(order.fulfillmentOrderId);
    await letTimePass(story, "answer-request");
    await story.drain({ later: true });
    expect(await statesOf(order.id)).toEqual(["FULFILLMENT GONE"]);
    expect(await unitsOf(story, order.id)).toEqual({ "WAITING held.not_requested": 2 });
  });
});

describe("an answer that nobody heard", () => {
  it("is looked for at Shopify before anything is repeated", async () => {
    const before = await callsOf(story, "fulfillmentOrderAcceptFulfillmentRequest");
    await story.shop.addFaults({ graphql: [{ kind: "answer-lost", root: "fulfillmentOrderAcceptFulfillmentRequest", times: 1 }] });
    const order = await placeAndRequest("POUR-SET");
    await story.drain();
    expect(await statesOf(order.id)).toEqual(["FULFILLMENT UNKNOWN"]);
    expect(await bookedFor(story.harbor, order.name)).toEqual([]);

    await story.drain({ later: true });
    expect(await statesOf(order.id)).toEqual(["FULFILLMENT ACCEPTED"]);
    expect((await callsOf(story, "fulfillmentOrderAcceptFulfillmentRequest")) - before).toBe(1);
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 2"] }]);
  });

  it.each(["intent-saved", "answered"])("because the process died when it was %s, is given once", async (point) => {
    dieAt = `answer-request:${point}`;
    const order = await placeAndRequest("POUR-SET");
    await story.drain({ later: true });
    expect(dieAt).toBe("");
    expect(await statesOf(order.id)).toEqual(["FULFILLMENT ACCEPTED"]);
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 2"] }]);
    expect([await problemCodes(story), await openJobs(story)]).toEqual([[], []]);
  });
});

describe("a callback that is not Shopify's", () => {
  it.each([
    ["unsigned", {}],
    ["signed with another secret", { "x-shopify-hmac-sha256": Buffer.alloc(32, 7).toString("base64") }],
  ])("%s is refused and starts nothing", async (_how, headers) => {
    const answer = await fetch(`${story.proxyUrl}/service/fulfillment_order_notification`, {
      method: "POST", body: JSON.stringify({ kind: "FULFILLMENT_REQUEST" }), headers: { "content-type": "application/json", "x-shopify-shop-domain": "demo.myshopify.com", ...headers },
    });
    expect(answer.status).toBe(401);
    expect(await openJobs(story)).toEqual([]);
  });
});

describe("a request not to ship what a supplier does not give back", () => {
  it("is rejected with the reason, in time, and they are shipped", async () => {
    const order = await placeAndRequest("POUR-SET");
    await story.drain();
    await story.harbor.client.addFault({ answer: "error_500", on: "cancel", times: 500 });
    await story.shop.requestCancellation(order.fulfillmentOrderId);
    await story.drain();
    expect(await statesOf(order.id)).toEqual(["FULFILLMENT ACCEPTED", "CANCELLATION OPEN"]);
    nowMs += 50 * 60_000;
    await letTimePass(story, "answer-request");
    expect(await statesOf(order.id)).toEqual(["FULFILLMENT ACCEPTED", "CANCELLATION REJECTED"]);
    expect(await statusOf(order.id)).toEqual(["IN_PROGRESS CANCELLATION_REJECTED"]);
    expect(await unitsOf(story, order.id)).toEqual({ WITH_SUPPLIER: 2 });
  });
});
