// The memory of what customs ask about a variant: one profile, its codes by country, its documents.
import type { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { CustomsFacts } from "./customs-profile.ts";

const parts = { codes: { orderBy: { countryCode: "asc" } }, documents: { orderBy: { id: "asc" } } } satisfies Prisma.CustomsProfileInclude;

export async function findCustomsFacts(tx: ShopTransaction, variantId: string): Promise<CustomsFacts | undefined> {
  const row = await tx.db.customsProfile.findUnique({ where: { shopId_variantId: { shopId: tx.shopId, variantId } }, include: parts });
  return row ? toFacts(row) : undefined;
}

/** By the variant's Shopify GID; variants without a profile are not among the answers. */
export async function listCustomsFacts(tx: ShopTransaction, shopifyVariantIds: readonly string[]): Promise<Map<string, CustomsFacts>> {
  const rows = await tx.db.customsProfile.findMany({
    where: { variant: { shopifyVariantId: { in: [...new Set(shopifyVariantIds)] } } }, include: { ...parts, variant: { select: { shopifyVariantId: true } } },
  });
  return new Map(rows.map((row) => [row.variant.shopifyVariantId, toFacts(row)]));
}

function toFacts(row: Prisma.CustomsProfileGetPayload<{ include: typeof parts }>): CustomsFacts {
  const { nameZh, nameEn, hsCode, originCountryCode, unitWeightGrams, material, intendedUse, productLink, manufacturer, euResponsiblePerson, safetyWarnings } = row;
  return {
    nameZh, nameEn, hsCode, originCountryCode, unitWeightGrams, material, intendedUse, productLink, manufacturer, euResponsiblePerson, safetyWarnings,
    unitValue: row.unitValueMinor === null || row.unitValueCurrency === null ? null : { minor: row.unitValueMinor, currency: row.unitValueCurrency },
    cargoAttributes: row.cargoAttributes,
    codes: row.codes.map(({ countryCode, hsCode: code }) => ({ countryCode, hsCode: code })),
    documents: row.documents.map(({ kind, url }) => ({ kind, url })),
  };
}

/** Run twice: the same profile. Codes and documents are replaced as a whole. */
export async function saveCustomsFacts(tx: ShopTransaction, variantId: string, facts: CustomsFacts): Promise<void> {
  const { unitValue, codes, documents, cargoAttributes, ...texts } = facts;
  const data = { ...texts, cargoAttributes: [...cargoAttributes], unitValueMinor: unitValue?.minor ?? null, unitValueCurrency: unitValue?.currency ?? null };
  const { id } = await tx.db.customsProfile.upsert({
    where: { shopId_variantId: { shopId: tx.shopId, variantId } },
    update: data,
    create: { ...data, id: newId(), shopId: tx.shopId, variantId },
    select: { id: true },
  });
  const owner = { shopId: tx.shopId, customsProfileId: id };
  await tx.db.customsCode.deleteMany({ where: { customsProfileId: id } });
  await tx.db.customsCode.createMany({ data: codes.map((code) => ({ ...code, ...owner, id: newId() })) });
  await tx.db.customsDocument.deleteMany({ where: { customsProfileId: id } });
  await tx.db.customsDocument.createMany({ data: documents.map((document) => ({ ...document, ...owner, id: newId() })) });
}
