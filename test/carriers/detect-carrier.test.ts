import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Carrier, Recognition } from "../../app/carriers/carrier.ts";
import { detectCarrier } from "../../app/carriers/detect-carrier.ts";
import { normalizeNumber } from "../../app/carriers/number.ts";
import { ups } from "../../app/carriers/ups/carrier.ts";
import { usps } from "../../app/carriers/usps/carrier.ts";

function aCarrier(id: string, strength: Recognition | undefined): Carrier {
  return { id, company: id, aliases: [`${id} Logistics`], samples: { valid: [], invalid: [] }, recognize: () => strength, trackingUrl: () => "" };
}

const twentyDigits = "0307 1790 0005 2348 3741";

describe("whose number is this", () => {
  it.each([
    ["typed with blanks and in lower case", "1z 5r89390357567127"],
    ["typed with full-width characters", "１Ｚ５Ｒ８９３９０３５７５６７１２７"],
    ["pasted with dashes, a tab and a zero-width blank", "\u200b1Z-5R89390-357567127\t"],
  ])("knows a UPS number %s", (_how, number) => {
    expect(detectCarrier({ number })).toEqual({ kind: "recognized", carrier: ups });
  });

  it("trusts a number that proves itself over the line-haul carrier the supplier names", () => {
    expect(detectCarrier({ number: "9400111206206406260787", claimedCompany: "YunExpress" })).toEqual({ kind: "recognized", carrier: usps });
  });

  it("asks a person when a number that merely fits comes under another carrier's name", () => {
    expect(detectCarrier({ number: twentyDigits, claimedCompany: "FedEx" })).toEqual({ kind: "ambiguous", carriers: [usps] });
  });

  it.each(["usps", "United States  Postal Service", undefined, "  "])("takes a number that merely fits when the supplier says %j", (claimedCompany) => {
    const parcel = { number: twentyDigits, ...(claimedCompany !== undefined && { claimedCompany }) };

    expect(detectCarrier(parcel)).toEqual({ kind: "recognized", carrier: usps });
  });

  it("lets the supplier's word decide between carriers whose numbers look alike", () => {
    const [left, right] = [aCarrier("Left", "possible"), aCarrier("Right", "possible")];

    expect(detectCarrier({ number: "1" }, [left, right])).toEqual({ kind: "ambiguous", carriers: [left, right] });
    expect(detectCarrier({ number: "1", claimedCompany: "right logistics" }, [left, right])).toEqual({ kind: "recognized", carrier: right });
    expect(detectCarrier({ number: "1", claimedCompany: "Third" }, [left, right]).kind).toBe("ambiguous");
  });

  it("prefers the carrier whose number is proven", () => {
    const [fits, proven] = [aCarrier("Fits", "possible"), aCarrier("Proven", "certain")];

    expect(detectCarrier({ number: "1" }, [fits, proven])).toEqual({ kind: "recognized", carrier: proven });
  });

  it.each(["", " ", "顺丰", "SF1234567890123", "YT2229521272164446", "1Z", "x".repeat(10_000), "0".repeat(10_000)])("does not know %j", (number) => {
    expect(detectCarrier({ number })).toEqual({ kind: "unknown" });
  });

  it("takes the addressee's ZIP code for no part of the number that is tracked", () => {
    const number = normalizeNumber("420 22153 9101026837331000039521");

    expect(usps.trackingUrl(number)).toMatch(/=9101026837331000039521$/);
  });

  it("answers for any text, and the same after normalizing twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (typed) => {
        const once = normalizeNumber(typed);

        expect(normalizeNumber(once)).toBe(once);
        expect(detectCarrier({ number: once })).toEqual(detectCarrier({ number: typed }));
      }),
    );
  });

  it("notices every single wrong digit of a number with a check digit", () => {
    const number = "9400111206206406260787";

    for (let place = 2; place < number.length; place += 1) {
      const wrong = number.slice(0, place) + ((Number(number.charAt(place)) + 1) % 10) + number.slice(place + 1);
      expect(detectCarrier({ number: wrong }).kind, wrong).toBe("unknown");
    }
  });
});
