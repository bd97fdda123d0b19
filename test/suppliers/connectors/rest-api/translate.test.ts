// Does our order reach the supplier's words whole, and is nothing cut, dropped or believed on the way back?
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMoney } from "../../../../app/platform/money.ts";
import { readNotices, toOrderMessage, withoutIdentity } from "../../../../app/suppliers/connectors/rest-api/translate.ts";
import { anOrderRequest, aRequestedLine } from "../an-order-request.ts";

function translated(request = anOrderRequest()) {
  const order = toOrderMessage(request);
  if (order.kind === "refused") throw new Error(`refused: ${JSON.stringify(order)}`);
  return order.message;
}

describe("an order on its way to the supplier", () => {
  it("keeps every field, with amounts as decimal text", () => {
    const request = anOrderRequest();
    const expected: unknown = JSON.parse(JSON.stringify(request, (_key, value: unknown) => (typeof value === "bigint" ? `minor ${value}` : value)), (_key, value: unknown) => {
      const minor = typeof value === "object" && value !== null && "minor" in value ? Number(String(value.minor).replace("minor ", "")) : undefined;
      return minor === undefined ? value : { amount: (minor / 100).toFixed(2), currency: "CNY" };
    });

    expect(JSON.parse(JSON.stringify(translated(request)))).toEqual(expected);
  });

  it.each([
    ["JPY", "1250", "1250"],
    ["KWD", "1.25", "1.250"],
    ["CNY", "0.05", "0.05"],
  ])("writes %s amounts with that currency's digits", (currency, amount, written) => {
    const message = translated(anOrderRequest({ lines: [aRequestedLine({ unitCost: parseMoney(amount, currency) })] }));

    expect(message.lines[0]?.unitCost).toEqual({ amount: written, currency });
  });

  it.each([
    ["receiver.name", { receiver: { ...anOrderRequest().receiver, name: "n".repeat(101) } }, { limit: 100, length: 101 }],
    ["receiver.line1", { receiver: { ...anOrderRequest().receiver, line1: "街".repeat(201) } }, { limit: 200, length: 201 }],
    ["lines.0.titleEn", { lines: [aRequestedLine({ titleEn: "t".repeat(501) })] }, { limit: 500, length: 501 }],
    ["packing.instructionsZh", { packing: { ...anOrderRequest().packing, instructionsZh: "包".repeat(501) } }, { limit: 500, length: 501 }],
  ])("is refused when %s is longer than the protocol takes", (field, over, expected) => {
    expect(toOrderMessage(anOrderRequest(over))).toMatchObject({ kind: "refused", code: "limit_exceeded", params: { field, ...expected } });
  });

  it.each([
    ["name", "receiver.name", 9],
    ["address", "receiver.line1", 13],
    ["note", "lines.0.note", 9],
  ] as const)("is refused when a text is over this supplier's own limit for %s", (kind, field, limit) => {
    const atTheLimit = toOrderMessage(anOrderRequest({ packing: { wantsSlip: false, isWithoutPrices: true, wantsPhoto: false } }), { [kind]: limit + 1 });
    const over = toOrderMessage(anOrderRequest({ packing: { wantsSlip: false, isWithoutPrices: true, wantsPhoto: false } }), { [kind]: limit });

    expect(atTheLimit.kind).toBe("message");
    expect(over).toMatchObject({ kind: "refused", code: "limit_exceeded", params: { field, limit, length: limit + 1 } });
  });

  it.each([
    ["lines.0.quantity", { lines: [aRequestedLine({ quantity: 0 })] }],
    ["lines.0.quantity", { lines: [aRequestedLine({ quantity: 1.5 })] }],
    ["lines.0.quantity", { lines: [aRequestedLine({ quantity: 1_000_001 })] }],
    ["receiver.line1", { receiver: { ...anOrderRequest().receiver, line1: "" } }],
    ["receiver.countryCode", { receiver: { ...anOrderRequest().receiver, countryCode: "Brazil" } }],
    ["lines.0.note", { lines: [aRequestedLine({ note: "a\0b" })] }],
    ["lines", { lines: [] }],
  ])("is refused, naming %s, when the supplier could not act on it", (field, over) => {
    expect(toOrderMessage(anOrderRequest(over))).toMatchObject({ kind: "refused", code: "invalid_order", params: { field } });
  });

  it("is logged without the buyer's customs number", () => {
    const message = translated();

    expect(JSON.stringify(message)).toContain("123.456.789-09");
    expect(JSON.stringify(withoutIdentity(message))).not.toContain("123.456.789-09");
  });
});

describe("shipments as the supplier tells them", () => {
  const notice = { reference: "r", shipmentReference: "S1", parcels: [{ trackingNumber: "1Z5R89390357567127", lines: [{ lineReference: "1", quantity: 2 }] }] };
  const withLine = (line: unknown) => ({ ...notice, parcels: [{ trackingNumber: "1Z5R89390357567127", lines: [{ lineReference: "1", quantity: 2 }, line] }] });

  it("treat null like an absent field and ignore unknown ones", () => {
    const { notices } = readNotices([{ ...notice, shippedAt: null, surprise: 1, parcels: [{ ...notice.parcels[0], company: null, weightGrams: null }] }]);

    expect(notices).toMatchObject([{ ...notice, problems: [] }]);
    expect(notices[0]?.parcels[0]?.company).toBeUndefined();
  });

  it.each([0, -1, 1.5, "2", 1e9, null, Number.MAX_SAFE_INTEGER])("report the quantity %j instead of believing it", (quantity) => {
    const { notices } = readNotices([withLine({ lineReference: "2", quantity })]);

    expect(notices).toMatchObject([{ parcels: [{ lines: [{ lineReference: "1", quantity: 2 }] }], problems: [{ path: "parcels.0.lines.1.quantity" }] }]);
  });

  it("drop a link that is no web address, and say so", () => {
    const { notices } = readNotices([{ ...notice, parcels: [{ ...notice.parcels[0], url: "javascript:alert(1)" }] }]);

    expect(notices[0]?.parcels[0]?.url).toBeUndefined();
    expect(notices[0]?.problems).toMatchObject([{ path: "parcels.0.url" }]);
  });

  it("keep the good parcel beside one without a number, and say so", () => {
    const { notices } = readNotices([{ ...notice, parcels: [{ lines: [] }, ...notice.parcels] }]);

    expect(notices).toMatchObject([{ parcels: notice.parcels }]);
    expect(notices[0]?.problems.map(({ path }) => path)).toContain("parcels.0.trackingNumber");
  });

  it("are never lost and never crash, whatever JSON comes", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.jsonValue().map((value) => ({ ...notice, parcels: value })), fc.jsonValue().map(withLine))), (shipments) => {
        const { notices, unreadable } = readNotices(shipments);

        expect(notices.length + unreadable.length).toBe(shipments.length);
        for (const parcel of notices.flatMap(({ parcels }) => parcels)) {
          for (const { quantity } of parcel.lines) expect(Number.isInteger(quantity) && quantity > 0).toBe(true);
        }
      }),
    );
  });
});
