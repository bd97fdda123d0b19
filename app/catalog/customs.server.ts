// What do customs ask about these goods? Kept once per variant, copied into each supplier's order.
import type { CargoAttribute } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Money } from "../platform/money.ts";

export type CustomsProfile = {
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly originCountryCode: string | null;
  readonly unitValue: Money | null;
  readonly unitWeightGrams: number | null;
  readonly material: string | null;
  readonly intendedUse: string | null;
  readonly productLink: string | null;
  /** The one that carriers ask for first: the battery's UN 38.3 report, else any. */
  readonly documentUrl: string | null;
  readonly cargoAttributes: readonly CargoAttribute[];
  /** The destination's own longer number where one is kept, else the common one. */
  hsCodeFor(countryCode: string | null): string | null;
};

/** By the variant's Shopify GID; variants without a profile are not among the answers. */
export async function findCustomsProfiles(tx: ShopTransaction, shopifyVariantIds: readonly string[]): Promise<Map<string, CustomsProfile>> {
  const rows = await tx.db.customsProfile.findMany({
    where: { variant: { shopifyVariantId: { in: [...new Set(shopifyVariantIds)] } } },
    include: { variant: { select: { shopifyVariantId: true } }, codes: true, documents: { orderBy: { id: "asc" } } },
  });
  return new Map(rows.map((row) => [row.variant.shopifyVariantId, {
    nameZh: row.nameZh,
    nameEn: row.nameEn,
    originCountryCode: row.originCountryCode,
    unitValue: row.unitValueMinor === null || row.unitValueCurrency === null ? null : { minor: row.unitValueMinor, currency: row.unitValueCurrency },
    unitWeightGrams: row.unitWeightGrams,
    material: row.material,
    intendedUse: row.intendedUse,
    productLink: row.productLink,
    documentUrl: (row.documents.find(({ kind }) => kind === "un38_3") ?? row.documents[0])?.url ?? null,
    cargoAttributes: row.cargoAttributes,
    hsCodeFor: (countryCode) => row.codes.find((code) => code.countryCode === countryCode)?.hsCode ?? row.hsCode,
  }]));
}
