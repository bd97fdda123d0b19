// Which suppliers still owe us an answer or parcels? They are asked, each in a job of its own.
import { z } from "zod";
import type { Step } from "../platform/step.ts";
import { listSuppliersWithOpenOrders } from "./store.server.ts";

export const findSuppliersToPoll: Step<object, { shopId: string }, { readonly supplierIds: readonly string[] }> = {
  name: "find-suppliers-to-poll",
  input: z.object({ shopId: z.string() }),
  run: async () => async (tx) => ({ supplierIds: await listSuppliersWithOpenOrders(tx) }),
};
