// The read model of the suppliers page. Credentials never leave the server again.
import type { ShopTransaction } from "../platform/db.server.ts";
import { connectors } from "../suppliers/registry.server.ts";
import { listSuppliers } from "../suppliers/store.server.ts";
import { fieldsOf } from "./connector-fields.ts";
import type { ConnectorForm, SuppliersPage } from "./suppliers-page.ts";

export const connectorForms: readonly ConnectorForm[] = connectors.map((connector) => ({
  name: connector.name,
  settings: fieldsOf(connector.settingsSchema, { secret: false }),
  credentials: fieldsOf(connector.credentialsSchema, { secret: true }),
}));

export async function readSuppliersPage(tx: ShopTransaction, appUrl: string): Promise<SuppliersPage> {
  const suppliers = await listSuppliers(tx);
  const offers = await tx.db.offer.groupBy({ by: ["supplierId"], _count: true, orderBy: { supplierId: "asc" } });
  const open = await tx.db.supplierOrder.groupBy({
    by: ["supplierId"], where: { state: { in: ["DRAFT", "SENDING", "UNKNOWN", "TO_HAND_OVER", "SENT", "ACCEPTED", "PARTLY_SHIPPED"] } }, _count: true, orderBy: { supplierId: "asc" },
  });
  const countOf = (groups: readonly { supplierId: string; _count: number }[], id: string): number => groups.find((group) => group.supplierId === id)?._count ?? 0;
  return {
    suppliers: suppliers.map(({ id, name, kind, connector, connectorSettings, timeZone, isActive }) => ({
      id, name, kind, connector, timeZone, isActive,
      settings: shownSettings(connector, connectorSettings),
      offers: countOf(offers, id),
      openOrders: countOf(open, id),
      webhookAddress: canPush(connector) ? `${appUrl}/suppliers/${tx.shopId}/${id}/webhook` : null,
    })),
    connectors: connectorForms,
    timeZones: ["UTC", ...Intl.supportedValuesOf("timeZone")],
  };
}

function shownSettings(connector: string, settings: unknown): Record<string, string> {
  const fields = connectorForms.find(({ name }) => name === connector)?.settings ?? [];
  const kept = new Map<string, unknown>(typeof settings === "object" && settings !== null ? Object.entries(settings) : []);
  return Object.fromEntries(fields.map(({ name, initial }) => [name, String(kept.get(name) ?? initial)]));
}

const canPush = (name: string): boolean => connectors.some((connector) => connector.name === name && connector.abilities.pushes);
