// Others hold an order, too: Shopify's own hold, an assessment of its risk, a dispute with the buyer's bank, a test order, the clock.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getMerchant } from "../../app/merchants/store.server.ts";
import { actOnOrder } from "../../app/views/order-acts.server.ts";
import { readOrderPage } from "../../app/views/order-page.server.ts";
import { bookedFor, by, enqueue, openJobs, ourOrderId, problemCodes, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
let aheadMs = 0;
beforeAll(async () => {
  story = await startStory({ now: () => new Date(Date.now() + aheadMs) });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await map(story, "BOARD-S", { supplierId: story.yiwuId, itemId: "YW-BOARD-S" });
});
beforeEach(() => { aheadMs = 0; });
afterAll(() => story.close());

const setting = (data: Record<string, number | boolean | bigint | null | string>) => story.inShop((tx) => tx.db.merchantSettings.updateMany({ data }));
const pageOf = async (shopifyOrderId: string) => {
  const orderId = await ourOrderId(story, shopifyOrderId);
  const page = await story.inShop(async (tx) => readOrderPage(tx, await getMerchant(tx), orderId));
  if (!page) throw new Error("the order is gone");
  return { orderId, ...page };
};
const codesOf = async (shopifyOrderId: string) => (await pageOf(shopifyOrderId)).holds.filter(({ released }) => released === null).map(({ why }) => why.code);
const letGo = async (shopifyOrderId: string) => {
  const { orderId, holds } = await pageOf(shopifyOrderId);
  const form = new FormData();
  form.set("intent", "let_go");
  form.set("holdId", holds.find(({ act }) => act === "let_go")?.id ?? "");
  const answer = await story.inShop(async (tx) => {
    const act = await actOnOrder(tx, form, { orderId, by: { ...by, at: story.tools.now() } });
    await story.tools.queue.enqueue(tx, act.jobs);
    return act.answer;
  });
  await story.drain();
  return answer;
};
const oneSet = { lines: [{ sku: "POUR-SET", quantity: 1 }] };

describe("what others hold", { timeout: 90_000 }, () => {
  it("in Shopify's admin is not sent, line by line, and goes once it is released there", async () => {
    await setting({ sendingMode: "REVIEW" });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }, { sku: "BOARD-S", quantity: 1 }] });
    await story.drain();
    const [first] = (await story.shop.order(order.id)).fulfillmentOrders;
    await story.shop.holdFulfillmentOrder(first?.id ?? "", { reason: "INVENTORY_OUT_OF_STOCK", reasonNotes: "Counting again" });
    await story.drain();
    const { holds } = await pageOf(order.id);
    expect(holds.filter(({ why }) => why.code === "hold.shopify_hold")).toMatchObject([
      { owner: "SHOPIFY", act: null, why: { params: { reason: "INVENTORY_OUT_OF_STOCK", text: "Counting again" } }, link: { kind: "shopify" } },
      { owner: "SHOPIFY" },
    ]);
    await setting({ sendingMode: "LIVE" });
    await story.inShop((tx) => tx.db.supplierOrder.updateMany({ where: { state: "DRAFT" }, data: { releasedAt: by.at, releasedBy: by.name } }));
    await enqueue(story, "route-order", { orderId: await ourOrderId(story, order.id) });
    await story.drain({ later: true });
    expect(await bookedFor(story.harbor, order.name)).toEqual([]);

    await story.shop.releaseFulfillmentOrder(first?.id ?? "");
    await story.drain();
    expect(await codesOf(order.id)).toEqual([]);
    expect([await bookedFor(story.harbor, order.name), await bookedFor(story.yiwu, order.name)]).toMatchObject([[{ lines: ["HG-POUR-SET × 1"] }], [{ lines: ["YW-BOARD-S × 1"] }]]);
  });

  it("by a high risk waits, with what speaks against it known, until a person lets it go", async () => {
    const order = await story.shop.placeOrder({ ...oneSet, risk: { level: "HIGH", facts: ["Card and address are of two countries"] } });
    await story.drain();
    expect([await codesOf(order.id), await bookedFor(story.harbor, order.name)]).toEqual([["hold.high_risk"], []]);
    await story.shop.assessRisk(order.id, { level: "HIGH", facts: ["Three cards were tried"] });
    await story.drain();
    expect((await story.inShop((tx) => tx.db.order.findFirstOrThrow({ where: { shopifyOrderId: order.id } }))).riskFacts).toEqual(["Three cards were tried"]);
    expect(await letGo(order.id)).toMatchObject({ kind: "done" });
    expect(await bookedFor(story.harbor, order.name)).toHaveLength(1);
  });

  it("by a risk that is not assessed yet goes once it is, or after half an hour", async () => {
    const [assessed, never] = [await story.shop.placeOrder({ ...oneSet, risk: { level: "PENDING" } }), await story.shop.placeOrder({ ...oneSet, risk: { level: "PENDING" } })];
    await story.drain();
    expect([await codesOf(assessed.id), await codesOf(never.id)]).toEqual([["hold.risk_pending"], ["hold.risk_pending"]]);
    await story.shop.assessRisk(assessed.id, { level: "LOW" });
    await story.drain();
    expect([await codesOf(assessed.id), (await bookedFor(story.harbor, assessed.name)).length]).toEqual([[], 1]);
    aheadMs = 31 * 60_000;
    await enqueue(story, "review-holds");
    await story.drain();
    expect([await codesOf(never.id), (await bookedFor(story.harbor, never.name)).length]).toEqual([[], 1]);
  });

  it("by a dispute: what is not sent waits, and goes when the dispute is won", async () => {
    await setting({ sendingMode: "REVIEW" });
    const order = await story.shop.placeOrder(oneSet);
    await story.drain();
    await story.shop.openDispute(order.id);
    await story.drain();
    expect(await codesOf(order.id)).toContain("hold.dispute_opened");
    await setting({ sendingMode: "LIVE" });
    await story.inShop((tx) => tx.db.supplierOrder.updateMany({ where: { state: "DRAFT" }, data: { releasedAt: by.at, releasedBy: by.name } }));
    await enqueue(story, "route-order", { orderId: await ourOrderId(story, order.id) });
    await story.drain();
    expect(await bookedFor(story.harbor, order.name)).toEqual([]);
    await story.shop.settleDispute(order.id, { status: "WON" });
    await story.drain();
    expect([await codesOf(order.id), (await bookedFor(story.harbor, order.name)).length]).toEqual([[], 1]);
  });

  it("by a chargeback after a supplier has it: what is open waits, what was sent is called back, and the page shows both", async () => {
    await setting({ sendingMode: "LIVE" });
    await story.inShop((tx) => tx.db.supplier.updateMany({ where: { id: story.yiwuId }, data: { sendsAutomatically: false } }));
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }, { sku: "BOARD-S", quantity: 1 }] });
    await story.drain();
    expect(await unitsOf(story, order.id)).toEqual({ WITH_SUPPLIER: 2, "WAITING waiting.automation_off": 1 });

    await story.shop.openDispute(order.id);
    await story.drain();
    const { orderId, holds, changes } = await pageOf(order.id);
    expect(holds.map(({ why }) => why)).toMatchObject([{ code: "hold.dispute_opened", params: { kind: "CHARGEBACK", outcome: "open" } }]);
    expect(changes).toMatchObject([{ kind: "RECALL", state: "ACCEPTED", supplierName: story.harbor.name, reason: { code: "change.order_off", params: { hold: "dispute_opened" } } }]);
    const standing = async () => (await story.harbor.client.readBook()).orders.filter((one) => one.order.identity.orderName === order.name).map((one) => one.standing);
    expect(await standing()).toEqual(["cancelled"]);

    // Whatever is released or decided anew meanwhile: nobody gets it.
    await story.inShop((tx) => tx.db.supplierOrder.updateMany({ where: { orderId, state: "DRAFT" }, data: { releasedAt: by.at, releasedBy: by.name } }));
    await enqueue(story, "route-order", { orderId });
    await story.drain({ later: true });
    await story.shop.settleDispute(order.id, { status: "LOST" });
    await story.drain({ later: true });
    expect([await codesOf(order.id), await standing(), await bookedFor(story.yiwu, order.name)]).toEqual([["hold.dispute_opened"], ["cancelled"], []]);
    expect([Object.values(await unitsOf(story, order.id)).reduce((sum, units) => sum + units, 0), await unbalanced(story)]).toEqual([3, []]);
    await story.inShop((tx) => tx.db.supplier.updateMany({ where: { id: story.yiwuId }, data: { sendsAutomatically: true } }));
  });

  it("by a test of the payment provider's, by the time to change it, and by a double, each ends its own way", async () => {
    const test = await story.shop.placeOrder({ ...oneSet, test: true });
    await story.drain();
    expect([await codesOf(test.id), await bookedFor(story.harbor, test.name)]).toEqual([["hold.test_order"], []]);

    await setting({ editWindowMinutes: 60 });
    const young = await story.shop.placeOrder(oneSet);
    await story.drain();
    expect([await codesOf(young.id), await bookedFor(story.harbor, young.name)]).toEqual([["hold.edit_window"], []]);
    aheadMs = 61 * 60_000;
    await enqueue(story, "review-holds");
    await story.drain();
    expect([await codesOf(young.id), (await bookedFor(story.harbor, young.name)).length]).toEqual([[], 1]);
    await setting({ editWindowMinutes: 0 });
    aheadMs = 0;

    const buyer = { email: "twice@example.com" };
    const first = await story.shop.placeOrder({ ...oneSet, buyer });
    const second = await story.shop.placeOrder({ ...oneSet, buyer });
    const other = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }], buyer });
    await story.drain();
    expect((await pageOf(second.id)).holds).toMatchObject([{ why: { code: "hold.duplicate_suspicion", params: { other: first.name } } }]);
    expect(await Promise.all([first, second, other].map(async ({ name }) => (await bookedFor(story.harbor, name)).length))).toEqual([1, 0, 1]);
    await story.shop.cancelOrder(first.id);
    await story.drain();
    await enqueue(story, "review-holds");
    await story.drain();
    expect((await bookedFor(story.harbor, second.name)).length).toBe(1);
    expect(await unitsOf(story, second.id)).toMatchObject({ WITH_SUPPLIER: 1 });
    expect([await unbalanced(story), await openJobs(story), (await problemCodes(story)).filter((code) => code === "unreadable_webhook")]).toEqual([[], [], []]);
  });
});
