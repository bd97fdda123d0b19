// Is it a UPS number? "1Z", shipper account, service, package and a check digit in which letters count.
import type { Carrier } from "../carrier.ts";
import { hasUpsCheckDigit } from "../check-digits.ts";

export const ups: Carrier = {
  id: "ups",
  company: "UPS",
  aliases: ["United Parcel Service"],
  samples: {
    valid: ["1Z5R89390357567127", "1Z879E930346834440", "1z 410e7w 03 9275 1591", "１Z8V92A70367203024"],
    invalid: ["2Z5R89390357567127", "1A5R89390357567127", "1Z1111111111111111", "1Z5R89390357567128", "1Z5R8939035756712"],
  },
  recognize: (number) => (/^1Z[A-Z0-9]{15}[0-9]$/.test(number) && hasUpsCheckDigit(number.slice(2)) ? "certain" : undefined),
  trackingUrl: (number) => `https://www.ups.com/track?loc=en_US&tracknum=${encodeURIComponent(number)}`,
};
