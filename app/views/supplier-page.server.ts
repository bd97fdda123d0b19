// The read model of one supplier's page.
import type { ShopTransaction } from "../platform/db.server.ts";
import { findKnownSupplier, whatHangsOn } from "../suppliers/facts-store.server.ts";
import { connectors } from "../suppliers/registry.server.ts";
import { asText } from "./connector-fields.ts";
import { readHistory } from "./history.server.ts";
import { connectorForms, readLines, timeZones } from "./suppliers-page.server.ts";
import type { ConnectorForm, OpenOrders, SupplierPage } from "./suppliers-page.ts";

export async function readSupplierPage(tx: ShopTransaction, supplierId: string, world: { appUrl: string; shopCurrency: string }): Promise<SupplierPage | undefined> {
  const known = await findKnownSupplier(tx, supplierId);
  if (!known) return undefined;
  const connector = connectorForms.find(({ name }) => name === known.connector) ?? null;
  const canPush = connectors.some(({ name, abilities }) => name === known.connector && abilities.pushes);
  return {
    id: known.id,
    facts: known.facts,
    isActive: known.isActive,
    isBuiltIn: known.builtIn !== null,
    connector,
    connectorName: known.connector,
    settings: shownSettings(connector, known.connectorSettings),
    webhookAddress: canPush ? `${world.appUrl}/suppliers/${tx.shopId}/${known.id}/webhook` : null,
    line: (await readLines(tx)).get(known.id) ?? { kind: "never_asked" },
    connectors: connectorForms,
    hangsOn: await whatHangsOn(tx, known.id),
    open: await countOpen(tx, known.id),
    timeZones,
    shopCurrency: world.shopCurrency,
    history: await readHistory(tx, "supplier", known.id),
  };
}

/** Asked for by page and action alike: the question names the numbers, the answer goes by them. */
export async function countOpen(tx: ShopTransaction, supplierId: string): Promise<OpenOrders> {
  const groups = await tx.db.supplierOrder.groupBy({ by: ["state"], where: { supplierId }, _count: true, orderBy: { state: "asc" } });
  const count = (...states: string[]) => groups.filter(({ state }) => states.includes(state)).reduce((sum, group) => sum + group._count, 0);
  return { drafts: count("DRAFT"), unclear: count("SENDING", "UNKNOWN"), given: count("TO_HAND_OVER", "SENT", "ACCEPTED", "PARTLY_SHIPPED") };
}

function shownSettings(connector: ConnectorForm | null, settings: unknown): Record<string, string> {
  const kept = new Map<string, unknown>(typeof settings === "object" && settings !== null ? Object.entries(settings) : []);
  return Object.fromEntries((connector?.settings ?? []).map(({ name, initial }) => [name, kept.has(name) ? asText(kept.get(name)) : initial]));
}
