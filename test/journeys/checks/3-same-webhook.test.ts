// Check 3: the same webhook five times, and the same order number from two shops. One order and one purchase each.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installOther } from "../../support/other-shop.ts";
import { bookedFor, startStory, type Story } from "../../support/story.ts";
import { map } from "../../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
});
afterAll(() => story.close());

describe("check 3: what comes more than once", () => {
  it("is one order and one purchase, when each of its webhooks comes five times at the same moment", async () => {
    await story.shop.addFaults({ webhooks: [{ kind: "duplicate", topic: null, times: 3, copies: 5 }] });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }] });
    await story.drain();
    expect((await story.shop.deliveries()).some(({ attempts }) => attempts.length === 5)).toBe(true);
    expect(await story.inShop((tx) => tx.db.order.count())).toBe(1);
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 2"] }]);
  });

  it("is one order in each shop, when two shops have the same order number", async () => {
    const otherId = await installOther(story);
    const other = story.store.shop("other.myshopify.com");
    const [variant] = await other.variants();
    const theirs = await other.placeOrder({ lines: [{ sku: variant?.sku ?? "", quantity: 1 }] });
    await story.drain();
    const names = await story.tools.database.inShop(otherId, (tx) => tx.db.order.findMany({ select: { name: true, shopifyOrderId: true } }));
    expect(names).toEqual([{ name: theirs.name, shopifyOrderId: theirs.id }]);
    expect(theirs.name).toBe((await story.shop.orders())[0]?.name);
    expect(await story.inShop((tx) => tx.db.order.count())).toBe(1);
    expect(await bookedFor(story.harbor, theirs.name)).toHaveLength(1);
  });
});
