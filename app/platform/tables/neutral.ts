// Which texts would a spreadsheet take for a formula, and how are they kept from it?

const startsFormula = /^'*[=+\-@\t\r]/;

/** What would start a formula gets an apostrophe, as OWASP advises for CSV. */
export const neutral = (text: string): string => (startsFormula.test(text) ? `'${text}` : text);

/** The other way round, for a file that we wrote ourselves. */
export const withoutApostrophe = (text: string): string => (text.startsWith("'") && startsFormula.test(text) ? text.slice(1) : text);
