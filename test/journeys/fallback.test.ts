// A supplier says no, or cannot be reached for hours: the next one is asked for what is left, once, by itself.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bookedFor, enqueue, letTimePass, openJobs, ourOrderId, problemCodes, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeEach(async () => {
  story = await startStory();
});
afterEach(() => story.close());

/** The lamp from both, Harbor first because it is cheaper. */
async function mapLampTwice(): Promise<void> {
  await map(story, "LAMP-USBC", { supplierId: story.harborId, itemId: "HG-LAMP-USBC", unitCostMinor: 500n });
  await map(story, "LAMP-USBC", { supplierId: story.yiwuId, itemId: "YW-LAMP-USBC" });
}

const posts = async (supplier: Story["harbor"]) => (await supplier.client.readCalls()).filter(({ method, path }) => method === "POST" && path === "/orders").length;

async function timeline(shopifyOrderId: string, code: string) {
  const orderId = await ourOrderId(story, shopifyOrderId);
  return (await story.inShop((tx) => tx.db.activity.findMany({ where: { orderId, code } }))).map(({ params }) => params);
}

describe("a refused order", () => {
  it("goes to the next supplier by itself, and the timeline says why", async () => {
    await mapLampTwice();
    await story.harbor.client.setStock({ "HG-LAMP-USBC": 0 });
    const order = await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 2 }] });
    await story.drain();

    expect(await unitsOf(story, order.id)).toEqual({ WITH_SUPPLIER: 2 });
    expect(await bookedFor(story.yiwu, order.name)).toMatchObject([{ lines: ["YW-LAMP-USBC × 2"] }]);
    expect(await timeline(order.id, "fell_back")).toEqual([{ supplier: "Harbor Goods", next: "义乌优选 Yiwu Select", refusal: "out_of_stock", units: 2 }]);
    expect([await problemCodes(story), await unbalanced(story), await openJobs(story)]).toEqual([[], [], []]);
  });

  it("asks nobody twice: when all have refused, a person has to look", async () => {
    await mapLampTwice();
    await story.harbor.client.setStock({ "HG-LAMP-USBC": 0 });
    await story.yiwu.client.setStock({ "YW-LAMP-USBC": 0 });
    const order = await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 2 }] });
    await story.drain();
    await story.shop.editOrder(order.id, { add: [{ title: "Engraving", quantity: 1, requiresShipping: false }] });
    await story.drain();

    expect([await posts(story.harbor), await posts(story.yiwu)]).toEqual([1, 1]);
    expect(await unitsOf(story, order.id)).toMatchObject({ "NEEDS_YOU refused.out_of_stock": 2 });
    expect(await problemCodes(story)).toEqual(["supplier_refused.out_of_stock"]);

    // A supplier that is mapped now was never asked; one that refused is asked again only by a person.
    await map(story, "LAMP-USBC", { supplierId: story.yiwuId, itemId: "YW-BOARD-S" });
    await story.inShop(async (tx) => story.tools.queue.enqueue(tx, [{ step: "route-order", input: { shopId: story.shopId, orderId: await ourOrderId(story, order.id) } }]));
    await story.drain();
    expect(await unitsOf(story, order.id)).toMatchObject({ WITH_SUPPLIER: 2 });
    expect([await problemCodes(story), await unbalanced(story)]).toEqual([[], []]);
  });

  it("leaves the taken lines where they are and moves only what was refused", async () => {
    await mapLampTwice();
    await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET", unitCostMinor: 100n });
    await story.harbor.client.setStock({ "HG-LAMP-USBC": 0, "HG-POUR-SET": 9 });
    const order = await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 2 }, { sku: "POUR-SET", quantity: 1 }] });
    await story.drain();

    const booked = [...(await bookedFor(story.harbor, order.name)), ...(await bookedFor(story.yiwu, order.name))].flatMap(({ lines }) => lines);
    expect(booked).toContain("YW-LAMP-USBC × 2");
    expect(booked.filter((line) => line.includes("LAMP"))).toHaveLength(1);
    expect(await unbalanced(story)).toEqual([]);
  });

  it("takes only the units that are still wanted", async () => {
    await mapLampTwice();
    await story.harbor.client.setStock({ "HG-LAMP-USBC": 0 });
    await story.yiwu.client.setStock({ "YW-LAMP-USBC": 0 });
    const order = await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 3 }] });
    await story.drain();
    await story.shop.refundOrder(order.id, { lines: [{ lineItemId: order.lines[0]?.id ?? "", quantity: 1 }] });
    await story.drain();
    await map(story, "LAMP-USBC", { supplierId: story.yiwuId, itemId: "YW-BOARD-S" });
    await story.inShop(async (tx) => story.tools.queue.enqueue(tx, [{ step: "route-order", input: { shopId: story.shopId, orderId: await ourOrderId(story, order.id) } }]));
    await story.drain();

    expect(await bookedFor(story.yiwu, order.name)).toMatchObject([{ lines: ["YW-BOARD-S × 2"] }]);
    expect(await unbalanced(story)).toEqual([]);
  });

  it("is taken up again by the clock where nobody else has: a refusal may come through another door", async () => {
    await map(story, "LAMP-USBC", { supplierId: story.harborId, itemId: "HG-LAMP-USBC", unitCostMinor: 500n });
    await story.harbor.client.setStock({ "HG-LAMP-USBC": 0 });
    const order = await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 2 }] });
    await story.drain();
    await enqueue(story, "resume-fallbacks");
    await story.drain();
    expect(await unitsOf(story, order.id)).toEqual({ "NEEDS_YOU refused.out_of_stock": 2 });

    await map(story, "LAMP-USBC", { supplierId: story.yiwuId, itemId: "YW-LAMP-USBC" });
    await enqueue(story, "resume-fallbacks");
    await story.drain();
    expect(await unitsOf(story, order.id)).toEqual({ WITH_SUPPLIER: 2 });
    expect(await posts(story.harbor)).toBe(1);
  });

  it("waits for a click where the next supplier's orders do not go out by themselves", async () => {
    await mapLampTwice();
    await story.inShop((tx) => tx.db.supplier.updateMany({ where: { id: story.yiwuId }, data: { sendsAutomatically: false } }));
    await story.harbor.client.setStock({ "HG-LAMP-USBC": 0 });
    const order = await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 2 }] });
    await story.drain();

    expect(await unitsOf(story, order.id)).toEqual({ "WAITING waiting.automation_off": 2 });
    expect([await posts(story.yiwu), await problemCodes(story)]).toEqual([0, []]);
  });
});

