// Which orders may be decided about differently, now that somebody said anew who ships these variants?
import type { ShopTransaction } from "../platform/db.server.ts";

/**
 * Orders with units of these variants that no supplier has been asked for.
 * What is drafted is included, since the variant may have become the merchant's own goods.
 */
export async function findWaitingOrders(tx: ShopTransaction, shopifyVariantIds: readonly string[]): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ orderId: string }[]>`
    select distinct a."orderId" from "Allocation" a join "LineItem" l on l."shopId" = a."shopId" and l."id" = a."lineItemId"
    where a."shopId" = ${tx.shopId} and l."shopifyVariantId" = any(${[...new Set(shopifyVariantIds)]}::text[])
      and (a."state" in ('WAITING', 'NEEDS_YOU') or (a."state" = 'NOT_OURS' and a."reasonCode" = 'allocation.own_goods'))`;
  return rows.map(({ orderId }) => orderId);
}
