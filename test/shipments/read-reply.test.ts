// Is a reply read as the supplier meant it, whatever the order of its lines and the width of its characters?
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readReply, type ReplyLine } from "../../app/shipments/read-reply.ts";

const known = [
  { orderName: "#1001", receiverName: "张三" },
  { orderName: "#1002", receiverName: "Anna Smith" },
  { orderName: "#1003", receiverName: "张三丰" },
  { orderName: "#1004", receiverName: "王" },
  { orderName: "US-2001", receiverName: "Bob Stone" },
];

const brief = ({ orderNames, numbers, packs, refusal, isByName, unknownOrders }: ReplyLine) => ({
  orders: orderNames, numbers: numbers.map(({ number, company }) => `${company ?? "?"} ${number}`),
  ...(packs === null ? {} : { packs }), ...(refusal ? { refusal } : {}), ...(isByName ? { byName: true } : {}), ...(unknownOrders.length > 0 ? { unknown: unknownOrders } : {}),
});
const read = (text: string) => readReply(text, known).lines.map(brief);

describe("one line of a reply", () => {
  it.each([
    ["1001 圆通 YT1234567890123", ["#1001"], ["YTO Express YT1234567890123"]],
    ["#1001 圆通速递：YT1234567890123", ["#1001"], ["YTO Express YT1234567890123"]],
    ["YT1234567890123 圆通 1001", ["#1001"], ["YTO Express YT1234567890123"]],
    ["１００１　圆通　ＹＴ１２３４５６７８９０１２３", ["#1001"], ["YTO Express YT1234567890123"]],
    ["＃1001，中通快递，单号73112345678901", ["#1001"], ["ZTO Express 73112345678901"]],
    ["1002 申通 773012345678901", ["#1002"], ["STO Express 773012345678901"]],
    ["1002 韵达462012345678901", ["#1002"], ["Yunda Express 462012345678901"]],
    ["1002顺丰SF1234567890123", ["#1002"], ["SF Express SF1234567890123"]],
    ["1002 极兔 JT1234567890123", ["#1002"], ["J&T Express JT1234567890123"]],
    ["1002 邮政 9861234567890", ["#1002"], ["China Post 9861234567890"]],
    ["1002 EMS 1234567890123", ["#1002"], ["EMS 1234567890123"]],
    ["1002 云途 YT2012345678901234", ["#1002"], ["YunExpress YT2012345678901234"]],
    ["1002 yunexpress YT2012345678901234", ["#1002"], ["YunExpress YT2012345678901234"]],
    ["1002 4PX 4PX3000123456789CN", ["#1002"], ["4PX 4PX3000123456789CN"]],
    ["1002 燕文 UG123456789YP", ["#1002"], ["Yanwen UG123456789YP"]],
    ["us-2001 USPS 9400 1112 0108 0805 4830 16", ["US-2001"], ["USPS 9400111201080805483016"]],
    ["1001 YT 1234567890123", ["#1001"], ["YTO Express YT1234567890123"]],
    ["1001 YT1234567890123", ["#1001"], ["YTO Express YT1234567890123"]],
    ["2026-11-25 14:32 1001 圆通 YT1234567890123", ["#1001"], ["YTO Express YT1234567890123"]],
    ["1001 张三 13800138000 圆通 YT1234567890123", ["#1001"], ["YTO Express YT1234567890123"]],
    ["1001 (1/12) 圆通 YT1234567890123", ["#1001"], ["YTO Express YT1234567890123"]],
    ["1001 圆通 YT1234567890123 / YT1234567890124", ["#1001"], ["YTO Express YT1234567890123", "YTO Express YT1234567890124"]],
  ])("reads %s", (text, orders, numbers) => {
    expect(read(text)).toEqual([{ orders, numbers }]);
  });

  it.each([
    ["1001 2件 圆通 YT1234567890123", 2], ["1001 x2 圆通 YT1234567890123", 2], ["1001 圆通 YT1234567890123 共3个", 3], ["1001 2 pcs YT1234567890123", 2], ["1001 ×２ YT1234567890123", 2],
  ])("counts the packs in %s", (text, packs) => {
    expect(read(text)).toEqual([{ orders: ["#1001"], numbers: ["YTO Express YT1234567890123"], packs }]);
  });

  it.each([
    ["1003 缺货", "out_of_stock"], ["#1003 没货了", "out_of_stock"], ["1003 out of stock", "out_of_stock"], ["1003 Sold out!", "out_of_stock"], ["1003 地址送不到", "destination_not_served"],
    ["1003 发不了", "other"], ["1003 cannot ship", "other"],
  ])("reads %s as a refusal", (text, refusal) => {
    expect(read(text)).toEqual([{ orders: ["#1003"], numbers: [], refusal }]);
  });

  it("finds an order by its receiver's name, the longer of two names first", () => {
    expect(read("张三丰 圆通 YT1234567890123")).toEqual([{ orders: ["#1003"], numbers: ["YTO Express YT1234567890123"], byName: true }]);
    expect(read("anna smith 圆通 YT1234567890123")).toEqual([{ orders: ["#1002"], numbers: ["YTO Express YT1234567890123"], byName: true }]);
  });

  it("does not take a single character for a name", () => {
    expect(read("王先生 圆通 YT1234567890123")).toEqual([{ orders: [], numbers: ["YTO Express YT1234567890123"] }]);
  });

  it("names an order that nobody knows", () => {
    expect(read("9999 圆通 YT1234567890123")).toEqual([{ orders: [], numbers: ["YTO Express YT1234567890123"], unknown: ["9999"] }]);
  });

  it("reads two orders of one line apart at a semicolon", () => {
    expect(read("1001 圆通 YT1234567890123；1002 缺货")).toEqual([{ orders: ["#1001"], numbers: ["YTO Express YT1234567890123"] }, { orders: ["#1002"], numbers: [], refusal: "out_of_stock" }]);
  });

  it("keeps what says nothing of an order or a parcel, to be shown", () => {
    expect(readReply("老板好\n今天的单号：\n\n1001 圆通 YT1234567890123", known).ignored).toEqual([{ lineNumber: 1, text: "老板好" }, { lineNumber: 2, text: "今天的单号：" }]);
  });
});

