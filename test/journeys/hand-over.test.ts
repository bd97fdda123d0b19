// The way of suppliers without a system: an order lies in the sheet of the day, the sheet is taken and handed over, the reply is
// pasted, and the parcel is in the store. Then what people get wrong: unknown orders, two numbers, a number used before.
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { findTraces } from "../privacy/marked-rows.ts";
import { writeXlsx } from "../../app/platform/tables/write-table.server.ts";
import type { Answer } from "../../app/views/answer.ts";
import { actOnSheet } from "../../app/views/hand-over-acts.server.ts";
import { writeBatchFile } from "../../app/views/hand-over-files.server.ts";
import { readHandOverPage } from "../../app/views/hand-over-page.server.ts";
import type { ShownBatch } from "../../app/views/hand-over-page.ts";
import { recordReply } from "../../app/views/record-reply.server.ts";
import { previewReply, previewTrackingFile } from "../../app/views/reply-preview.server.ts";
import type { Decision, ReplyPreview } from "../../app/views/reply-preview.ts";
import { addManualSupplier, click, formOf } from "../support/manual-supplier.ts";
import { by, problemCodes, shippedIn, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  const factoryId = await addManualSupplier(story, "Cup Factory");
  await map(story, "POUR-SET", { supplierId: factoryId, itemId: "CF-1", nameZh: "手冲套装" });
  await map(story, "SCARF-RED", { supplierId: factoryId, itemId: "CF-2", nameZh: "红围巾" });
});
afterAll(() => story.close());

type Placed = Omit<Parameters<Story["shop"]["placeOrder"]>[0], "lines">;
const place = async (lines: Record<string, number>, placed: Placed = {}) => {
  const order = await story.shop.placeOrder({ lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })), ...placed });
  await story.drain();
  return order;
};
const openBatch = async (): Promise<ShownBatch> => {
  const [batch] = (await story.inShop((tx) => readHandOverPage(tx, new Date()))).open;
  if (!batch) throw new Error("no sheet is open");
  return batch;
};
const handOver = async (): Promise<void> => {
  const batch = await openBatch();
  await click(story, (tx) => actOnSheet(tx, formOf({ intent: "hand-over", batchId: batch.id, as: "file", orders: batch.orders.map(({ supplierOrderId }) => supplierOrderId) }), by));
};
const read = async (text: string): Promise<ReplyPreview> => {
  const answer = await story.inShop((tx) => previewReply(tx, formOf({ text })));
  if (answer.kind !== "preview") throw new Error(answer.said.code);
  return answer;
};
/** As the page does it: what is sure is recorded as it was read. */
const sureOf = (preview: ReplyPreview): Decision[] => preview.proposals.filter(({ confidence }) => confidence === "sure").map((one) => ({ ...one, supplierOrderId: one.supplierOrderId ?? "" }) as Decision);
const record = async (text: string, decisions: readonly Decision[]): Promise<Answer> => {
  const answer = await click(story, (tx) => recordReply(tx, formOf({ intent: "record-reply", text, decisions: JSON.stringify(decisions) })));
  await story.drain();
  return answer;
};
const pasteAndRecord = async (text: string): Promise<Answer> => {
  const preview = await read(text);
  return await record(preview.text, sureOf(preview));
};
const inStore = async (id: string) => {
  const order = (await story.shop.orders()).find((one) => one.id === id);
  return order ? shippedIn(order) : [];
};

