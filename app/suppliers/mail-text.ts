// What does a mail to a supplier say? The merchant's own wording or ours, with the order's facts in place of {names}.
// Nothing of the buyer stands in it: mail is read on the way, so names and addresses are in the attachments only where the merchant wants them.
import { catalogues, type Language } from "../platform/words/words.ts";
import type { OwnTexts, TextPlace } from "./letterhead.ts";
import type { SupplierOrderRequest } from "./supplier-order-request.ts";

export const PLACEHOLDERS = ["order", "brand", "supplier", "reference", "lines", "units", "ship_by", "link"] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
export type MailFacts = Readonly<Record<Placeholder, string>>;

export type MailKind = "order" | "reminder";

const places = {
  order: { subject: "mail.subject", text: "mail.text" },
  reminder: { subject: "mail.reminder.subject", text: "mail.reminder.text" },
} as const satisfies Record<MailKind, Record<"subject" | "text", TextPlace>>;

/** Our own wording of a place, with its {names}. */
export const usualText = (place: TextPlace, language: Language): string => catalogues[language][`letter.${place}`];

/** Names that we do not know stay as they are, so that a slip is seen in the preview. */
export function fill(text: string, facts: MailFacts): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (isPlaceholder(name) ? facts[name] : whole));
}

const isPlaceholder = (name: string): name is Placeholder => (PLACEHOLDERS as readonly string[]).includes(name);

/** {names} that stand in a text and mean nothing. */
export const unknownNames = (text: string): string[] => [...text.matchAll(/\{(\w*)\}/g)].map(([, name = ""]) => name).filter((name) => !isPlaceholder(name));

export function factsOf(request: SupplierOrderRequest, given: { supplier: string; language: Language }): MailFacts {
  const { identity, lines, answerUrl } = request;
  return {
    order: identity.orderName,
    brand: identity.shopBrand,
    supplier: given.supplier,
    reference: identity.reference,
    lines: lines.map((line, index) => `${index + 1}. ${lineText(line, given.language)}`).join("\n"),
    units: String(lines.reduce((sum, line) => sum + line.quantity, 0)),
    ship_by: identity.shipBy?.slice(0, 10) ?? "-",
    link: answerUrl ?? "-",
  };
}

function lineText({ itemId, nameZh, titleEn, quantity }: SupplierOrderRequest["lines"][number], language: Language): string {
  return `${itemId}  ${language === "zh-CN" ? (nameZh ?? titleEn) : titleEn} × ${quantity}`;
}

export type WordedMail = { readonly subject: string; readonly text: string };

type Wording = {
  readonly kind: MailKind;
  readonly languages: readonly Language[];
  readonly own: OwnTexts;
  factsIn(language: Language): MailFacts;
  /** Said in front of everything: this mail may have come before. */
  readonly isRepeat: boolean;
  /** The link must be in every order mail: without it nobody can answer. */
  readonly link: string | undefined;
};

/** Several languages stand below each other, the supplier's own first. */
export function wordMail({ kind, languages, own, factsIn, isRepeat, link }: Wording): WordedMail {
  const worded = languages.map((language) => {
    const say = (place: TextPlace) => fill(own[`${place}:${language}`] ?? usualText(place, language), factsIn(language));
    const repeat = isRepeat ? catalogues[language]["letter.mail.repeat"] : undefined;
    const text = [repeat, say(places[kind].text)].filter(Boolean).join("\n\n");
    const missing = link !== undefined && !text.includes(link) ? `\n\n${catalogues[language]["letter.mail.link"]}\n${link}` : "";
    return { subject: say(places[kind].subject).replaceAll(/\s+/g, " ").trim(), text: text + missing, mark: catalogues[language]["letter.mail.repeat_mark"] };
  });
  const mark = isRepeat ? `${worded.map((one) => one.mark).join(" / ")} ` : "";
  return { subject: mark + worded.map(({ subject }) => subject).join(" / "), text: worded.map(({ text }) => text).join("\n\n----\n\n") };
}
