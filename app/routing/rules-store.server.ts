// The memory of the merchant's rules: their order, which are on, what each is told, and for which orders it speaks.
import type { RoutingRuleSetting as Row } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import { activeRules, firstChoices, type RuleChoice } from "./rule-choices.ts";
import type { ActiveRule } from "./rule.ts";

/** In the merchant's order; as in a fresh shop while nothing has been decided. */
export async function listRuleChoices(tx: ShopTransaction): Promise<RuleChoice[]> {
  const rows = await tx.db.routingRuleSetting.findMany({ orderBy: [{ position: "asc" }, { id: "asc" }] });
  return rows.length === 0 ? [...firstChoices] : rows.map(toChoice);
}

export async function listActiveRules(tx: ShopTransaction): Promise<ActiveRule[]> {
  return activeRules(await listRuleChoices(tx));
}

/** All at once: a rule stands where the list has it, and nowhere else. */
export async function saveRuleChoices(tx: ShopTransaction, choices: readonly RuleChoice[]): Promise<void> {
  await tx.db.routingRuleSetting.deleteMany({});
  await tx.db.routingRuleSetting.createMany({
    data: choices.map(({ rule, isOn, supplierId, conditions }, position) => ({
      id: newId(), shopId: tx.shopId, position, rule, isOn, supplierId, ...conditions,
      countries: [...conditions.countries], tags: [...conditions.tags], collections: [...conditions.collections],
    })),
  });
}

function toChoice({ rule, isOn, supplierId, countries, tags, collections, atLeastMinor, atMostMinor }: Row): RuleChoice {
  return { rule, isOn, supplierId, conditions: { countries, tags, collections, atLeastMinor, atMostMinor } };
}
