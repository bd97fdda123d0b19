// How is a parcel shown in the shop: whose number, which company text, and a link where Shopify makes none?
import { toShopifyCompany, trackingUrlFor } from "./companies.ts";
import { detectCarrier } from "./detect-carrier.ts";

/** What is written where neither the number nor the supplier says who carries it. */
const unnamed = "Other";

export function recognizeParcel(number: string, company?: string, supplierUrl?: string): { carrier: string | null; company: string; url: string | null } {
  const detection = detectCarrier({ number, claimedCompany: company });
  const carrier = detection.kind === "recognized" ? detection.carrier : undefined;
  const name = carrier?.company ?? toShopifyCompany(company?.trim() || unnamed);
  const url = trackingUrlFor({ number, company: name, supplierUrl });
  return { carrier: carrier?.id ?? null, company: name, url: url ?? null };
}
