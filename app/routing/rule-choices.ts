// What has the merchant decided about the rules? A list in his order, and which of it the routing asks.
import { always, type Conditions } from "../orders/conditions.ts";
import { findRule, rules } from "./registry.ts";
import type { ActiveRule } from "./rule.ts";

export type RuleChoice = {
  /** File name in rules/. */
  readonly rule: string;
  readonly isOn: boolean;
  /** The supplier that "preferred supplier" prefers. */
  readonly supplierId: string | null;
  readonly conditions: Conditions;
};

export const firstChoices: readonly RuleChoice[] = rules.map((rule) => ({ rule: rule.name, isOn: rule.isOnAtFirst, supplierId: null, conditions: always }));

/** A rule that is off is not there at all; nor is one that a later version of the app has dropped. */
export function activeRules(choices: readonly RuleChoice[]): ActiveRule[] {
  return choices.flatMap(({ rule: name, isOn, supplierId, conditions }) => {
    const rule = findRule(name);
    return rule && isOn ? [{ rule, supplierId, conditions }] : [];
  });
}
