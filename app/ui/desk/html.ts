// HTML for pages that are no app: whole on arrival, without a script. What is put into a template is escaped.

export type Html = { readonly html: string };

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");

type Part = Html | readonly Html[] | string | number | null | undefined | false;

function write(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (typeof part === "string" || typeof part === "number") return escape(String(part));
  return "html" in part ? part.html : part.map(({ html }) => html).join("");
}

export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html => ({ html: strings.map((text, index) => text + write(parts[index])).join("") });
