// A shop has removed the app.
import { z } from "zod";
import type { Database } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";

type Tools = { readonly database: Database; readonly now: () => Date };

export const offboardMerchant: Step<Tools, { shopId: string; inboxId: string }, void> = {
  name: "offboard-merchant",
  input: z.object({ shopId: z.string(), inboxId: z.uuid() }),
  run: async () => async () => undefined,
};
