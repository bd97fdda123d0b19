// Suppliers without a system are asked for changes, too: by a letter whose link has the question, or by a person here.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actOnChange } from "../../app/views/change-acts.server.ts";
import { actOnSheet } from "../../app/views/hand-over-acts.server.ts";
import { readOrderPage } from "../../app/views/order-page.server.ts";
import { findMerchant } from "../../app/merchants/store.server.ts";
import { linkIn, look, post, startMailStory, type MailStory } from "../support/mail-story.ts";
import { addManualSupplier, click, formOf } from "../support/manual-supplier.ts";
import { changesOf, ourOrderId, problemCodes, unbalanced, unitsOf } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: MailStory;
beforeAll(async () => {
  story = await startMailStory();
  const cups = await addManualSupplier(story, "Cup Factory");
  await map(story, "BOARD-S", { supplierId: cups, itemId: "CF-1", nameZh: "砧板" });
});
afterAll(() => story.close());

const by = { name: "Store Owner", at: new Date() };

async function placed(sku: string, quantity: number) {
  const order = await story.shop.placeOrder({ lines: [{ sku, quantity }] });
  await story.drain();
  return order;
}

async function pageOf(shopifyOrderId: string) {
  const orderId = await ourOrderId(story, shopifyOrderId);
  return await story.inShop(async (tx) => {
    const merchant = await findMerchant(tx);
    const page = merchant && (await readOrderPage(tx, merchant, orderId));
    if (!page) throw new Error("the order has no page");
    return page;
  });
}

async function act(shopifyOrderId: string, fields: Record<string, string>) {
  const orderId = await ourOrderId(story, shopifyOrderId);
  const answer = await click(story, (tx) => actOnChange(tx, formOf(fields), { orderId, by, tools: story.tools }));
  await story.drain();
  return answer.kind;
}

const closeProblems = () => story.inShop((tx) => tx.db.problem.updateMany({ where: { openKey: { not: null } }, data: { openKey: null, resolvedAt: new Date() } }));

describe("a supplier with a mailbox", () => {
  it("is written to, sees the question on its page, and its yes cancels the units", async () => {
    const order = await placed("POUR-SET", 3);
    await story.shop.refundOrder(order.id, { lines: [{ lineItemId: order.lines[0]?.id ?? "", quantity: 1 }] });
    await story.drain();
    const mail = story.mail.mails().at(-1);
    expect([await changesOf(story, order.id), mail?.mail.subject]).toEqual([["FEWER ASKED"], expect.stringContaining("变更")]);
    expect(mail?.mail.text).toContain("由 3 改为 2");
    const link = linkIn(mail);
    const page = await (await look(story, link)).text();
    expect(page).toContain("请减少发货数量");

    const [change] = (await pageOf(order.id)).changes;
    const answer = { act: "change", change: change?.id ?? "", says: "agree", text: "好的" };
    expect((await post(story, link, answer)).status).toBe(303);
    expect((await post(story, link, answer)).status).toBe(409);
    await story.drain();

    expect(await changesOf(story, order.id)).toEqual(["FEWER ACCEPTED change.accepted"]);
    expect(await unitsOf(story, order.id)).toEqual({ "WITH_SUPPLIER with_supplier.sent": 2, "CANCELLED allocation.refunded": 1 });
    expect(await (await look(story, link)).text()).toContain("LF-77 × 2");
    expect([await unbalanced(story), await problemCodes(story)]).toEqual([[], []]);
  });

  it("may say no: the units stay, and the merchant is told its words", async () => {
    const order = await placed("POUR-SET", 1);
    await story.shop.cancelOrder(order.id);
    await story.drain();
    const [change] = (await pageOf(order.id)).changes;
    await post(story, linkIn(story.mail.mails().at(-1)), { act: "change", change: change?.id ?? "", says: "refuse", text: "已经打包" });
    await story.drain();
    expect([await changesOf(story, order.id), await problemCodes(story), await unbalanced(story)]).toEqual([["RECALL REFUSED change.refused"], ["change_refused"], []]);
    expect((await pageOf(order.id)).changes[0]?.said).toBe("已经打包");
    await closeProblems();
  });

  it("is asked to give an order back that the merchant calls back, which waits from then on", async () => {
    const order = await placed("SCARF-RED", 2);
    const [given] = (await pageOf(order.id)).supplierOrders;
    expect(given?.toCallBack).toMatchObject([{ units: 2 }]);
    expect(await act(order.id, { intent: "call-back", supplierOrderId: given?.id ?? "" })).toBe("done");
    expect(await act(order.id, { intent: "call-back", supplierOrderId: given?.id ?? "" })).toBe("failed");
    expect(await changesOf(story, order.id)).toEqual(["RECALL ASKED"]);

    const [change] = (await pageOf(order.id)).changes;
    expect(await act(order.id, { intent: "settle-change", changeId: change?.id ?? "", says: "ACCEPTED" })).toBe("done");
    expect(await unitsOf(story, order.id)).toEqual({ "WAITING waiting.held_by_merchant": 2 });
    expect((await pageOf(order.id)).order.heldByMerchant).not.toBeNull();
    expect([await unbalanced(story), await problemCodes(story)]).toEqual([[], []]);
  });

  it("is asked no more where the merchant takes that back", async () => {
    const order = await placed("SCARF-RED", 1);
    const [given] = (await pageOf(order.id)).supplierOrders;
    await act(order.id, { intent: "call-back", supplierOrderId: given?.id ?? "" });
    const [change] = (await pageOf(order.id)).changes;
    expect(await act(order.id, { intent: "withdraw-change", changeId: change?.id ?? "" })).toBe("done");
    expect(await changesOf(story, order.id)).toEqual(["RECALL WITHDRAWN change.not_needed"]);
    expect(await (await look(story, linkIn(story.mail.mails().at(-1)))).text()).not.toContain("请不要发出此订单");
  });
});

