// What do customs ask about a variant, and what is still missing before it can cross a border?
import type { Money } from "../platform/money.ts";

export const cargoAttributes = [
  "GENERAL", "BATTERY_BUILT_IN", "BATTERY_PACKED_WITH", "BATTERY_ONLY", "LIQUID", "POWDER", "PASTE", "MAGNETIC", "BLADE", "CUSTOMS_PROHIBITED", "IMITATION_BRAND",
] as const;
export type CargoAttribute = (typeof cargoAttributes)[number];

export const documentKinds = ["un38_3", "msds", "test_report", "certificate", "other"] as const;

export type CustomsFacts = {
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly hsCode: string | null;
  readonly originCountryCode: string | null;
  /** Of one unit of the shop. */
  readonly unitValue: Money | null;
  readonly unitWeightGrams: number | null;
  readonly material: string | null;
  readonly intendedUse: string | null;
  readonly productLink: string | null;
  readonly cargoAttributes: readonly CargoAttribute[];
  /** GPSR: without both the goods may not be offered in the EU. */
  readonly manufacturer: string | null;
  readonly euResponsiblePerson: string | null;
  readonly safetyWarnings: string | null;
  /** Where a country wants more digits than the common six. */
  readonly codes: readonly { readonly countryCode: string; readonly hsCode: string }[];
  readonly documents: readonly { readonly kind: string; readonly url: string }[];
};

export const emptyCustoms: CustomsFacts = {
  nameZh: null, nameEn: null, hsCode: null, originCountryCode: null, unitValue: null, unitWeightGrams: null, material: null, intendedUse: null,
  productLink: null, cargoAttributes: [], manufacturer: null, euResponsiblePerson: null, safetyWarnings: null, codes: [], documents: [],
};

export const customsNeeds = [
  "name_zh", "name_en", "hs_code", "origin", "unit_value", "weight", "cargo", "battery_document", "manufacturer", "eu_person",
] as const;
export type CustomsNeed = (typeof customsNeeds)[number];

const batteries: readonly CargoAttribute[] = ["BATTERY_BUILT_IN", "BATTERY_PACKED_WITH", "BATTERY_ONLY"];

/** In the order in which they are asked. The last two are wanted by the EU only. */
export function missingForCrossBorder(facts: CustomsFacts): CustomsNeed[] {
  const hasBattery = facts.cargoAttributes.some((one) => batteries.includes(one));
  const isThere: Readonly<Record<CustomsNeed, boolean>> = {
    name_zh: facts.nameZh !== null,
    name_en: facts.nameEn !== null,
    hs_code: facts.hsCode !== null || facts.codes.length > 0,
    origin: facts.originCountryCode !== null,
    unit_value: facts.unitValue !== null,
    weight: facts.unitWeightGrams !== null,
    cargo: facts.cargoAttributes.length > 0,
    battery_document: !hasBattery || facts.documents.some(({ kind }) => kind === "un38_3"),
    manufacturer: facts.manufacturer !== null,
    eu_person: facts.euResponsiblePerson !== null,
  };
  return customsNeeds.filter((need) => !isThere[need]);
}

export type Passage = { readonly from: string | null; readonly to: string; readonly isIntoEu: boolean };

/** Of these goods on this way: the EU's own two facts only into the EU, the Chinese name only out of China. */
export function missingFor(facts: CustomsFacts, { from, to, isIntoEu }: Passage): CustomsNeed[] {
  const missing = missingForCrossBorder(facts).filter((need) => (isIntoEu || (need !== "manufacturer" && need !== "eu_person")) && (from === "CN" || need !== "name_zh"));
  // A longer number of another country is no number for this one.
  const hasCode = facts.hsCode !== null || facts.codes.some(({ countryCode }) => countryCode === to);
  return hasCode || missing.includes("hs_code") ? missing : customsNeeds.filter((need) => need === "hs_code" || missing.includes(need));
}

/** "9405.21.00" and "9405 2100" are one code. Undefined: no code of 6 to 13 digits. */
export function readHsCode(text: string): string | undefined {
  const digits = text.replaceAll(/[\s.]/g, "");
  return /^\d{6,13}$/.test(digits) ? digits : undefined;
}
