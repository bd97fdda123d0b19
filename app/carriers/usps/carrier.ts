// Is it a USPS number? Four families: IMpb 22 or 26 digits, the same behind "420" and a ZIP, plain 20 digits, and S10 ending in US.
// A 20-digit number has no prefix of its own, so another carrier's number fits one time in five: only "possible".
import type { Carrier, Recognition } from "../carrier.ts";
import { hasGs1CheckDigit, hasS10CheckDigit } from "../check-digits.ts";

const impb = /^9[1-5](?:[0-9]{20}|[0-9]{24})$/;
const postal = /^[A-Z]{2}([0-9]{9})US$/;

function isImpb(number: string): boolean {
  return impb.test(number) && hasGs1CheckDigit(number);
}

/** 420 + ZIP (5) or ZIP+4 (9) of the addressee is printed before the number for sorting; it is not part of what is tracked. */
function withoutRouting(number: string): string {
  if (!number.startsWith("420")) return number;
  return [number.slice(8), number.slice(12)].find(isImpb) ?? number;
}

function recognize(number: string): Recognition | undefined {
  const postalDigits = postal.exec(number)?.[1];
  if (postalDigits !== undefined) return hasS10CheckDigit(postalDigits) ? "certain" : undefined;
  if (isImpb(withoutRouting(number))) return "certain";
  return isTwentyDigits(number) ? "possible" : undefined;
}

/**
 * The older labels leave out the leading 91 but count it in the check digit, so both sums are right.
 * 00 opens a GS1 pallet or parcel code (SSCC), which has the same check digit and belongs to any carrier.
 */
function isTwentyDigits(number: string): boolean {
  if (!/^(?!00)[0-9]{20}$/.test(number)) return false;
  return hasGs1CheckDigit(number) || hasGs1CheckDigit(`91${number}`);
}

export const usps: Carrier = {
  id: "usps",
  company: "USPS",
  aliases: ["United States Postal Service", "US Postal Service", "U.S. Postal Service"],
  samples: {
    valid: [
      "9400111206206406260787",
      "9400 1112 0108 0805 4830 16",
      "9505 5110 6960 5048 6006 24",
      "92748931507708513018050063",
      "420 22153 9101026837331000039521",
      "4201002334249200190132607600833457",
      "0307 1790 0005 2348 3741",
      "7196 9010 7560 0307 7385",
      "rb123456785us",
    ],
    invalid: [
      "0307 1790 0005 2348 3742",
      "61299998820821171811",
      "9200000000000000000000",
      "9400111206206406260788",
      "420000009200000000000000000000",
      "4201028200009261290113185417468511",
      "RB123456786US",
      "00340434161094022115",
    ],
  },
  recognize,
  trackingUrl: (number) => `https://tools.usps.com/go/TrackConfirmAction?tLabels=${encodeURIComponent(withoutRouting(number))}`,
};
