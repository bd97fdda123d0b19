import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convertMoney, findRate } from "../../app/routing/convert-money.ts";
import type { ExchangeRate } from "../../app/routing/rule.ts";

const quote = (from: string, to: string, rate: string, quotedOn = "2026-11-01"): ExchangeRate => ({ from, to, rate, quotedOn });
const convert = (minor: bigint, from: string, to: string, rates: ExchangeRate[]) => {
  const rate = findRate(rates, from, to);
  return rate && convertMoney({ minor, currency: from }, rate);
};

describe("an amount in another currency", () => {
  it("rounds half up, to the minor unit of the currency it becomes", () => {
    expect(convert(1n, "CNY", "USD", [quote("CNY", "USD", "0.5")])).toEqual({ minor: 1n, currency: "USD" });
    expect(convert(1n, "CNY", "USD", [quote("CNY", "USD", "0.49")])).toEqual({ minor: 0n, currency: "USD" });
    expect(convert(-1n, "CNY", "USD", [quote("CNY", "USD", "0.5")])).toEqual({ minor: -1n, currency: "USD" });
  });

  it("minds that yen have no cents and dinars have thousandths", () => {
    expect(convert(1000n, "USD", "JPY", [quote("USD", "JPY", "151.25")])).toEqual({ minor: 1513n, currency: "JPY" });
    expect(convert(1513n, "JPY", "USD", [quote("JPY", "USD", "0.0066")])).toEqual({ minor: 999n, currency: "USD" });
    expect(convert(1000n, "USD", "KWD", [quote("USD", "KWD", "0.3075")])).toEqual({ minor: 3075n, currency: "KWD" });
  });

  it("takes the newest quote, whichever way round it is", () => {
    const rates = [quote("CNY", "USD", "0.14", "2026-11-01"), quote("USD", "CNY", "8", "2026-11-02"), quote("EUR", "USD", "1.1", "2026-11-03")];
    expect(convert(800n, "CNY", "USD", rates)).toEqual({ minor: 100n, currency: "USD" });
    expect(findRate(rates, "CNY", "USD")).toMatchObject({ isInverse: true, quote: { quotedOn: "2026-11-02" } });
  });

  it("prefers the direct quote on the same day", () => {
    expect(findRate([quote("USD", "CNY", "8"), quote("CNY", "USD", "0.14")], "CNY", "USD")).toMatchObject({ isInverse: false });
  });

  it.each(["0", "0.000", "", "-7", "1e3", "7,1", "abc"])("does not convert by %j", (rate) => {
    expect(findRate([quote("CNY", "USD", rate)], "CNY", "USD")).toBeUndefined();
  });

  it("is exact where a float would not be", () => {
    expect(convert(10n ** 17n + 1n, "CNY", "USD", [quote("CNY", "USD", "1.000000000000")])).toEqual({ minor: 10n ** 17n + 1n, currency: "USD" });
  });

  it("never changes the order of two amounts and errs by at most half a minor unit", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.integer({ min: 1, max: 10 ** 9 }), (one, other, rate) => {
        const rates = [quote("CNY", "USD", `${Math.floor(rate / 10 ** 6)}.${String(rate % 10 ** 6).padStart(6, "0")}`)];
        const [left, right] = [convert(one, "CNY", "USD", rates)?.minor ?? -1n, convert(other, "CNY", "USD", rates)?.minor ?? -1n];
        if (one <= other) expect(left <= right).toBe(true);
        const twiceError = 2n * (left * 10n ** 6n - one * BigInt(rate));
        expect(twiceError <= 10n ** 6n && twiceError >= -(10n ** 6n)).toBe(true);
      }),
    );
  });
});
