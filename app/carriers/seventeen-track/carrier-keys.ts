// Which carrier does 17TRACK mean by a number? Its keys are stable; only those that we name are listed.
// The whole list: https://res.17track.net/asset/carrier/info/apicarrier.all.json

const companies: ReadonlyMap<number, string> = new Map([
  [3011, "China Post"],
  [21051, "USPS"],
  [100001, "DHL Express"],
  [100002, "UPS"],
  [100003, "FedEx"],
]);

const keys: ReadonlyMap<string, number> = new Map([...companies].map(([key, company]) => [company, key]));

/** The company as Shopify spells it; undefined for a key we have no name for. */
export function companyOf(key: number | null | undefined): string | undefined {
  return key === null || key === undefined ? undefined : companies.get(key);
}

/** The key for a company, so that 17TRACK need not guess; undefined lets it detect the carrier itself. */
export function carrierKeyOf(company: string | undefined): number | undefined {
  return company === undefined ? undefined : keys.get(company);
}
