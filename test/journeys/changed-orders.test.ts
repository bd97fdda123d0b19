// The customer changes their mind: before sending the drafts follow, after sending the supplier is asked; see recall.test.ts.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goLive } from "../../app/supplier-orders/release-supplier-orders.server.ts";
import { submitJobs } from "../../app/views/submit-jobs.server.ts";
import { backToReview } from "../../app/supplier-orders/release-supplier-orders.server.ts";
import { bookedFor, by, changesOf as changesIn, letTimePass, openJobs, problemCodes, problemsOf, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory({ isLive: false });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await map(story, "BOARD-S", { supplierId: story.harborId, itemId: "HG-BOARD-S" });
});
afterAll(() => story.close());

const draftsOf = (orderName: string) =>
  story.inShop(async (tx) => (await tx.db.supplierOrder.findMany({ where: { orderName }, include: { lines: true }, orderBy: { id: "asc" } }))
    .map(({ state, lines }) => `${state} ${lines.map(({ quantity }) => quantity).join("+")}`));

const changesOf = (shopifyOrderId: string) => changesIn(story, shopifyOrderId);

const send = () => story.inShop(async (tx) => {
  const released = await goLive(tx, 1, by);
  await story.tools.queue.enqueue(tx, submitJobs(tx.shopId, released));
});

describe("before anything was sent", () => {
  it("a cancelled order gives its draft up and is never sent", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }] });
    await story.drain();
    expect(await draftsOf(order.name)).toEqual(["DRAFT 2"]);

    await story.shop.cancelOrder(order.id);
    await story.drain();

    expect(await draftsOf(order.name)).toEqual(["CANCELLED 2"]);
    expect(await unitsOf(story, order.id)).toEqual({ "CANCELLED allocation.order_cancelled": 2 });
    await send();
    await story.drain();
    expect(await bookedFor(story.harbor, order.name)).toEqual([]);
    await story.inShop((tx) => backToReview(tx, by));
  });

  it("a refund of some units leaves a draft of the others, and an edit adds to it", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 3 }] });
    await story.drain();
    const line = order.lines[0]?.id ?? "";
    await story.shop.refundOrder(order.id, { lines: [{ lineItemId: line, quantity: 1 }] });
    await story.drain();
    expect(await draftsOf(order.name)).toEqual(["CANCELLED 3", "DRAFT 2"]);

    await story.shop.editOrder(order.id, { change: [{ lineItemId: line, quantity: 4 }], add: [{ sku: "BOARD-S", quantity: 1, price: "0" }] });
    await story.shop.payOrder(order.id);
    await story.drain();
    await send();
    await story.drain();

    const booked = await bookedFor(story.harbor, order.name);
    expect(booked.flatMap(({ lines }) => lines).toSorted()).toEqual(["HG-BOARD-S × 1", "HG-POUR-SET × 2", "HG-POUR-SET × 2"]);
    expect([await problemCodes(story), await unbalanced(story)]).toEqual([[], []]);
  });
});

describe("after the supplier has it", () => {
  it("a cancellation calls it back, and nothing is left for the merchant to do", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }] });
    await story.drain();
    expect(await bookedFor(story.harbor, order.name)).toHaveLength(1);

    await story.shop.cancelOrder(order.id);
    await story.drain();

    expect(await unitsOf(story, order.id)).toEqual({ "CANCELLED allocation.order_cancelled": 2 });
    expect([await problemCodes(story), await openJobs(story)]).toEqual([[], []]);
  });

  it("an edit that adds units sends those, and only those", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    await story.shop.editOrder(order.id, { add: [{ sku: "BOARD-S", quantity: 2 }] });
    await story.drain();
    expect(await bookedFor(story.harbor, order.name)).toHaveLength(1);

    await story.shop.payOrder(order.id);
    await story.drain();
    expect((await bookedFor(story.harbor, order.name)).map(({ lines }) => lines)).toEqual([["HG-POUR-SET × 1"], ["HG-BOARD-S × 2"]]);
  });
});

describe("while nobody knows whether the supplier has it", () => {
  it("a cancelled order that never arrived is not sent again", async () => {
    await story.harbor.client.addFault({ answer: "hang" });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }] });
    await story.drain();
    await story.shop.cancelOrder(order.id);
    await story.drain();
    expect(await changesOf(order.id)).toEqual(["RECALL OPEN"]);

    await letTimePass(story, "submit-supplier-order");

    expect(await bookedFor(story.harbor, order.name)).toEqual([]);
    expect(await unitsOf(story, order.id)).toEqual({ "CANCELLED allocation.order_cancelled": 2 });
    expect((await problemsOf(story)).some(({ params }) => params["order"] === order.name)).toBe(false);
    expect(await changesOf(order.id)).toEqual(["RECALL WITHDRAWN change.not_needed"]);
  });

  it("of a part-refunded order that never arrived only the units still wanted are sent", async () => {
    await story.harbor.client.addFault({ answer: "hang" });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 3 }] });
    await story.drain();
    await story.shop.refundOrder(order.id, { lines: [{ lineItemId: order.lines[0]?.id ?? "", quantity: 1 }] });
    await story.drain();
    await letTimePass(story, "submit-supplier-order");

    expect((await bookedFor(story.harbor, order.name)).map(({ lines }) => lines)).toEqual([["HG-POUR-SET × 2"]]);
    expect(await unitsOf(story, order.id)).toEqual({ WITH_SUPPLIER: 2, "CANCELLED allocation.refunded": 1 });
  });

  it("a cancelled order that did arrive is called back as soon as that is known", async () => {
    await story.harbor.client.addFault({ answer: "cut", when: "after" });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }] });
    await story.drain();
    await story.shop.cancelOrder(order.id);
    await story.drain();
    await letTimePass(story, "submit-supplier-order");

    expect(await bookedFor(story.harbor, order.name)).toHaveLength(1);
    expect(await changesOf(order.id)).toEqual(["RECALL ACCEPTED change.accepted"]);
    expect(await unitsOf(story, order.id)).toEqual({ "CANCELLED allocation.order_cancelled": 2 });
    expect(await unbalanced(story)).toEqual([]);
  });
});
