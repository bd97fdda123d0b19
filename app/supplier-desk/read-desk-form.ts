// What did the supplier type? Everything is read against what is still open on the order, and nothing is guessed.
import { leftOf, REFUSAL_CHOICES, type Desk, type DeskError, type RefusalChoice } from "./desk.ts";

export type ReadForm<T> = { readonly kind: "value"; readonly value: T } | { readonly kind: "refused"; readonly error: DeskError };

export type ShippedParcel = { readonly number: string; readonly company: string; readonly lines: readonly { lineReference: string; quantity: number }[] };

const refuse = (error: DeskError) => ({ kind: "refused", error }) as const;
const longest = 100;
const textIn = (form: URLSearchParams, name: string): string => (form.get(name) ?? "").replaceAll("\u0000", "").trim();

/** Letters, digits and the few signs that carriers use; spaces inside are how people copy them. */
export function readNumber(form: URLSearchParams): ReadForm<string> {
  const number = textIn(form, "number").replaceAll(/\s+/g, "");
  return /^[\p{L}\p{N}][\p{L}\p{N}._/-]{3,59}$/u.test(number) ? { kind: "value", value: number } : refuse("desk.error.number");
}

export function readShipment(form: URLSearchParams, desk: Pick<Desk, "lines" | "parcels">): ReadForm<ShippedParcel> {
  const number = readNumber(form);
  if (number.kind === "refused") return number;
  if (desk.parcels.some((parcel) => parcel.number.toUpperCase() === number.value.toUpperCase())) return refuse("desk.error.number_known");
  const lines = readQuantities(form, desk);
  if (lines.kind === "refused") return lines;
  const company = textIn(form, "company");
  if (company.length > longest) return refuse("desk.error.too_long");
  return { kind: "value", value: { number: number.value, company, lines: lines.value } };
}

function readQuantities(form: URLSearchParams, { lines }: Pick<Desk, "lines">): ReadForm<ShippedParcel["lines"]> {
  const typed = lines.map((line) => ({ line, text: textIn(form, `quantity.${line.lineReference}`) || "0" }));
  if (typed.some(({ text }) => !/^\d{1,7}$/.test(text))) return refuse("desk.error.quantity");
  if (typed.some(({ line, text }) => Number(text) > leftOf(line))) return refuse("desk.error.too_many");
  const packed = typed.map(({ line, text }) => ({ lineReference: line.lineReference, quantity: Number(text) })).filter(({ quantity }) => quantity > 0);
  return packed.length === 0 ? refuse("desk.error.nothing") : { kind: "value", value: packed };
}

/** lines empty: the whole order. */
export type TypedRefusal = { readonly reason: RefusalChoice; readonly text: string; readonly lines: readonly string[] };

export function readRefusal(form: URLSearchParams, { lines }: Pick<Desk, "lines">): ReadForm<TypedRefusal> {
  const reason = REFUSAL_CHOICES.find((one) => one === textIn(form, "reason"));
  const text = textIn(form, "text");
  if (!reason || (reason === "other" && text === "")) return refuse("desk.error.reason");
  if (text.length > 500) return refuse("desk.error.too_long");
  const chosen = new Set(form.getAll("line"));
  const refused = lines.filter((line) => chosen.has(line.lineReference)).map(({ lineReference }) => lineReference);
  if (refused.length === 0) return refuse("desk.error.all_lines");
  return { kind: "value", value: { reason, text, lines: refused.length === lines.length ? [] : refused } };
}

export function readAcceptance(form: URLSearchParams): ReadForm<string> {
  const reference = textIn(form, "supplierReference");
  return reference.length > longest ? refuse("desk.error.too_long") : { kind: "value", value: reference };
}
