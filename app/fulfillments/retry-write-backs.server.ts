// Shopify has opened, released or moved a work order: may a parcel that waits be told now?
// These messages carry no more than an id, so every waiting parcel of the shop is tried; there are few.
import { z } from "zod";
import type { Step } from "../platform/step.ts";
import { listWaitingParcels } from "./store.server.ts";

export type Waiting = { readonly parcels: readonly { parcelId: string; orderId: string }[] };

export const retryWriteBacks: Step<object, { shopId: string }, Waiting> = {
  name: "retry-write-backs",
  input: z.object({ shopId: z.string() }),
  run: async () => async (tx) => ({ parcels: await listWaitingParcels(tx) }),
};
