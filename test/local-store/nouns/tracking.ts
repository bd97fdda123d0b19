// Which tracking rows does an input stand for? One per number; the company is repeated on each, and a list replaces the one before.

import type { StoredTracking } from "../fulfillment-state.ts";

export type TrackingInput = {
  company?: string | null;
  number?: string | null;
  numbers?: string[] | null;
  url?: string | null;
  urls?: string[] | null;
};

/** Carriers whose page Shopify fills in by itself; any other name passes and gets no address. */
const trackingPages: Record<string, (number: string) => string> = {
  UPS: (number) => `https://www.ups.com/WebTracking?loc=en_US&requester=ST&trackNums=${number}`,
  USPS: (number) => `https://tools.usps.com/go/TrackConfirmAction_input?qtc_tLabels1=${number}`,
  FedEx: (number) => `https://www.fedex.com/fedextrack/?trknbr=${number}`,
};

export function trackingRows(input: TrackingInput): StoredTracking[] {
  const numbers = input.numbers ?? (input.number == null ? [] : [input.number]);
  const urls = input.urls ?? (input.url == null ? [] : [input.url]);
  const company = input.company ?? null;
  return Array.from({ length: Math.max(numbers.length, urls.length) }, (_row, index) => {
    const number = numbers[index] ?? null;
    return { company, number, url: urls[index] ?? knownPage(company, number) };
  });
}

function knownPage(company: string | null, number: string | null): string | null {
  if (company === null || number === null) return null;
  return trackingPages[company]?.(encodeURIComponent(number)) ?? null;
}
