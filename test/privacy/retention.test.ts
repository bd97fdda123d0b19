// May an order's buyer be forgotten? Only when nothing of it is open, and what stays says why.
import { describe, expect, it } from "vitest";
import { addStays, endOf, whyItStays, whyOpen, type OrderFacts } from "../../app/privacy/retention.ts";

const before = new Date("2026-05-01T00:00:00Z");
const finished: OrderFacts = {
  units: ["SHIPPED", "CANCELLED", "NOT_OURS"], supplierOrders: ["SHIPPED", "REFUSED", "CANCELLED"], fulfillments: ["CREATED"], changes: ["ACCEPTED"], requests: ["GONE"],
  disputes: ["WON"], openProblems: 0, isAskedFor: false, movedAt: new Date("2026-04-30T23:59:59Z"),
};

describe("an order that was finished long ago", () => {
  it("may be emptied", () => expect(whyItStays(finished, before)).toBeUndefined());

  it("stays while it has moved within the period, to the second", () => {
    expect(whyItStays({ ...finished, movedAt: before }, before)).toBe("recent");
  });

  const open: readonly (readonly [string, Partial<OrderFacts>])[] = [
    ["units_open", { units: ["SHIPPED", "WAITING"] }], ["units_open", { units: ["NEEDS_YOU"] }], ["units_open", { units: ["WITH_SUPPLIER"] }],
    ["supplier_order_open", { supplierOrders: ["SENT"] }], ["supplier_order_open", { supplierOrders: ["UNKNOWN"] }], ["supplier_order_open", { supplierOrders: ["DRAFT"] }],
    ["parcel_open", { fulfillments: ["WAITING"] }], ["change_open", { changes: ["ASKED"] }], ["request_open", { requests: ["UNKNOWN"] }],
    ["dispute_open", { disputes: ["UNDER_REVIEW"] }], ["dispute_open", { disputes: ["A_STATUS_OF_NEXT_YEAR"] }], ["problem_open", { openProblems: 1 }],
    ["data_request_open", { isAskedFor: true }],
  ];
  it.each(open)("stays: %s, %o", (code, facts) => {
    expect(whyOpen({ ...finished, ...facts })).toBe(code);
    expect(whyItStays({ ...finished, ...facts }, before)).toBe(code);
  });
});

it("counts what stays for each reason, and names five orders of each at most, once", () => {
  const found = ["1", "2", "2", "3", "4", "5", "6"].map((orderId) => ({ code: "problem_open" as const, orderId }));
  const once = addStays([], found.slice(0, 3));
  expect(addStays(once, [...found.slice(3), { code: "webhook_open", orderId: null }])).toEqual([
    { code: "problem_open", count: 7, orderIds: ["1", "2", "3", "4", "5"] }, { code: "webhook_open", count: 1, orderIds: [] },
  ]);
});

it("counts days back from now", () => expect(endOf(30, new Date("2026-01-31T10:00:00Z"))).toEqual(new Date("2026-01-01T10:00:00Z")));
