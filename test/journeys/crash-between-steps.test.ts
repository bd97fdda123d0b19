// The process may die between any two effects: whatever it was doing is done again, and the outside sees it once.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeDetails } from "../../app/orders/take-details.server.ts";
import { findOrder } from "../../app/orders/store.server.ts";
import { lockOrder } from "../../app/platform/db.server.ts";
import { fulfillByHand } from "../support/by-hand.ts";
import { bookedFor, by, callsOf, changesOf, enqueue, openJobs, ourOrderId, problemCodes, shippedIn, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
const passed = new Set<string>();
let isDeadly = (point: string): boolean => point === "";
beforeAll(async () => {
  story = await startStory({ crash: (point) => {
    if (!isDeadly(point)) return;
    throw new Error(`the process died at ${point}`);
  } });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await map(story, "BOARD-S", { supplierId: story.yiwuId, itemId: "YW-BOARD-S" });
});
afterAll(() => story.close());

const stepPoints = ["before", "acted", "commit", "committed"];
const steps = ["note-fulfillment", "adopt-fulfillments", "check-conflicts", "import-order", "confirm-orders", "route-order", "draft-supplier-orders", "plan-changes", "submit-supplier-order", "record-shipment", "create-fulfillment", "follow-parcel", "record-tracking", "post-tracking-events", "retry-write-backs"];
/** Steps that ask or tell others. */
const callers = ["adopt-fulfillments", "check-conflicts", "confirm-orders", "submit-supplier-order", "create-fulfillment", "follow-parcel", "post-tracking-events"];
const everyPoint = [
  ...steps.flatMap((step) => stepPoints.map((point) => `${step}:${point}`)),
  // The webhook's own job only commits.
  "webhook:commit", "webhook:committed",
  ...callers.flatMap((step) => [`${step}:call`, `${step}:called`]),
  ...["submit-supplier-order", "create-fulfillment", "post-tracking-events"].flatMap((step) => [`${step}:intent-saved`, `${step}:answered`]),
].toSorted();

/** What calls outside only when an order changes or a person acts; those that answer requests: by-request-rest.test.ts. */
const everyPointOfChange = [
  ...["send-change", "write-details", "add-parcel-number"].flatMap((step) => [...stepPoints, "call", "called", "answered"].map((point) => `${step}:${point}`)),
  ...["send-change", "write-details"].map((step) => `${step}:intent-saved`),
].toSorted();

/** Its supplier is asked for fewer and told of a new telephone, which Shopify is told of first; then a parcel made by hand gets its number. */
async function changeOnTheWay(): Promise<void> {
  const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 3 }] });
  await story.drain({ later: true });
  await story.shop.refundOrder(order.id, { lines: [{ lineItemId: order.lines[0]?.id ?? "", quantity: 1 }] });
  await story.drain({ later: true });
  const orderId = await ourOrderId(story, order.id);
  await story.inShop(async (tx) => {
    await lockOrder(tx, orderId);
    const known = await findOrder(tx, orderId);
    if (!known) throw new Error(`${order.name} is gone`);
    const jobs = await takeDetails(tx, story.tools.sealer, { order: known, taken: { details: { phone: "+12125550142" }, linkId: null, actor: { kind: "STAFF", name: by.name }, at: new Date() } });
    await story.tools.queue.enqueue(tx, jobs);
  });
  await story.drain({ later: true });
  const made = await fulfillByHand(story, order.id, { sku: "POUR-SET", quantity: 2 });
  await story.drain({ later: true });
  const [booked] = await bookedFor(story.harbor, order.name);
  await story.harbor.client.ship(booked?.reference ?? "");
  await story.drain({ later: true });
  const parcel = await story.inShop((tx) => tx.db.parcel.findFirstOrThrow({ where: { orderId } }));
  await enqueue(story, "add-parcel-number", { orderId, parcelId: parcel.id });
  await story.drain({ later: true });

  expect(await changesOf(story, order.id)).toEqual(["FEWER ACCEPTED change.accepted", "RECEIVER ACCEPTED change.accepted"]);
  const asked = (await story.harbor.client.readCalls()).filter(({ method, path }) => method === "POST" && path === `/orders/${booked?.reference ?? ""}/changes`);
  expect(asked).toHaveLength(2);
  const after = await story.shop.order(order.id);
  expect(after.fulfillments.map(({ id, trackingInfo }) => [id, trackingInfo.map(({ number }) => number)])).toEqual([[made, [parcel.trackingNumber]]]);
  expect(await unitsOf(story, order.id)).toEqual({ SHIPPED: 2, "CANCELLED allocation.refunded": 1 });
  expect([await unbalanced(story), await problemCodes(story), await openJobs(story)]).toEqual([[], [], []]);
}

