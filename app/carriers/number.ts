// Which tracking number did the person mean? People paste blanks, dashes, lower case and full-width digits.

/** Upper case, ASCII forms, without blanks, dashes or invisible characters. Doing it twice changes nothing. */
export function normalizeNumber(typed: string): string {
  // Normalized again at the end: what is removed or raised may leave letters that join with their accents.
  return typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Cc}\p{Cf}\p{Pd}]/gu, "")
    .normalize("NFKC");
}
