// What is wanted of a supplier changes after he has the order: he is asked, once, and whatever he says, every unit stands somewhere.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepMessage } from "../../app/platform/messages.server.ts";
import { bookedFor, changesOf as changesIn, enqueue, letTimePass, openJobs, ourOrderId, problemCodes, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await map(story, "BOARD-S", { supplierId: story.harborId, itemId: "HG-BOARD-S" });
});
afterAll(() => story.close());

const changesOf = (shopifyOrderId: string) => changesIn(story, shopifyOrderId);

const standingOf = async (orderName: string): Promise<string[]> =>
  (await story.harbor.client.readBook()).orders.filter(({ order }) => order.identity.orderName === orderName).map(({ standing }) => standing);

async function placed(quantity = 2) {
  const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity }] });
  await story.drain();
  expect(await bookedFor(story.harbor, order.name)).toHaveLength(1);
  return order;
}

const closeProblems = () => story.inShop((tx) => tx.db.problem.updateMany({ where: { openKey: { not: null } }, data: { openKey: null, resolvedAt: new Date() } }));

/** A notice that the supplier's own book knows nothing of. */
const tell = (reference: string, lines: { lineReference: string; quantity: number }[]) => story.inShop(async (tx) => {
  const notice = { reference, shipmentReference: "after-all", problems: [], parcels: [{ trackingNumber: "1Z999AA10123456784", company: "UPS", lines }] };
  const messageId = await keepMessage(tx, { direction: "IN", channel: "SUPPLIER", title: "notice", request: JSON.stringify(notice) });
  await story.tools.queue.enqueue(tx, [{ step: "record-shipment", input: { shopId: tx.shopId, supplierId: story.harborId, messageId, notice } }]);
});

const settled = async () => [await unbalanced(story), await problemCodes(story), await openJobs(story)];

describe("an order that is cancelled after a supplier had it", () => {
  it("is called back, and its units are cancelled", async () => {
    const order = await placed();
    await story.shop.cancelOrder(order.id);
    await story.drain();

    expect(await standingOf(order.name)).toEqual(["cancelled"]);
    expect(await changesOf(order.id)).toEqual(["RECALL ACCEPTED change.accepted"]);
    expect(await unitsOf(story, order.id)).toEqual({ "CANCELLED allocation.order_cancelled": 2 });
    expect(await settled()).toEqual([[], [], []]);
  });

  it("is looked up, not cancelled twice, where the answer was lost", async () => {
    const order = await placed();
    await story.harbor.client.addFault({ answer: "cut", on: "cancel", when: "after" });
    await story.shop.cancelOrder(order.id);
    await story.drain();
    expect(await changesOf(order.id)).toEqual(["RECALL UNKNOWN"]);
    expect(await unitsOf(story, order.id)).toEqual({ WITH_SUPPLIER: 2 });
    expect(await unbalanced(story)).toEqual([]);

    await letTimePass(story, "send-change");
    expect(await changesOf(order.id)).toEqual(["RECALL ACCEPTED change.accepted"]);
    expect((await story.harbor.client.readCalls()).filter(({ path }) => path.endsWith("/cancel")).length).toBe(2);
    expect(await settled()).toEqual([[], [], []]);
  });

  it("stays with a supplier who has shipped it already, and the merchant is told what to do", async () => {
    const order = await placed();
    const [booked] = await bookedFor(story.harbor, order.name);
    // The notice is lost: we believe that it still lies there.
    await story.harbor.client.addFault({ push: "not_sent" });
    await story.harbor.client.ship(booked?.reference ?? "");
    await story.shop.cancelOrder(order.id);
    await story.drain();
    expect(await changesOf(order.id)).toEqual(["RECALL TOO_LATE change.too_late"]);
    expect(await problemCodes(story)).toEqual(["change_too_late"]);

    await enqueue(story, "poll-supplier", { supplierId: story.harborId });
    await story.drain();
    expect(await unitsOf(story, order.id)).toEqual({ SHIPPED: 2 });
    expect(await unbalanced(story)).toEqual([]);
    await closeProblems();
  });
});