describe("a supplier that a person here tells", () => {
  it("was not given the sheet yet: the order is taken out of it, and nobody is bothered", async () => {
    const order = await placed("BOARD-S", 2);
    await story.shop.cancelOrder(order.id);
    await story.drain();
    expect(await changesOf(story, order.id)).toEqual(["RECALL ACCEPTED change.not_given_yet"]);
    expect(await unitsOf(story, order.id)).toEqual({ "CANCELLED allocation.order_cancelled": 2 });
    expect([await unbalanced(story), await problemCodes(story)]).toEqual([[], []]);
  });

  it("has the sheet: a person gets the words to send, and says what was answered", async () => {
    const order = await placed("BOARD-S", 3);
    const batch = await story.inShop((tx) => tx.db.supplierBatch.findFirstOrThrow({ where: { handedOverAt: null }, include: { supplierOrders: true } }));
    await click(story, (tx) => actOnSheet(tx, formOf({ intent: "hand-over", batchId: batch.id, orders: batch.supplierOrders.filter(({ state }) => state === "TO_HAND_OVER").map(({ id }) => id), as: "wechat" }), by));
    await story.shop.refundOrder(order.id, { lines: [{ lineItemId: order.lines[0]?.id ?? "", quantity: 2 }] });
    await story.drain();
    expect([await changesOf(story, order.id), await problemCodes(story)]).toEqual([["FEWER OPEN"], ["change_asks_person"]]);
    const [change] = (await pageOf(order.id)).changes;
    expect(change?.chat).toContain("CF-1 砧板：由 3 改为 1");

    expect(await act(order.id, { intent: "settle-change", changeId: change?.id ?? "", says: "ACCEPTED" })).toBe("done");
    expect(await act(order.id, { intent: "settle-change", changeId: change?.id ?? "", says: "REFUSED" })).toBe("failed");
    expect(await unitsOf(story, order.id)).toEqual({ "WITH_SUPPLIER with_supplier.sent": 1, "CANCELLED allocation.refunded": 2 });
    expect([await unbalanced(story), await problemCodes(story)]).toEqual([[], []]);
  });
});
