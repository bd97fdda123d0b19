// Has anything of the shop changed since a page was read? A few newest instants answer, each from the end of an index.
import type { ShopTransaction } from "../platform/db.server.ts";

export async function readVersion(tx: ShopTransaction): Promise<string> {
  const [row] = await tx.db.$queryRaw<{ version: string }[]>`
    select concat_ws('/',
      (select max("at") from "Activity" where "shopId" = ${tx.shopId}),
      (select max("checkedAt") from "OrderCheck" where "shopId" = ${tx.shopId}),
      (select count(*) from "Problem" where "shopId" = ${tx.shopId} and "openKey" is not null),
      (select concat("finishedAt", ' ', "undoneAt", ' ', (select count(*) from "BulkActionItem" i where i."shopId" = b."shopId" and i."bulkActionId" = b."id" and i."doneAt" is not null))
        from "BulkAction" b where "shopId" = ${tx.shopId} order by "createdAt" desc limit 1)) as version`;
  return row?.version ?? "";
}
