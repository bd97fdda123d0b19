// What is paid at the door, on an invoice or at the capture waits for a person: never by itself, singly or many at once, with an undo.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getMerchant } from "../../app/merchants/store.server.ts";
import type { ShopTransaction } from "../../app/platform/db.server.ts";
import { previewBulk, startBulk, undoBulk } from "../../app/views/bulk-acts.server.ts";
import type { Act } from "../../app/views/open-shop-page.server.ts";
import { actOnOrder } from "../../app/views/order-acts.server.ts";
import { readOrderPage } from "../../app/views/order-page.server.ts";
import { everyOrder } from "../../app/views/orders-page.ts";
import { readOrdersPage } from "../../app/views/orders-page.server.ts";
import type { Merchant } from "../../app/merchants/merchant.ts";
import type { PlaceOrder } from "../local-store/acts/place-order.ts";
import { bookedFor, by, enqueue, openJobs, ourOrderId, startStory, unbalanced, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
});
afterAll(() => story.close());

const formOf = (fields: Record<string, string | readonly string[]>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form;
};
const click = async (work: (tx: ShopTransaction, merchant: Merchant) => Promise<Act>) => {
  const answer = await story.inShop(async (tx) => {
    const act = await work(tx, await getMerchant(tx));
    await story.tools.queue.enqueue(tx, act.jobs);
    return act.answer;
  });
  await story.drain();
  return answer;
};
const place = (given: Partial<PlaceOrder>) => story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }], financialStatus: "PENDING", ...given });
const cod = { gateways: ["Cash on Delivery (COD)"] };
const pageOf = async (shopifyOrderId: string) => {
  const orderId = await ourOrderId(story, shopifyOrderId);
  const page = await story.inShop(async (tx) => readOrderPage(tx, await getMerchant(tx), orderId));
  if (!page) throw new Error("the order is gone");
  return { orderId, ...page };
};
const narrowed = (hold: string) => story.inShop(async (tx) => readOrdersPage(tx, { merchant: await getMerchant(tx), query: { ...everyOrder, hold }, now: by.at }));

