// Which values beside a code are facts of the business, and stay when a buyer's data goes?
// Whatever is not named here may quote the buyer (a supplier's own words, a reason as text) and is emptied.
export const keptParams: readonly string[] = [
  "before", "candidates", "code", "company", "country", "currency", "expected", "field", "finding", "found", "from", "fulfillment",
  "holds", "inDoubt", "length", "limit", "lineItemId", "lineReference", "lines", "locations", "name", "number", "offers", "on", "open", "order",
  "ordered", "packRatio", "quantity", "rate", "reason", "reference", "routed", "shipment", "state", "status", "step", "supplier",
  "suppliers", "system", "title", "to", "units", "wanted",
];
