// What is wanted of a supplier changes after he has the order: he is asked, once, and whatever he says, every unit stands somewhere.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookedFor, changesOf as changesIn, enqueue, letTimePass, openJobs, problemCodes, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
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
    await story.inShop((tx) => tx.db.problem.updateMany({ where: { openKey: { not: null } }, data: { openKey: null, resolvedAt: new Date() } }));
  });
});