describe("an order for a supplier that is told by hand", () => {
  it("goes out in the sheet, and its parcel comes back in a pasted reply", async () => {
    const order = await place({ "POUR-SET": 2 });
    const batch = await openBatch();
    const file = await story.inShop((tx) => writeBatchFile(tx, { sealer: story.tools.sealer, at: by.at }, formOf({ batchId: batch.id, format: "xlsx", orders: batch.orders.map(({ supplierOrderId }) => supplierOrderId) })));
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(file?.body as unknown as ArrayBuffer);
    const sheet = book.getWorksheet("代发单");
    expect(sheet?.getRow(2).getCell(1).value).toBe(order.name);
    expect(sheet?.getRow(2).getCell(7).numFmt).toBe("@");
    await handOver();
    expect(await unitsOf(story, order.id)).toEqual({ "WITH_SUPPLIER with_supplier.sent": 2 });

    expect(await pasteAndRecord(`老板好\n${order.name} 圆通 YT1000000000001`)).toMatchObject({ kind: "done", params: { parcels: 1, refusals: 0 } });

    expect(await inStore(order.id)).toMatchObject([{ number: "YT1000000000001", company: "YTO Express", units: [2] }]);
    expect(await unitsOf(story, order.id)).toEqual({ SHIPPED: 2 });
    expect(await unbalanced(story)).toEqual([]);
  });

  it("is recorded once, however often its reply is pasted", async () => {
    const order = await place({ "POUR-SET": 1 });
    const text = `${order.name} 中通 73100000000001`;
    const preview = await read(text);
    await record(text, sureOf(preview));

    expect((await read(text)).proposals).toMatchObject([{ confidence: "blocked", doubts: [{ code: "recorded_before" }] }]);
    expect(await record(text, sureOf(preview))).toMatchObject({ kind: "refused", errors: { [preview.proposals[0]?.key ?? ""]: { code: "reply.order_closed" } } });
    expect(await inStore(order.id)).toHaveLength(1);
  });

  it("ships in parts, each with its count", async () => {
    const order = await place({ "POUR-SET": 3 });

    await pasteAndRecord(`${order.name} 2件 圆通 YT1000000000002\n${order.name} 1件 圆通 YT1000000000003`);

    expect((await inStore(order.id)).map(({ number, units }) => [number, ...units]).toSorted()).toEqual([["YT1000000000002", 2], ["YT1000000000003", 1]]);
    expect(await unitsOf(story, order.id)).toEqual({ SHIPPED: 3 });
  });

  it("is refused in a reply: its units need the merchant, as after any refusal", async () => {
    const order = await place({ "POUR-SET": 1 });
    await handOver();

    expect(await pasteAndRecord(`${order.name} 缺货`)).toMatchObject({ kind: "done", params: { parcels: 0, refusals: 1 } });

    expect(await unitsOf(story, order.id)).toEqual({ "NEEDS_YOU refused.out_of_stock": 1 });
    expect(await problemCodes(story)).toContain("supplier_refused.out_of_stock");
    expect(await unbalanced(story)).toEqual([]);
  });

  it("comes back in our own sheet with the supplier's numbers filled in, a parcel for each item", async () => {
    const order = await place({ "POUR-SET": 1, "SCARF-RED": 2 });
    const rows = [[order.name, "CF-1", "圆通", "YT1000000000010"], [order.name, "CF-2", "圆通", "YT1000000000011"]];
    const bytes = await writeXlsx([{ name: "代发单", headers: ["订单号", "款号", "快递公司", "快递单号"], rows }]);
    const form = formOf({});
    form.append("file", new File([new Uint8Array(bytes)], "back.xlsx"));

    const preview = await story.inShop((tx) => previewTrackingFile(tx, form));
    if (preview.kind !== "preview") throw new Error(preview.said.code);
    await record(preview.text, sureOf(preview));

    expect((await inStore(order.id)).map(({ number, units }) => [number, ...units]).toSorted()).toEqual([["YT1000000000010", 1], ["YT1000000000011", 2]]);
    expect(await unbalanced(story)).toEqual([]);
  });
});

