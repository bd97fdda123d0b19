// How do letters to one supplier look: from whom, in whose words, with which columns and prices?
import type { Language } from "../platform/words/words.ts";
import type { SheetColumn } from "./order-sheet.ts";

export const TEXT_PLACES = ["mail.subject", "mail.text", "mail.reminder.subject", "mail.reminder.text"] as const;
export type TextPlace = (typeof TEXT_PLACES)[number];

/** The merchant's own wording; a place that is absent has ours. */
export type OwnTexts = Readonly<Partial<Record<`${TextPlace}:${Language}`, string>>>;

export type Letterhead = {
  readonly supplierName: string;
  readonly supplierLanguage: Language;
  /** The shop's own address only where its domain was seen to allow our mail. */
  readonly from: { readonly name: string; readonly address: string | null };
  readonly replyTo: string | null;
  readonly texts: OwnTexts;
  readonly columns: readonly SheetColumn[];
  readonly showsPrices: boolean;
};
