// What has changed between two states of a thing, in a form that the history can put into words?

export type Told = Readonly<Record<string, string | number | boolean | null>>;
export type Change = { readonly field: string; readonly from: string; readonly to: string };

/** Nothing, yes and no are words of a language; they are stored as codes ("none", "yes", "no"). */
export function changesBetween(before: Told, after: Told): Change[] {
  return Object.keys(after)
    .map((field) => ({ field, from: asText(before[field]), to: asText(after[field]) }))
    .filter(({ from, to }) => from !== to)
    .map(({ field, from, to }) => ({ field, from: short(from), to: short(to) }));
}

const longest = 120;

function asText(value: Told[string] | undefined): string {
  if (value === null || value === undefined || value === "") return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}

const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);
