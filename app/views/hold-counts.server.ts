// How many orders does each reason hold now, the order as a whole or a line of it? What nobody can end any more is left out.
import type { ShopTransaction } from "../platform/db.server.ts";

export type HoldCount = { readonly code: string; readonly orders: number };

export async function countHolds(tx: ShopTransaction): Promise<HoldCount[]> {
  return await tx.db.$queryRaw<HoldCount[]>`
    select held."code", count(distinct held."orderId")::int as orders from (
      select o."holdCode" as code, o."id" as "orderId" from "Order" o where o."shopId" = ${tx.shopId} and o."holdCode" is not null
      union select h."code", h."orderId" from "OrderHold" h where h."shopId" = ${tx.shopId} and h."endedAt" is null and h."releasedAt" is null
    ) held where held."code" not in ('cancelled', 'fully_refunded') group by held."code" order by held."code"`;
}
