// Check 4: a lost answer and a retry, four runs at once, a cancellation and a run. Exactly one purchase, or none.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRunner } from "../../../app/worker.server.ts";
import { bookedFor, letTimePass, startStory, unitsOf, type Story } from "../../support/story.ts";
import { map } from "../../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
});
afterAll(() => story.close());

const step = "submit-supplier-order";
const supplierOrderOf = (shopifyOrderId: string) => story.inShop((tx) => tx.db.supplierOrder.findFirstOrThrow({ where: { order: { shopifyOrderId } } }));

/** The same work given to four workers at the same moment, as after a lost lease. */
async function runFourTimes(shopifyOrderId: string): Promise<string[]> {
  const { id, orderId } = await supplierOrderOf(shopifyOrderId);
  const input = { shopId: story.shopId, orderId, supplierOrderId: id };
  await story.inShop((tx) => story.tools.queue.enqueue(tx, Array.from({ length: 4 }, (_, copy) => ({ step, input, key: `copy ${copy}` }))));
  const rows = await story.tools.queue.boss.fetch<unknown>(step, { batchSize: 10, includeMetadata: true, ignoreStartAfter: true });
  const run = createRunner(story.tools);
  const results = await Promise.all(rows.map((row) => run({ id: row.id, name: step, data: row.data, retryCount: row.retryCount } as Parameters<typeof run>[0])));
  await story.drain();
  return results.map(({ status }) => status);
}

describe("check 4: whatever happens between us and a supplier", () => {
  it("an order whose answer was lost is bought once, however often it is tried again", async () => {
    await story.harbor.client.addFault({ answer: "cut", when: "after" });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }] });
    await story.drain();
    expect((await supplierOrderOf(order.id)).state).toBe("UNKNOWN");
    await letTimePass(story, step);
    await runFourTimes(order.id);
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 2"] }]);
    expect((await supplierOrderOf(order.id)).state).toBe("ACCEPTED");
  });

  it("an order that four workers send at the same moment is bought once", async () => {
    await story.harbor.client.addFault({ answer: "cut", when: "before" });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    expect(await bookedFor(story.harbor, order.name)).toHaveLength(0);
    expect((await runFourTimes(order.id)).length).toBeGreaterThanOrEqual(4);
    await letTimePass(story, step);
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 1"] }]);
    expect((await supplierOrderOf(order.id)).state).toBe("ACCEPTED");
  });

  it("an order that was cancelled before it was sent is never bought, though its job still runs", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 3 }], financialStatus: "PENDING" });
    await story.drain();
    await story.shop.payOrder(order.id);
    await story.shop.cancelOrder(order.id);
    await story.drain();
    expect(await bookedFor(story.harbor, order.name)).toHaveLength(0);
    expect(Object.keys(await unitsOf(story, order.id))).toEqual(["CANCELLED allocation.order_cancelled"]);
  });
});
