// Does something that a customer told lie here although Shopify should have it: because its job was lost to a dead worker's
// last try, or to an uninstall in between? Whoever writes it reads the order first, so that nothing is said twice.
import { z } from "zod";
import type { Step } from "../platform/step.ts";
import { listStuckGiven } from "./given-store.server.ts";

type Tools = { readonly now: () => Date };

export type StuckDetails = { readonly stuck: readonly { readonly orderId: string; readonly givenId: string }[] };

const stuckAfterMs = 30 * 60_000;
const most = 200;

export const resumeDetails: Step<Tools, { shopId: string }, StuckDetails> = {
  name: "resume-details",
  input: z.object({ shopId: z.string() }),
  run: async ({ now }) => async (tx) => ({ stuck: await listStuckGiven(tx, new Date(now().getTime() - stuckAfterMs), most) }),
};
