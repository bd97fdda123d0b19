// As the shop's fulfillment service: what cannot ship is given back, what is shipped is completed, and paid orders are
// requested by themselves only where the merchant switched that on.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computeFigures } from "../../app/fulfillment-requests/figures.ts";
import { loadServiceFacts } from "../../app/fulfillment-requests/figures-store.server.ts";
import { saveChoices } from "../../app/fulfillment-requests/mode-store.server.ts";
import { actOnOrder } from "../../app/views/order-acts.server.ts";
import { readRequestsOf } from "../../app/views/order-requests.server.ts";
import { listAllocations } from "../../app/orders/allocation-store.server.ts";
import { assignedTo, becomeService } from "../support/by-request.ts";
import { bookedFor, callsOf, enqueue, ourOrderId, problemCodes, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
let locationId = "";
let aheadMs = 0;
const deadly = new Set<string>();
/** Once at each of these points. */
const dieAt = (step: string, ...points: string[]) => points.forEach((point) => deadly.add(`${step}:${point}`));
beforeAll(async () => {
  story = await startStory({ now: () => new Date(Date.now() + aheadMs), crash: (point) => {
    if (deadly.delete(point)) throw new Error(`the process died at ${point}`);
  } });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  locationId = await becomeService(story, new Date(Date.now() - 60_000));
});
afterAll(() => story.close());

async function place(skus: readonly string[], financialStatus: "PAID" | "PENDING" = "PAID") {
  const order = await story.shop.placeOrder({ lines: skus.map((sku) => ({ sku, quantity: 2, locationId })), financialStatus });
  await story.drain();
  return order;
}

const statusOf = async (shopifyOrderId: string) => (await assignedTo(story, shopifyOrderId, locationId)).map(({ status, requestStatus }) => `${status} ${requestStatus}`).toSorted();

async function shown(shopifyOrderId: string) {
  const orderId = await ourOrderId(story, shopifyOrderId);
  return await story.inShop(async (tx) => readRequestsOf(tx, orderId, await listAllocations(tx, orderId)));
}

async function giveBack(shopifyOrderId: string): Promise<string> {
  const form = new FormData();
  form.set("intent", "giveBack");
  form.set("requestId", (await shown(shopifyOrderId))[0]?.id ?? "");
  const orderId = await ourOrderId(story, shopifyOrderId);
  const answer = await story.inShop(async (tx) => {
    const act = await actOnOrder(tx, form, { orderId, by: { name: "Store Owner", at: new Date() } });
    await story.tools.queue.enqueue(tx, act.jobs);
    return act.answer;
  });
  await story.drain();
  return "code" in answer ? answer.code : answer.kind;
}

describe("what was accepted", () => {
  it("and cannot ship is given back once nothing of it is under way, and the rest was shipped", async () => {
    const order = await place(["POUR-SET", "LAMP-USBC"]);
    const [assigned] = await assignedTo(story, order.id, locationId);
    await story.shop.requestFulfillment(assigned?.id ?? "");
    await story.drain();
    expect(await shown(order.id)).toMatchObject([{ kind: "FULFILLMENT", state: "ACCEPTED", canGiveBack: false, reason: { code: "request.without" } }]);
    expect(await giveBack(order.id)).toBe("requests.give_back.under_way");

    const [booked] = await bookedFor(story.harbor, order.name);
    await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups" }]);
    await story.drain({ later: true });
    expect(await shown(order.id)).toMatchObject([{ canGiveBack: true, closedAt: null }]);
    expect(await giveBack(order.id)).toBe("requests.give_back.done");
    expect(await statusOf(order.id)).toEqual(["INCOMPLETE CLOSED"]);
    expect(await shown(order.id)).toMatchObject([{ canGiveBack: false, wasCompleted: false, closedAt: expect.any(Date) }]);
    expect(await callsOf(story, "fulfillmentOrderClose")).toBe(1);
    expect(await unitsOf(story, order.id)).toMatchObject({ "WAITING held.not_requested": 2 });
    expect([await unbalanced(story), await problemCodes(story)]).toEqual([[], []]);
  });

  it("and shipped whole is completed, and counts so in the figures", async () => {
    const order = await place(["POUR-SET"]);
    const [assigned] = await assignedTo(story, order.id, locationId);
    await story.shop.requestFulfillment(assigned?.id ?? "");
    await story.drain();
    const [booked] = await bookedFor(story.harbor, order.name);
    await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups" }]);
    await story.drain({ later: true });
    expect(await shown(order.id)).toMatchObject([{ wasCompleted: true, closedAt: expect.any(Date) }]);
    const now = new Date();
    const figures = await story.inShop(async (tx) => computeFigures(await loadServiceFacts(tx, now), now));
    expect(Object.fromEntries(figures.map(({ name, good, of }) => [name, `${good} of ${of}`]))).toEqual({
      requests_in_time: "2 of 2", cancellations_in_time: "0 of 0", tracking_in_time: "2 of 2", completed: "0 of 0", callbacks: "2 of 2", after_request: "2 of 2", volume: "2 of 2",
    });
  });
});

describe("a request by itself", () => {
  it("is not made where the merchant has not switched it on", async () => {
    const order = await place(["POUR-SET"]);
    await enqueue(story, "read-requests");
    await story.drain();
    expect(await statusOf(order.id)).toEqual(["OPEN UNSUBMITTED"]);
  });

  it("is made for paid orders once he has, although the answer got lost, and the process died at every point of it, and never for an unpaid one", async () => {
    await story.inShop((tx) => saveChoices(tx, { requestsAutomatically: true, writesCost: true }));
    const order = await place(["POUR-SET"]);
    const unpaid = await place(["POUR-SET"], "PENDING");
    await story.shop.addFaults({ graphql: [{ kind: "answer-lost", root: "fulfillmentOrderSubmitFulfillmentRequest", times: 1 }] });
    dieAt("submit-requests", "before", "acted", "call", "called", "commit", "committed");
    dieAt("answer-request", "before", "intent-saved", "answered", "acted", "call", "called", "commit", "committed");
    await enqueue(story, "read-requests");
    await story.drain({ later: true });
    expect([...deadly]).toEqual([]);
    expect(await statusOf(order.id)).toEqual(["IN_PROGRESS ACCEPTED"]);
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 2"] }]);
    expect(await statusOf(unpaid.id)).toEqual(["OPEN UNSUBMITTED"]);
    expect(await problemCodes(story)).toEqual([]);
  });
});

describe("the rest of a request that nobody gives back", () => {
  const dayMs = 86_400_000;
  const readAgain = async () => {
    await enqueue(story, "read-requests");
    await story.drain({ later: true });
  };

  it("is given back by itself after three days of standing still, once, and never while a supplier has something of it", async () => {
    const order = await place(["POUR-SET", "LAMP-USBC"]);
    const [assigned] = await assignedTo(story, order.id, locationId);
    await story.shop.requestFulfillment(assigned?.id ?? "");
    await story.drain();
    const before = await callsOf(story, "fulfillmentOrderClose");
    aheadMs = 3 * dayMs + 60_000;
    await readAgain();
    expect(await statusOf(order.id)).toEqual(["IN_PROGRESS ACCEPTED"]);

    // A supplier's signed notice is only believed at its own time.
    aheadMs = 0;
    const [booked] = await bookedFor(story.harbor, order.name);
    await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups" }]);
    await story.drain({ later: true });
    aheadMs = 3 * dayMs - 600_000;
    await readAgain();
    expect([await statusOf(order.id), await callsOf(story, "fulfillmentOrderClose") - before]).toEqual([["IN_PROGRESS ACCEPTED"], 0]);

    aheadMs = 3 * dayMs + 60_000;
    dieAt("close-rest", "before", "acted", "call", "called", "commit", "committed");
    await readAgain();
    expect([...deadly]).toEqual([]);
    expect([await statusOf(order.id), await callsOf(story, "fulfillmentOrderClose") - before]).toEqual([["INCOMPLETE CLOSED"], 1]);
    expect(await shown(order.id)).toMatchObject([{ canGiveBack: false, wasCompleted: false, closedAt: expect.any(Date) }]);
    expect(await unitsOf(story, order.id)).toEqual({ SHIPPED: 2, "WAITING held.not_requested": 2 });
    expect(await unbalanced(story)).toEqual([]);
  });
});
