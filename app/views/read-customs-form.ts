// Is what was typed a customs profile? Each field that is not says so itself; what is left empty stays empty.
import { cargoAttributes, documentKinds, readHsCode, type CustomsFacts } from "../catalog/customs-profile.ts";
import type { Money } from "../platform/money.ts";
import type { Said } from "./answer.ts";
import { textOf, textsOf, wholeOf } from "./form.ts";
import { isCountry, readCost, type Read } from "./read-offer-form.ts";

type Errors = Record<string, Said>;
const limits = {
  nameZh: 200, nameEn: 200, material: 200, intendedUse: 200, productLink: 1000, manufacturer: 500, euResponsiblePerson: 500, safetyWarnings: 1000,
} as const;
const heaviestGrams = 1_000_000;

export function readCustomsForm(form: FormData): Read<CustomsFacts> {
  const errors: Errors = {};
  const texts = readTexts(form, errors);
  if (texts.productLink !== null && !isWebAddress(texts.productLink)) errors["productLink"] = { code: "form.web_link" };
  const facts: CustomsFacts = {
    ...texts,
    hsCode: readCode(textOf(form, "hsCode"), "hsCode", errors),
    originCountryCode: readCountry(textOf(form, "originCountryCode"), "originCountryCode", errors),
    unitValue: readValue(form, errors),
    unitWeightGrams: readWeight(form, errors),
    cargoAttributes: readCargo(form, errors),
    codes: readCodes(form, errors),
    documents: readDocuments(form, errors),
  };
  return Object.keys(errors).length > 0 ? { kind: "refused", errors } : { kind: "value", value: facts };
}

function readTexts(form: FormData, errors: Errors): Record<keyof typeof limits, string | null> {
  const read = (name: keyof typeof limits): string | null => {
    const text = textOf(form, name);
    if (text.length > limits[name]) errors[name] = { code: "form.too_long", params: { most: limits[name] } };
    return text || null;
  };
  return {
    nameZh: read("nameZh"), nameEn: read("nameEn"), material: read("material"), intendedUse: read("intendedUse"), productLink: read("productLink"),
    manufacturer: read("manufacturer"), euResponsiblePerson: read("euResponsiblePerson"), safetyWarnings: read("safetyWarnings"),
  };
}

export function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === "https:" || url.protocol === "http:") && text.length <= 1000;
}

function readCode(text: string, field: string, errors: Errors): string | null {
  if (text === "") return null;
  const code = readHsCode(text);
  if (code === undefined) errors[field] = { code: "form.hs_code" };
  return code ?? null;
}

export function readCountry(text: string, field: string, errors: Errors): string | null {
  const code = text.trim().toUpperCase();
  if (code === "") return null;
  if (!isCountry(code)) errors[field] = { code: "form.unknown_country", params: { text: code.slice(0, 40) } };
  return code;
}

function readValue(form: FormData, errors: Errors): Money | null {
  const text = textOf(form, "unitValue");
  if (text === "") return null;
  const read = readCost(text, textOf(form, "unitValueCurrency").toUpperCase());
  if ("money" in read) return read.money;
  errors[read.field === "cost" ? "unitValue" : "unitValueCurrency"] = read.said;
  return null;
}

function readWeight(form: FormData, errors: Errors): number | null {
  if (textOf(form, "unitWeightGrams") === "") return null;
  const grams = wholeOf(form, "unitWeightGrams", 1);
  if (grams === undefined) errors["unitWeightGrams"] = { code: "form.whole_number", params: { least: 1 } };
  if ((grams ?? 0) > heaviestGrams) errors["unitWeightGrams"] = { code: "form.at_most", params: { most: heaviestGrams } };
  return grams ?? null;
}

function readCargo(form: FormData, errors: Errors): CustomsFacts["cargoAttributes"] {
  const ticked = textsOf(form, "cargo");
  const known = cargoAttributes.filter((one) => ticked.includes(one));
  if (known.includes("GENERAL") && known.length > 1) errors["cargo"] = { code: "form.general_alone" };
  return known;
}

function readCodes(form: FormData, errors: Errors): CustomsFacts["codes"] {
  const numbers = textsOf(form, "codeNumber");
  const codes = textsOf(form, "codeCountry").map((country, row) => {
    if (country.trim() === "") errors[`codeCountry.${row}`] = { code: "form.required" };
    if ((numbers[row] ?? "").trim() === "") errors[`codeNumber.${row}`] = { code: "form.required" };
    return {
      countryCode: readCountry(country, `codeCountry.${row}`, errors) ?? "", hsCode: readCode((numbers[row] ?? "").trim(), `codeNumber.${row}`, errors) ?? "",
    };
  });
  codes.forEach(({ countryCode }, row) => {
    if (codes.findIndex((one) => one.countryCode === countryCode) < row) errors[`codeCountry.${row}`] ??= { code: "form.twice" };
  });
  return codes;
}

function readDocuments(form: FormData, errors: Errors): CustomsFacts["documents"] {
  const kinds = textsOf(form, "documentKind");
  return textsOf(form, "documentUrl").map((typed, row) => {
    const url = typed.replaceAll("\u0000", "").trim();
    if (!isWebAddress(url)) errors[`documentUrl.${row}`] = { code: "form.web_link" };
    return { kind: documentKinds.find((kind) => kind === kinds[row]) ?? "other", url };
  });
}
