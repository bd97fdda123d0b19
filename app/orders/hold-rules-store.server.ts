// The memory of the merchant's own "hold orders that …", in their order.
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { HoldRule } from "./hold-rule.ts";

export async function loadHoldRules(tx: ShopTransaction): Promise<HoldRule[]> {
  const rows = await tx.db.holdRule.findMany({ orderBy: [{ position: "asc" }, { id: "asc" }] });
  return rows.map(({ name, isOn, countries, tags, collections, atLeastMinor, atMostMinor }) => ({ name, isOn, conditions: { countries, tags, collections, atLeastMinor, atMostMinor } }));
}

/** All at once: a rule stands where the list has it, and nowhere else. */
export async function saveHoldRules(tx: ShopTransaction, rules: readonly HoldRule[]): Promise<void> {
  await tx.db.holdRule.deleteMany({});
  await tx.db.holdRule.createMany({
    data: rules.map(({ name, isOn, conditions }, position) => ({
      name, isOn, position, id: newId(), shopId: tx.shopId, ...conditions,
      countries: [...conditions.countries], tags: [...conditions.tags], collections: [...conditions.collections],
    })),
  });
}
