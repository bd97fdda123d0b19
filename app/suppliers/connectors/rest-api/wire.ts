// How do single values look on the wire: texts, instants, amounts?
import { z } from "zod";
import { exponentOf, UnknownCurrencyError } from "../../../platform/money.ts";

/** Without NUL, which PostgreSQL's text cannot hold: such a message could never be kept. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\0]*$/);

export const instant = z.iso.datetime({ offset: true }).describe("ISO 8601 with an offset.");

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .refine((code) => digitsOf(code) !== undefined, "unknown currency")
  .describe("ISO 4217.");

export const money = z
  .object({
    amount: z
      .string()
      .regex(/^\d{1,12}(\.\d{1,4})?$/)
      .describe('Decimal text, never a JSON number: "12.50".'),
    currency,
  })
  .refine(({ amount, currency: code }) => (amount.split(".")[1] ?? "").length <= (digitsOf(code) ?? 0), "more digits than the currency has");

function digitsOf(code: string): number | undefined {
  try {
    return exponentOf(code);
  } catch (error) {
    if (error instanceof UnknownCurrencyError) return undefined;
    throw error;
  }
}
