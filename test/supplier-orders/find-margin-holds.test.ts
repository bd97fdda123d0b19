// What is left of a price after the supplier's cost, and which lines leave too little?
import { describe, expect, it } from "vitest";
import { findMarginHolds, marginOf } from "../../app/supplier-orders/find-margin-holds.ts";
import { cny, usd } from "../support/build.ts";

const line = (price: number, cost: ReturnType<typeof usd> | null, quantity = 1) => ({ lineItemId: "line-1", quantity, unitPrice: usd(price), cost });

describe("a margin", () => {
  it.each([[1000, 750, 1, 2500n], [1000, 1000, 1, 0n], [1000, 1001, 1, -10n], [300, 200, 1, 3333n], [300, 401, 1, -3367n], [1000, 1500, 2, 2500n]])("of %i after %i for %i is %s", (price, cost, quantity, margin) => {
    expect(marginOf(line(price, usd(cost), quantity))).toBe(margin);
  });

  it("cannot be told of a gift, without a cost, or over currencies without a rate", () => {
    expect([line(0, usd(100)), line(1000, null), line(1000, cny(100))].map(marginOf)).toEqual([null, null, null]);
  });

  it("holds its line below the floor, not on it, and never without a floor", () => {
    expect(findMarginHolds([line(1000, usd(851))], 1500)).toEqual([{ code: "margin_floor", params: { margin: "14.9", floor: "15" }, owner: "MERCHANT", lineItemId: "line-1" }]);
    expect([findMarginHolds([line(1000, usd(850))], 1500), findMarginHolds([line(1000, usd(2000))], null)]).toEqual([[], []]);
    expect(findMarginHolds([line(1000, usd(1200))], 0)[0]?.params).toEqual({ margin: "-20", floor: "0" });
  });
});
