// Each line goes where it costs least; money of another currency counts by a dated rate, and not at all without one.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveRate } from "../../app/merchants/exchange-rates.server.ts";
import { bookedFor, enqueue, ourOrderId, problemCodes, shippedIn, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "BAG-30-GRN", { supplierId: story.harborId, itemId: "HG-BAG-30-GRN", unitCostMinor: 2000n });
  await map(story, "BAG-30-GRN", { supplierId: story.yiwuId, itemId: "YW-BAG-30-GRN", unitCostMinor: 10_000n, currency: "CNY" });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET", unitCostMinor: 800n });
  await map(story, "POUR-SET", { supplierId: story.yiwuId, itemId: "YW-POUR-SET", unitCostMinor: 10_000n, currency: "CNY" });
  await map(story, "APRON-LIN", { supplierId: story.yiwuId, itemId: "YW-APRON-LIN", unitCostMinor: 6_900n, currency: "CNY" });
});
afterAll(() => story.close());

const bothGoods = { lines: [{ sku: "BAG-30-GRN", quantity: 1 }, { sku: "POUR-SET", quantity: 2 }] };

async function reasonsFor(shopifyOrderId: string, supplierId: string): Promise<string[][]> {
  const rows = await story.inShop((tx) => tx.db.routingCandidate.findMany({ where: { supplierId, plan: { order: { shopifyOrderId } } }, orderBy: { id: "asc" } }));
  return rows.map((row) => (row.reasons as { code: string }[]).map(({ code }) => code));
}

describe("an order of goods that two suppliers offer", () => {
  it("goes to one supplier while the other's currency has no rate, and says so", async () => {
    const order = await story.shop.placeOrder(bothGoods);
    await story.drain();

    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-BAG-30-GRN × 1", "HG-POUR-SET × 2"] }]);
    expect(await bookedFor(story.yiwu, order.name)).toEqual([]);
    const reasons = await reasonsFor(order.id, story.yiwuId);
    expect(reasons.map((codes) => codes.at(-1))).toEqual(["routing.lowest_cost.no_rate", "routing.lowest_cost.no_rate"]);
  });

  it("waits for a person when its only offer has no rate, and goes by itself once there is one", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "APRON-LIN", quantity: 1 }] });
    await story.drain();
    expect(await unitsOf(story, order.id)).toEqual({ "NEEDS_YOU unroutable.all_refused": 1 });
    expect(await problemCodes(story)).toEqual(["unroutable.all_refused"]);

    await story.inShop((tx) => saveRate(tx, { from: "CNY", to: "USD", rate: "0.1385", quotedOn: "2026-11-20" }, "merchant"));
    await enqueue(story, "route-order", { orderId: await ourOrderId(story, order.id) });
    await story.drain();

    expect(await bookedFor(story.yiwu, order.name)).toMatchObject([{ lines: ["YW-APRON-LIN × 1"] }]);
    expect(await problemCodes(story)).toEqual([]);
  });

  it("is split by lowest cost with the dated rate, and each part is written back", async () => {
    const order = await story.shop.placeOrder(bothGoods);
    await story.drain();
    const [yiwus] = await bookedFor(story.yiwu, order.name);
    const [harbors] = await bookedFor(story.harbor, order.name);
    expect([yiwus?.lines, harbors?.lines]).toEqual([["YW-BAG-30-GRN × 1"], ["HG-POUR-SET × 2"]]);
    const drafted = await story.inShop((tx) => tx.db.supplierOrder.findFirstOrThrow({ where: { reference: yiwus?.reference ?? "" } }));
    expect([drafted.currency, drafted.exchangeRate?.toFixed(4), drafted.exchangeRateOn?.toISOString().slice(0, 10)]).toEqual(["CNY", "0.1385", "2026-11-20"]);

    await story.yiwu.client.ship(yiwus?.reference ?? "", [{ carrier: "yto" }]);
    await story.harbor.client.ship(harbors?.reference ?? "", [{ carrier: "ups" }]);
    await story.drain();

    const shipped = await story.shop.order(order.id);
    expect(shipped.displayFulfillmentStatus).toBe("FULFILLED");
    expect(shippedIn(shipped).map(({ company, units }) => [company, units]).toSorted()).toEqual([["UPS", [2]], ["圆通速递", [1]]]);
    expect(shippedIn(shipped).every(({ company, url }) => company === "UPS" || url !== null)).toBe(true);
    expect([await unbalanced(story), await problemCodes(story)]).toEqual([[], []]);
  });
});
