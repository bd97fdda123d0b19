// What does a cell say that a pack costs? Read without doubt or refused with its reason; never guessed, never rounded.
import type { Reason } from "../orders/allocation.ts";
import { exponentOf, parseMoney, UnknownCurrencyError, type Money } from "../platform/money.ts";

export type CostReading = { readonly kind: "cost"; readonly money: Money } | { readonly kind: "refused"; readonly reason: Reason };

/** What people write instead of a code. A sign that several currencies share decides nothing by itself. */
const signs: readonly (readonly [sign: string, currencies: readonly string[]])[] = [
  ["CN¥", ["CNY"]], ["JP¥", ["JPY"]], ["US$", ["USD"]], ["HK$", ["HKD"]], ["NT$", ["TWD"]], ["CA$", ["CAD"]], ["C$", ["CAD"]], ["A$", ["AUD"]],
  ["人民币", ["CNY"]], ["RMB", ["CNY"]], ["元", ["CNY"]], ["美元", ["USD"]], ["欧元", ["EUR"]], ["円", ["JPY"]],
  ["¥", ["CNY", "JPY"]], ["$", ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"]], ["€", ["EUR"]], ["£", ["GBP"]], ["₩", ["KRW"]], ["₹", ["INR"]],
];

const refuse = (code: string, params: Reason["params"] = {}): CostReading => ({ kind: "refused", reason: { code: `imports.row.${code}`, params } });

export type CostCells = { readonly cost: string; readonly currency: string; readonly fallback: string | null };

export function readCost({ cost, currency, fallback }: CostCells): CostReading {
  const text = cost.normalize("NFKC").trim();
  if (text === "") return refuse("cost_missing");
  const { amount, meant } = splitSign(text);
  const decided = decideCurrency(meant, { named: currency, fallback, text });
  if ("kind" in decided) return decided;
  return readAmount(amount, decided.currency, text);
}

function splitSign(text: string): { amount: string; meant: readonly string[] | undefined } {
  const [, before = "", amount = "", after = ""] = /^([^\d\-+.,]*)([\d\-+.,' \u00a0\u202f]*?)([^\d\-+.,' ]*)$/u.exec(text) ?? [];
  const sign = (before + after).trim();
  if (amount.trim() === "") return { amount: text, meant: undefined };
  if (sign === "") return { amount: amount.trim(), meant: undefined };
  const meant = currenciesOf(sign);
  return meant.length > 0 ? { amount: amount.trim(), meant } : { amount: text, meant: undefined };
}

function currenciesOf(text: string): readonly string[] {
  const upper = text.normalize("NFKC").trim().toUpperCase();
  const known = signs.find(([sign]) => sign === upper);
  if (known) return known[1];
  return /^[A-Z]{3}$/.test(upper) && isCurrency(upper) ? [upper] : [];
}

function isCurrency(code: string): boolean {
  try {
    exponentOf(code);
    return true;
  } catch (error) {
    if (error instanceof UnknownCurrencyError) return false;
    throw error;
  }
}

type Hints = { readonly named: string; readonly fallback: string | null; readonly text: string };

/** The row's own column first; the sign in the cost next; what was chosen for all rows last. */
function decideCurrency(meant: readonly string[] | undefined, { named, fallback, text }: Hints): { currency: string } | CostReading {
  const own = named.trim() === "" ? undefined : currenciesOf(named);
  if (own?.length === 0) return refuse("currency_unknown", { text: named.trim() });
  const possible = own && meant ? own.filter((one) => meant.includes(one)) : (own ?? meant);
  if (possible?.length === 0) return refuse("currency_contradicts", { text, currency: named.trim() });
  return byFallback(possible, fallback, text);
}

/** A sign of several currencies: what was chosen for all rows decides, if it is one of them. */
function byFallback(possible: readonly string[] | undefined, fallback: string | null, text: string): { currency: string } | CostReading {
  if (possible?.length === 1 && possible[0] !== undefined) return { currency: possible[0] };
  if (fallback === null) return refuse("currency_missing", { text });
  return !possible || possible.includes(fallback) ? { currency: fallback } : refuse("currency_contradicts", { text, currency: fallback });
}

function readAmount(amount: string, currency: string, text: string): CostReading {
  if (amount.startsWith("-")) return refuse("cost_negative", { text });
  const digits = exponentOf(currency);
  const decimal = decimalOf(amount, digits);
  if (decimal === "ambiguous") return refuse("cost_ambiguous", { text });
  if (decimal === undefined) return refuse("cost_not_amount", { text });
  const fraction = decimal.split(".")[1] ?? "";
  if (/[1-9]/.test(fraction.slice(digits))) return refuse("cost_decimals", { text, currency, digits });
  if (decimal.length > 18) return refuse("cost_not_amount", { text });
  return { kind: "cost", money: parseMoney(decimal, currency) };
}

/** A single mark before three digits may part thousands or decimals: only the currency can tell, and often it cannot. */
function decimalOf(amount: string, digits: number): string | "ambiguous" | undefined {
  if (/^\d+$/.test(amount)) return amount;
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(amount)) return byCurrency(amount, digits);
  if (/^\d+[.,]\d+$/.test(amount)) return amount.replace(",", ".");
  if (/^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(amount)) return amount.replaceAll(",", "");
  if (/^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(amount)) return amount.replaceAll(".", "").replace(",", ".");
  if (/^[1-9]\d{0,2}([ '\u00a0\u202f]\d{3})+([.,]\d{1,2})?$/.test(amount)) return amount.replaceAll(/[ '\u00a0\u202f]/g, "").replace(",", ".");
  return undefined;
}

function byCurrency(amount: string, digits: number): string | "ambiguous" {
  if (digits === 0) return amount.replaceAll(/[.,]/g, "");
  return digits >= 3 && amount.includes(".") ? amount : "ambiguous";
}
