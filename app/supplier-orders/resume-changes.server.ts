// Does a change wait although it should not: because its job was lost, because an answer is due to be looked up, or because
// the time for an answer is over? Looking up comes before asking again, so that going over all of them harms nothing.
import { z } from "zod";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import type { ChangeRequest } from "./change-request.ts";
import { listLiveChanges, noteOverdue } from "./change-store.server.ts";
import { tellChange } from "./tell-change.server.ts";

type Tools = { readonly now: () => Date };

export type ResumedChanges = {
  readonly orderIds: readonly string[];
  readonly toSend: readonly { readonly orderId: string; readonly supplierOrderId: string; readonly changeId: string }[];
};

const restMs = 30 * 60_000;
const most = 500;

export const resumeChanges: Step<Tools, { shopId: string }, ResumedChanges> = {
  name: "resume-changes",
  input: z.object({ shopId: z.string() }),
  run: async ({ now }) => async (tx) => {
    const at = now();
    const live = await listLiveChanges(tx, most);
    for (const request of live) await tellOverdue(tx, request, at);
    const rested = live.filter(({ createdAt }) => at.getTime() - createdAt.getTime() > restMs);
    const out = rested.filter(({ state }) => state === "SENDING" || state === "UNKNOWN");
    return {
      orderIds: [...new Set(rested.filter(({ state }) => state === "OPEN").map(({ orderId }) => orderId))],
      toSend: out.map(({ id, orderId, supplierOrderId }) => ({ changeId: id, orderId, supplierOrderId })),
    };
  },
};

/** Whoever was asked and says nothing until the goods leave: a person should ring him. A late answer still counts. */
async function tellOverdue(tx: ShopTransaction, request: ChangeRequest, at: Date): Promise<void> {
  if (request.askedAt === null || request.deadlineAt === null || request.deadlineAt > at) return;
  if (await noteOverdue(tx, request.id)) await tellChange(tx, request, { code: "change_no_answer" });
}
