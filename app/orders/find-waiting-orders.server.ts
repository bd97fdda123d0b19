// Which orders may be decided about differently, now that somebody said anew who ships these variants?
import type { ShopTransaction } from "../platform/db.server.ts";

/**
 * Orders with units of these variants that no supplier has been asked for.
 * What is drafted is included, since the variant may have become the merchant's own goods.
 */
export async function findWaitingOrders(tx: ShopTransaction, shopifyVariantIds: readonly string[]): Promise<string[]> {
  const wanted = new Set(shopifyVariantIds);
  return [...new Set((await listWaiting(tx)).filter((one) => wanted.has(one.shopifyVariantId)).map(({ orderId }) => orderId))];
}

export type WaitingFor = { readonly orderId: string; readonly shopifyVariantId: string };

/** What waits is little beside what a shop sells, so it is asked for first. */
export async function listWaiting(tx: ShopTransaction): Promise<WaitingFor[]> {
  return await tx.db.$queryRaw<WaitingFor[]>`
    select distinct a."orderId", l."shopifyVariantId" from "Allocation" a join "LineItem" l on l."shopId" = a."shopId" and l."id" = a."lineItemId"
    where a."shopId" = ${tx.shopId} and l."shopifyVariantId" is not null
      and (a."state" in ('WAITING', 'NEEDS_YOU') or (a."state" = 'NOT_OURS' and a."reasonCode" = 'allocation.own_goods'))`;
}
