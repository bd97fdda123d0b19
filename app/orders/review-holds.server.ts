// Which holds are over although no message says so: their time has passed, another order was cancelled, or the merchant's limits changed?
// Every minute those are looked at that end by themselves; after a change of the settings every order that still waits.
import { z } from "zod";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import { listOrdersHeldBy, listOrdersThatWait } from "./hold-store.server.ts";
import { selfEndingHolds } from "./order-holds.ts";
import { settleHolds } from "./settle-holds.server.ts";
import { findOrder } from "./store.server.ts";

const inputSchema = z.object({
  shopId: z.string(),
  /** Of every order that waits, behind this one. */
  after: z.string().exactOptional(),
});

export type ReviewOutcome = {
  readonly orderIds: readonly string[];
  /** Held before, and no longer. */
  readonly toRoute: readonly string[];
  readonly goesOn: { readonly after: string } | null;
};

const ordersAtOnce = 50;

export const reviewHolds: Step<{ readonly now: () => Date }, z.infer<typeof inputSchema>, ReviewOutcome> = {
  name: "review-holds",
  input: inputSchema,
  run: async ({ now }, { after }) => async (tx) => {
    const isEveryOne = after !== undefined;
    const orderIds = isEveryOne ? await listOrdersThatWait(tx, { after, take: ordersAtOnce }) : await listOrdersHeldBy(tx, selfEndingHolds);
    const toRoute: string[] = [];
    // In the order of ids, as every step locks. Limits of single lines are judged with the decision about them.
    for (const orderId of orderIds.toSorted()) if ((await isFreed(tx, orderId, now())) || isEveryOne) toRoute.push(orderId);
    const last = orderIds.at(-1);
    return { orderIds, toRoute, goesOn: isEveryOne && last !== undefined && orderIds.length === ordersAtOnce ? { after: last } : null };
  },
};

async function isFreed(tx: ShopTransaction, orderId: string, at: Date): Promise<boolean> {
  await lockOrder(tx, orderId);
  const before = await findOrder(tx, orderId);
  await settleHolds(tx, orderId, at);
  return before?.hold != null && (await findOrder(tx, orderId))?.hold === null;
}
