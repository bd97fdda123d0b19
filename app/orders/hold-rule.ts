// Which of the merchant's own rules holds an order? The first that fits is named.
import { fits, type Conditions, type Occasion } from "./conditions.ts";

export type HoldRule = { readonly name: string; readonly isOn: boolean; readonly conditions: Conditions };

/** A rule without any condition holds every order: that is what its merchant has asked for. */
export function findHoldRule(rules: readonly HoldRule[], occasion: Occasion): string | null {
  return rules.find(({ isOn, conditions }) => isOn && fits(conditions, occasion))?.name ?? null;
}
