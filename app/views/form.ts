// How is a posted form read? A field that is not there is empty text.

export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  // PostgreSQL's text cannot hold U+0000.
  return typeof value === "string" ? value.replaceAll("\u0000", "").trim() : "";
};

export const textsOf = (form: FormData, name: string): string[] => form.getAll(name).filter((value) => typeof value === "string");

/** A whole number from `least` on, or undefined. */
export function wholeOf(form: FormData, name: string, least: number): number | undefined {
  const text = textOf(form, name);
  if (!/^\d{1,9}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least ? value : undefined;
}