describe("an order that is pending by its nature", { timeout: 90_000 }, () => {
  it.each([
    ["cash_on_delivery", cod, { gateway: "Cash on Delivery (COD)" }],
    ["payment_terms", { paymentTerms: { type: "NET", dueInDays: 30 }, company: { name: "Corner Shop Ltd" } }, { terms: "Net 30" }],
    ["authorized_only", { financialStatus: "AUTHORIZED" }, {}],
  ] as const)("(%s) waits for the merchant with a way out, and goes once he lets it go although it is unpaid", async (code, given, params) => {
    const order = await place(given as Partial<PlaceOrder>);
    await story.drain();
    const { orderId, holds } = await pageOf(order.id);
    expect(holds).toMatchObject([{ name: `hold.name.${code}`, why: { code: `hold.${code}`, params }, way: `hold.way.${code}`, owner: "MERCHANT", act: "let_go", sinceAt: expect.any(Date) }]);

    // Neither the live shop nor another look at it lets it go.
    await enqueue(story, "route-order", { orderId });
    await enqueue(story, "reread-order", { shopifyOrderId: order.id });
    await story.drain({ later: true });
    expect(await bookedFor(story.harbor, order.name)).toEqual([]);

    expect(await click((tx) => actOnOrder(tx, formOf({ intent: "let_go", holdId: holds[0]?.id ?? "" }), { orderId, by }))).toMatchObject({ kind: "done", code: "hold.let_go.done" });
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 1"] }]);
    expect((await story.shop.order(order.id)).financialStatus).not.toBe("PAID");
    const after = await pageOf(order.id);
    expect(after.holds).toMatchObject([{ act: null, released: { by: by.name } }]);
    expect(after.timeline.map(({ code: told }) => told)).toEqual(expect.arrayContaining(["timeline.hold_began", "timeline.hold_released"]));
    expect(await click((tx) => actOnOrder(tx, formOf({ intent: "let_go", holdId: holds[0]?.id ?? "" }), { orderId, by }))).toMatchObject({ kind: "failed", code: "hold.let_go.nothing" });
  });

  it("is no matter of opinion where the money is simply owed", async () => {
    const order = await place({});
    await story.drain();
    const { orderId, holds } = await pageOf(order.id);
    expect(holds).toMatchObject([{ why: { code: "hold.unpaid" }, owner: "CUSTOMER", act: null }]);
    const [row] = await story.inShop((tx) => tx.db.orderHold.findMany({ where: { orderId } }));
    expect(await click((tx) => actOnOrder(tx, formOf({ intent: "let_go", holdId: row?.id ?? "" }), { orderId, by }))).toMatchObject({ kind: "failed" });
    expect(await bookedFor(story.harbor, order.name)).toEqual([]);
  });

  it("is let go with many others by its reason, and held again by the undo where it has not left", async () => {
    await story.inShop((tx) => tx.db.merchantSettings.updateMany({ data: { sendingMode: "REVIEW" } }));
    const orders = [await place(cod), await place(cod), await place(cod)];
    const risky = await place({ ...cod, risk: { level: "HIGH" } });
    await story.drain();
    const listed = await narrowed("cash_on_delivery");
    expect(listed.rows.map(({ name }) => name).toSorted()).toEqual([...orders, risky].map(({ name }) => name).toSorted());
    expect(listed.holdCodes).toEqual(expect.arrayContaining(["cash_on_delivery", "high_risk"]));

    const chosen = { kind: "LET_GO", holdCode: "cash_on_delivery", all: "true", search: "hold=cash_on_delivery" };
    expect(await story.inShop(async (tx) => previewBulk(tx, formOf(chosen), { merchant: await getMerchant(tx), by }))).toMatchObject({ will: 4, skipped: [] });
    await click((tx, merchant) => startBulk(tx, formOf(chosen), { merchant, by }));
    expect((await narrowed("cash_on_delivery")).rows).toEqual([]);
    // Whatever else holds one of them still does.
    expect((await pageOf(risky.id)).order.hold).toMatchObject({ code: "high_risk" });
    expect(await story.inShop((tx) => tx.db.supplierOrder.count({ where: { state: "DRAFT", orderName: { in: orders.map(({ name }) => name) } } }))).toBe(3);

    const { id } = await story.inShop((tx) => tx.db.bulkAction.findFirstOrThrow({ orderBy: { id: "desc" } }));
    await click((tx) => undoBulk(tx, id, by));
    expect((await narrowed("cash_on_delivery")).rows).toHaveLength(4);
    expect(await click((tx, merchant) => startBulk(tx, formOf({ ...chosen, holdCode: "unpaid" }), { merchant, by }))).toMatchObject({ kind: "failed", code: "bulk.choose_hold" });
    expect([await unbalanced(story), await openJobs(story)]).toEqual([[], []]);
  });

  it("begins anew when its facts have changed since it was let go", async () => {
    const order = await place({ risk: { level: "MEDIUM" }, financialStatus: "PAID" });
    await story.inShop((tx) => tx.db.merchantSettings.updateMany({ data: { holdsMediumRisk: true } }));
    await story.drain();
    const { orderId, holds } = await pageOf(order.id);
    expect(holds.find(({ why }) => why.code === "hold.high_risk")).toMatchObject({ why: { params: { level: "MEDIUM" } } });
    await click((tx) => actOnOrder(tx, formOf({ intent: "let_go", holdId: holds.find(({ act }) => act === "let_go")?.id ?? "" }), { orderId, by }));
    expect((await pageOf(order.id)).order.hold).toBeNull();
    await story.shop.assessRisk(order.id, { level: "HIGH", facts: ["Card and address are of two countries"] });
    await story.drain();
    await enqueue(story, "reread-order", { shopifyOrderId: order.id });
    await story.drain();
    expect((await pageOf(order.id)).order.hold).toMatchObject({ code: "high_risk", params: { level: "HIGH" } });
  });
});
