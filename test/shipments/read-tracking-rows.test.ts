// Is a supplier's file read by its headings, our own sheet filled in among them?
import { describe, expect, it } from "vitest";
import type { Table } from "../../app/platform/tables/table.ts";
import { planReply, type OrderToShip } from "../../app/shipments/plan-reply.ts";
import { matchColumns, readTrackingRows } from "../../app/shipments/read-tracking-rows.ts";
import { defaultColumns } from "../../app/suppliers/order-sheet.ts";

const table = (headers: string[], ...rows: string[][]): Table => ({ headers, rows: rows.map((cells, index) => ({ number: index + 2, cells })), encoding: "xlsx", delimiter: null, notices: [] });
const known = [{ orderName: "#1001", receiverName: null }, { orderName: "#1002", receiverName: null }];
const headers = ["订单号", "款号", "快递公司", "快递单号"];

describe("the columns of a file", () => {
  it("are known in our own sheets, in both languages", () => {
    for (const language of ["zh-CN", "en"]) {
      const own = defaultColumns(language).map(({ header }) => header);
      expect(Object.keys(matchColumns(own, new Map())).toSorted(), language).toEqual(["carrier", "item", "number", "order"]);
    }
    expect(matchColumns(headers, new Map())).toEqual({ order: "订单号", item: "款号", carrier: "快递公司", number: "快递单号" });
  });

  it("are what the person chose last time, whatever they are called", () => {
    expect(matchColumns(["A", "B", "订单号"], new Map([["A", "order"], ["B", "number"]]))).toEqual({ order: "A", number: "B" });
  });

  it("are left open where nothing fits", () => {
    expect(matchColumns(["foo", "bar"], new Map())).toEqual({});
  });
});

describe("the rows of a file", () => {
  const columns = matchColumns(headers, new Map());

  it("name order, parcel and carrier", () => {
    const { lines } = readTrackingRows(table(headers, ["1001", "A", "圆通速递", "YT1234567890123"], ["#1002", "A", "", "YT2012345678901234"]), columns, known);

    expect(lines.map(({ lineNumber, orderNames, numbers }) => ({ lineNumber, orderNames, numbers }))).toEqual([
      { lineNumber: 2, orderNames: ["#1001"], numbers: [{ number: "YT1234567890123", company: "YTO Express" }] },
      { lineNumber: 3, orderNames: ["#1002"], numbers: [{ number: "YT2012345678901234", company: "YunExpress" }] },
    ]);
  });

  it("without a number are shown, and an order that nobody knows is named", () => {
    const reply = readTrackingRows(table(headers, ["1001", "A", "", ""], ["7777", "A", "", "YT1234567890123"], ["1002", "A", "", "缺货"]), columns, known);

    expect(reply.ignored).toEqual([{ lineNumber: 2, text: "1001 A" }]);
    expect(reply.lines.map(({ unknownOrders, refusal }) => ({ unknownOrders, refusal }))).toEqual([{ unknownOrders: ["7777"], refusal: null }, { unknownOrders: [], refusal: "out_of_stock" }]);
  });

  const order: OrderToShip = {
    supplierOrderId: "one", orderName: "#1001", supplierName: "S", receiverName: null, state: "SENT",
    lines: [{ lineReference: "1", itemId: "A", title: "A", left: 1 }, { lineReference: "2", itemId: "B", title: "B", left: 2 }],
  };
  const proposals = (...rows: string[][]) => planReply(readTrackingRows(table(headers, ...rows), columns, known), { orders: [order], parcels: [] });

  it("with one number for all items are one parcel with everything", () => {
    expect(proposals(["1001", "A", "", "YT1234567890123"], ["1001", "B", "", "YT1234567890123"])).toMatchObject([{ lines: [], confidence: "sure" }]);
  });

  it("with a number for each item are parcels with just that item", () => {
    expect(proposals(["1001", "A", "", "YT1234567890123"], ["1001", "b", "", "YT1234567890124"])).toMatchObject([
      { number: "YT1234567890123", lines: [{ lineReference: "1", quantity: 1 }], confidence: "sure" },
      { number: "YT1234567890124", lines: [{ lineReference: "2", quantity: 2 }], confidence: "sure" },
    ]);
  });

  it("with a number for one of two items ship only that one", () => {
    expect(proposals(["1001", "A", "", "YT1234567890123"], ["1001", "B", "", ""])).toMatchObject([{ lines: [{ lineReference: "1", quantity: 1 }] }]);
  });
});
