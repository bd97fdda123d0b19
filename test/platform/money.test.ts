import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exponentOf, formatDecimal, parseMoney, UnknownCurrencyError } from "../../app/platform/money.ts";

describe("money", () => {
  it("keeps the exponent of each currency", () => {
    expect(["JPY", "CNY", "KWD"].map(exponentOf)).toEqual([0, 2, 3]);
  });

  it("refuses a currency that does not exist", () => {
    expect(() => parseMoney("1.00", "ZZZ")).toThrow(UnknownCurrencyError);
  });

  it("refuses digits that the currency cannot hold, but takes trailing zeros", () => {
    expect(() => parseMoney("1.005", "USD")).toThrow(RangeError);
    expect(parseMoney("1200.00", "JPY")).toEqual({ minor: 1200n, currency: "JPY" });
  });

  it("refuses what the database could not hold", () => {
    expect(() => parseMoney("10000000000000000.01", "USD")).toThrow(RangeError);
  });

  it("reads back what it writes, for any amount", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.constantFrom("JPY", "CNY", "KWD"), (minor, currency) => {
        expect(parseMoney(formatDecimal({ minor, currency }), currency)).toEqual({ minor, currency });
      }),
    );
  });
});
