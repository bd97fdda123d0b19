import { describe, expect, it } from "vitest";
import { hasGs1CheckDigit, hasS10CheckDigit, hasUpsCheckDigit } from "../../app/carriers/check-digits.ts";

describe("check digits", () => {
  it("of UPU S10 numbers hold for published examples, with both special remainders", () => {
    expect(hasS10CheckDigit("123456785")).toBe(true);
    expect(hasS10CheckDigit("263999513")).toBe(true);
    expect(hasS10CheckDigit("123456786")).toBe(false);
    // Remainder 0 gives 11, written 5; remainder 1 gives 10, written 0.
    expect(hasS10CheckDigit("000000005")).toBe(true);
    expect(hasS10CheckDigit("003000000")).toBe(true);
    expect(hasS10CheckDigit("003000001")).toBe(false);
  });

  it("of UPS numbers count letters as digits", () => {
    expect(hasUpsCheckDigit("879E930346834440")).toBe(true);
    expect(hasUpsCheckDigit("879F930346834440")).toBe(false);
  });

  it("of GS1 numbers take exactly one of the ten digits", () => {
    const taken = Array.from({ length: 10 }, (_, digit) => `940011120620640626078${digit}`).filter(hasGs1CheckDigit);

    expect(taken).toEqual(["9400111206206406260787"]);
  });
});
