// Many orders are held, sent, assigned and let go with one click: each once, with causes for what was left out, and an undo.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getMerchant } from "../../app/merchants/store.server.ts";
import { begin, previewBulk, startBulk, undoBulk } from "../../app/views/bulk-acts.server.ts";
import { readBulkPage } from "../../app/views/bulk-page.server.ts";
import type { Act } from "../../app/views/open-shop-page.server.ts";
import { actOnOrder } from "../../app/views/order-acts.server.ts";
import { readOrderPage } from "../../app/views/order-page.server.ts";
import type { ShopTransaction } from "../../app/platform/db.server.ts";
import type { Merchant } from "../../app/merchants/merchant.ts";
import { bookedFor, by, enqueue, openJobs, ourOrderId, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
const ids: string[] = [];
const shopifyIds: string[] = [];
const names: string[] = [];
beforeAll(async () => {
  story = await startStory({ isLive: false });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET", unitCostMinor: 900n });
  await map(story, "POUR-SET", { supplierId: story.yiwuId, itemId: "YW-POUR-SET", unitCostMinor: 1200n });
  await map(story, "BOARD-S", { supplierId: story.harborId, itemId: "HG-BOARD-S" });
  for (let count = 0; count < 6; count += 1) {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }, ...(count === 1 ? [{ sku: "BOARD-S", quantity: 1 }] : [])] });
    shopifyIds.push(order.id);
    names.push(order.name);
  }
  await story.drain();
  for (const id of shopifyIds) ids.push(await ourOrderId(story, id));
}, 120_000);
afterAll(() => story.close());

const formOf = (fields: Record<string, string | readonly string[]>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form;
};
const click = (work: (tx: ShopTransaction, merchant: Merchant) => Promise<Act>) => story.inShop(async (tx) => {
  const { answer, jobs } = await work(tx, await getMerchant(tx));
  await story.tools.queue.enqueue(tx, jobs);
  return answer;
});
const start = (fields: Record<string, string | readonly string[]>) => click((tx, merchant) => startBulk(tx, formOf(fields), { merchant, by }));
const preview = (fields: Record<string, string | readonly string[]>) => story.inShop(async (tx) => previewBulk(tx, formOf(fields), { merchant: await getMerchant(tx), by }));
const latest = async () => (await story.inShop((tx) => tx.db.bulkAction.findFirstOrThrow({ orderBy: { id: "desc" } }))).id;
const result = async () => {
  const id = await latest();
  const page = await story.inShop((tx) => readBulkPage(tx, id));
  if (!page) throw new Error("the action is gone");
  return { ...page.bulk, reasons: page.reasons, shown: page.shown };
};
const undo = async () => {
  const id = await latest();
  return await click((tx) => undoBulk(tx, id, by));
};
const units = async (of: number) => await unitsOf(story, shopifyIds[of] ?? "");
const draftsOf = (of: number) => story.inShop((tx) => tx.db.supplierOrder.findMany({ where: { orderId: ids[of] ?? "", state: "DRAFT" }, include: { supplier: true } }));

