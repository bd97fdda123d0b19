// Webhooks get lost, come late and are too large: every order is there all the same, and the mark of the sweep never skips one.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { getMerchant } from "../../app/merchants/store.server.ts";
import { readHomePage } from "../../app/views/home-page.server.ts";
import { tick } from "../../app/worker.server.ts";
import { cancelByHand, fulfillByHand, routed } from "../support/by-hand.ts";
import { enqueue, problemsOf, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
/** The app's clock runs ahead of the store's, as if the order were that old. */
let aheadMs = 0;
beforeEach(async () => {
  aheadMs = 0;
  story = await startStory({ isLive: false, now: () => new Date(Date.now() + aheadMs) });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await story.drain();
  aheadMs = 90_000;
});
afterEach(() => story.close());

const lose = (times: number) => story.shop.addFaults({ webhooks: [{ kind: "drop", topic: null, times }] });
const place = (quantity = 1) => story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity }] });
const sweep = async () => {
  await enqueue(story, "sweep-orders");
  await story.drain();
};
const sweeps = () => story.inShop((tx) => tx.db.orderSweep.findMany({ orderBy: { startedAt: "asc" } }));
const sweptUntil = async () => (await story.inShop((tx) => tx.db.shop.findUniqueOrThrow({ where: { id: tx.shopId } }))).ordersSweptUntil;
const ordersHere = () => story.inShop((tx) => tx.db.order.count());

describe("the sweep", () => {
  it("finds an order whose webhooks never came, and drafts it like any other", async () => {
    await lose(9);
    const order = await place(2);
    await routed(story, order.id);
    await story.drain();
    expect(await ordersHere()).toBe(0);

    await sweep();

    expect(await unitsOf(story, order.id)).toEqual({ "WAITING waiting.review": 2 });
    expect((await sweeps()).map(({ seen, recovered, finishedAt }) => [seen, recovered, finishedAt instanceof Date])).toEqual([[1, 1, true]]);
    expect(await unbalanced(story)).toEqual([]);
  });

  it("reads nothing again that a webhook has told", async () => {
    const order = await place();
    await routed(story, order.id);
    await story.drain();
    const before = (await story.shop.calls()).length;

    await sweep();

    expect((await sweeps()).map(({ seen, recovered }) => [seen, recovered])).toEqual([[1, 0]]);
    expect((await story.shop.calls()).length - before).toBe(1);
  });

  it("sees a change whose message was lost, such as a cancellation", async () => {
    const order = await place();
    await routed(story, order.id);
    await story.drain();
    await lose(20);
    await story.shop.cancelOrder(order.id);
    await story.drain();

    await sweep();

    expect(await unitsOf(story, order.id)).toEqual({ "CANCELLED allocation.order_cancelled": 1 });
  });

  it("sees a fulfillment made and one cancelled by hand, although nobody told of either", async () => {
    const order = await place();
    await routed(story, order.id);
    await story.drain();
    const id = await fulfillByHand(story, order.id, { sku: "POUR-SET", quantity: 1 }, { isTold: false });
    await story.drain();
    await sweep();
    expect(await unitsOf(story, order.id)).toEqual({ "SHIPPED shipped.outside": 1 });

    await cancelByHand(story, order.id, id, { isTold: false });
    await story.drain();
    await sweep();
    expect(await unitsOf(story, order.id)).toEqual({ "WAITING waiting.review": 1 });
  });

  it("goes on after a day of downtime from where it stopped, page by page, each order once", async () => {
    await sweep();
    await lose(1_000);
    for (let count = 0; count < 60; count += 1) await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    aheadMs = 24 * 3_600_000;
    await story.shop.expireAccessTokens();
    const startedAt = Date.now() + aheadMs;

    await sweep();

    expect(await ordersHere()).toBe(60);
    expect((await sweeps()).at(-1)).toMatchObject({ seen: 60, recovered: 60 });
    expect((await story.shop.calls()).filter(({ query }) => query.includes("ChangedOrders")).length).toBeGreaterThanOrEqual(3);
    // A minute behind the moment at which the sweep began, however long its pages took.
    const behindMs = startedAt - ((await sweptUntil())?.getTime() ?? 0);
    expect([behindMs > 50_000, behindMs < 70_000]).toEqual([true, true]);
  }, 240_000);

  it("does not move its mark when Shopify does not answer, and leaves the newest minute to the webhooks", async () => {
    await sweep();
    const before = await sweptUntil();
    aheadMs += 10 * 60_000;
    await story.shop.addFaults({ graphql: [{ kind: "error500", root: "orders", times: 1 }] });
    await sweep();
    expect(await sweptUntil()).toEqual(before);

    aheadMs = 0;
    await lose(9);
    await place();
    await story.drain();
    await sweep();
    expect(await ordersHere()).toBe(0);
  });

  it("brings an order whose webhook was larger than the door takes", async () => {
    const response = await fetch(`${story.proxyUrl}/webhooks`, {
      method: "POST", body: Buffer.alloc(5 * 1024 * 1024 + 1, 32),
      headers: { "x-shopify-hmac-sha256": `${"A".repeat(43)}=`, "x-shopify-topic": "orders/create", "x-shopify-shop-domain": story.shop.domain, "x-shopify-webhook-id": "large" },
    }).then(({ status }) => status, () => 413);
    await lose(9);
    const order = await place();
    await routed(story, order.id);
    await story.drain();

    await sweep();

    expect(response).toBe(413);
    expect(await unitsOf(story, order.id)).toEqual({ "WAITING waiting.review": 1 });
  });
});

