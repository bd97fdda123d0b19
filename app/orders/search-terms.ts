// By which words is an order found? Each is compared from its start, so that an index answers.

/** Longer ones are cut: nobody types them whole. */
const mostCharacters = 40;
const mostTerms = 120;

export type Searchable = {
  readonly name: string;
  /** Names, titles: found by each of their words. */
  readonly texts: readonly (string | null)[];
  /** E-mails, SKUs, numbers: found by their start, and by what follows a mark within them. */
  readonly codes: readonly (string | null)[];
  readonly phones: readonly (string | null)[];
};

export function searchTermsOf({ name, texts, codes, phones }: Searchable): string[] {
  const found = [
    ...codeTerms(name),
    ...codes.flatMap((code) => codeTerms(code ?? "")),
    ...phones.flatMap((phone) => phoneTerms(phone ?? "")),
    ...texts.flatMap((text) => wordTerms(text ?? "")),
  ];
  return [...new Set(found.map((term) => term.slice(0, mostCharacters)).filter((term) => term !== ""))].slice(0, mostTerms);
}

/** What a person typed, as it would begin a term; words are looked for one by one, and all of them must fit. */
export function termsOfSearch(typed: string): string[] {
  const text = fold(typed);
  if (text === "") return [];
  const digits = text.replaceAll(/[\s()+./-]/g, "");
  if (/^\d{5,}$/.test(digits) && /[\s()+./-]/.test(text)) return [digits.replace(/^0+/, "").slice(0, mostCharacters)];
  return text.split(/\s+/).slice(0, 6).map((word) => word.slice(0, mostCharacters));
}

/** NUL is no character of PostgreSQL's; full-width letters and digits are the usual ones. */
const fold = (text: string): string => text.replaceAll("\u0000", "").normalize("NFKC").toLowerCase().trim();

function codeTerms(code: string): string[] {
  const whole = fold(code);
  const parts = whole.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 1);
  const domain = whole.split("@")[1] ?? "";
  return [whole, whole.replace(/^#/, ""), domain, ...parts];
}

/** With its country or without: the last digits are what people remember. */
function phoneTerms(phone: string): string[] {
  const digits = phone.replaceAll(/\D/g, "").replace(/^0+/, "");
  if (digits.length < 5) return [];
  const tails = [10, 9, 8, 7, 4].filter((length) => length < digits.length).map((length) => digits.slice(-length));
  return [digits, ...tails];
}

/** Chinese is written without blanks, so that each character may begin what is looked for. */
function wordTerms(text: string): string[] {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words.flatMap((word) => (/\p{Script=Han}/u.test(word) ? [...word].map((_, index) => [...word].slice(index).join("")).slice(0, 30) : [word]));
}
