// What a merchant knows of a supplier besides the line to it: who answers there, when it works, on what terms it ships.
import type { Money } from "../platform/money.ts";
import type { SupplierKind } from "./supplier.ts";

export const supplierKinds = ["FACTORY", "AGENT", "WHOLESALER", "SELF"] as const satisfies readonly SupplierKind[];
export const undeliverableChoices = ["RETURN", "DESTROY", "ABANDON"] as const;
export const labelBuyers = ["SUPPLIER", "MERCHANT"] as const;
/** Of the Incoterms 2020 those that a parcel is sent on. */
export const incoterms = ["DAP", "DDP", "EXW", "FCA"] as const;
export const supplierLanguages = ["zh-CN", "en"] as const;

export type SupplierFacts = {
  readonly name: string;
  readonly kind: SupplierKind;
  readonly locale: (typeof supplierLanguages)[number];
  readonly contactName: string | null;
  readonly contactEmail: string | null;
  readonly contactPhone: string | null;
  readonly contactWechat: string | null;
  readonly timeZone: string;
  /** ISO weekdays, 1 = Monday. */
  readonly workingDays: readonly number[];
  /** Minutes after midnight in the supplier's own zone. */
  readonly cutOffMinute: number | null;
  readonly leadTimeDays: number | null;
  readonly capacityPerDay: number | null;
  readonly minimumOrder: Money | null;
  readonly shipsBlind: boolean;
  readonly ifUndeliverable: (typeof undeliverableChoices)[number];
  readonly returnName: string | null;
  readonly returnPhone: string | null;
  readonly returnAddress1: string | null;
  readonly returnCity: string | null;
  readonly returnProvince: string | null;
  readonly returnPostalCode: string | null;
  readonly returnCountryCode: string | null;
  readonly shipsFromCountryCode: string | null;
  readonly labelBuyer: (typeof labelBuyers)[number];
  readonly mayHaveIoss: boolean;
  readonly takesPoBoxes: boolean | null;
  readonly incoterm: string | null;
  readonly paymentTerms: string | null;
  readonly paymentMethod: string | null;
  readonly pricesIncludeTax: boolean;
  readonly invoiceWanted: boolean;
  readonly invoiceTitle: string | null;
  readonly hidesEmail: boolean;
  readonly hidesPhone: boolean;
  readonly hidesPrices: boolean;
  /** In characters; a longer text is refused before anything is sent, and never cut. */
  readonly addressLimit: number | null;
  readonly noteLimit: number | null;
  readonly nameLimit: number | null;
  readonly sendsAutomatically: boolean;
  readonly closures: readonly Closure[];
  /** What the buyer paid for, and the supplier's channel that stands for it. */
  readonly channels: readonly { readonly deliveryTitle: string; readonly channel: string }[];
  readonly forbiddenCarriers: readonly string[];
};

/** Calendar days, YYYY-MM-DD. */
export type Closure = { readonly reason: string; readonly lastOrderOn: string | null; readonly closedFrom: string; readonly reopensOn: string };

export const timeOfMinute = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** "18:30", with a colon in either writing. Undefined: no time of day. */
export function readTimeOfDay(text: string): number | undefined {
  const match = /^(\d{1,2})[:：](\d{2})$/.exec(text.trim());
  const [hours, minutes] = [Number(match?.[1] ?? "99"), Number(match?.[2] ?? "99")];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : undefined;
}
