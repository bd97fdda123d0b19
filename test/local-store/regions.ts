// How are a country and its provinces called in an address of which only the codes are given?
// Names of provinces are known for two countries, as recorded; elsewhere the code stands for the name.

import type { StoredAddress } from "./shop-state.ts";

const countryNames = new Intl.DisplayNames(["en"], { type: "region" });

const provinces: Record<string, Record<string, string>> = {
  US: {
    AL: "Alabama", AK: "Alaska", AZ: "Arizona", AR: "Arkansas", CA: "California", CO: "Colorado", CT: "Connecticut", DE: "Delaware",
    DC: "District of Columbia", FL: "Florida", GA: "Georgia", HI: "Hawaii", ID: "Idaho", IL: "Illinois", IN: "Indiana", IA: "Iowa",
    KS: "Kansas", KY: "Kentucky", LA: "Louisiana", ME: "Maine", MD: "Maryland", MA: "Massachusetts", MI: "Michigan", MN: "Minnesota",
    MS: "Mississippi", MO: "Missouri", MT: "Montana", NE: "Nebraska", NV: "Nevada", NH: "New Hampshire", NJ: "New Jersey",
    NM: "New Mexico", NY: "New York", NC: "North Carolina", ND: "North Dakota", OH: "Ohio", OK: "Oklahoma", OR: "Oregon",
    PA: "Pennsylvania", PR: "Puerto Rico", RI: "Rhode Island", SC: "South Carolina", SD: "South Dakota", TN: "Tennessee", TX: "Texas",
    UT: "Utah", VT: "Vermont", VA: "Virginia", WA: "Washington", WV: "West Virginia", WI: "Wisconsin", WY: "Wyoming",
  },
  CA: {
    AB: "Alberta", BC: "British Columbia", MB: "Manitoba", NB: "New Brunswick", NL: "Newfoundland and Labrador",
    NS: "Nova Scotia", NT: "Northwest Territories", NU: "Nunavut", ON: "Ontario", PE: "Prince Edward Island", QC: "Quebec",
    SK: "Saskatchewan", YT: "Yukon",
  },
};

export function countryName(code: string): string {
  return countryNames.of(code) ?? code;
}

export function isKnownProvince(countryCode: string, provinceCode: string | null): boolean {
  const known = provinces[countryCode];
  return !known || (provinceCode !== null && Object.hasOwn(known, provinceCode));
}

/** Fills in the names that follow from the codes; what was given stays. */
export function named(address: StoredAddress): StoredAddress {
  const { countryCode, provinceCode } = address;
  const country = address.country ?? (countryCode === null ? null : countryName(countryCode));
  const province = address.province ?? (provinceCode === null ? null : provinces[countryCode ?? ""]?.[provinceCode] ?? provinceCode);
  return { ...address, country, province };
}
