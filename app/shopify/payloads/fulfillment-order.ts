// Which fulfillment orders changed? These bodies are thin (an id and a status): whatever matters is read again.
import { z } from "zod";
import { gid } from "./fields.ts";

const one = z.object({ id: gid("FulfillmentOrder") });

/** Routed, held, released, moved and cancelled name their fulfillment orders under different keys. */
export const fulfillmentOrderPayload = z
  .object({
    fulfillment_order: one.optional(),
    remaining_fulfillment_order: one.nullish(),
    replacement_fulfillment_order: one.nullish(),
    original_fulfillment_order: one.nullish(),
    moved_fulfillment_order: one.nullish(),
  })
  .transform((body) => Object.values(body).flatMap((named) => named?.id ?? []))
  .pipe(z.array(z.string()).min(1, "names no fulfillment order"))
  .transform((ids) => ({ fulfillmentOrderIds: [...new Set(ids)] }));

export type FulfillmentOrderPayload = z.infer<typeof fulfillmentOrderPayload>;
