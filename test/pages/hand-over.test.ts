// What does a person see and do with the sheets of the day? Read models and clicks over a real database and store.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isCode } from "../../app/platform/words/words.ts";
import { readTable } from "../../app/platform/tables/read-table.server.ts";
import { handOverWays } from "../../app/supplier-orders/hand-over-batch.server.ts";
import { actOnSheet } from "../../app/views/hand-over-acts.server.ts";
import { writeBatchFile } from "../../app/views/hand-over-files.server.ts";
import { readHandOverPage } from "../../app/views/hand-over-page.server.ts";
import type { HandOverPage, ShownBatch } from "../../app/views/hand-over-page.ts";
import { readShownSupplierOrders } from "../../app/views/order-supplier-orders.server.ts";
import { addManualSupplier, click, formOf } from "../support/manual-supplier.ts";
import { by, ourOrderId, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
let factoryId: string;
beforeAll(async () => {
  story = await startStory();
  factoryId = await addManualSupplier(story, "Cup Factory");
  await map(story, "POUR-SET", { supplierId: factoryId, itemId: "CF-1", nameZh: "手冲套装" });
});
afterAll(() => story.close());

const page = (now = new Date()): Promise<HandOverPage> => story.inShop((tx) => readHandOverPage(tx, now));
const place = async (quantity = 1) => {
  const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity }] });
  await story.drain();
  return order;
};
const idsOf = (batch: ShownBatch | undefined): string[] => batch?.orders.map(({ supplierOrderId }) => supplierOrderId) ?? [];
const act = (fields: Record<string, string | string[]>) => click(story, (tx) => actOnSheet(tx, formOf(fields), by));
const handOver = (batch: ShownBatch | undefined, orders = idsOf(batch), as = "wechat") => act({ intent: "hand-over", batchId: batch?.id ?? "", as, orders });

/** Each test begins with nothing on the desk. */
beforeEach(async () => {
  for (const batch of (await page()).open) await handOver(batch);
});

describe("the sheet of the day", () => {
  it("gathers the orders of a supplier that is told by hand, and nothing leaves by itself", async () => {
    const first = await place(2);
    const second = await place();

    const { open } = await page();

    expect(open).toHaveLength(1);
    expect(open[0]).toMatchObject({ supplierName: "Cup Factory", units: 3, passedOn: "wechat", orders: [{ orderName: first.name, goods: "手冲套装 ×2", warning: null }, { orderName: second.name }] });
    expect(await unitsOf(story, first.id)).toEqual({ "WITH_SUPPLIER with_supplier.to_hand_over": 2 });
    const [shown] = await story.inShop(async (tx) => readShownSupplierOrders(tx, await ourOrderId(story, first.id), []));
    expect(shown).toMatchObject({ state: "TO_HAND_OVER", sheetDay: open[0]?.day });
    expect(await unbalanced(story)).toEqual([]);
  });

  it("was handed over: its orders are sent, and what comes later waits in sheet number 2", async () => {
    const order = await place();
    const [batch] = (await page()).open;
    expect(await handOver(batch)).toMatchObject({ kind: "done", code: "handover.done", params: { orders: 1 } });
    expect(await handOver(batch)).toMatchObject({ kind: "failed", code: "handover.already" });
    expect(await unitsOf(story, order.id)).toEqual({ "WITH_SUPPLIER with_supplier.sent": 1 });

    await place();

    const { open, left } = await page();
    expect(open.map(({ number }) => number)).toEqual([(batch?.number ?? 0) + 1]);
    expect(left.find(({ id }) => id === batch?.id)).toMatchObject({ handedOverAs: "wechat", answered: 0 });
  });

  it("leaves behind what the person did not see: an order that came in after the download", async () => {
    await place();
    const [seen] = (await page()).open;
    const late = await place();

    expect(await handOver(seen)).toMatchObject({ code: "handover.done_with_later", params: { orders: 1, later: 1 } });

    const { open } = await page();
    expect(open.map(({ orders }) => orders.map(({ orderName }) => orderName))).toEqual([[late.name]]);
  });

  it("is taken back while nobody has answered", async () => {
    const order = await place();
    const [batch] = (await page()).open;
    await handOver(batch);

    expect(await act({ intent: "take-back", batchId: batch?.id ?? "" })).toMatchObject({ kind: "done", params: { orders: 1 } });

    expect((await page()).open.map(({ id }) => id)).toEqual([batch?.id]);
    expect(await unitsOf(story, order.id)).toEqual({ "WITH_SUPPLIER with_supplier.to_hand_over": 1 });
    expect(await act({ intent: "take-back", batchId: batch?.id ?? "" })).toMatchObject({ kind: "failed" });
  });

  it("gives an order back that must not go out: it is decided about anew", async () => {
    const order = await place();
    const [batch] = (await page()).open;

    expect(await act({ intent: "take-out", supplierOrderId: idsOf(batch)[0] ?? "" })).toMatchObject({ kind: "done" });
    await story.drain();

    const states = await story.inShop((tx) => tx.db.supplierOrder.findMany({ where: { order: { shopifyOrderId: order.id } }, select: { state: true }, orderBy: { id: "asc" } }));
    expect(states.map(({ state }) => state)).toEqual(["CANCELLED", "TO_HAND_OVER"]);
    expect(await unbalanced(story)).toEqual([]);
  });

  it("is late once the supplier's hour has passed, and once its day has", async () => {
    await place();
    expect((await page()).open[0]?.isLate).toBe(false);
    expect((await page(new Date(Date.now() + 86_400_000))).open[0]?.isLate).toBe(true);
  });

  it("loses an order that was cancelled in the shop while it lay here, since nobody has seen it", async () => {
    const order = await place();
    await story.shop.cancelOrder(order.id);
    await story.drain();

    expect((await page()).open.flatMap(({ orders }) => orders.map(({ orderName }) => orderName))).not.toContain(order.name);
    expect([await unitsOf(story, order.id), await unbalanced(story)]).toEqual([{ "CANCELLED allocation.order_cancelled": 1 }, []]);
  });

  it("says no to a sheet or an order that is not this shop's, or none at all", async () => {
    expect(await act({ intent: "hand-over", batchId: "nonsense" })).toMatchObject({ kind: "failed", code: "handover.gone" });
    expect(await act({ intent: "hand-over", batchId: "0193aa00-0000-7000-8000-000000000000" })).toMatchObject({ kind: "failed", code: "handover.gone" });
    expect(await act({ intent: "take-out", supplierOrderId: "x" })).toMatchObject({ kind: "failed", code: "handover.not_in_sheet" });
  });

  it("has words for each way of handing over", () => {
    const codes = handOverWays.flatMap((way) => [`handover.way.${way}`, `timeline.supplier_order_handed_over.${way}`]);
    expect([...codes, "timeline.supplier_order_taken_back", "timeline.supplier_order_taken_out"].filter((code) => !isCode(code))).toEqual([]);
  });
});

