// Did a supplier's no come through a door that decides nothing (a reply, the supplier's own page), or was the job lost?
// What was refused and has an offer that was never asked is decided about again; with nothing new, that changes nothing.
import { z } from "zod";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";

type Tools = { readonly now: () => Date };

const hourMs = 3_600_000;
/** After a day a person has had the problem for long enough to want it left alone. */
const mostAgeMs = 24 * hourMs;
const most = 200;

export const resumeFallbacks: Step<Tools, { shopId: string }, { readonly orderIds: readonly string[] }> = {
  name: "resume-fallbacks",
  input: z.object({ shopId: z.string() }),
  run: async ({ now }) => async (tx) => ({ orderIds: await listUnasked(tx, new Date(now().getTime() - mostAgeMs)) }),
};

async function listUnasked(tx: ShopTransaction, since: Date): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ orderId: string }[]>`
    select a."orderId", max(a."changedAt") as "changedAt"
    from "Allocation" a
    join "Order" d on d."shopId" = a."shopId" and d."id" = a."orderId" and d."holdCode" is null and d."confirmedAt" is not null
    join "LineItem" l on l."shopId" = a."shopId" and l."id" = a."lineItemId"
    join "Variant" v on v."shopId" = l."shopId" and v."shopifyVariantId" = l."shopifyVariantId"
    join "Offer" o on o."shopId" = v."shopId" and o."variantId" = v."id" and o."isActive"
    where a."shopId" = ${tx.shopId} and a."state" = 'NEEDS_YOU' and a."reasonCode" like 'refused.%' and a."changedAt" >= ${since}
      and not exists (
        select 1 from "SupplierOrderLine" s join "SupplierOrder" p on p."shopId" = s."shopId" and p."id" = s."supplierOrderId"
        where s."shopId" = a."shopId" and s."lineItemId" = l."id" and s."offerId" = o."id" and (s."answer" = 'refused' or p."state" = 'REFUSED')
      )
    group by a."orderId"
    order by 2 desc
    limit ${most}`;
  return rows.map(({ orderId }) => orderId);
}
