// Check 6: under the margin floor, over the ceiling, unpaid, test, high-risk, cancelled, and lines that nobody ships:
// each is held with a reason, and not bought. What a person lets go is bought, and what changes is asked about again.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getMerchant } from "../../../app/merchants/store.server.ts";
import { actOnOrder } from "../../../app/views/order-acts.server.ts";
import { readOrderPage } from "../../../app/views/order-page.server.ts";
import { actOnSettings } from "../../../app/views/settings-acts.server.ts";
import type { PlaceOrder } from "../../local-store/acts/place-order.ts";
import { bookedFor, by, openJobs, ourOrderId, startStory, unbalanced, unitsOf, type Story } from "../../support/story.ts";
import { map } from "../../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  // Sold for 34.50 and for 16.00.
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET", unitCostMinor: 1000n });
  await map(story, "BOARD-S", { supplierId: story.harborId, itemId: "HG-BOARD-S", unitCostMinor: 1500n });
});
afterAll(() => story.close());

const set = async (fields: Record<string, string>) => {
  const form = new FormData();
  const usual = { intent: "holds", holdsHighRisk: "true", holdsMediumRisk: "false", editWindowMinutes: "0", duplicateWindowMinutes: "10", priceCeilingMinor: "", marginFloorBasisPoints: "" };
  for (const [name, value] of Object.entries({ ...usual, ...fields })) form.set(name, value);
  const answer = await story.inShop(async (tx) => {
    const act = await actOnSettings(tx, form, { merchant: await getMerchant(tx), by });
    await story.tools.queue.enqueue(tx, act.jobs);
    return act.answer;
  });
  await story.drain();
  return answer;
};
const pageOf = async (shopifyOrderId: string) => {
  const orderId = await ourOrderId(story, shopifyOrderId);
  const page = await story.inShop(async (tx) => readOrderPage(tx, await getMerchant(tx), orderId));
  if (!page) throw new Error("the order is gone");
  return { orderId, ...page };
};
const letGo = async (shopifyOrderId: string, code: string) => {
  const { orderId, holds } = await pageOf(shopifyOrderId);
  const form = new FormData();
  form.set("intent", "let_go");
  form.set("holdId", holds.find(({ why, act }) => why.code === `hold.${code}` && act === "let_go")?.id ?? "");
  await story.inShop(async (tx) => {
    const act = await actOnOrder(tx, form, { orderId, by });
    await story.tools.queue.enqueue(tx, act.jobs);
  });
  await story.drain();
};
const booked = async (name: string) => (await bookedFor(story.harbor, name)).flatMap(({ lines }) => lines);
const one = { sku: "POUR-SET", quantity: 1 };

describe("check 6: what is held is not bought", { timeout: 120_000 }, () => {
  it.each([
    ["unpaid", { financialStatus: "PENDING" }],
    ["cash_on_delivery", { financialStatus: "PENDING", gateways: ["Cash on Delivery (COD)"] }],
    ["authorized_only", { financialStatus: "AUTHORIZED" }],
    ["test_order", { test: true }],
    ["high_risk", { risk: { level: "HIGH" } }],
  ] as [string, Partial<PlaceOrder>][])("%s, with its reason, its owner and a way out", async (code, given) => {
    const order = await story.shop.placeOrder({ lines: [one], ...given });
    await story.drain({ later: true });
    expect((await pageOf(order.id)).holds).toMatchObject([{ why: { code: `hold.${code}` }, way: `hold.way.${code}`, owner: expect.any(String), sinceAt: expect.any(Date) }]);
    expect(await booked(order.name)).toEqual([]);
  });

  it("cancelled, and lines without shipping", async () => {
    const cancelled = await story.shop.placeOrder({ lines: [one], financialStatus: "PENDING" });
    await story.shop.cancelOrder(cancelled.id);
    const digital = await story.shop.placeOrder({ lines: [{ ...one, requiresShipping: false }] });
    await story.drain({ later: true });
    expect((await pageOf(cancelled.id)).order.hold).toMatchObject({ code: "cancelled" });
    expect(await unitsOf(story, digital.id)).toEqual({ "NOT_OURS allocation.nothing_to_ship": 1 });
    expect([await booked(cancelled.name), await booked(digital.name)]).toEqual([[], []]);
  });

  it("a line under the margin floor, and only that line; it goes at this margin by a person's word, and by a lower floor", async () => {
    expect(await set({ marginFloorBasisPoints: "25" })).toMatchObject({ kind: "done" });
    const order = await story.shop.placeOrder({ lines: [one, { sku: "BOARD-S", quantity: 2 }] });
    const other = await story.shop.placeOrder({ lines: [{ sku: "BOARD-S", quantity: 1 }] });
    await story.drain();
    expect(await booked(order.name)).toEqual(["HG-POUR-SET × 1"]);
    expect((await pageOf(order.id)).holds).toMatchObject([{ why: { code: "hold.margin_floor", params: { margin: "6.25", floor: "25" } }, owner: "MERCHANT", act: "let_go", lineTitle: expect.stringMatching(/board/i) }]);
    expect(await unitsOf(story, order.id)).toMatchObject({ "WAITING held.margin_floor": 2 });

    await letGo(order.id, "margin_floor");
    expect(await booked(order.name)).toEqual(["HG-POUR-SET × 1", "HG-BOARD-S × 2"]);
    expect(await booked(other.name)).toEqual([]);
    await set({ marginFloorBasisPoints: "5" });
    expect(await booked(other.name)).toEqual(["HG-BOARD-S × 1"]);
  });

  it("an order over the ceiling, until a person lets it go", async () => {
    await set({ priceCeilingMinor: "60.00" });
    const [small, large] = [await story.shop.placeOrder({ lines: [one] }), await story.shop.placeOrder({ lines: [{ ...one, quantity: 2 }] })];
    await story.drain();
    expect([await booked(small.name), await booked(large.name)]).toEqual([["HG-POUR-SET × 1"], []]);
    expect((await pageOf(large.id)).holds).toMatchObject([{ why: { code: "hold.price_ceiling", params: { total: "74.00", currency: "USD" } } }]);
    await letGo(large.id, "price_ceiling");
    expect(await booked(large.name)).toEqual(["HG-POUR-SET × 2"]);
    await set({});
    expect([await unbalanced(story), await openJobs(story)]).toEqual([[], []]);
  });

  it("by limits that make sense only: what cannot be meant is refused at its field", async () => {
    expect(await set({ editWindowMinutes: "soon", priceCeilingMinor: "1.234", marginFloorBasisPoints: "120" })).toMatchObject({
      kind: "refused", errors: { editWindowMinutes: { code: "settings.invalid.minutes" }, priceCeilingMinor: { code: "settings.invalid.amount" }, marginFloorBasisPoints: { code: "settings.invalid.percent" } },
    });
  });
});
