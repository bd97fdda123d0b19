// Goods of an unpaid order are never bought; the order says what it waits for, and goes once that has come.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookedFor, enqueue, ourOrderId, problemCodes, startStory, unbalanced, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
});
afterAll(() => story.close());

const holdOf = async (shopifyOrderId: string) => (await story.inShop((tx) => tx.db.order.findFirstOrThrow({ where: { shopifyOrderId } }))).holdCode;

describe("an order that is not paid for", () => {
  it.each([["PENDING", "unpaid"], ["AUTHORIZED", "authorized_only"], ["PARTIALLY_PAID", "partially_paid"]] as const)("(%s) waits as %s and is released by its payment", async (financialStatus, code) => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }], financialStatus });
    await story.drain();
    expect([await holdOf(order.id), await bookedFor(story.harbor, order.name)]).toEqual([code, []]);

    await story.shop.payOrder(order.id);
    await story.drain();
    expect(await holdOf(order.id)).toBeNull();
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 1"] }]);
  });

  it("goes at once when it comes to nothing", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1, price: "0.00" }], shippingLine: { title: "Free", price: "0.00" }, financialStatus: "PENDING" });
    await story.drain();
    expect(await bookedFor(story.harbor, order.name)).toHaveLength(1);
  });

  it("goes with what is left of it when a part was refunded", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 3 }] });
    await story.drain();
    await story.shop.refundOrder(order.id, { lines: [{ lineItemId: order.lines[0]?.id ?? "", quantity: 1 }] });
    await story.drain();
    await map(story, "LAMP-USBC", { supplierId: story.yiwuId, itemId: "YW-LAMP-USBC" });
    await enqueue(story, "route-order", { orderId: await ourOrderId(story, order.id) });
    await story.drain();

    expect((await story.shop.order(order.id)).financialStatus).toBe("PARTIALLY_REFUNDED");
    expect(await bookedFor(story.yiwu, order.name)).toMatchObject([{ lines: ["YW-LAMP-USBC × 2"] }]);
    expect([await unbalanced(story), await problemCodes(story)]).toEqual([[], []]);
  });
});
