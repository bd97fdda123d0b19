// Which tracking number does a parcel of the local supplier get? The check digits are right, as on real labels.

export type LocalCarrier = "ups" | "usps" | "yto";
export type Label = { trackingNumber: string; company: string; url?: string };

/** serial: never repeated by one supplier; sender: six digits that tell suppliers apart. */
export function makeLabel(carrier: LocalCarrier, sender: string, serial: number): Label {
  const digits = String(serial).padStart(7, "0").slice(-7);
  if (carrier === "ups") {
    const body = `${sender}03${digits}`;
    return { trackingNumber: `1Z${body}${upsCheckDigit(body)}`, company: "UPS" };
  }
  if (carrier === "usps") {
    const body = `92055${sender}000${digits}`;
    return { trackingNumber: `${body}${uspsCheckDigit(body)}`, company: "USPS" };
  }
  const trackingNumber = `YT${sender}${digits}`;
  return { trackingNumber, company: "圆通速递", url: `https://t.17track.net/en#nums=${trackingNumber}` };
}

/** The 15 characters after 1Z: every second one doubled, letters counted as A = 2, B = 3 … modulo 10. */
export function upsCheckDigit(body: string): number {
  const values = [...body].map((character) => (/\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 63) % 10));
  return complement(values.reduce((sum, value, at) => sum + value * (at % 2 === 0 ? 1 : 2), 0));
}

/** From the right: every second digit, beginning with the last, counts three times. */
export function uspsCheckDigit(body: string): number {
  return complement([...body].reverse().reduce((sum, digit, at) => sum + Number(digit) * (at % 2 === 0 ? 3 : 1), 0));
}

function complement(sum: number): number {
  return (10 - (sum % 10)) % 10;
}

/** Six digits that stay the same for a name. */
export function senderNumber(name: string): string {
  let hash = 7;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_000;
  return String(hash).padStart(6, "0");
}
