// Does one test order go the whole way, in review, to nobody outside, and away again?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askedFor } from "../../app/orders/test-order.ts";
import { saveSettings } from "../../app/merchants/store.server.ts";
import { bookedFor, callsOf, enqueue, letTimePass, ourOrderId, problemCodes, shippedIn, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory({ isLive: false });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
});
afterAll(() => story.close());

async function place(key: string): Promise<void> {
  const variant = (await story.shop.variants()).find(({ sku }) => sku === "POUR-SET");
  await story.inShop((tx) => saveSettings(tx, { testOrderId: askedFor(key) }));
  await enqueue(story, "place-test-order", { key, shopifyVariantId: variant?.id });
  await story.drain();
}

const memory = () => story.inShop(async (tx) => (await tx.db.merchantSettings.findUniqueOrThrow({ where: { shopId: tx.shopId } })).testOrderId);

describe("a test order, in review", () => {
  it("is a real order over nothing, marked for Shopify, for us and for people", async () => {
    await place("one");

    const [order] = await story.shop.orders();
    expect(order).toMatchObject({ isTest: true, total: "0.00", financialStatus: "PAID", email: null, phone: null, tags: ["daifa-test"], customAttributes: [{ name: "Daifa test order", value: "one" }] });
    expect(order?.note).toContain("Test order placed by Daifa");
    expect(await memory()).toBe(order?.id);
  });

  it("goes by itself to the rehearsal supplier alone, although nothing else does", async () => {
    const [order] = await story.shop.orders();
    const [supplierOrder] = await story.inShop((tx) => tx.db.supplierOrder.findMany({ include: { supplier: true } }));

    expect(supplierOrder).toMatchObject({ state: "ACCEPTED", isTest: true, totalMinor: 0n, supplier: { builtIn: "rehearsal" } });
    expect(await bookedFor(story.harbor, order?.name ?? "")).toEqual([]);
    expect(await bookedFor(story.yiwu, order?.name ?? "")).toEqual([]);
  });

  it("is shipped and shown in Shopify under a number that says what it is, and no customer is told", async () => {
    await story.drain({ later: true });
    await story.drain();

    const [order] = await story.shop.orders();
    expect(shippedIn(order ?? (() => { throw new Error("no order"); })())).toMatchObject([{ number: expect.stringMatching(/^DAIFA-TEST-[\dA-F]{8}$/), units: [1] }]);
    expect(order?.fulfillments.map(({ wasCustomerNotified }) => wasCustomerNotified)).toEqual([false]);
    expect(await unitsOf(story, order?.id ?? "")).toEqual({ SHIPPED: 1 });
    expect(await unbalanced(story)).toEqual([]);
    expect(await problemCodes(story)).toEqual([]);
    expect(await story.inShop((tx) => tx.db.parcel.findMany({ where: { followedSince: { not: null } } }))).toEqual([]);
  });

  it("leaves real orders of the same product to the real supplier, and other test orders held", async () => {
    const real = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    const othersTest = await story.shop.placeOrder({ test: true, lines: [{ sku: "POUR-SET", quantity: 1 }] });
    const markedByBuyer = await story.shop.placeOrder({ attributes: [{ name: "Daifa test order", value: "x" }], lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();

    expect(await story.inShop((tx) => tx.db.order.findFirstOrThrow({ where: { shopifyOrderId: othersTest.id } }))).toMatchObject({ holdCode: "test_order" });
    expect(await story.inShop((tx) => tx.db.supplierOrder.count({ where: { order: { shopifyOrderId: othersTest.id } } }))).toBe(0);
    for (const { id } of [real, markedByBuyer]) {
      const drafts = await story.inShop((tx) => tx.db.supplierOrder.findMany({ where: { order: { shopifyOrderId: id } }, include: { supplier: true } }));
      expect(drafts.map(({ state, releasedAt, supplier }) => [state, releasedAt, supplier.name])).toEqual([["DRAFT", null, "Harbor Goods"]]);
    }
  });

  it("is taken away again: parcel, order, and all that is left is our record", async () => {
    const id = (await memory()) ?? "";
    const orderId = await ourOrderId(story, id);
    await enqueue(story, "remove-test-order", { shopifyOrderId: id, attempt: 1 });
    await story.drain();
    for (let look = 0; look < 5; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      await story.drain();
      await letTimePass(story, "remove-test-order");
    }

    expect((await story.shop.orders()).map((order) => order.id)).not.toContain(id);
    const codes = await story.inShop((tx) => tx.db.activity.findMany({ where: { code: { startsWith: "test_order_" } }, orderBy: { id: "asc" } }));
    expect(codes.map(({ code }) => code)).toEqual(["test_order_placed", "test_order_deleted"]);
    expect(await story.inShop((tx) => tx.db.order.findUniqueOrThrow({ where: { shopId_id: { shopId: tx.shopId, id: orderId } } }))).toMatchObject({ holdCode: "cancelled" });
    expect(await unitsOf(story, id)).toEqual({ SHIPPED: 1 });
    expect(await unbalanced(story)).toEqual([]);
    expect(await problemCodes(story)).toEqual([]);
  });

  it("is not called out twice when the answer was lost, and is found by its mark", async () => {
    const before = await callsOf(story, "orderCreate");
    await story.shop.addFaults({ graphql: [{ kind: "answer-lost", root: "orderCreate", times: 1 }] });
    await place("two");
    await letTimePass(story, "place-test-order");

    expect(await callsOf(story, "orderCreate")).toBe(before + 1);
    expect(await memory()).toBe("sent:two");
    const found = await story.inShop((tx) => tx.db.order.findMany({ where: { attributes: { some: { name: "Daifa test order", value: "two" } } } }));
    expect(found).toHaveLength(1);
  });
});
