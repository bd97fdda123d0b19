// Check 5: tracking three times is one fulfillment; of two suppliers each parcel carries only its own lines and quantities;
// a write-back that Shopify answers badly is tried again, and what Shopify refuses is read and told.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fulfillByHand } from "../../support/by-hand.ts";
import { bookedFor, callsOf, enqueue, letTimePass, problemsOf, startStory, unbalanced, type Story } from "../../support/story.ts";
import { map } from "../../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await map(story, "BOARD-S", { supplierId: story.yiwuId, itemId: "YW-BOARD-S" });
});
afterAll(() => story.close());

async function referenceAt(supplier: Story["harbor"], orderName: string): Promise<string> {
  return (await bookedFor(supplier, orderName))[0]?.reference ?? "";
}

async function shown(orderId: string): Promise<string[]> {
  const order = await story.shop.order(orderId);
  const sku = new Map(order.lines.map((line) => [line.id, line.sku]));
  return order.fulfillments.filter(({ status }) => status === "SUCCESS").map(({ lines }) => lines.map((line) => `${line.quantity} × ${sku.get(line.lineItemId)}`).join(" + ")).toSorted();
}

describe("check 5: what is written back", () => {
  it("is one fulfillment for a notice that is pushed three times and then pulled", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }] });
    await story.drain();
    await story.harbor.client.addFault({ push: "three_times" });
    await story.harbor.client.ship(await referenceAt(story.harbor, order.name), [{ carrier: "ups" }]);
    await story.drain();
    expect(await shown(order.id)).toEqual(["2 × POUR-SET"]);
    expect(await callsOf(story, "fulfillmentCreate")).toBe(1);
  });

  it("is each supplier's own lines with their quantities, and nobody else's", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }, { sku: "BOARD-S", quantity: 3 }] });
    await story.drain();
    await story.yiwu.client.ship(await referenceAt(story.yiwu, order.name), [{ carrier: "yto", lines: [{ lineReference: "1", quantity: 1 }] }]);
    await story.drain();
    expect(await shown(order.id)).toEqual(["1 × BOARD-S"]);
    await story.harbor.client.ship(await referenceAt(story.harbor, order.name), [{ carrier: "ups" }]);
    await story.yiwu.client.ship(await referenceAt(story.yiwu, order.name), [{ carrier: "usps" }]);
    await story.drain();
    expect(await shown(order.id)).toEqual(["1 × BOARD-S", "2 × BOARD-S", "2 × POUR-SET"]);
    expect(await unbalanced(story)).toEqual([]);
  });

  it("is tried again when Shopify is out of breath or fails, and read back when its answer is lost", async () => {
    for (const kind of ["throttled", "error500", "answer-lost"] as const) {
      const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
      await story.drain();
      await story.shop.addFaults({ graphql: [{ kind, root: "fulfillmentCreate", times: 1 }] });
      await story.harbor.client.ship(await referenceAt(story.harbor, order.name), [{ carrier: "ups" }]);
      await story.drain();
      await letTimePass(story, "create-fulfillment");
      expect([kind, await shown(order.id)]).toEqual([kind, ["1 × POUR-SET"]]);
    }
  });

  it("is not taken for done when Shopify refuses: the merchant is told why", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    const reference = await referenceAt(story.harbor, order.name);
    await fulfillByHand(story, order.id, { sku: "POUR-SET", quantity: 1, number: "HAND-1" });
    await story.drain();
    await story.harbor.client.ship(reference, [{ carrier: "ups" }]);
    await story.drain();
    expect((await story.shop.order(order.id)).fulfillments.map(({ trackingInfo }) => trackingInfo[0]?.number)).toEqual(["HAND-1"]);
    expect((await problemsOf(story)).map(({ code }) => code).filter((code) => code.startsWith("write_back."))).toHaveLength(1);
  });

  it("is no fulfillment when Shopify answers with userErrors: the merchant reads them, and it goes through once the cause is gone", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    const before = await callsOf(story, "fulfillmentCreate");
    await story.shop.addFaults({ graphql: [{ kind: "user-errors", root: "fulfillmentCreate", times: 1 }] });
    await story.harbor.client.ship(await referenceAt(story.harbor, order.name), [{ carrier: "ups" }]);
    await story.drain();
    const told = async () => (await problemsOf(story)).filter(({ code }) => code === "write_back.refused_by_shopify").map(({ params }) => params["text"]);
    expect([await shown(order.id), await told(), (await callsOf(story, "fulfillmentCreate")) - before]).toEqual([[], ["The local store was told to refuse this"], 1]);

    await enqueue(story, "retry-write-backs");
    await story.drain();
    expect([await shown(order.id), await told()]).toEqual([["1 × POUR-SET"], []]);
  });
});