describe("a deleted order", () => {
  it("is kept, marked as missing, and nothing is sent for it", async () => {
    const order = await place();
    await routed(story, order.id);
    await story.drain();
    await story.shop.cancelOrder(order.id);
    await story.drain();
    const { deleteTestOrder } = await import("../../app/shopify/graphql/test-order.ts");
    await story.tools.admin.mutate({ id: story.shopId, domain: story.shop.domain }, deleteTestOrder, { orderId: order.id });
    await story.shop.sendWebhook({ topic: "orders/delete", body: `{"id":${order.id.slice(order.id.lastIndexOf("/") + 1)}}` });
    await story.drain();

    const row = await story.inShop((tx) => tx.db.order.findFirstOrThrow({ where: { shopifyOrderId: order.id } }));
    expect([row.missingSince instanceof Date, row.confirmedAt]).toEqual([true, null]);
    await enqueue(story, "confirm-orders");
    await story.drain();
    expect(await ordersHere()).toBe(1);
  });
});

describe("the alarm of the order check", () => {
  /** As a hand in the database does it: no step, and no word of when. */
  const breakRow = (id: string, data: { quantity?: number; state?: "SHIPPED" | "WAITING" }) => story.inShop((tx) => tx.db.allocation.update({ where: { shopId_id: { shopId: tx.shopId, id } }, data }));
  /** What one minute of the clock starts. */
  const aMinute = async () => {
    aheadMs += 60_000;
    await tick(story.tools);
    await story.drain();
  };
  const alarms = async () => (await problemsOf(story)).filter(({ code }) => code === "order_check").map(({ orderName, params }) => [orderName, params["title"], params["expected"], params["found"]]);
  const banner = () => story.inShop(async (tx) => (await readHomePage(tx, await getMerchant(tx))).unbalanced.map(({ name, findings }) => [name, findings.map(({ code }) => code)]));

  it("names the units of an order that no step has looked at since, and goes when they are back", async () => {
    aheadMs = 0;
    const order = await place(3);
    await routed(story, order.id);
    await story.drain();
    const row = await story.inShop((tx) => tx.db.allocation.findFirstOrThrow({ where: { order: { shopifyOrderId: order.id } } }));

    await breakRow(row.id, { quantity: 2 });
    await aMinute();
    expect(await alarms()).toEqual([[order.name, "Ceramic pour-over set", 3, 2]]);
    expect(await banner()).toEqual([[order.name, ["check.line_not_covered", "check.shopify_count_differs"]]]);

    await breakRow(row.id, { quantity: 3 });
    await aMinute();
    expect([await alarms(), await banner()]).toEqual([[], []]);
  });

  it("sees units that stand somewhere else than they were counted, although the sum is right", async () => {
    const order = await place(3);
    await routed(story, order.id);
    await story.drain();
    const row = await story.inShop((tx) => tx.db.allocation.findFirstOrThrow({ where: { order: { shopifyOrderId: order.id } } }));

    await breakRow(row.id, { state: "SHIPPED" });
    await aMinute();
    expect(await banner()).toEqual([[order.name, ["check.supplier_order_differs", "check.parcels_differ"]]]);

    await breakRow(row.id, { state: "WAITING" });
    await aMinute();
    expect(await banner()).toEqual([]);
  });

  it("costs an order that stands still nothing", async () => {
    const order = await place();
    await routed(story, order.id);
    await story.drain();
    const checkedAt = async () => (await story.inShop((tx) => tx.db.orderCheck.findMany())).map((check) => check.checkedAt.getTime());
    const before = await checkedAt();
    await enqueue(story, "check-balance");
    await story.drain();
    expect(await checkedAt()).toEqual(before);
  });
});
