// Is every doubt about a reply named, and is nothing proposed that could not be recorded?
import { describe, expect, it } from "vitest";
import { isCode } from "../../app/platform/words/words.ts";
import { doubts, planReply, type KnownParcel, type OrderToShip, type Proposed } from "../../app/shipments/plan-reply.ts";
import { readReply } from "../../app/shipments/read-reply.ts";

const anOrder = (orderName: string, over: Partial<OrderToShip> = {}): OrderToShip => ({
  supplierOrderId: `id-${orderName}`, orderName, supplierName: "Cup Factory", receiverName: null, state: "SENT",
  lines: [{ lineReference: "1", itemId: "CUP", title: "Cup", left: 3 }], ...over,
});
const orders = [anOrder("#1001"), anOrder("#1002"), anOrder("#1003", { state: "SHIPPED" }), anOrder("#1004", { receiverName: "张三" }), anOrder("#1005", { state: "ACCEPTED" })];

const plan = (text: string, parcels: readonly KnownParcel[] = [], known = orders): Proposed[] => planReply(readReply(text, known), { orders: known, parcels });
const brief = (one: Proposed | undefined) => one && { order: one.supplierOrderId, confidence: one.confidence, doubts: one.doubts.map(({ code }) => code) };
const first = (text: string, parcels: readonly KnownParcel[] = []) => brief(plan(text, parcels)[0]);

describe("a line without doubt", () => {
  it("is sure, and means everything that is left", () => {
    expect(plan("1001 圆通 YT1234567890123")).toMatchObject([{ kind: "parcel", supplierOrderId: "id-#1001", number: "YT1234567890123", company: "YTO Express", lines: [], confidence: "sure", doubts: [] }]);
  });

  it("takes a count of the only line, and a count of all as everything", () => {
    expect(plan("1001 2件 圆通 YT1234567890123")).toMatchObject([{ lines: [{ lineReference: "1", quantity: 2 }], confidence: "sure" }]);
    expect(plan("1001 3件 圆通 YT1234567890123")).toMatchObject([{ lines: [], confidence: "sure" }]);
  });

  it("takes several parcels of one order where each says its count", () => {
    expect(plan("1001 2件 YT1234567890123\n1001 1件 YT1234567890124").map(brief)).toEqual([
      { order: "id-#1001", confidence: "sure", doubts: [] }, { order: "id-#1001", confidence: "sure", doubts: [] },
    ]);
  });

  it("is told, and still sure, where the receiver's name stands for the order", () => {
    expect(first("张三 圆通 YT1234567890123")).toEqual({ order: "id-#1004", confidence: "sure", doubts: ["by_name"] });
  });

  it("said twice is one parcel", () => {
    expect(plan("1001 圆通 YT1234567890123\n#1001 YT1234567890123")).toHaveLength(1);
  });

  it("may be a refusal", () => {
    expect(plan("1002 缺货")).toMatchObject([{ kind: "refusal", code: "out_of_stock", supplierOrderId: "id-#1002", confidence: "sure" }]);
  });
});

describe("a doubt", () => {
  const used: KnownParcel[] = [{ number: "yt1234567890123", orderName: "#0900", supplierOrderId: "id-#0900" }];

  it.each([
    ["no order at all", "圆通 YT1234567890123", null, "ask", ["no_order"]],
    ["an order that nobody knows", "9999 圆通 YT1234567890123", null, "ask", ["unknown_order"]],
    ["two orders in one line", "1001 1002 圆通 YT1234567890123", null, "ask", ["several_orders"]],
    ["two numbers for one order", "1001 YT1234567890123 YT1234567890124", "id-#1001", "ask", ["two_numbers"]],
    ["a number with a wrong check digit", "1001 UPS 1Z5R89390357567128", "id-#1001", "ask", ["check_digit"]],
    ["an S10 number that was mistyped", "1001 RB123456786US", "id-#1001", "ask", ["check_digit"]],
    ["a count beyond what is left", "1001 7件 YT1234567890123", "id-#1001", "ask", ["quantity"]],
    ["a parcel and a refusal at once", "1001 红色缺货 其余 YT1234567890123", "id-#1001", "ask", ["with_refusal"]],
    ["a phone number in place of a tracking number", "1001 13800138000", "id-#1001", "ask", ["phone"]],
    ["an order that is shipped in full", "1003 YT1234567890123", "id-#1003", "blocked", ["already_shipped"]],
    ["a refusal of what was accepted", "1005 缺货", "id-#1005", "blocked", ["refusal_too_late"]],
    ["a refusal of a part", "1001 缺货 1件", "id-#1001", "ask", ["quantity"]],
  ] as const)("is named: %s", (_what, text, order, confidence, codes) => {
    expect(first(text)).toEqual({ order, confidence, doubts: codes });
  });

  it("is named: a number used before, with the order that has it", () => {
    expect(plan("1001 YT1234567890123", used)[0]).toMatchObject({ confidence: "ask", doubts: [{ code: "used_before", params: { order: "#0900" } }] });
  });

  it("is named: a number that stands with two orders of the same reply", () => {
    expect(plan("1001 YT1234567890123\n1002 YT1234567890123").map(brief)).toEqual([
      { order: "id-#1001", confidence: "ask", doubts: ["number_twice"] }, { order: "id-#1002", confidence: "ask", doubts: ["number_twice"] },
    ]);
  });

  it("leaves out what was recorded before: pasting twice records once", () => {
    expect(first("1001 YT1234567890123", [{ number: "YT1234567890123", orderName: "#1001", supplierOrderId: "id-#1001" }])).toEqual({ order: "id-#1001", confidence: "blocked", doubts: ["recorded_before"] });
  });

  it("asks which supplier's, where both still owe something of the order", () => {
    const both = [anOrder("#1001"), anOrder("#1001", { supplierOrderId: "other", supplierName: "Lamp Factory" })];

    expect(plan("1001 YT1234567890123", [], both)[0]).toMatchObject({ supplierOrderId: null, candidates: ["id-#1001", "other"], confidence: "ask", doubts: [{ code: "several_orders" }] });
  });

  it("means the supplier that still owes something where the other has shipped", () => {
    const both = [anOrder("#1001", { state: "SHIPPED" }), anOrder("#1001", { supplierOrderId: "other" })];

    expect(plan("1001 YT1234567890123", [], both)[0]).toMatchObject({ supplierOrderId: "other", confidence: "sure" });
  });

  it("asks what lies in two parcels of an order with two lines, even where they are counted", () => {
    const two = [anOrder("#1001", { lines: [{ lineReference: "1", itemId: "A", title: "A", left: 1 }, { lineReference: "2", itemId: "B", title: "B", left: 1 }] })];

    expect(plan("1001 1件 YT1234567890123\n1001 1件 YT1234567890124", [], two).map(({ confidence }) => confidence)).toEqual(["ask", "ask"]);
  });

  it("has words in the catalogue", () => {
    expect(doubts.filter((code) => !isCode(`reply.doubt.${code}`))).toEqual([]);
  });
});
