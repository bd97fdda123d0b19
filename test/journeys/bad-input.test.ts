// What is authentic is kept to the byte, however unreadable: whoever can act is told why, and neighbors go on.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookedFor, openJobs, problemsOf, shippedIn, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
let sample: string;
let neighbors = 0;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
  await story.drain();
  sample = (await story.shop.deliveries()).find(({ topic }) => topic === "orders/create")?.body ?? "";
});
afterAll(() => story.close());

async function neighborGoesOn(): Promise<void> {
  const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
  await story.drain();
  neighbors += 1;
  expect(await bookedFor(story.harbor, order.name)).toHaveLength(1);
}

const isKept = async (body: string) => (await story.inShop((tx) => tx.db.message.findMany())).some(({ request }) => Buffer.from(request ?? []).equals(Buffer.from(body)));

const unreadable: readonly [string, () => string, string][] = [
  ["no JSON", () => '{"id": 1,', ": not_json"],
  ["NUL bytes", () => sample.replace('"name":"#', '"name":"\0#'), ": nul_byte"],
  ["an absurd quantity", () => sample.replaceAll(/"current_quantity":1\b/g, '"current_quantity":2000000').replaceAll(/"quantity":1\b/g, '"quantity":2000000'), "quantity_absurd"],
  ["a quantity beyond any number", () => sample.replaceAll(/"quantity":1\b/g, '"quantity":1e400'), "quantity"],
  ["a currency that does not exist", () => sample.replaceAll('"USD"', '"QQQ"'), "unknown_currency"],
  ["no lines at all", () => sample.replace('"line_items":', '"line_things":'), "line_items"],
];

describe("an authentic order webhook", () => {
  it.each(unreadable)("with %s is kept raw and told with its reason", async (_what, make, why) => {
    const body = make();
    expect(body).not.toBe(sample);
    const before = await story.inShop((tx) => tx.db.order.count());
    await story.shop.sendWebhook({ topic: "orders/create", body });
    await neighborGoesOn();

    const problem = (await problemsOf(story)).find(({ code, params }) => code === "unreadable_webhook" && String(params["where"]).includes(why));
    expect([problem?.whoActs, problem?.params["topic"]]).toEqual(["DAIFA", "orders/create"]);
    expect(await isKept(body)).toBe(true);
    expect(await story.inShop((tx) => tx.db.order.count())).toBe(before + 1);
  });

  it("over 5 MiB is refused with 413 and keeps nobody waiting", async () => {
    await story.shop.sendWebhook({ topic: "orders/create", body: JSON.stringify({ filler: "x".repeat(5 * 1024 * 1024) }) });
    await neighborGoesOn();
    const huge = (await story.shop.deliveries()).find(({ body }) => body.length > 5 * 1024 * 1024);
    expect([413, null]).toContain(huge?.attempts[0]?.status);
    expect(huge?.state).not.toBe("delivered");
  });

  it("for an order with a variant that no longer exists holds that line and tells the merchant", async () => {
    await story.shop.addFaults({ webhooks: [{ kind: "drop", topic: "orders/create", times: 1 }, { kind: "drop", topic: "orders/paid", times: 1 }] });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }, { sku: "SCARF-RED", quantity: 2 }] });
    const scarf = order.lines[1]?.variantId ?? "";
    const lost = (await story.shop.deliveries()).findLast(({ topic }) => topic === "orders/create");
    await story.shop.sendWebhook({ topic: "orders/create", body: (lost?.body ?? "").replaceAll(scarf.slice(scarf.lastIndexOf("/") + 1), "45678901299999") });
    await story.drain();

    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 1"] }]);
    expect(await unitsOf(story, order.id)).toEqual({ WITH_SUPPLIER: 1, "NEEDS_YOU unroutable.no_variant": 2 });
    const problem = (await problemsOf(story)).find(({ params }) => params["order"] === order.name);
    expect([problem?.code, problem?.whoActs]).toEqual(["unroutable.no_variant", "MERCHANT"]);
  });

  it("with ids beyond 2^53 is written back exact to the last digit", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }] });
    await story.drain();
    const [booked] = await bookedFor(story.harbor, order.name);
    await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups" }]);
    await story.drain();

    const [work] = (await story.shop.order(order.id)).fulfillmentOrders;
    const call = (await story.shop.calls()).findLast(({ roots }) => roots.includes("fulfillmentCreate"));
    expect(BigInt(work?.id.split("/").at(-1) ?? 0) > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
    expect(call?.variables).toMatchObject({ fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: work?.id, fulfillmentOrderLineItems: [{ id: work?.lines[0]?.id, quantity: 2 }] }] } });
    expect(shippedIn(await story.shop.order(order.id)).map(({ units }) => units)).toEqual([[2]]);
  });

  it("leaves no neighbor behind", async () => {
    expect((await story.harbor.client.readBook()).orders).toHaveLength(neighbors + 3);
    expect([await unbalanced(story), await openJobs(story)]).toEqual([[], []]);
  });
});

describe("a supplier's notice", () => {
  it("of more than was ordered moves nothing and is told to the supplier, beside one that is right", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    const [booked] = await bookedFor(story.harbor, order.name);
    const messageId = (await story.inShop((tx) => tx.db.message.findFirstOrThrow())).id;
    const notice = { reference: booked?.reference, shipmentReference: "too-much", parcels: [{ trackingNumber: "1Z9", lines: [{ lineReference: "1", quantity: 7 }] }], problems: [] };
    await story.inShop((tx) => story.tools.queue.enqueue(tx, [{ step: "record-shipment", input: { shopId: story.shopId, supplierId: story.harborId, messageId, notice } }]));
    await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups" }]);
    await story.drain();

    expect(shippedIn(await story.shop.order(order.id)).map(({ units }) => units)).toEqual([[1]]);
    const problem = (await problemsOf(story)).find(({ params }) => params["shipment"] === "too-much");
    expect([problem?.code, problem?.whoActs]).toEqual(["shipment_mismatch", "SUPPLIER"]);
    expect(await unbalanced(story)).toEqual([]);
  });
});