describe("a supplier that a person has chosen for an order", () => {
  it("takes over the draft that nobody has sent, and its refusal falls back too", async () => {
    await mapLampTwice();
    await story.inShop((tx) => tx.db.supplier.updateMany({ where: { id: story.harborId }, data: { sendsAutomatically: false } }));
    await story.yiwu.client.setStock({ "YW-LAMP-USBC": 0 });
    const order = await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 2 }] });
    await story.drain();
    expect(await unitsOf(story, order.id)).toEqual({ "WAITING waiting.automation_off": 2 });

    const orderId = await ourOrderId(story, order.id);
    await story.inShop(async (tx) => {
      await tx.db.order.updateMany({ where: { id: orderId }, data: { chosenSupplierId: story.yiwuId } });
      await story.tools.queue.enqueue(tx, [{ step: "reroute-order", input: { shopId: story.shopId, orderId } }]);
    });
    await story.drain();
    expect([await posts(story.yiwu), await posts(story.harbor)]).toEqual([1, 0]);
    expect(await unitsOf(story, order.id)).toEqual({ "WAITING waiting.automation_off": 2 });
    const drafts = await story.inShop((tx) => tx.db.supplierOrder.findMany({ where: { orderId, state: "DRAFT" }, select: { supplierId: true } }));
    expect(drafts).toEqual([{ supplierId: story.harborId }]);
    expect(await unbalanced(story)).toEqual([]);
  });
});

describe("an order that a supplier says it does not have", () => {
  async function fail(hours: number) {
    await mapLampTwice();
    await story.harbor.client.addFault({ answer: "error_500" });
    const order = await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 2 }] });
    await story.drain();
    await story.inShop((tx) => tx.db.supplierOrderChange.updateMany({ where: { toState: "SENDING" }, data: { at: new Date(Date.now() - hours * 3_600_000) } }));
    await story.harbor.client.addFault({ answer: "slow_down", times: 5 });
    await letTimePass(story, "submit-supplier-order");
    return order;
  }

  it("is tried on for two hours", async () => {
    const order = await fail(1);
    expect(await unitsOf(story, order.id)).toEqual({ "WITH_SUPPLIER with_supplier.sending": 2 });
    expect(await posts(story.yiwu)).toBe(0);
  });

  it("goes to the next one after that, and never to both", async () => {
    const order = await fail(3);
    expect(await unitsOf(story, order.id)).toEqual({ WITH_SUPPLIER: 2 });
    expect(await bookedFor(story.yiwu, order.name)).toMatchObject([{ lines: ["YW-LAMP-USBC × 2"] }]);
    expect(await timeline(order.id, "fell_back")).toMatchObject([{ refusal: "not_reached" }]);
    await story.harbor.client.clearFaults();
    await letTimePass(story, "submit-supplier-order");
    expect(await bookedFor(story.harbor, order.name)).toEqual([]);
    expect([await problemCodes(story), await unbalanced(story)]).toEqual([[], []]);
  });

  it("stays a person's decision while nobody knows whether it arrived", async () => {
    await mapLampTwice();
    await story.harbor.client.addFault({ answer: "error_500" });
    const order = await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 2 }] });
    await story.drain();
    await story.inShop((tx) => tx.db.supplierOrderChange.updateMany({ data: { at: new Date(Date.now() - 48 * 3_600_000) } }));
    await story.harbor.client.addFault({ answer: "error_500", on: "look_up", times: 5 });
    await letTimePass(story, "submit-supplier-order");
    expect(await unitsOf(story, order.id)).toEqual({ "WITH_SUPPLIER with_supplier.sending": 2 });
    expect(await posts(story.yiwu)).toBe(0);
  });
});
