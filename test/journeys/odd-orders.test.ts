// Orders that a real shop sees seldom and must see handled all the same: very large, with lines that nobody ships, in money
// without cents, and changed when the parcels are gone already.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookedFor, changesOf, openJobs, problemsOf, shippedIn, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await map(story, "BOARD-S", { supplierId: story.harborId, itemId: "HG-BOARD-S" });
  await story.drain();
});
afterAll(() => story.close());

const shipAll = async (orderName: string) => {
  const [booked] = await bookedFor(story.harbor, orderName);
  await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups" }]);
  await story.drain();
};
const codesFor = async (orderName: string) => (await problemsOf(story)).filter(({ params }) => params["order"] === orderName).map(({ code }) => code);

describe("an order of a size nobody expects", () => {
  it("with 500 lines goes to the supplier whole, and comes back as one fulfillment", async () => {
    const lines = Array.from({ length: 500 }, (_, at) => ({ sku: at % 2 === 0 ? "POUR-SET" : "BOARD-S", quantity: 1, properties: [{ name: "Engraving", value: `No. ${at}` }] }));
    const order = await story.shop.placeOrder({ lines });
    await story.drain();
    expect(await unitsOf(story, order.id)).toEqual({ WITH_SUPPLIER: 500 });
    expect((await bookedFor(story.harbor, order.name)).map((booked) => booked.lines.length)).toEqual([500]);

    await shipAll(order.name);
    const shipped = shippedIn(await story.shop.order(order.id));
    expect(shipped.map(({ units }) => units.reduce((sum, one) => sum + one, 0))).toEqual([500]);
    expect([await codesFor(order.name), await unbalanced(story), await openJobs(story)]).toEqual([[], [], []]);
  });

  it("of 10,000 units of one thing is one line of 10,000", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 10_000 }] });
    await story.drain();
    expect((await bookedFor(story.harbor, order.name)).map(({ lines }) => lines)).toEqual([["HG-POUR-SET × 10000"]]);
    expect(await unitsOf(story, order.id)).toEqual({ WITH_SUPPLIER: 10_000 });
  });

  it("whose line has come down to 0 before it was seen asks no supplier for that line", async () => {
    await story.shop.addFaults({ webhooks: [{ kind: "drop", topic: "orders/create", times: 1 }, { kind: "drop", topic: "orders/paid", times: 1 }] });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }, { sku: "BOARD-S", quantity: 1 }] });
    await story.shop.editOrder(order.id, { change: [{ lineItemId: order.lines[0]?.id ?? "", quantity: 0 }] });
    await story.drain();
    expect((await bookedFor(story.harbor, order.name)).map(({ lines }) => lines)).toEqual([["HG-BOARD-S × 1"]]);
    expect([await unitsOf(story, order.id), await unbalanced(story)]).toEqual([{ "CANCELLED allocation.refunded": 2, WITH_SUPPLIER: 1 }, []]);
  });
});

describe("lines that no supplier ships", () => {
  it("gift cards, tips and services stay out, a line without variant waits for the merchant, and the rest goes", async () => {
    const order = await story.shop.placeOrder({ lines: [
      { sku: "POUR-SET", quantity: 1 },
      { title: "Gift card", quantity: 1, price: "50.00", isGiftCard: true },
      { title: "Tip", quantity: 1, price: "3.00", isTip: true },
      { title: "Assembly at home", quantity: 1, price: "20.00", requiresShipping: false },
      { title: "Something agreed by phone", quantity: 2, price: "9.00" },
    ] });
    await story.drain();
    expect((await bookedFor(story.harbor, order.name)).map(({ lines }) => lines)).toEqual([["HG-POUR-SET × 1"]]);
    expect(await unitsOf(story, order.id)).toEqual({
      WITH_SUPPLIER: 1, "NOT_OURS allocation.gift_card": 1, "NOT_OURS allocation.nothing_to_ship": 2, "NEEDS_YOU unroutable.no_variant": 2,
    });
    expect(await codesFor(order.name)).toEqual(["unroutable.no_variant"]);
  });

  it("a variant that was deleted after it was ordered holds its line alone", async () => {
    await map(story, "APRON-LIN", { supplierId: story.harborId, itemId: "HG-APRON" });
    await story.shop.addFaults({ webhooks: [{ kind: "drop", topic: "orders/create", times: 1 }, { kind: "drop", topic: "orders/paid", times: 1 }] });
    const order = await story.shop.placeOrder({ lines: [{ sku: "APRON-LIN", quantity: 1 }, { sku: "POUR-SET", quantity: 1 }] });
    await story.shop.deleteVariant("APRON-LIN");
    await story.shop.updateOrder(order.id, { note: "please hurry" });
    await story.drain();
    expect(await unitsOf(story, order.id)).toMatchObject({ WITH_SUPPLIER: 1, "NEEDS_YOU unroutable.no_variant": 1 });
  });
});

