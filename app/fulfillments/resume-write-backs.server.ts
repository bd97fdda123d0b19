// Is a parcel stuck between us and Shopify because its job was lost? The write-back reads back before it repeats anything.
import { z } from "zod";
import type { Step } from "../platform/step.ts";
import type { Waiting } from "./retry-write-backs.server.ts";
import { listStuckParcels } from "./store.server.ts";

type Tools = { readonly now: () => Date };

const stuckAfterMs = 30 * 60_000;
const most = 200;

export const resumeWriteBacks: Step<Tools, { shopId: string }, Waiting> = {
  name: "resume-write-backs",
  input: z.object({ shopId: z.string() }),
  run: async ({ now }) => async (tx) => ({ parcels: await listStuckParcels(tx, new Date(now().getTime() - stuckAfterMs), most) }),
};