/** One order of two suppliers from its webhook to the delivery of a parcel of one of them. */
async function liveThrough(): Promise<void> {
  const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }, { sku: "BOARD-S", quantity: 1 }] });
  await story.drain({ later: true });
  const [harbors] = await bookedFor(story.harbor, order.name);
  await story.harbor.client.ship(harbors?.reference ?? "", [{ carrier: "ups", lines: [{ lineReference: "1", quantity: 1 }] }]);
  await story.drain({ later: true });
  const number = shippedIn(await story.shop.order(order.id))[0]?.number ?? "";
  await story.carrier.advance(number, { status: "InTransit", sub_status: "InTransit_PickedUp", description: "Picked up", at: "2026-11-24T10:00:00Z" });
  await story.carrier.advance(number, { status: "Delivered", sub_status: "Delivered_Other", description: "Delivered", at: "2026-11-25T10:00:00Z" });
  await story.drain({ later: true });

  expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 2"] }]);
  expect(await bookedFor(story.yiwu, order.name)).toMatchObject([{ lines: ["YW-BOARD-S × 1"] }]);
  const after = await story.shop.order(order.id);
  expect(shippedIn(after)).toMatchObject([{ units: [1] }]);
  expect(after.fulfillments[0]?.events.map(({ status }) => status)).toEqual(["CARRIER_PICKED_UP", "DELIVERED"]);
  expect([await unbalanced(story), await problemCodes(story), await openJobs(story)]).toEqual([[], [], []]);
}

describe("a process that dies", () => {
  it("once at every point there is, leaves one supplier order each, one fulfillment and each event once", async () => {
    const before = await callsOf(story, "fulfillmentCreate");
    isDeadly = (point) => {
      const isNew = !passed.has(point);
      passed.add(point);
      return isNew;
    };
    await liveThrough();
    expect([...passed].toSorted()).toEqual(everyPoint);
    expect((await callsOf(story, "fulfillmentCreate")) - before).toBe(1);
  });

  it("once at every point of what follows a change, asks and tells everybody once", async () => {
    const [updates, numbers] = [await callsOf(story, "orderUpdate"), await callsOf(story, "fulfillmentTrackingInfoUpdate")];
    const died = new Set<string>();
    isDeadly = (point) => {
      const isNew = everyPointOfChange.includes(point) && !died.has(point);
      died.add(point);
      return isNew;
    };
    await changeOnTheWay();
    expect(everyPointOfChange.filter((point) => !died.has(point))).toEqual([]);
    expect([await callsOf(story, "orderUpdate") - updates, await callsOf(story, "fulfillmentTrackingInfoUpdate") - numbers]).toEqual([1, 1]);
  });

  it("again and again at the points where an answer has come and is not saved yet, does so too", async () => {
    let left = new Map(["submit-supplier-order:answered", "create-fulfillment:answered", "post-tracking-events:answered", "follow-parcel:acted"].map((point) => [point, 3]));
    isDeadly = (point) => {
      const times = left.get(point) ?? 0;
      left = new Map(left).set(point, times - 1);
      return times > 0;
    };
    await liveThrough();
  });
});