describe("money without cents", () => {
  it.each([["JPY", 150, "5175"], ["KRW", 1350, "46575"]])("in %s keeps its whole units, beside the shop's own currency", async (currency, rate, price) => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }], shippingLine: null, presentment: { currency, rate } });
    await story.drain();
    const row = await story.inShop((tx) => tx.db.order.findFirstOrThrow({ where: { shopifyOrderId: order.id } }));
    expect([row.currency, row.totalMinor, row.presentmentCurrency, row.totalPresentmentMinor]).toEqual(["USD", 3450n, currency, BigInt(price)]);
    expect(await bookedFor(story.harbor, order.name)).toHaveLength(1);
  });
});

describe("what a supplier tells wrongly", () => {
  it("a line it was never asked for moves nothing, and the supplier is the one to act", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    const [booked] = await bookedFor(story.harbor, order.name);
    const messageId = (await story.inShop((tx) => tx.db.message.findFirstOrThrow())).id;
    const notice = { reference: booked?.reference, shipmentReference: "unknown-line", parcels: [{ trackingNumber: "1Z999AA10123456784", lines: [{ lineReference: "77", quantity: 1 }] }], problems: [] };
    await story.inShop((tx) => story.tools.queue.enqueue(tx, [{ step: "record-shipment", input: { shopId: story.shopId, supplierId: story.harborId, messageId, notice } }]));
    await story.drain();
    expect(await unitsOf(story, order.id)).toEqual({ WITH_SUPPLIER: 1 });
    const problem = (await problemsOf(story)).find(({ params }) => params["shipment"] === "unknown-line");
    expect([problem?.code, problem?.whoActs]).toEqual(["shipment_mismatch", "SUPPLIER"]);
  });
});

describe("changes when the parcel is gone", () => {
  it("an edit that adds sends only what was added", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    await shipAll(order.name);
    await story.shop.editOrder(order.id, { add: [{ sku: "BOARD-S", quantity: 1 }] });
    await story.shop.payOrder(order.id);
    await story.drain();
    expect((await bookedFor(story.harbor, order.name)).map(({ lines }) => lines)).toEqual([["HG-POUR-SET × 1"], ["HG-BOARD-S × 1"]]);
    expect([await unitsOf(story, order.id), await unbalanced(story)]).toEqual([{ SHIPPED: 1, WITH_SUPPLIER: 1 }, []]);
  });

  it("a refund of everything ordered takes back no parcel, and is no alarm", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 3 }] });
    await story.drain();
    await shipAll(order.name);
    await story.shop.refundOrder(order.id, { lines: "all" });
    await story.drain();
    expect(await unitsOf(story, order.id)).toEqual({ SHIPPED: 3 });
    expect([await codesFor(order.name), await unbalanced(story), await openJobs(story)]).toEqual([[], [], []]);
  });

  it("a refund larger than what is still open calls back the open units alone", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 3 }] });
    await story.drain();
    const [booked] = await bookedFor(story.harbor, order.name);
    await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups", lines: [{ lineReference: "1", quantity: 2 }] }]);
    await story.drain();
    await story.shop.refundOrder(order.id, { lines: "all" });
    await story.drain();
    expect(await unitsOf(story, order.id)).toEqual({ SHIPPED: 2, "CANCELLED allocation.refunded": 1 });
    expect(await changesOf(story, order.id)).toEqual(["FEWER ACCEPTED change.accepted"]);
    expect([await codesFor(order.name), await unbalanced(story), await openJobs(story)]).toEqual([[], [], []]);
  });

  it("a second parcel with the first one's number is a parcel of its own, told once", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 3 }] });
    await story.drain();
    const [booked] = await bookedFor(story.harbor, order.name);
    for (const quantity of [2, 1]) {
      await story.harbor.client.ship(booked?.reference ?? "", [{ trackingNumber: "1Z999AA10123456784", lines: [{ lineReference: "1", quantity }] }]);
      await story.drain();
    }
    const shipped = shippedIn(await story.shop.order(order.id));
    expect(shipped.map(({ number, units }) => [number, units]).toSorted()).toEqual([["1Z999AA10123456784", [1]], ["1Z999AA10123456784", [2]]]);
    expect(await unitsOf(story, order.id)).toEqual({ SHIPPED: 3 });
    expect([await codesFor(order.name), await unbalanced(story), await openJobs(story)]).toEqual([[], [], []]);
  });
});
