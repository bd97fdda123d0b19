// Shopify delivers at least once, in any order: however often an order is told, its supplier is asked once.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookedFor, problemCodes, startStory, unbalanced, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await map(story, "BOARD-S", { supplierId: story.yiwuId, itemId: "YW-BOARD-S" });
});
afterAll(() => story.close());

describe("a webhook that comes more than once", () => {
  it("makes one order and one supplier order when it comes five times at the same moment", async () => {
    await story.shop.addFaults({ webhooks: [{ kind: "duplicate", topic: "orders/create", times: 1, copies: 5 }] });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }] });
    await story.drain();

    const sent = (await story.shop.deliveries()).find(({ topic }) => topic === "orders/create");
    expect(sent?.attempts.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 2"] }]);
    expect(await story.inShop((tx) => tx.db.order.count())).toBe(1);
  });

  it("makes one supplier order each when fifty deliveries of three orders come mixed, each under an id of its own", async () => {
    const lines = [{ sku: "POUR-SET", quantity: 1 }, { sku: "BOARD-S", quantity: 3 }];
    const orders = await Promise.all(Array.from({ length: 3 }, () => story.shop.placeOrder({ lines })));
    const bodies = new Map((await story.shop.deliveries()).map(({ topic, body }) => [`${topic} ${body}`, { topic, body }]));
    const known = [...bodies.values()].filter(({ topic }) => topic === "orders/create" || topic === "orders/paid").slice(-6);
    const again = Array.from({ length: 50 }, (_, index) => known[(index * 7) % known.length]);
    await Promise.all(again.map((one) => story.shop.sendWebhook({ topic: one?.topic ?? "", body: one?.body ?? "" })));
    await story.drain();

    for (const { name } of orders) {
      expect(await bookedFor(story.harbor, name)).toMatchObject([{ lines: ["HG-POUR-SET × 1"] }]);
      expect(await bookedFor(story.yiwu, name)).toMatchObject([{ lines: ["YW-BOARD-S × 3"] }]);
    }
    const posted = (await story.harbor.client.readCalls()).filter(({ method, path }) => method === "POST" && path === "/orders");
    expect(posted).toHaveLength(4);
    expect([await unbalanced(story), await problemCodes(story)]).toEqual([[], []]);
  });
});