describe("the files of a sheet", () => {
  const file = (fields: Record<string, string | string[]>) => story.inShop((tx) => writeBatchFile(tx, { sealer: story.tools.sealer, at: by.at }, formOf(fields)));

  it("hold the orders that the person sees, in the supplier's language", async () => {
    const order = await place(2);
    const [batch] = (await page()).open;

    const xlsx = await file({ batchId: batch?.id ?? "", format: "xlsx", orders: idsOf(batch) });
    const read = await readTable(xlsx?.body as Buffer);

    expect(xlsx?.name).toBe(`Cup-Factory-${batch?.day}-${batch?.number}.xlsx`);
    expect(read).toMatchObject({ kind: "table", table: { headers: ["订单号", "款号", "品名", "规格", "数量", "收件人", "联系电话", "收货地址", "国家", "邮编", "物流方式", "定制内容", "备注", "快递公司", "快递单号"] } });
    expect(read.kind === "table" && read.table.rows[0]?.cells.slice(0, 5)).toEqual([order.name, "CF-1", "手冲套装", "", "2"]);
    const csv = await file({ batchId: batch?.id ?? "", format: "csv", orders: idsOf(batch) });
    expect(csv?.body).toContain(`${order.name},CF-1`);
  });

  it("are text for a chat in both languages", async () => {
    const order = await place();
    const [batch] = (await page()).open;
    const asked = { batchId: batch?.id ?? "", orders: idsOf(batch) };

    const zh = String((await file({ ...asked, format: "chat-zh-CN" }))?.body);
    const en = String((await file({ ...asked, format: "chat-en" }))?.body);

    expect(zh.split("\n").slice(0, 2)).toEqual([`${order.name} (1/1)`, "CF-1 手冲套装 ×1"]);
    expect(zh).toContain("物流：");
    expect(en).toContain("Shipping: ");
  });

  it("never hold an order of another sheet, and mark nothing", async () => {
    await place();
    const [batch] = (await page()).open;
    const other = await story.inShop((tx) => tx.db.supplierOrder.findFirstOrThrow({ where: { batchId: { not: batch?.id ?? "" }, state: "SENT" } }));

    const csv = await file({ batchId: batch?.id ?? "", format: "csv", orders: [other.id] });

    expect(String(csv?.body).trim().split("\r\n")).toHaveLength(1);
    expect((await page()).open[0]?.id).toBe(batch?.id);
    expect(await file({ batchId: "x", format: "csv" })).toBeUndefined();
  });
});
