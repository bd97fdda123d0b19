// Was this number typed right? Check digits shared by several carriers.
// Rules as in the public data set tracking_number_data (MIT): https://github.com/jkeen/tracking_number_data

/** A letter counts as a digit in UPS numbers: A is 2, B is 3 … H is 9, I is 0, and so on round. */
function valueOf(character: string): number {
  const code = character.charCodeAt(0);
  return code >= 65 ? (code - 63) % 10 : code - 48;
}

/** Modulo 10: each second place from the right (beginning with the last) is multiplied; the check digit fills up to ten. */
function mod10(serial: string, weights: { last: number; beforeLast: number }): number {
  let sum = 0;
  for (let place = 0; place < serial.length; place += 1) {
    const fromRight = serial.length - 1 - place;
    sum += valueOf(serial.charAt(place)) * (fromRight % 2 === 0 ? weights.last : weights.beforeLast);
  }
  return (10 - (sum % 10)) % 10;
}

/** GS1 style (weights 3 and 1), used by USPS among others. The last digit of `digits` is the check digit. */
export function hasGs1CheckDigit(digits: string): boolean {
  return mod10(digits.slice(0, -1), { last: 3, beforeLast: 1 }) === Number(digits.slice(-1));
}

/** UPS: weights 1 and 2 over the 15 characters between "1Z" and the check digit. */
export function hasUpsCheckDigit(afterPrefix: string): boolean {
  return mod10(afterPrefix.slice(0, -1), { last: 1, beforeLast: 2 }) === Number(afterPrefix.slice(-1));
}

const s10Weights = [8, 6, 4, 2, 3, 5, 9, 7];

/** UPU S10: the nine digits between the service letters and the country letters. */
export function hasS10CheckDigit(nineDigits: string): boolean {
  let sum = 0;
  for (const [place, weight] of s10Weights.entries()) sum += Number(nineDigits.charAt(place)) * weight;
  const check = 11 - (sum % 11);
  const expected = check === 10 ? 0 : check === 11 ? 5 : check;
  return expected === Number(nineDigits.charAt(8));
}