describe("an order of which a part is no longer wanted after a supplier had it", () => {
  const refundOne = (order: { id: string; lines: readonly { id: string }[] }) => story.shop.refundOrder(order.id, { lines: [{ lineItemId: order.lines[0]?.id ?? "", quantity: 1 }] });
  const lines = async (name: string) => (await bookedFor(story.harbor, name)).flatMap((one) => one.lines);

  it("is made smaller at the supplier, and what is left is shipped and written back", async () => {
    const order = await placed(3);
    await refundOne(order);
    await story.drain();
    expect([await changesOf(order.id), await lines(order.name)]).toEqual([["FEWER ACCEPTED change.accepted"], ["HG-POUR-SET × 2"]]);
    expect(await unitsOf(story, order.id)).toEqual({ WITH_SUPPLIER: 2, "CANCELLED allocation.refunded": 1 });

    const [booked] = await bookedFor(story.harbor, order.name);
    await story.harbor.client.ship(booked?.reference ?? "");
    await story.drain();
    expect(await unitsOf(story, order.id)).toEqual({ SHIPPED: 2, "CANCELLED allocation.refunded": 1 });
    expect((await story.shop.order(order.id)).fulfillments).toHaveLength(1);
    expect(await settled()).toEqual([[], [], []]);
  });

  it("is asked once where the answer was lost, and looked up", async () => {
    const order = await placed(3);
    await story.harbor.client.addFault({ answer: "cut", on: "change", when: "after" });
    await refundOne(order);
    await story.drain();
    expect([await changesOf(order.id), await unbalanced(story)]).toEqual([["FEWER UNKNOWN"], []]);
    await letTimePass(story, "send-change");
    expect([await changesOf(order.id), await lines(order.name)]).toEqual([["FEWER ACCEPTED change.accepted"], ["HG-POUR-SET × 2"]]);
    const [booked] = await bookedFor(story.harbor, order.name);
    expect((await story.harbor.client.readCalls()).filter(({ method, path }) => method === "POST" && path === `/orders/${booked?.reference ?? ""}/changes`)).toHaveLength(1);
    expect(await settled()).toEqual([[], [], []]);
  });

  it("waits for a person there; a younger wish takes the place of the older, and a late yes counts", async () => {
    await story.harbor.client.answerChangesWith("pending");
    const order = await placed(4);
    await refundOne(order);
    await story.drain();
    expect(await changesOf(order.id)).toEqual(["FEWER ASKED"]);
    await refundOne(order);
    await story.drain();
    expect(await changesOf(order.id)).toEqual(["FEWER WITHDRAWN change.replaced", "FEWER ASKED"]);
    expect([await unitsOf(story, order.id), await unbalanced(story)]).toEqual([{ WITH_SUPPLIER: 4 }, []]);

    await story.inShop((tx) => tx.db.changeRequest.updateMany({ data: { deadlineAt: new Date(Date.now() - 1000) } }));
    await enqueue(story, "resume-changes");
    await story.drain();
    expect(await problemCodes(story)).toEqual(["change_no_answer"]);

    const [booked] = await bookedFor(story.harbor, order.name);
    await story.harbor.client.answerChange(booked?.reference ?? "", 2, "accepted");
    // The older question's look-up stands before it in the queue.
    await letTimePass(story, "send-change");
    await letTimePass(story, "send-change");
    expect([(await changesOf(order.id)).at(-1), await lines(order.name)]).toEqual(["FEWER ACCEPTED change.accepted", ["HG-POUR-SET × 2"]]);
    expect(await unitsOf(story, order.id)).toEqual({ WITH_SUPPLIER: 2, "CANCELLED allocation.refunded": 2 });
    expect(await settled()).toEqual([[], [], []]);
    await story.harbor.client.answerChangesWith("accepted");
  });

  it("stays as it is where the supplier says no, which is said once", async () => {
    await story.harbor.client.answerChangesWith("refused");
    const order = await placed(3);
    await refundOne(order);
    await story.drain();
    expect([await changesOf(order.id), await problemCodes(story)]).toEqual([["FEWER REFUSED change.refused"], ["change_refused"]]);
    await enqueue(story, "plan-changes", { orderId: await ourOrderId(story, order.id) });
    await story.drain();
    expect(await changesOf(order.id)).toEqual(["FEWER REFUSED change.refused"]);
    expect([await unitsOf(story, order.id), await unbalanced(story)]).toEqual([{ WITH_SUPPLIER: 3 }, []]);
    await story.harbor.client.answerChangesWith("accepted");
    await closeProblems();
  });

  it("is too late where the supplier ships what he had given back, and each unit is counted", async () => {
    const order = await placed(2);
    const [booked] = await bookedFor(story.harbor, order.name);
    await story.shop.cancelOrder(order.id);
    await story.drain();
    expect(await changesOf(order.id)).toEqual(["RECALL ACCEPTED change.accepted"]);

    await tell(booked?.reference ?? "", [{ lineReference: "1", quantity: 2 }]);
    await story.drain();
    expect(await changesOf(order.id)).toEqual(["RECALL TOO_LATE change.shipped"]);
    expect(await unitsOf(story, order.id)).toEqual({ SHIPPED: 2 });
    expect(await unbalanced(story)).toEqual([]);
    expect(await problemCodes(story)).toContain("change_too_late");
    await closeProblems();
  });
});
