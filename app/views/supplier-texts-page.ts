// In whose words is a supplier written to? The merchant's own or ours, with a preview of the order's facts.
import type { Language } from "../platform/words/words.ts";
import type { OwnTexts, TextPlace } from "../suppliers/letterhead.ts";
import type { MailFacts } from "../suppliers/mail-text.ts";

export type SupplierTextsPage = {
  readonly supplier: { readonly id: string; readonly name: string; readonly language: Language };
  readonly own: OwnTexts;
  readonly usual: Readonly<Record<`${TextPlace}:${Language}`, string>>;
  readonly facts: Readonly<Record<Language, MailFacts>>;
  readonly isSample: boolean;
  readonly isSetUp: boolean;
  readonly testTo: string;
};
