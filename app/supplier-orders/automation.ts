// Does a supplier's part of an order go out by itself once the shop is live? The first of the merchant's rules that fits
// decides, else the supplier's own switch. In review, and before go-live, nothing goes by itself whatever they say.
import type { SendingChoice } from "../merchants/merchant.ts";
import type { Params } from "../platform/errors.ts";
import { fits, type Conditions, type Occasion } from "../orders/conditions.ts";

export type AutomationRule = {
  readonly name: string;
  readonly isOn: boolean;
  /** Go out by themselves, or wait for a click. */
  readonly sends: boolean;
  /** Null: of any supplier. */
  readonly supplierId: string | null;
  readonly conditions: Conditions;
};

export type Automation = {
  readonly rules: readonly AutomationRule[];
  /** By supplier; one that is not named sends. */
  readonly switches: ReadonlyMap<string, boolean>;
};

/** With params for the words of why it waits. */
export type DraftChoice = { readonly code: SendingChoice | "automation_off" | "automation_rule"; readonly params: Params };

export type Part = { readonly supplierId: string; readonly supplierName: string; readonly occasion: Occasion };

export function chooseForDraft(choice: SendingChoice, automation: Automation, part: Part): DraftChoice {
  if (choice !== "send") return { code: choice, params: {} };
  const rule = automation.rules.find((one) => one.isOn && (one.supplierId === null || one.supplierId === part.supplierId) && fits(one.conditions, part.occasion));
  if (rule) return rule.sends ? { code: "send", params: {} } : { code: "automation_rule", params: { rule: rule.name } };
  const isOn = automation.switches.get(part.supplierId) ?? true;
  return isOn ? { code: "send", params: {} } : { code: "automation_off", params: { supplier: part.supplierName } };
}
