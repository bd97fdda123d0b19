// Is an order out of balance that no step has looked at since? What changed lately, what did not balance, and once a
// day every order that is still open is counted again; the count itself follows each step, and this one too.
import { z } from "zod";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";

type Tools = { readonly now: () => Date };

export type BalanceOutcome = { readonly orderIds: readonly string[] };

const lookBackMs = 15 * 60_000;
const onceADayMs = 24 * 3_600_000;
/** Of each kind in one run; the next minute takes the rest. */
const most = 200;

export const checkBalance: Step<Tools, { shopId: string }, BalanceOutcome> = {
  name: "check-balance",
  input: z.object({ shopId: z.string() }),
  run: async ({ now }) => async (tx) => {
    const at = now();
    const changed = await listChanged(tx, new Date(at.getTime() - lookBackMs));
    const unbalanced = await tx.db.orderCheck.findMany({ where: { balanced: false, checkedAt: { lt: at } }, select: { orderId: true }, orderBy: { checkedAt: "asc" }, take: most });
    const open = await tx.db.order.findMany({
      where: { check: { checkedAt: { lt: new Date(at.getTime() - onceADayMs) } }, allocations: { some: { state: { in: ["WAITING", "WITH_SUPPLIER", "NEEDS_YOU"] } } } },
      select: { id: true }, take: most,
    });
    const orderIds = [...new Set([...changed, ...unbalanced.map(({ orderId }) => orderId), ...open.map(({ id }) => id)])].toSorted();
    // A step in the middle of its work would be counted by halves.
    for (const orderId of orderIds) await lockOrder(tx, orderId);
    return { orderIds };
  },
};

/** By pages, imports of offers and hands that no step followed. */
async function listChanged(tx: ShopTransaction, since: Date): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ orderId: string }[]>`
    select distinct a."orderId" from "Allocation" a left join "OrderCheck" c on c."shopId" = a."shopId" and c."orderId" = a."orderId"
    where a."shopId" = ${tx.shopId} and a."changedAt" > ${since} and (c."checkedAt" is null or c."checkedAt" < a."changedAt") limit ${most}`;
  return rows.map(({ orderId }) => orderId);
}
