// The memory of what is known about a supplier besides its line. Lists are replaced as a whole.
import type { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import { supplierLanguages, type SupplierFacts } from "./supplier-facts.ts";

const parts = {
  closures: { orderBy: { closedFrom: "asc" } }, channels: { orderBy: { deliveryTitle: "asc" } }, forbiddenCarriers: { orderBy: { carrier: "asc" } },
} satisfies Prisma.SupplierInclude;

export type KnownSupplier = {
  readonly id: string;
  readonly connector: string;
  readonly connectorSettings: unknown;
  readonly isActive: boolean;
  readonly builtIn: string | null;
  readonly shipmentsPolledAt: Date | null;
  readonly facts: SupplierFacts;
};

export async function findKnownSupplier(tx: ShopTransaction, supplierId: string): Promise<KnownSupplier | undefined> {
  const row = await tx.db.supplier.findUnique({ where: { shopId_id: { shopId: tx.shopId, id: supplierId } }, include: parts });
  if (!row) return undefined;
  const { id, connector, connectorSettings, isActive, builtIn, shipmentsPolledAt } = row;
  return { id, connector, connectorSettings, isActive, builtIn, shipmentsPolledAt, facts: toFacts(row) };
}

type Row = Prisma.SupplierGetPayload<{ include: typeof parts }>;

const day = (date: Date): string => date.toISOString().slice(0, 10);

function toFacts(row: Row): SupplierFacts {
  const { name, kind, contactName, contactEmail, contactPhone, contactWechat, timeZone, workingDays, cutOffMinute, leadTimeDays, capacityPerDay } = row;
  const { shipsBlind, ifUndeliverable, shipsFromCountryCode, labelBuyer, mayHaveIoss, takesPoBoxes, incoterm, sendsAutomatically } = row;
  const { paymentTerms, paymentMethod, pricesIncludeTax, invoiceWanted, invoiceTitle, hidesEmail, hidesPhone, hidesPrices } = row;
  const { returnName, returnPhone, returnAddress1, returnCity, returnProvince, returnPostalCode, returnCountryCode, addressLimit, noteLimit, nameLimit } = row;
  return {
    name, kind, contactName, contactEmail, contactPhone, contactWechat, timeZone, workingDays, cutOffMinute, leadTimeDays, capacityPerDay,
    locale: supplierLanguages.find((language) => language === row.locale) ?? "en",
    minimumOrder: row.minimumOrderMinor === null || row.minimumOrderCurrency === null ? null : { minor: row.minimumOrderMinor, currency: row.minimumOrderCurrency },
    shipsBlind, ifUndeliverable, shipsFromCountryCode, labelBuyer, mayHaveIoss, takesPoBoxes, incoterm, sendsAutomatically,
    paymentTerms, paymentMethod, pricesIncludeTax, invoiceWanted, invoiceTitle, hidesEmail, hidesPhone, hidesPrices,
    returnName, returnPhone, returnAddress1, returnCity, returnProvince, returnPostalCode, returnCountryCode, addressLimit, noteLimit, nameLimit,
    closures: row.closures.map(({ reason, lastOrderOn, closedFrom, reopensOn }) => ({
      reason, lastOrderOn: lastOrderOn && day(lastOrderOn), closedFrom: day(closedFrom), reopensOn: day(reopensOn),
    })),
    channels: row.channels.map(({ deliveryTitle, channel }) => ({ deliveryTitle, channel })),
    forbiddenCarriers: row.forbiddenCarriers.map(({ carrier }) => carrier),
  };
}

/** Run twice: the same supplier. */
export async function saveSupplierFacts(tx: ShopTransaction, supplierId: string, facts: SupplierFacts): Promise<void> {
  const { closures, channels, forbiddenCarriers, minimumOrder, workingDays, ...columns } = facts;
  await tx.db.supplier.update({
    where: { shopId_id: { shopId: tx.shopId, id: supplierId } },
    data: { ...columns, workingDays: [...workingDays], minimumOrderMinor: minimumOrder?.minor ?? null, minimumOrderCurrency: minimumOrder?.currency ?? null },
  });
  const owner = { shopId: tx.shopId, supplierId };
  const midnight = (text: string) => new Date(`${text}T00:00:00Z`);
  await tx.db.supplierClosure.deleteMany({ where: { supplierId } });
  await tx.db.supplierClosure.createMany({
    data: closures.map(({ reason, lastOrderOn, closedFrom, reopensOn }) => ({
      ...owner, id: newId(), reason, lastOrderOn: lastOrderOn === null ? null : midnight(lastOrderOn), closedFrom: midnight(closedFrom), reopensOn: midnight(reopensOn),
    })),
  });
  await tx.db.supplierChannel.deleteMany({ where: { supplierId } });
  await tx.db.supplierChannel.createMany({ data: channels.map((channel) => ({ ...channel, ...owner, id: newId() })) });
  await tx.db.supplierForbiddenCarrier.deleteMany({ where: { supplierId } });
  await tx.db.supplierForbiddenCarrier.createMany({ data: forbiddenCarriers.map((carrier) => ({ carrier, ...owner, id: newId() })) });
}

/** What would be torn apart if the supplier went: offers, rules that name it, and everything that it was ever asked. */
export async function whatHangsOn(tx: ShopTransaction, supplierId: string): Promise<{ offers: number; orders: number; rules: number }> {
  const where = { supplierId };
  const rules = (await tx.db.routingRuleSetting.count({ where })) + (await tx.db.automationRule.count({ where }));
  return { offers: await tx.db.offer.count({ where }), orders: await tx.db.supplierOrder.count({ where }), rules };
}

export async function deleteSupplier(tx: ShopTransaction, supplierId: string): Promise<void> {
  await tx.db.supplier.delete({ where: { shopId_id: { shopId: tx.shopId, id: supplierId } } });
}
