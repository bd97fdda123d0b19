// Shopify is told of a parcel once: through lost answers, holds, throttling and a merchant who was faster.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookedFor, callsOf, letTimePass, problemsOf, shippedIn, startStory, unbalanced, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
let atIntent: (() => Promise<void>) | undefined;
beforeAll(async () => {
  story = await startStory({ crash: async (point) => {
    if (point !== "create-fulfillment:intent-saved") return;
    const act = atIntent;
    atIntent = undefined;
    await act?.();
  } });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
});
afterAll(() => story.close());

async function orderWithSupplier(quantity: number): Promise<{ id: string; name: string; reference: string }> {
  const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity }] });
  await story.drain();
  const [booked] = await bookedFor(story.harbor, order.name);
  return { id: order.id, name: order.name, reference: booked?.reference ?? "" };
}

const unitsShipped = async (id: string) => shippedIn(await story.shop.order(id)).map(({ units }) => units);

/** As the merchant does in the store's admin, with a token of another app. */
async function fulfillByHand(orderId: string): Promise<void> {
  const { access_token: token } = await story.shop.install();
  const work = (await story.shop.order(orderId)).fulfillmentOrders.filter(({ status }) => status === "OPEN");
  const query = "mutation ByHand($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id } userErrors { message } } }";
  const variables = { fulfillment: { lineItemsByFulfillmentOrder: work.map(({ id }) => ({ fulfillmentOrderId: id })) } };
  const response = await fetch(`https://${story.shop.domain}/admin/api/2026-10/graphql.json`, {
    method: "POST", headers: { "content-type": "application/json", "x-shopify-access-token": token }, body: JSON.stringify({ query, variables }),
  });
  expect(await response.json()).toMatchObject({ data: { fulfillmentCreate: { userErrors: [] } } });
}

describe("the write-back", () => {
  it("reads back before it repeats when the answer was lost after Shopify had carried it out", async () => {
    const order = await orderWithSupplier(3);
    const before = await callsOf(story, "fulfillmentCreate");
    await story.shop.addFaults({ graphql: [{ kind: "answer-lost", root: "fulfillmentCreate", times: 1 }] });
    // One of three units: without reading back, a second call would find two more to ship.
    await story.harbor.client.ship(order.reference, [{ carrier: "ups", lines: [{ lineReference: "1", quantity: 1 }] }]);
    await story.drain();
    await letTimePass(story, "create-fulfillment");

    expect(await unitsShipped(order.id)).toEqual([[1]]);
    expect((await callsOf(story, "fulfillmentCreate")) - before).toBe(1);
  });

  it("sends again when Shopify failed without carrying it out", async () => {
    const order = await orderWithSupplier(1);
    await story.shop.addFaults({ graphql: [{ kind: "error500", root: "fulfillmentCreate", times: 1 }] });
    await story.harbor.client.ship(order.reference, [{ carrier: "ups" }]);
    await story.drain();
    expect(await unitsShipped(order.id)).toEqual([]);

    await letTimePass(story, "create-fulfillment");
    expect(await unitsShipped(order.id)).toEqual([[1]]);
  });

  it("waits while the work order is on hold and goes by Shopify's own hint when it is released", async () => {
    const order = await orderWithSupplier(2);
    const [work] = (await story.shop.order(order.id)).fulfillmentOrders;
    await story.shop.holdFulfillmentOrder(work?.id ?? "", { reason: "INCORRECT_ADDRESS" });
    await story.harbor.client.ship(order.reference, [{ carrier: "ups" }]);
    await story.drain();
    expect(await unitsShipped(order.id)).toEqual([]);
    const waiting = await story.inShop((tx) => tx.db.fulfillment.findFirstOrThrow({ where: { state: "WAITING" } }));
    expect(waiting.reasonCode).toBe("on_hold");

    await story.shop.releaseFulfillmentOrder(work?.id ?? "");
    await story.drain();
    expect(await unitsShipped(order.id)).toEqual([[2]]);
  });

  it("tells a parcel once when seven hints of Shopify's arrive at the same moment", async () => {
    const order = await orderWithSupplier(3);
    const [work] = (await story.shop.order(order.id)).fulfillmentOrders;
    await story.shop.holdFulfillmentOrder(work?.id ?? "");
    await story.harbor.client.ship(order.reference, [{ carrier: "ups", lines: [{ lineReference: "1", quantity: 1 }] }]);
    await story.drain();
    await story.shop.releaseFulfillmentOrder(work?.id ?? "");
    const hint = (await story.shop.deliveries()).findLast(({ topic }) => topic === "fulfillment_orders/hold_released");
    await Promise.all(Array.from({ length: 6 }, () => story.shop.sendWebhook({ topic: "fulfillment_orders/hold_released", body: hint?.body ?? "{}" })));
    await story.drain();

    expect(await unitsShipped(order.id)).toEqual([[1]]);
  });

  it("comes through when Shopify asks it to slow down", async () => {
    const order = await orderWithSupplier(1);
    await story.shop.addFaults({ graphql: [{ kind: "throttled", root: "fulfillmentCreate", times: 1 }] });
    await story.harbor.client.ship(order.reference, [{ carrier: "ups" }]);
    await story.drain();
    await letTimePass(story, "create-fulfillment");
    expect(await unitsShipped(order.id)).toEqual([[1]]);
  });

  it("becomes the merchant's problem when he has fulfilled the order himself meanwhile", async () => {
    const order = await orderWithSupplier(1);
    atIntent = () => fulfillByHand(order.id);
    await story.harbor.client.ship(order.reference, [{ carrier: "ups" }]);
    await story.drain();

    expect((await story.shop.order(order.id)).fulfillments).toHaveLength(1);
    const problem = (await problemsOf(story)).find(({ params }) => params["order"] === order.name && params["number"] !== undefined);
    expect([problem?.code.startsWith("write_back."), problem?.whoActs]).toEqual([true, "MERCHANT"]);
    expect(await unbalanced(story)).toEqual([]);
  });
});
