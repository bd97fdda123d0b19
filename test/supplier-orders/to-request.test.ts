import { describe, expect, it } from "vitest";
import { toRequest, withOffset } from "../../app/supplier-orders/to-request.ts";
import { toOneLine } from "../../app/supplier-orders/to-parties.ts";
import { aReceiver, aSupplierOrderForSending } from "../support/build-supplier-order.ts";
import { usd } from "../support/build.ts";

describe("what a supplier is told", () => {
  it("is the order with absent facts left out", () => {
    const request = toRequest(aSupplierOrderForSending());

    expect(request.identity).toMatchObject({ reference: "f".repeat(32), revision: 1, orderName: "#1001", createdAt: "2026-11-02T16:00:00+08:00" });
    expect(request.lines[0]).toMatchObject({ lineReference: "1", itemId: "LF-77", quantity: 2, packRatio: 1, unitCost: usd(800) });
    expect(JSON.parse(JSON.stringify(request, (_key, value: unknown) => (typeof value === "bigint" ? Number(value) : value)))).not.toHaveProperty("customs");
    expect(JSON.stringify(request, (_key, value: unknown) => (typeof value === "bigint" ? Number(value) : value))).not.toContain("null");
    expect(request.money).toMatchObject({ goods: usd(1600), paymentState: "required" });
    expect(request.sender).toMatchObject({ isBlind: true, ifUndeliverable: "return" });
  });

  it("keeps e-mail, phone and tax numbers from a supplier that may not have them", () => {
    const saved = aSupplierOrderForSending({ customs: { ...aSupplierOrderForSending().customs, incoterm: "DDP", iossNumber: "IM0000000000", vatNumber: "V", eoriNumber: "E" } });
    const open = toRequest({ ...saved, privacy: { hidesEmail: false, hidesPhone: false, hidesPrices: false, mayHaveIoss: true } });
    const closed = toRequest({ ...saved, privacy: { hidesEmail: true, hidesPhone: true, hidesPrices: true, mayHaveIoss: false } });

    expect(open.receiver).toMatchObject({ email: "buyer@example.com", phone: "502 574 3321", phoneE164: "+15025743321" });
    expect(open.customs).toMatchObject({ incoterm: "DDP", iossNumber: "IM0000000000" });
    const sent = JSON.stringify([closed.receiver, closed.customs]);
    expect(["buyer@example.com", "502", "IM0000000000", "\"V\"", "\"E\""].filter((secret) => sent.includes(secret))).toEqual([]);
    expect(closed.customs).toMatchObject({ incoterm: "DDP" });
    expect(closed.packing.isWithoutPrices).toBe(true);
  });

  it("speaks of cargo in the request's own words", () => {
    const [line] = aSupplierOrderForSending().lines;
    const lines = line ? [{ ...line, hsCode: "940521", cargoAttributes: ["BATTERY_BUILT_IN" as const] }] : [];
    expect(toRequest(aSupplierOrderForSending({ lines })).lines[0]?.customs).toMatchObject({ hsCode: "940521", cargoAttributes: ["battery_built_in"] });
  });

  it.each([
    ["Asia/Shanghai", "2026-07-01T08:00:00+08:00"],
    ["America/New_York", "2026-06-30T20:00:00-04:00"],
    ["Asia/Kolkata", "2026-07-01T05:30:00+05:30"],
    ["UTC", "2026-07-01T00:00:00+00:00"],
  ])("dates by the shop's own clock in %s", (zone, expected) => {
    const instant = new Date("2026-07-01T00:00:00Z");
    expect(withOffset(instant, zone)).toBe(expected);
    expect(new Date(expected)).toEqual(instant);
  });
});

describe("整段地址", () => {
  const inChina = { countryCode: "CN", province: "广东省", city: "深圳市", district: "南山区", line1: "科技园1号", line2: "2栋" };

  it("joins province, city, district and detail without blanks", () => {
    expect(toOneLine(aReceiver(inChina))).toBe("广东省深圳市南山区科技园1号2栋");
    expect(toRequest(aSupplierOrderForSending({ receiver: aReceiver(inChina) })).receiver.oneLine).toBe("广东省深圳市南山区科技园1号2栋");
  });

  it("does not repeat what the buyer wrote into the detail line, nor a municipality", () => {
    expect(toOneLine(aReceiver({ ...inChina, line1: "广东省深圳市南山区科技园1号" }))).toBe("广东省深圳市南山区科技园1号2栋");
    expect(toOneLine(aReceiver({ ...inChina, line1: "南山区科技园1号" }))).toBe("广东省深圳市南山区科技园1号2栋");
    expect(toOneLine(aReceiver({ ...inChina, province: "北京市", city: "北京市", district: "海淀区", line1: "中关村1号", line2: null }))).toBe("北京市海淀区中关村1号");
  });

  it("is for China only", () => {
    expect(toOneLine(aReceiver())).toBeUndefined();
  });
});
