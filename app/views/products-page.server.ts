// The read model of the products page: what waits in orders comes first, then what nobody has mapped.
import { Prisma } from "@prisma/client";
import type { Merchant } from "../merchants/merchant.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Said } from "./answer.ts";
import { coverageOf, type Coverage, type ProductsPage, type ProductsQuery, type ShownOffer, type ShownVariant } from "./products-page.ts";
import { readOfferWorld, readShownOffers } from "./shown-offers.server.ts";

const pageSize = 25;
const soldWithinMs = 30 * 24 * 60 * 60 * 1000;

type Context = { readonly merchant: Merchant; readonly now: Date; readonly trouble: Said | null };

export async function readProductsPage(tx: ShopTransaction, query: ProductsQuery, { merchant, now, trouble }: Context): Promise<ProductsPage> {
  const found = await findRows(tx, query);
  const shown = found.slice(0, pageSize);
  const offers = await readShownOffers(tx, shown.map((row) => row.shopifyVariantId), merchant.currency);
  return {
    ...(await readOfferWorld(tx, { merchant, now })),
    query,
    coverage: await readCoverage(tx, now),
    variants: shown.map((row) => toShown(row, offers.get(row.shopifyVariantId) ?? [])),
    hasNext: found.length > pageSize,
    trouble,
  };
}

export const countVariants = (tx: ShopTransaction): Promise<number> => tx.db.variant.count();

type Found = {
  id: string; shopifyVariantId: string; productTitle: string; variantTitle: string | null; sku: string | null; imageUrl: string | null;
  isOwnGoods: boolean; missingSince: Date | null; waitingUnits: number;
};

/** One variant as the list shows it, by our id. */
export async function readShownVariant(tx: ShopTransaction, variantId: string, merchant: Merchant): Promise<ShownVariant | undefined> {
  const [row] = await selectRows(tx, Prisma.sql`v."id" = ${variantId}::uuid`, { limit: 1, offset: 0 });
  if (!row) return undefined;
  const offers = await readShownOffers(tx, [row.shopifyVariantId], merchant.currency);
  return toShown(row, offers.get(row.shopifyVariantId) ?? []);
}

/** What needs no shipping, and gift cards, nobody has to supply. A variant that was never loaded counts as waiting. */
async function readCoverage(tx: ShopTransaction, now: Date): Promise<Coverage> {
  const since = new Date(now.getTime() - soldWithinMs);
  const [row] = await tx.db.$queryRaw<{ sold: number; covered: number }[]>`
    with sold as (
      select distinct l."shopifyVariantId" as gid
      from "LineItem" l join "Order" o on o."shopId" = l."shopId" and o."id" = l."orderId"
      where l."shopId" = ${tx.shopId} and o."placedAt" >= ${since} and l."shopifyVariantId" is not null and l."requiresShipping" and not l."isGiftCard"
    )
    select count(*)::int as sold, count(*) filter (where exists (
      select 1 from "Offer" f join "Supplier" s on s."shopId" = f."shopId" and s."id" = f."supplierId"
      where f."shopId" = v."shopId" and f."variantId" = v."id" and f."isActive" and s."isActive"
    ))::int as covered
    from sold left join "Variant" v on v."shopId" = ${tx.shopId} and v."shopifyVariantId" = sold.gid
    where v."isOwnGoods" is distinct from true`;
  return coverageOf(row?.sold ?? 0, row?.covered ?? 0);
}

const isMapped = Prisma.sql`(v."isOwnGoods" or exists (select 1 from "Offer" o where o."shopId" = v."shopId" and o."variantId" = v."id"))`;

const findRows = (tx: ShopTransaction, query: ProductsQuery): Promise<Found[]> =>
  selectRows(tx, conditionOf(query), { limit: pageSize + 1, offset: (query.page - 1) * pageSize });

async function selectRows(tx: ShopTransaction, condition: Prisma.Sql, page: { limit: number; offset: number }): Promise<Found[]> {
  return await tx.db.$queryRaw<Found[]>`
    with waiting as (
      select l."shopifyVariantId" as gid, sum(a."quantity")::int as units
      from "Allocation" a join "LineItem" l on l."shopId" = a."shopId" and l."id" = a."lineItemId"
      where a."shopId" = ${tx.shopId} and a."state" in ('NEEDS_YOU', 'WAITING') and a."supplierOrderLineId" is null
      group by 1
    )
    select v."id", v."shopifyVariantId", v."productTitle", v."variantTitle", v."sku", v."imageUrl", v."isOwnGoods", v."missingSince",
      coalesce(w.units, 0) as "waitingUnits"
    from "Variant" v left join waiting w on w.gid = v."shopifyVariantId"
    where v."shopId" = ${tx.shopId} and ${condition}
    order by (w.units is not null and not ${isMapped}) desc, (w.units is not null) desc, ${isMapped}, w.units desc nulls last, v."productTitle", v."variantTitle", v."id"
    limit ${page.limit} offset ${page.offset}`;
}

function conditionOf(query: ProductsQuery): Prisma.Sql {
  if (query.variantId !== null) return Prisma.sql`v."shopifyVariantId" = ${query.variantId}`;
  const ofFilter = {
    all: Prisma.sql`true`, unmapped: Prisma.sql`not ${isMapped}`, mapped: Prisma.sql`${isMapped} and not v."isOwnGoods"`, own: Prisma.sql`v."isOwnGoods"`,
  }[query.filter];
  if (query.search === "") return ofFilter;
  const pattern = `%${query.search.replace(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`${ofFilter} and (v."productTitle" ilike ${pattern} or v."variantTitle" ilike ${pattern} or v."sku" ilike ${pattern})`;
}

function toShown(row: Found, offers: readonly ShownOffer[]): ShownVariant {
  const { id, shopifyVariantId, variantTitle, sku, imageUrl, isOwnGoods, waitingUnits } = row;
  return { id, shopifyVariantId, title: row.productTitle, variantTitle, sku, imageUrl, isOwnGoods, isMissing: row.missingSince !== null, waitingUnits, offers };
}
