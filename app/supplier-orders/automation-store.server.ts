// The memory of what goes out by itself: each supplier's switch, and the merchant's rules in their order.
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { Automation } from "./automation.ts";

export async function loadAutomation(tx: ShopTransaction): Promise<Automation> {
  const suppliers = await tx.db.supplier.findMany({ select: { id: true, sendsAutomatically: true }, orderBy: { id: "asc" } });
  const rules = await tx.db.automationRule.findMany({ orderBy: [{ position: "asc" }, { id: "asc" }] });
  return {
    switches: new Map(suppliers.map(({ id, sendsAutomatically }) => [id, sendsAutomatically])),
    rules: rules.map(({ name, isOn, sends, supplierId, countries, tags, collections, atLeastMinor, atMostMinor }) => ({
      name, isOn, sends, supplierId, conditions: { countries, tags, collections, atLeastMinor, atMostMinor },
    })),
  };
}

/** All at once: a rule stands where the list has it, and nowhere else. */
export async function saveAutomation(tx: ShopTransaction, { rules, switches }: Automation): Promise<void> {
  for (const [id, sendsAutomatically] of switches) await tx.db.supplier.updateMany({ where: { id }, data: { sendsAutomatically } });
  await tx.db.automationRule.deleteMany({});
  await tx.db.automationRule.createMany({
    data: rules.map(({ conditions, ...rule }, position) => ({
      ...rule, ...conditions, id: newId(), shopId: tx.shopId, position,
      countries: [...conditions.countries], tags: [...conditions.tags], collections: [...conditions.collections],
    })),
  });
}