describe("many orders at once", { timeout: 90_000 }, () => {
  it("holds them with a note: nothing is sent, not even by a click or after a re-import", async () => {
    expect(await preview({ kind: "HOLD", all: "true", search: "" })).toMatchObject({ kind: "preview", items: 6, will: 6, skipped: [] });
    expect(await start({ kind: "HOLD", note: "Waiting for new stock", all: "true", search: "" })).toMatchObject({ kind: "done", params: { items: 6 } });
    await story.drain();
    expect(await result()).toMatchObject({ done: 6, skipped: 0, isFinished: true, canUndo: true });
    expect(await units(0)).toEqual({ "WAITING waiting.held_by_merchant": 1 });

    await enqueue(story, "reread-order", { shopifyOrderId: shopifyIds[0] });
    const created = (await story.shop.deliveries()).find(({ topic, body }) => topic === "orders/create" && body.includes(names[0] ?? "?"));
    await story.shop.sendWebhook({ topic: "orders/updated", body: created?.body ?? "" });
    const [draft] = await draftsOf(0);
    expect(await click((tx) => actOnOrder(tx, formOf({ intent: "send", supplierOrderId: draft?.id ?? "" }), { orderId: ids[0] ?? "", by }))).toMatchObject({ kind: "failed", code: "order.send.held" });
    await story.drain();
    expect(await units(0)).toEqual({ "WAITING waiting.held_by_merchant": 1 });
    expect(await story.inShop(async (tx) => readOrderPage(tx, await getMerchant(tx), ids[0] ?? ""))).toMatchObject({ order: { hold: { code: "held_by_merchant" }, heldByMerchant: { note: "Waiting for new stock" } } });
    expect(await bookedFor(story.harbor, names[0] ?? "")).toEqual([]);
  });

  it("leaves out what is held, with the cause, and holds nothing twice", async () => {
    expect(await preview({ kind: "SEND", orderId: ids.slice(0, 3) })).toMatchObject({ will: 0, skipped: [{ reason: { code: "bulk.skip.held_by_merchant" }, items: 3, names: names.slice(0, 3) }] });
    // More than are done in one transaction.
    const strangers = Array.from({ length: 23 }, (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`);
    await start({ kind: "HOLD", note: "again", orderId: [...strangers, ...ids.slice(0, 2)] });
    await story.drain();
    expect(await result()).toMatchObject({ done: 0, skipped: 25, canUndo: false, reasons: [{ code: "bulk.skip.already_held", items: 2 }, { code: "bulk.skip.gone", items: 23 }] });
    expect(await undo()).toMatchObject({ kind: "failed", code: "bulk.cannot_undo" });
  });

  it("lets them go, and the undo holds them again with their note", async () => {
    await start({ kind: "RELEASE", orderId: ids });
    await story.drain();
    expect(await units(0)).toEqual({ "WAITING waiting.review": 1 });
    expect(await undo()).toMatchObject({ kind: "done", params: { items: 6 } });
    await story.drain();
    expect(await units(5)).toEqual({ "WAITING waiting.held_by_merchant": 1 });
    expect(await story.inShop((tx) => tx.db.order.count({ where: { heldByMerchantNote: "Waiting for new stock" } }))).toBe(6);
    await start({ kind: "RELEASE", orderId: ids });
    await story.drain();
    expect(await story.inShop((tx) => tx.db.order.count({ where: { holdCode: { not: null } } }))).toBe(0);
  });

  it("assigns what waits to another supplier, names what stays, and puts it back", async () => {
    expect(await preview({ kind: "ASSIGN", supplierId: story.yiwuId, orderId: ids.slice(0, 2) })).toMatchObject({ will: 2, staying: [{ name: names[1], titles: expect.stringMatching(/./) }] });
    await start({ kind: "ASSIGN", supplierId: story.yiwuId, orderId: ids.slice(0, 2) });
    await story.drain();
    expect((await draftsOf(0)).map(({ supplier }) => supplier.name)).toEqual([story.yiwu.name]);
    expect((await draftsOf(1)).map(({ supplier }) => supplier.name).toSorted()).toEqual([story.harbor.name, story.yiwu.name].toSorted());
    expect((await result()).shown.find(({ name }) => name === names[1])?.stay).toHaveLength(1);

    await undo();
    await story.drain();
    expect((await draftsOf(0)).map(({ supplier }) => supplier.name)).toEqual([story.harbor.name]);
    expect(await story.inShop((tx) => tx.db.order.count({ where: { chosenSupplierId: { not: null } } }))).toBe(0);
    expect(await unbalanced(story)).toEqual([]);
  });

  it("sends each once although it is clicked twice, and takes back what has not gone", async () => {
    await start({ kind: "SEND", orderId: ids.slice(0, 3) });
    await start({ kind: "SEND", orderId: ids.slice(0, 3) });
    await story.drain();
    expect(await Promise.all(names.slice(0, 3).map(async (name) => (await bookedFor(story.harbor, name)).length))).toEqual([1, 1, 1]);
    // Both may work beside one another: what one has done, the other leaves out.
    const first = await story.inShop((tx) => tx.db.bulkAction.findFirstOrThrow({ where: { kind: "SEND", items: { some: { code: null } } } }));
    expect(await story.inShop((tx) => tx.db.bulkActionItem.groupBy({ by: ["code"], where: { bulkAction: { kind: "SEND" } }, _count: true, orderBy: { code: "asc" } }))).toMatchObject([{ code: expect.stringMatching(/^bulk\.skip\.(on_its_way|nothing_to_send)$/), _count: 3 }, { code: null, _count: 3 }]);
    expect(await click((tx) => undoBulk(tx, first.id, by))).toMatchObject({ kind: "done" });
    expect(await click((tx) => undoBulk(tx, first.id, by))).toMatchObject({ kind: "failed", code: "bulk.undone_already" });
    await story.drain();
    expect(await result()).toMatchObject({ done: 0, skipped: 3, reasons: [{ code: "bulk.skip.already_gone", items: 3 }] });

    const memory = await story.inShop(async (tx) => {
      const [draft] = await tx.db.supplierOrder.findMany({ where: { orderId: ids[5] ?? "", state: "DRAFT" } });
      await tx.db.supplierOrder.update({ where: { shopId_id: { shopId: story.shopId, id: draft?.id ?? "" } }, data: { releasedAt: by.at, releasedBy: by.name } });
      return { supplierOrderIds: [draft?.id ?? ""] };
    });
    await click((tx) => begin(tx, { kind: "SEND", params: { undoes: first.id }, by, items: [{ subjectId: ids[5] ?? "", memory }] }));
    await story.drain();
    expect(await result()).toMatchObject({ done: 1, skipped: 0 });
    expect((await draftsOf(5)).map(({ releasedAt }) => releasedAt)).toEqual([null]);
    expect(await bookedFor(story.harbor, names[5] ?? "")).toEqual([]);
    expect([await unbalanced(story), await openJobs(story)]).toEqual([[], []]);
  });

  it("says what cannot be: nothing chosen, no supplier, a supplier without offers", async () => {
    expect(await start({ kind: "HOLD", orderId: [] })).toMatchObject({ kind: "failed", code: "bulk.nothing_selected" });
    expect(await start({ kind: "ASSIGN", orderId: ids.slice(4, 5), supplierId: "x" })).toMatchObject({ kind: "failed", code: "bulk.choose_supplier" });
    expect(await preview({ kind: "ASSIGN", supplierId: story.yiwuId, orderId: [ids[0] ?? ""] })).toMatchObject({ will: 0, skipped: [{ reason: { code: "bulk.skip.nothing_waits" } }] });
  });
});
