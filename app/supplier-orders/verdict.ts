// Nobody can be asked by machine whether an order arrived: then a person says so. What he says counts for the attempt he saw.
import { z } from "zod";
import type { Abilities } from "../suppliers/connector.ts";
import type { SupplierOrder } from "./supplier-order.ts";

export const verdictSchema = z.object({ says: z.enum(["arrived", "repeat"]), attempt: z.int() });
export type Verdict = z.infer<typeof verdictSchema>;

/** The supplier cannot be asked, and an equal order is a second one. */
export const asksAPerson = ({ lookUp, idempotentSubmit }: Abilities): boolean => !lookUp && !idempotentSubmit;

/** A verdict on an earlier attempt says nothing of this one: two clicks are one repeat. */
export function needsVerdict({ state, attempt }: Pick<SupplierOrder, "state" | "attempt">, abilities: Abilities, verdict: Verdict | undefined): boolean {
  return state === "UNKNOWN" && asksAPerson(abilities) && verdict?.attempt !== attempt;
}
