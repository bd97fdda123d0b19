// How are 64-bit ids written and read as JSON numbers without losing a digit?
// Shopify sends ids as bare JSON integers; JSON.parse alone rounds everything above 2^53.

type RawJson = { readonly rawJSON: string };
type JsonWithSource = {
  rawJSON(text: string): RawJson;
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
};
const exact = JSON as unknown as JsonWithSource;

/** Writes bigints as bare integers. */
export function writeExactJson(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) => (typeof entry === "bigint" ? exact.rawJSON(entry.toString()) : entry));
}

/** Reads integers beyond 2^53 as bigint, every other value as JSON.parse does. */
export function readExactJson(text: string): unknown {
  return exact.parse(text, (_key, value, { source }) => {
    const isLongInteger = typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(source ?? "");
    return isLongInteger ? BigInt(source ?? "") : value;
  });
}
