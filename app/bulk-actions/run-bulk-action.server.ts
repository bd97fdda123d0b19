// A bulk action at work: a few items in one transaction, then the next few, so that nobody waits and each is done once.
// Run twice, or broken off: an item is marked in the transaction that did it.
import { z } from "zod";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import type { NextJob, Step } from "../platform/step.ts";
import type { Released } from "../supplier-orders/release-supplier-orders.server.ts";
import type { BulkAction } from "./bulk-action.ts";
import { loadFacts, loadQuestion } from "./load-facts.server.ts";
import { performOnOrder } from "./perform-on-order.server.ts";
import { performOnProblem } from "./perform-on-problem.server.ts";
import { findBulkAction, finishBulkAction, listOpenItems, saveItem, type BulkItem } from "./store.server.ts";

type Tools = { readonly now: () => Date };
type Input = { shopId: string; bulkActionId: string };

export type BulkOutcome = {
  readonly bulkActionId: string;
  readonly orderIds: string[];
  readonly toSubmit: Released[];
  /** Orders about which must be decided anew, refused units included. */
  readonly toRoute: string[];
  readonly retries: NextJob[];
  readonly hasMore: boolean;
};

const itemsAtOnce = 20;

export const runBulkAction: Step<Tools, Input, BulkOutcome> = {
  name: "run-bulk-action",
  input: z.object({ shopId: z.string(), bulkActionId: z.uuid() }),
  run: async ({ now }, { bulkActionId }) => async (tx) => {
    const nothing: BulkOutcome = { bulkActionId, orderIds: [], toSubmit: [], toRoute: [], retries: [], hasMore: false };
    const action = await findBulkAction(tx, bulkActionId);
    if (!action || action.finishedAt) return nothing;
    const items = await listOpenItems(tx, bulkActionId, itemsAtOnce);
    const work = { action, items, at: now() };
    const outcome = action.kind === "RETRY_PROBLEMS" ? await workOnProblems(tx, work, nothing) : await workOnOrders(tx, work, nothing);
    const hasMore = (await listOpenItems(tx, bulkActionId, 1)).length > 0;
    if (!hasMore) await finishBulkAction(tx, bulkActionId, now());
    return { ...outcome, hasMore };
  },
};

type Chunk = { readonly action: BulkAction; readonly items: readonly BulkItem[]; readonly at: Date };

async function workOnOrders(tx: ShopTransaction, { action, items, at }: Chunk, nothing: BulkOutcome): Promise<BulkOutcome> {
  const orderIds = items.map((item) => item.subjectId);
  // In one order of ids for everybody, as every step locks, so that nobody waits in a circle.
  for (const orderId of orderIds.toSorted()) await lockOrder(tx, orderId);
  if (action.kind === "RETRY_PROBLEMS") return nothing;
  const question = await loadQuestion(tx, action.kind, action.params);
  const facts = await loadFacts(tx, orderIds);
  const outcome = { ...nothing, orderIds: [...facts.keys()], toSubmit: [...nothing.toSubmit], toRoute: [...nothing.toRoute] };
  for (const item of items) {
    const performed = await performOnOrder(tx, { action, question, facts: facts.get(item.subjectId), memory: item.memory, at });
    await saveItem(tx, item.id, { at, skip: performed.skip, memory: performed.memory });
    outcome.toSubmit.push(...(performed.submit ?? []));
    if (performed.route) outcome.toRoute.push(item.subjectId);
  }
  return outcome;
}

async function workOnProblems(tx: ShopTransaction, { action, items, at }: Chunk, nothing: BulkOutcome): Promise<BulkOutcome> {
  const retries: NextJob[] = [];
  for (const item of items) {
    const performed = await performOnProblem(tx, { action, problemId: item.subjectId, memory: item.memory, at });
    await saveItem(tx, item.id, { at, skip: performed.skip, memory: performed.memory });
    if (performed.job) retries.push(performed.job);
  }
  // Many problems of one cause ask for the same work: a second run of it would find nothing left.
  return { ...nothing, retries: [...new Map(retries.map((job) => [JSON.stringify([job.step, job.input]), job])).values()] };
}
