// The read model of the suppliers' list, and what both supplier pages say of a line. Credentials never leave the server again.
import type { ShopTransaction } from "../platform/db.server.ts";
import { connectors } from "../suppliers/registry.server.ts";
import { listSuppliers } from "../suppliers/store.server.ts";
import { fieldsOf } from "./connector-fields.ts";
import type { ConnectorForm, LineState, SuppliersPage } from "./suppliers-page.ts";

export const connectorForms: readonly ConnectorForm[] = connectors.map((connector) => ({
  name: connector.name,
  answers: connector.abilities.answers,
  settings: fieldsOf(connector.settingsSchema, { secret: false }),
  credentials: fieldsOf(connector.credentialsSchema, { secret: true }),
}));

export const timeZones: readonly string[] = ["UTC", ...Intl.supportedValuesOf("timeZone")];

export const openStates = ["DRAFT", "SENDING", "UNKNOWN", "TO_HAND_OVER", "SENT", "ACCEPTED", "PARTLY_SHIPPED"] as const;

export async function readSuppliersPage(tx: ShopTransaction): Promise<SuppliersPage> {
  const suppliers = await listSuppliers(tx);
  const offers = await tx.db.offer.groupBy({ by: ["supplierId"], _count: true, orderBy: { supplierId: "asc" } });
  const open = await tx.db.supplierOrder.groupBy({ by: ["supplierId"], where: { state: { in: [...openStates] } }, _count: true, orderBy: { supplierId: "asc" } });
  const countOf = (groups: readonly { supplierId: string; _count: number }[], id: string): number => groups.find((group) => group.supplierId === id)?._count ?? 0;
  const lines = await readLines(tx);
  return {
    suppliers: suppliers.map(({ id, name, kind, connector, timeZone, isActive }) => ({
      id, name, kind, connector, timeZone, isActive, offers: countOf(offers, id), openOrders: countOf(open, id), line: lines.get(id) ?? { kind: "never_asked" },
    })),
    connectors: connectorForms,
    timeZones,
  };
}

type Line = { id: string; connector: string; polledAt: Date | null; problems: number };

/** Trouble: an open problem of a call to this supplier, or of one of its orders. */
export async function readLines(tx: ShopTransaction): Promise<Map<string, LineState>> {
  const rows = await tx.db.$queryRaw<Line[]>`
    select s."id", s."connector", s."shipmentsPolledAt" as "polledAt", (
      select count(*)::int from "Problem" p left join "SupplierOrder" o on o."shopId" = p."shopId" and o."id" = p."supplierOrderId"
      where p."shopId" = s."shopId" and p."openKey" is not null and (o."supplierId" = s."id" or p."openKey" like '%:' || s."id"::text)
    ) as "problems"
    from "Supplier" s where s."shopId" = ${tx.shopId}`;
  return new Map(rows.map((row) => [row.id, lineOf(row)]));
}

function lineOf({ connector, polledAt, problems }: Line): LineState {
  if (problems > 0) return { kind: "trouble", problems };
  const answers = connectors.find(({ name }) => name === connector)?.abilities.answers;
  if (answers === "by_hand") return { kind: "by_hand" };
  if (answers === "later") return { kind: "waits_for_mail" };
  return polledAt === null ? { kind: "never_asked" } : { kind: "asked", at: polledAt };
}
