// A drafted line as it lies in its tables, with what customs ask about the goods copied beside it.
import type { Prisma } from "@prisma/client";
import type { CustomsProfile } from "../catalog/customs.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { DraftLine } from "./draft-supplier-orders.ts";

type Owner = { shopId: string; supplierOrderId: string; profile: CustomsProfile | undefined; destination: string | null; unitWeightGrams: number | null };

export type DraftLineRow = {
  readonly row: Prisma.SupplierOrderLineCreateManyInput & { id: string };
  readonly attributes: Prisma.SupplierOrderLineAttributeCreateManyInput[];
  readonly properties: Prisma.SupplierOrderLinePropertyCreateManyInput[];
};

export function toLineRow(line: DraftLine, owner: Owner): DraftLineRow {
  const id = newId();
  const { unitCost, attributes, properties, ...facts } = line;
  const child = (named: { name: string; value: string }) => ({ ...named, id: newId(), shopId: owner.shopId, supplierOrderLineId: id });
  const { profile } = owner;
  return {
    row: {
      ...facts,
      id,
      shopId: owner.shopId,
      supplierOrderId: owner.supplierOrderId,
      unitCostMinor: unitCost.minor,
      currency: unitCost.currency,
      unitWeightGrams: profile?.unitWeightGrams ?? owner.unitWeightGrams,
      ...(profile ? toCustomsRow(profile, owner.destination) : { cargoAttributes: [] }),
    },
    attributes: attributes.map(child),
    properties: properties.map(child),
  };
}

function toCustomsRow(profile: CustomsProfile, destination: string | null) {
  return {
    customsNameZh: profile.nameZh,
    customsNameEn: profile.nameEn,
    hsCode: profile.hsCodeFor(destination),
    originCountryCode: profile.originCountryCode,
    declaredUnitMinor: profile.unitValue?.minor ?? null,
    declaredCurrency: profile.unitValue?.currency ?? null,
    material: profile.material,
    intendedUse: profile.intendedUse,
    cargoAttributes: [...profile.cargoAttributes],
    productLink: profile.productLink,
    customsDocumentUrl: profile.documentUrl,
  };
}
