// The memory of offers in bulk: many read, made, changed or removed by few statements, whatever their number.
import type { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { OfferFacts, SavedFacts } from "./offer-import.ts";
import { toCatalog, type Catalog, type CatalogVariant } from "./plan-offer-import.ts";

/** A deleted variant keeps its names only where no living one has them. */
export async function loadCatalog(tx: ShopTransaction): Promise<Catalog> {
  const variants = await tx.db.$queryRaw<(CatalogVariant & { isMissing: boolean })[]>`
    select "id", "shopifyVariantId", "sku", "barcode", "isOwnGoods", "missingSince" is not null as "isMissing" from "Variant" where "shopId" = ${tx.shopId}`;
  const living = variants.filter(({ isMissing }) => !isMissing);
  const skus = new Set(living.map(({ sku }) => sku));
  const gone = variants.filter(({ isMissing }) => isMissing).map((one) => (skus.has(one.sku) ? { ...one, sku: null, barcode: null } : one));
  return toCatalog([...living, ...gone], await tx.db.supplier.findMany({ select: { id: true, name: true } }));
}

const columns = {
  id: true, supplierId: true, variantId: true, itemId: true, specId: true, packRatio: true, unitCostMinor: true, currency: true, shipsTo: true,
  priority: true, stockQuantity: true, leadTimeDays: true, minimumQuantity: true, nameZh: true, isActive: true,
} satisfies Prisma.OfferSelect;

/** By our id of the variant, oldest first; of all variants where none are named. */
export async function loadOfferFacts(tx: ShopTransaction, variantIds?: readonly string[]): Promise<Map<string, SavedFacts[]>> {
  const where = variantIds ? { variantId: { in: [...new Set(variantIds)] } } : {};
  const rows = await tx.db.offer.findMany({ where, select: columns, orderBy: { id: "asc" } });
  return Map.groupBy(rows.map(toFacts), ({ variantId }) => variantId);
}

/** Until the transaction ends nobody else changes them. */
export async function lockOffersOf(tx: ShopTransaction, variantIds: readonly string[]): Promise<Map<string, SavedFacts[]>> {
  await tx.db.$queryRaw`select "id" from "Offer" where "shopId" = ${tx.shopId} and "variantId" = any(${[...new Set(variantIds)]}::uuid[]) order by "id" for update`;
  return await loadOfferFacts(tx, variantIds);
}

/** By the offer's id. */
export async function lockOffers(tx: ShopTransaction, ids: readonly string[]): Promise<Map<string, SavedFacts>> {
  await tx.db.$queryRaw`select "id" from "Offer" where "shopId" = ${tx.shopId} and "id" = any(${[...ids]}::uuid[]) order by "id" for update`;
  const rows = await tx.db.offer.findMany({ where: { id: { in: [...ids] } }, select: columns });
  return new Map(rows.map((row) => [row.id, toFacts(row)]));
}

type Row = Prisma.OfferGetPayload<{ select: typeof columns }>;
const toFacts = (row: Row): SavedFacts => ({ ...row, unitCostMinor: row.unitCostMinor.toString() });

/** The ids, in the order of the facts. One statement with one parameter: Prisma's own takes a second for 500 rows. */
export async function createOffers(tx: ShopTransaction, facts: readonly OfferFacts[], at: Date): Promise<string[]> {
  if (facts.length === 0) return [];
  const rows = facts.map((one) => ({ ...one, id: newId() }));
  await tx.db.$executeRaw`
    insert into "Offer" ("id", "shopId", "supplierId", "variantId", "itemId", "specId", "packRatio", "unitCostMinor", "currency", "shipsTo", "priority",
      "stockQuantity", "stockSeenAt", "leadTimeDays", "minimumQuantity", "nameZh", "isActive")
    select r."id", ${tx.shopId}, r."supplierId", r."variantId", r."itemId", r."specId", r."packRatio", r."unitCostMinor", r."currency", r."shipsTo", r."priority",
      r."stockQuantity", case when r."stockQuantity" is null then null else ${at}::timestamp end, r."leadTimeDays", r."minimumQuantity", r."nameZh", r."isActive"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("id" uuid, "supplierId" uuid, "variantId" uuid, "itemId" text, "specId" text, "packRatio" int,
      "unitCostMinor" bigint, "currency" text, "shipsTo" text[], "priority" int, "stockQuantity" int, "leadTimeDays" int, "minimumQuantity" int, "nameZh" text, "isActive" boolean)`;
  return rows.map(({ id }) => id);
}

/** What stands in `facts` replaces what the offer says; a stock that changes was seen now. */
export async function changeOffers(tx: ShopTransaction, facts: readonly SavedFacts[], at: Date): Promise<void> {
  if (facts.length === 0) return;
  await tx.db.$executeRaw`
    update "Offer" o set
      "unitCostMinor" = r."unitCostMinor", "currency" = r."currency", "shipsTo" = r."shipsTo", "priority" = r."priority",
      "stockSeenAt" = case when o."stockQuantity" is distinct from r."stockQuantity" then ${at}::timestamp else o."stockSeenAt" end,
      "stockQuantity" = r."stockQuantity", "leadTimeDays" = r."leadTimeDays", "minimumQuantity" = r."minimumQuantity",
      "nameZh" = r."nameZh", "isActive" = r."isActive"
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as r("id" uuid, "unitCostMinor" bigint, "currency" text, "shipsTo" text[],
      "priority" int, "stockQuantity" int, "leadTimeDays" int, "minimumQuantity" int, "nameZh" text, "isActive" boolean)
    where o."shopId" = ${tx.shopId} and o."id" = r."id"`;
}

export async function removeOffers(tx: ShopTransaction, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.db.offer.deleteMany({ where: { id: { in: [...ids] } } });
}
