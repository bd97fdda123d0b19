// Which values beside a code are facts of the business, and stay when a buyer's data goes?
// Whatever is not named here may quote the buyer (a supplier's own words, a reason as text) and is emptied.
export const keptParams: readonly string[] = [
  "before", "candidates", "code", "company", "country", "currency", "days", "expected", "field", "finding", "found", "fresh", "from", "fulfillment",
  "holds", "hours", "inDoubt", "length", "limit", "lineItemId", "lineReference", "lines", "locations", "name", "next", "number", "ofLines", "offers", "on",
  "open", "order", "ordered", "packRatio", "packs", "quantity", "rate", "reason", "reference", "refusal", "routed", "rule", "shipment", "state", "status",
  "step", "stock", "supplier", "suppliers", "system", "title", "to", "units", "wanted",
];
