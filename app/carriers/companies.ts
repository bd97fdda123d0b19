// How must a carrier be called so that the shop makes the number a link? Spelling and capitals count.
// The list, and that other names need a URL of their own:
// https://shopify.dev/docs/api/admin-graphql/latest/objects/FulfillmentTrackingInfo

/** Known in every shop. */
const everywhere: readonly string[] = [
  "4PX", "AGS", "Amazon", "Amazon Logistics UK", "An Post", "Anjun Logistics", "APC", "Asendia USA",
  "Australia Post", "Bonshaw", "BPost", "BPost International", "Canada Post", "Canpar", "CDL Last Mile",
  "China Post", "Chronopost", "Chukou1", "Colissimo", "Comingle", "Coordinadora", "Correios", "Correos", "CTT",
  "CTT Express", "Cyprus Post", "Delnext", "Deutsche Post", "DHL eCommerce", "DHL eCommerce Asia", "DHL Express",
  "DPD", "DPD Local", "DPD UK", "DTD Express", "DX", "Eagle", "Estes", "Evri", "FedEx", "First Global Logistics",
  "First Line", "FSC", "Fulfilla", "GLS", "Guangdong Weisuyi Information Technology (WSE)",
  "Heppner Internationale Spedition GmbH & Co.", "Iceland Post", "IDEX", "Israel Post", "Japan Post (EN)",
  "Japan Post (JA)", "La Poste Colissimo", "La Poste Burkina Faso", "Lasership", "Latvia Post", "Lietuvos Paštas",
  "Logisters", "Lone Star Overnight", "M3 Logistics", "Meteor Space", "Mondial Relay", "New Zealand Post",
  "NinjaVan", "North Russia Supply Chain (Shenzhen) Co.", "OnTrac", "Packeta", "Pago Logistics",
  "Ping An Da Tengfei Express", "Pitney Bowes", "Portal PostNord", "Poste Italiane", "PostNL", "PostNord DK",
  "PostNord NO", "PostNord SE", "Purolator", "Qxpress", "Qyun Express", "Royal Mail", "Royal Shipments",
  "Sagawa (EN)", "Sagawa (JA)", "Sendle", "SF Express", "SFC Fulfillment", "ShipBob", "SHREE NANDAN COURIER",
  "Singapore Post", "Southwest Air Cargo", "StarTrack", "Step Forward Freight", "Swiss Post", "TForce Final Mile",
  "Tinghao", "TNT", "Toll IPEC", "United Delivery Service", "UPS", "USPS", "Venipak", "We Post", "Whistl", "Wizmo",
  "WMYC", "Xpedigo", "XPO Logistics", "Yamato (EN)", "Yamato (JA)", "YiFan Express", "YunExpress",
];

/** Known besides only in shops of this country (ISO 3166-1 alpha-2). An excerpt; a name missing here costs only an explicit URL. */
const byCountry: Readonly<Record<string, readonly string[]>> = {
  AU: [
    "Aramex Australia", "TNT Australia", "Hunter Express", "Couriers Please", "Bonds", "Allied Express",
    "Direct Couriers", "Northline", "GO Logistics",
  ],
  CA: ["Intelcom", "BoxKnight", "Loomis", "GLS"],
  CN: ["China Post", "DHL eCommerce Asia", "WanbExpress", "YunExpress", "Anjun Logistics", "SFC Fulfillment", "FSC"],
  DE: ["DHL", "Swiship", "Hermes", "GLS"],
  ES: ["SEUR"],
  FR: ["Colis Privé"],
  GB: ["Parcelforce", "Yodel", "DHL Parcel", "Tuffnells"],
  IE: ["Fastway", "DPD Ireland"],
  IN: ["DTDC", "India Post", "Delhivery", "Bluedart", "XpressBees", "Ecom Express", "Ekart", "Shadowfax"],
  IT: ["BRT", "GLS Italy"],
  NL: ["DHL Parcel"],
  NO: ["Bring"],
  PL: ["Inpost"],
  TR: ["PTT", "Yurtiçi Kargo", "Aras Kargo", "Sürat Kargo"],
  US: ["Alliance Air Freight", "Pilot Freight", "LSO", "Old Dominion", "Pandion", "R+L Carriers"],
  ZA: ["Skynet"],
};

const spellings = new Map([...everywhere, ...Object.values(byCountry).flat()].map((name) => [foldName(name), name]));
const knownEverywhere = new Set(everywhere);

/** Case, blanks and full-width forms do not make another name. */
function foldName(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s/gu, "");
}

export function sameName(left: string, right: string): boolean {
  return foldName(left) === foldName(right);
}

/** Shopify's exact spelling where it knows the carrier, else the supplier's own text, trimmed. */
export function toShopifyCompany(text: string): string {
  return spellings.get(foldName(text)) ?? text.trim();
}

/** True when the shop would show this number without a link. Without a country only names known everywhere count as known. */
export function needsUrl(company: string, shopCountryCode?: string): boolean {
  if (knownEverywhere.has(company)) return false;
  const local = shopCountryCode === undefined ? undefined : byCountry[shopCountryCode];
  return !(local?.includes(company) ?? false);
}

/** What Shopify is given as URL; undefined lets Shopify make its own link. 17TRACK's public page stands in for a missing one. */
export function trackingUrlFor(parcel: {
  readonly number: string;
  readonly company: string;
  readonly supplierUrl?: string | undefined;
  readonly shopCountryCode?: string;
}): string | undefined {
  if (!needsUrl(parcel.company, parcel.shopCountryCode)) return undefined;
  return webAddress(parcel.supplierUrl) ?? `https://t.17track.net/en#nums=${encodeURIComponent(parcel.number)}`;
}

/** The customer will click it: only http and https, never a script or a file. */
function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text.trim())) return undefined;
  const url = new URL(text.trim());
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
}
