// Is an order out of balance that no step has looked at since? What changed lately, what stands elsewhere than it was
// last counted, what did not balance, and once a day every order that is still open is counted again; the count itself
// follows each step, and this one too.
import { z } from "zod";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";

type Tools = { readonly now: () => Date };

export type BalanceOutcome = { readonly orderIds: readonly string[] };

const lookBackMs = 15 * 60_000;
const onceADayMs = 24 * 3_600_000;
/** Shopify itself shows an app orders of the last 60 days; units of older ones hardly move any more. */
const youngMs = 60 * onceADayMs;
/** Of each kind in one run; the next minute takes the rest. */
const most = 200;

export const checkBalance: Step<Tools, { shopId: string }, BalanceOutcome> = {
  name: "check-balance",
  input: z.object({ shopId: z.string() }),
  run: async ({ now }) => async (tx) => {
    const at = now();
    const changed = await listChanged(tx, new Date(at.getTime() - lookBackMs));
    const moved = await listMoved(tx, new Date(at.getTime() - youngMs));
    const unbalanced = await tx.db.orderCheck.findMany({ where: { balanced: false, checkedAt: { lt: at } }, select: { orderId: true }, orderBy: { checkedAt: "asc" }, take: most });
    const open = await tx.db.order.findMany({
      where: { check: { checkedAt: { lt: new Date(at.getTime() - onceADayMs) } }, allocations: { some: { state: { in: ["WAITING", "WITH_SUPPLIER", "NEEDS_YOU"] } } } },
      select: { id: true }, take: most,
    });
    const orderIds = [...new Set([...changed, ...moved, ...unbalanced.map(({ orderId }) => orderId), ...open.map(({ id }) => id)])].toSorted();
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

/** Rows that say nothing of when they were changed, such as those that somebody has touched in the database itself. */
async function listMoved(tx: ShopTransaction, since: Date): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ orderId: string }[]>`
    with young as (select "id" from "Order" where "shopId" = ${tx.shopId} and "placedAt" > ${since}),
    standing as (
      select a."orderId",
        sum(a."quantity") filter (where a."state" = 'NOT_OURS') as "notOurs", sum(a."quantity") filter (where a."state" = 'WAITING') as "waiting",
        sum(a."quantity") filter (where a."state" = 'WITH_SUPPLIER') as "withSupplier", sum(a."quantity") filter (where a."state" = 'SHIPPED') as "shipped",
        sum(a."quantity") filter (where a."state" = 'CANCELLED') as "cancelled", sum(a."quantity") filter (where a."state" = 'NEEDS_YOU') as "needsYou"
      from "Allocation" a join young on young."id" = a."orderId" where a."shopId" = ${tx.shopId} group by a."orderId"),
    uncovered as (
      select l."orderId" from "LineItem" l join young on young."id" = l."orderId"
        left join "Allocation" a on a."shopId" = l."shopId" and a."lineItemId" = l."id"
      where l."shopId" = ${tx.shopId} group by l."orderId", l."id", l."quantity" having coalesce(sum(a."quantity"), 0) <> l."quantity")
    select distinct c."orderId" from "OrderCheck" c join young on young."id" = c."orderId" left join standing s on s."orderId" = c."orderId"
    where c."shopId" = ${tx.shopId} and (
      coalesce(s."notOurs", 0) <> c."notOurs" or coalesce(s."waiting", 0) <> c."waiting" or coalesce(s."withSupplier", 0) <> c."withSupplier"
      or coalesce(s."shipped", 0) <> c."shipped" or coalesce(s."cancelled", 0) <> c."cancelled" or coalesce(s."needsYou", 0) <> c."needsYou"
      or (c."balanced" and c."orderId" in (select "orderId" from uncovered)))
    limit ${most}`;
  return rows.map(({ orderId }) => orderId);
}
