// Is a customs profile complete enough to cross a border, and is what was typed one at all?
import { describe, expect, it } from "vitest";
import { customsNeeds, emptyCustoms, missingForCrossBorder, readHsCode, type CustomsFacts } from "../../app/catalog/customs-profile.ts";
import { readCustomsForm } from "../../app/views/read-customs-form.ts";

const whole: CustomsFacts = {
  ...emptyCustoms, nameZh: "台灯", nameEn: "Desk lamp", hsCode: "940521", originCountryCode: "CN", unitValue: { minor: 910n, currency: "USD" },
  unitWeightGrams: 650, cargoAttributes: ["GENERAL"], manufacturer: "Lamp Factory, Yiwu", euResponsiblePerson: "Rep BV, Rotterdam",
};

describe("what is missing for crossing a border", () => {
  it("is everything of an empty profile but a report for a battery that it does not have", () => {
    expect(missingForCrossBorder(emptyCustoms)).toEqual(customsNeeds.filter((need) => need !== "battery_document"));
  });

  it("is nothing of a whole one", () => {
    expect(missingForCrossBorder(whole)).toEqual([]);
  });

  it.each([
    ["no battery report", { cargoAttributes: ["BATTERY_BUILT_IN"] }, ["battery_document"]],
    ["another document than the report", { cargoAttributes: ["BATTERY_ONLY"], documents: [{ kind: "msds", url: "https://x.example" }] }, ["battery_document"]],
    ["the report", { cargoAttributes: ["BATTERY_ONLY"], documents: [{ kind: "un38_3", url: "https://x.example" }] }, []],
    ["only a country's own code", { hsCode: null, codes: [{ countryCode: "US", hsCode: "9405218010" }] }, []],
  ] as const)("with %s", (_what, given, missing) => {
    expect(missingForCrossBorder({ ...whole, ...given })).toEqual(missing);
  });
});

it.each([
  ["940521", "940521"], ["9405.21.00", "94052100"], [" 9405 2180 10 ", "9405218010"], ["1234567890123", "1234567890123"],
  ["94052", undefined], ["12345678901234", undefined], ["9405AB", undefined], ["", undefined],
])("reads %j as the code %j", (typed, code) => {
  expect(readHsCode(typed)).toBe(code);
});

describe("a typed profile", () => {
  const formOf = (fields: Record<string, string | readonly string[]>): FormData => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
    return form;
  };

  it("may be empty", () => {
    expect(readCustomsForm(formOf({ unitValueCurrency: "USD" }))).toEqual({ kind: "value", value: emptyCustoms });
  });

  it("is read as it is meant", () => {
    const read = readCustomsForm(formOf({
      nameZh: "台灯", nameEn: "Desk lamp", hsCode: "9405.21", originCountryCode: "cn", unitValue: "9.10", unitValueCurrency: "usd", unitWeightGrams: "650",
      cargo: ["MAGNETIC", "BATTERY_BUILT_IN", "NONSENSE"], codeCountry: ["us", "DE"], codeNumber: ["9405218010", "9405 2100"], documentKind: ["un38_3"], documentUrl: ["https://files.example/un.pdf"],
    }));
    expect(read).toMatchObject({
      kind: "value",
      value: {
        hsCode: "940521", originCountryCode: "CN", unitValue: { minor: 910n, currency: "USD" }, unitWeightGrams: 650, cargoAttributes: ["BATTERY_BUILT_IN", "MAGNETIC"],
        codes: [{ countryCode: "US", hsCode: "9405218010" }, { countryCode: "DE", hsCode: "94052100" }], documents: [{ kind: "un38_3", url: "https://files.example/un.pdf" }],
      },
    });
  });

  it("says of each field and row what cannot be used", () => {
    const read = readCustomsForm(formOf({
      nameEn: "x".repeat(201), hsCode: "12", originCountryCode: "XX", unitValue: "1.234", unitValueCurrency: "USD", unitWeightGrams: "0", productLink: "javascript:alert(1)",
      cargo: ["GENERAL", "LIQUID"], codeCountry: ["US", "US", ""], codeNumber: ["940521", "", "940521"], documentKind: ["un38_3"], documentUrl: ["file"],
    }));
    expect(read.kind === "refused" && Object.keys(read.errors).toSorted()).toEqual([
      "cargo", "codeCountry.1", "codeCountry.2", "codeNumber.1", "documentUrl.0", "hsCode", "nameEn", "originCountryCode", "productLink", "unitValue", "unitWeightGrams",
    ]);
  });
});
