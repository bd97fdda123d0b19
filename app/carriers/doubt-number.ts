// Does this look like a carrier's number that was typed wrong? Only forms that carry a check digit can say so.
import { hasGs1CheckDigit, hasS10CheckDigit, hasUpsCheckDigit } from "./check-digits.ts";
import { normalizeNumber } from "./number.ts";

/** True only where the form is certain and its check digit does not fit; a form without one is never doubted. */
export function hasWrongCheckDigit(typed: string): boolean {
  const number = normalizeNumber(typed);
  const [, postal] = /^[A-Z]{2}(\d{9})[A-Z]{2}$/.exec(number) ?? [];
  if (postal !== undefined) return !hasS10CheckDigit(postal);
  if (/^1Z[A-Z0-9]{15}\d$/.test(number)) return !hasUpsCheckDigit(number.slice(2));
  if (/^9[1-5](?:\d{20}|\d{24})$/.test(number)) return !hasGs1CheckDigit(number);
  return false;
}
