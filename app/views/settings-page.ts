// What has the owner decided, which rates are known, and what was changed lately?
import type { KeptRate } from "../merchants/exchange-rates.server.ts";
import type { Params } from "../platform/errors.ts";
import type { HomePage } from "./home-page.ts";

/** By the column that keeps it; empty text where nothing is kept. */
export type SettingValues = {
  readonly notifyCustomer: boolean;
  readonly showsParcelsToCustomers: boolean;
  readonly stockFreshHours: number;
  readonly holdsHighRisk: boolean;
  readonly holdsMediumRisk: boolean;
} & Readonly<Record<TextSetting | HoldText, string>>;

/** As they are typed: minutes, an amount in the shop's currency, percent; empty and 0 hold nothing. */
export const holdTexts = ["editWindowMinutes", "duplicateWindowMinutes", "priceCeilingMinor", "marginFloorBasisPoints"] as const;
export type HoldText = (typeof holdTexts)[number];

export const senderFields = ["senderName", "senderPhone", "senderAddress1", "senderCity", "senderProvince", "senderPostalCode", "senderCountryCode"] as const;
export const packingFields = ["packingInstructionsEn", "packingInstructionsZh"] as const;
export const taxFields = ["iossNumber", "vatNumber", "eoriNumber"] as const;
export const textSettings = [...senderFields, ...packingFields, ...taxFields, "language"] as const;
export type TextSetting = (typeof textSettings)[number];
export type Setting = keyof SettingValues;

/** A rate of more days than this is shown as old. */
export const freshRateDays = 7;

export type ShownRate = KeptRate & { readonly days: number };
export type ShownChange = { readonly id: string; readonly at: Date; readonly code: string; readonly params: Params };

export type SettingsPage = {
  readonly values: SettingValues;
  readonly sending: HomePage["sending"];
  readonly shopCurrency: string;
  readonly today: string;
  /** The newest of each pair. */
  readonly rates: readonly ShownRate[];
  readonly changes: readonly ShownChange[];
  readonly links: { readonly page: string; readonly menu: string; readonly editor: string };
};
