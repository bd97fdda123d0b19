// The read model of the products page: what waits in orders comes first, then what nobody has mapped.
import { Prisma } from "@prisma/client";
import { listRates, type DatedRate } from "../merchants/exchange-rates.server.ts";
import type { Merchant } from "../merchants/merchant.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { findRate } from "../routing/convert-money.ts";
import type { Offer } from "../suppliers/offer.ts";
import { findOffers, listSuppliers } from "../suppliers/store.server.ts";
import type { Said } from "./answer.ts";
import type { ProductsPage, ProductsQuery, ShownOffer, ShownVariant } from "./products-page.ts";

const pageSize = 25;

type Context = { readonly merchant: Merchant; readonly now: Date; readonly trouble: Said | null };

export async function readProductsPage(tx: ShopTransaction, query: ProductsQuery, { merchant, now, trouble }: Context): Promise<ProductsPage> {
  const found = await findRows(tx, query);
  const offers = await findOffers(tx, found.map((row) => row.shopifyVariantId));
  const rates = await listRates(tx);
  const { currency, timeZone } = merchant;
  const suppliers = (await listSuppliers(tx)).filter((supplier) => supplier.isActive).map(({ id, name }) => ({ id, name }));
  return {
    query,
    variants: found.slice(0, pageSize).map((row) => toShown(row, (offers.get(row.shopifyVariantId) ?? []).map((offer) => showOffer(offer, rates, currency)))),
    hasNext: found.length > pageSize,
    suppliers,
    shopCurrency: currency,
    today: new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now),
    trouble,
  };
}

export const countVariants = (tx: ShopTransaction): Promise<number> => tx.db.variant.count();

type Found = {
  id: string; shopifyVariantId: string; productTitle: string; variantTitle: string | null; sku: string | null; imageUrl: string | null;
  isOwnGoods: boolean; missingSince: Date | null; waitingUnits: number;
};

async function findRows(tx: ShopTransaction, query: ProductsQuery): Promise<Found[]> {
  const isMapped = Prisma.sql`(v."isOwnGoods" or exists (select 1 from "Offer" o where o."shopId" = v."shopId" and o."variantId" = v."id"))`;
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
    where v."shopId" = ${tx.shopId} and ${conditionOf(query, isMapped)}
    order by (w.units is not null) desc, ${isMapped}, v."productTitle", v."variantTitle", v."id"
    limit ${pageSize + 1} offset ${(query.page - 1) * pageSize}`;
}

function conditionOf(query: ProductsQuery, isMapped: Prisma.Sql): Prisma.Sql {
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

function showOffer(offer: Offer, rates: readonly DatedRate[], shopCurrency: string): ShownOffer {
  const { id, supplierName, itemId, specId, packRatio, packCost: cost, shipsTo, priority, stock } = offer;
  return { id, supplierName, itemId, specId, packRatio, cost, shipsTo, priority, stock, isUsable: offer.isActive && offer.supplierIsActive, rate: rateOf(cost.currency, rates, shopCurrency) };
}

function rateOf(currency: string, rates: readonly DatedRate[], shopCurrency: string): ShownOffer["rate"] {
  if (currency === shopCurrency) return null;
  const found = findRate(rates, currency, shopCurrency);
  if (!found) return "missing";
  const { rate, quotedOn: on, from, to } = found.quote;
  return { rate, on, from, to };
}
