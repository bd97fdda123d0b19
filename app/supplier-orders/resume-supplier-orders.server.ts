// Is a supplier's order stuck because its job was lost: to a dead worker's last try, or to an uninstall in between?
// Whoever is still being asked changes state more often than this; sending asks the supplier before it repeats anything.
import { z } from "zod";
import type { Step } from "../platform/step.ts";
import { listStuck } from "./store.server.ts";

type Tools = { readonly now: () => Date };

export type StuckOrders = { readonly stuck: readonly { id: string; orderId: string }[] };

const stuckAfterMs = 30 * 60_000;
const most = 200;

export const resumeSupplierOrders: Step<Tools, { shopId: string }, StuckOrders> = {
  name: "resume-supplier-orders",
  input: z.object({ shopId: z.string() }),
  run: async ({ now }) => async (tx) => ({ stuck: await listStuck(tx, new Date(now().getTime() - stuckAfterMs), most) }),
};