const lineArbitrary = fc.record({
  order: fc.constantFrom("1001", "#1002", "1003", "us-2001", "9999"),
  carrier: fc.constantFrom("圆通", "中通快递", "顺丰", "EMS", "YunExpress", ""),
  number: fc.constantFrom("YT1234567890123", "73112345678901", "SF1234567890123", "UG123456789YP", "缺货"),
  packs: fc.constantFrom("", "2件", "x3"),
}).map(({ order, carrier, number, packs }) => [order, packs, carrier, number].filter(Boolean).join(" "));

/** Every ASCII character that has a full-width form gets it. */
const wide = (text: string): string => text.replaceAll(/[!-~]/g, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0)).replaceAll(" ", "\u3000");

describe("any reply", () => {
  const readings = (text: string) => read(text).map((line) => JSON.stringify(line)).toSorted();

  it("is read alike in any order of its lines", () => {
    fc.assert(fc.property(fc.array(lineArbitrary, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (lines, dice) => {
      const shuffled = lines.map((line) => ({ line, at: dice.next().value as number })).toSorted((one, other) => one.at - other.at).map(({ line }) => line);
      expect(readings(shuffled.join("\n"))).toEqual(readings(lines.join("\n")));
    }));
  });

  it("is read alike in full-width and half-width characters, whatever ends its lines", () => {
    fc.assert(fc.property(fc.array(lineArbitrary, { maxLength: 8 }), (lines) => {
      expect(read(lines.map(wide).join("\r\n"))).toEqual(read(lines.join("\n")));
    }));
  });

  it("never throws, whatever it holds", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      expect(readReply(text, known).lines.every(({ lineNumber }) => lineNumber > 0)).toBe(true);
    }));
  });
});
