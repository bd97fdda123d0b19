// Which visit led to this order? Only what the addresses say themselves.
import type { Attribution } from "./order.ts";
import { blankToNull } from "./read-address.ts";

export type AttributionFacts = Pick<Attribution, "sourceName" | "landingSite" | "referringSite">;

/** A webhook's landing site is a path, the Admin API's a whole address; both carry the same query. */
export function readAttribution(facts: AttributionFacts): Attribution {
  const landingSite = blankToNull(facts.landingSite);
  const query = landingSite === null ? "" : (landingSite.split("#")[0] ?? "").split("?").slice(1).join("?");
  const parameters = new URLSearchParams(query);
  return {
    sourceName: blankToNull(facts.sourceName),
    landingSite,
    referringSite: blankToNull(facts.referringSite),
    utmSource: blankToNull(parameters.get("utm_source")),
    utmMedium: blankToNull(parameters.get("utm_medium")),
    utmCampaign: blankToNull(parameters.get("utm_campaign")),
  };
}
