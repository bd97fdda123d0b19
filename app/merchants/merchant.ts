// Whose shop is it, and what has its owner decided?

export type SendingMode = "REVIEW" | "LIVE";

export type Merchant = {
  /** Shopify's numeric shop id, as text. */
  readonly shopId: string;
  readonly domain: string;
  readonly name: string;
  /** Printed for suppliers; the shop's name unless the owner chose another. */
  readonly brandName: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly isInstalled: boolean;
  readonly settings: MerchantSettings;
};

export type MerchantSettings = {
  readonly sendingMode: SendingMode;
  readonly wentLiveAt: Date | null;
  /** The first order number that may be sent; older ones are shown as before go-live. */
  readonly sendFromOrderNumber: number | null;
  readonly notifyCustomer: boolean;
  readonly language: string | null;
  readonly sender: Sender | null;
  readonly packingInstructionsEn: string | null;
  readonly packingInstructionsZh: string | null;
  readonly iossNumber: string | null;
  readonly vatNumber: string | null;
  readonly eoriNumber: string | null;
  /** Hours after which a supplier's stock count is too old to be believed. */
  readonly stockFreshHours: number;
  readonly showsParcelsToCustomers: boolean;
  readonly holds: HoldSettings;
};

/** What holds an order of this shop beside what always does; null and 0 mean "does not". */
export type HoldSettings = {
  readonly holdsHighRisk: boolean;
  readonly holdsMediumRisk: boolean;
  /** Buyers change their minds soon after paying: so long nothing is sent. */
  readonly editWindowMinutes: number;
  readonly duplicateWindowMinutes: number;
  /** Of an order, in minor units of the shop's currency. */
  readonly priceCeilingMinor: bigint | null;
  /** Of what a line is sold for, in hundredths of a percent. */
  readonly marginFloorBasisPoints: number | null;
};

/** Who sends, as printed on the label where the supplier does not ship blind. */
export type Sender = {
  readonly name: string;
  readonly phone: string | null;
  readonly address1: string | null;
  readonly city: string | null;
  readonly province: string | null;
  readonly postalCode: string | null;
  readonly countryCode: string | null;
};

export type SendingChoice = "send" | "review" | "before_go_live";

/** Whether a supplier's part of this order goes out by itself, waits for a click, or is older than the start. */
export function sendingChoice(settings: Pick<MerchantSettings, "sendingMode" | "sendFromOrderNumber">, orderNumber: number): SendingChoice {
  if (settings.sendFromOrderNumber !== null && orderNumber < settings.sendFromOrderNumber) return "before_go_live";
  return settings.sendingMode === "LIVE" ? "send" : "review";
}

/** A shop's id is no UUID: what the activity tells of the shop as a whole stands under the nil UUID. */
export const shopSubject = "00000000-0000-0000-0000-000000000000";