describe("what people get wrong", () => {
  it("an order that nobody knows is named and records nothing", async () => {
    const preview = await read("99999 圆通 YT1000000000020");

    expect(preview.proposals).toMatchObject([{ supplierOrderId: null, confidence: "ask", doubts: [{ code: "unknown_order", params: { order: "99999" } }] }]);
    expect(await record(preview.text, sureOf(preview))).toMatchObject({ kind: "failed", code: "reply.nothing_chosen" });
    const foreign: Decision = { key: "1", kind: "parcel", text: preview.text, number: "YT1000000000020", company: null, lines: [], supplierOrderId: "0193aa00-0000-7000-8000-000000000000" };
    expect(await record(preview.text, [foreign])).toMatchObject({ kind: "refused", errors: { 1: { code: "reply.order_closed" } } });
  });

  it("two numbers for one order are asked about, and recorded once each says what lies in it", async () => {
    const order = await place({ "POUR-SET": 2 });
    const preview = await read(`${order.name} 圆通 YT1000000000030 YT1000000000031`);
    expect(preview.proposals.map(({ confidence, doubts }) => [confidence, doubts[0]?.code])).toEqual([["ask", "two_numbers"], ["ask", "two_numbers"]]);
    const asRead = preview.proposals.map((one) => ({ ...one, supplierOrderId: one.supplierOrderId ?? "" }) as Decision);

    const answer = await record(preview.text, asRead);
    expect(Object.values(answer.kind === "refused" ? answer.errors : {}).map(({ code }) => code)).toEqual(["reply.say_what_is_in_it", "reply.say_what_is_in_it"]);
    const withLines = (quantity: number) => asRead.map((one) => ({ ...one, lines: [{ lineReference: preview.orders.find(({ orderName }) => orderName === order.name)?.lines[0]?.lineReference ?? "", quantity }] }) as Decision);
    expect(await record(preview.text, withLines(2))).toMatchObject({ kind: "refused" });
    expect(await record(preview.text, withLines(1))).toMatchObject({ kind: "done", params: { parcels: 2 } });

    expect(await inStore(order.id)).toHaveLength(2);
    expect(await unbalanced(story)).toEqual([]);
  });

  it("a number used before is named with the order that has it", async () => {
    const first = await place({ "POUR-SET": 1 });
    await pasteAndRecord(`${first.name} 圆通 YT1000000000040`);
    const second = await place({ "POUR-SET": 1 });

    const preview = await read(`${second.name} 圆通 YT1000000000040`);

    expect(preview.proposals).toMatchObject([{ confidence: "ask", doubts: [{ code: "used_before", params: { order: first.name, number: "YT1000000000040" } }] }]);
    expect(await inStore(second.id)).toEqual([]);
  });

  it("nonsense in place of decisions, and words that were never pasted, record nothing", async () => {
    const order = await place({ "POUR-SET": 1 });
    const preview = await read(`${order.name} 圆通 YT1000000000050`);
    const failing = (decisions: string) => click(story, (tx) => recordReply(tx, formOf({ text: preview.text, decisions })));

    expect(await failing("{")).toMatchObject({ kind: "failed" });
    expect(await failing('[{"kind":"parcel"}]')).toMatchObject({ kind: "failed" });
    expect(await record("something else", sureOf(preview))).toMatchObject({ kind: "refused", errors: { [preview.proposals[0]?.key ?? ""]: { code: "reply.not_pasted" } } });
    expect(await story.inShop((tx) => previewReply(tx, formOf({ text: " " })))).toMatchObject({ kind: "unusable", said: { code: "reply.empty" } });
  });

  it("a file without its columns asks for them, and remembers what was chosen", async () => {
    const order = await place({ "POUR-SET": 1 });
    const send = (fields: Record<string, string> = {}) => {
      const form = formOf(fields);
      form.append("file", new File([`A,B\n${order.name},YT1000000000060\n`], "x.csv"));
      return story.inShop((tx) => previewTrackingFile(tx, form));
    };

    expect(await send()).toMatchObject({ kind: "unusable", said: { code: "reply.columns_missing" }, headers: ["A", "B"] });
    expect(await send({ "column.order": "A", "column.number": "B" })).toMatchObject({ kind: "preview", proposals: [{ confidence: "sure" }] });
    expect(await send()).toMatchObject({ kind: "preview", proposals: [{ confidence: "sure" }] });
  });
});

describe("a buyer who is forgotten", () => {
  it("goes from the pasted words too, and not into a sheet any more", async () => {
    const adminUrl = new URL(inject("postgres").adminUrl);
    adminUrl.pathname = new URL(story.tools.env.DATABASE_URL).pathname;
    const traces = () => findTraces(adminUrl.href, "Forgetme");
    const order = await place({ "POUR-SET": 2 }, { shippingAddress: { firstName: "Forgetme", lastName: "Please" }, buyer: { firstName: "Forgetme", lastName: "Please", email: "forgetme@example.com" } });
    const neighbor = await place({ "POUR-SET": 1 });
    await pasteAndRecord(`${order.name} Forgetme Please 1件 圆通 YT1000000000070;${neighbor.name} 圆通 YT1000000000071`);
    expect((await traces()).some((one) => one.includes("Message"))).toBe(true);

    await story.shop.sendComplianceRequest({ topic: "customers/redact", orderId: order.id });
    await story.drain();

    expect(await traces()).toEqual([]);
    expect(await unbalanced(story)).toEqual([]);
  });
});
